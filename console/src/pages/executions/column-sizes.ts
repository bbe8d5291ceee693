/** How the columns of the list of executions share its width, and which do not fit. */

export interface ColumnSize {
  /** In pixels, at least. */
  readonly width: number;
  /** Its share of the space that is left. */
  readonly grow?: number;
  /** How long it stays while the list gets narrower: the lowest goes first. */
  readonly rank: number;
}

/** Beside the columns: the box, and the name, which is always there. */
const CHECK_PX = 36;
const NAME_PX = 180;
const NAME_GROW = 2.6;
/** As in the style: between two columns, and at both ends. */
const GAP_PX = 12;
const ENDS_PX = 16;

/** The chosen columns that fit into a list of this width, in their order. */
export function fittingColumns<Size extends ColumnSize>(chosen: readonly Size[], widthPx: number): readonly Size[] {
  let left = widthPx - CHECK_PX - NAME_PX - GAP_PX - ENDS_PX;
  const fitting = new Set<Size>();
  for (const column of chosen.toSorted((a, b) => b.rank - a.rank)) {
    left -= column.width + GAP_PX;
    if (left < 0) break;
    fitting.add(column);
  }
  return chosen.filter((column) => fitting.has(column));
}

/** For `grid-template-columns`. */
export function gridTemplate(columns: readonly ColumnSize[]): string {
  const size = (width: number, grow: number | undefined) =>
    grow === undefined ? `${width}px` : `minmax(${width}px, ${grow}fr)`;
  return [`${CHECK_PX}px`, size(NAME_PX, NAME_GROW), ...columns.map(({ width, grow }) => size(width, grow))].join(' ');
}
