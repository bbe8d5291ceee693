/**
 * A list of executions as a treegrid: any number of rows of which only those on the screen exist, more loaded on the
 * way down, children below expanded rows.
 */
import {
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ExecutionNode } from '../../api/operations.ts';
import { useRowWindow } from '../../ui/row-window.ts';
import { useLatest } from '../../ui/use-latest.ts';
import { fittingColumns, gridTemplate } from './column-sizes.ts';
import { COLUMNS, type Column, useColumnChoice } from './columns.tsx';
import css from './execution-list.module.css';
import { Note, Row, type RowActs } from './execution-row.tsx';
import { type ListRow, listRows } from './list-rows.ts';
import { useExpandedChildren } from './use-children.ts';
import { useListKeys } from './use-list-keys.ts';

const ROW_PX = 34;
/** More is asked for when so many rows are left below. */
const AHEAD_ROWS = 200;

/** What can be done with a list from outside. */
export interface ListHandle {
  readonly toTop: () => void;
}

interface ExecutionListProps {
  readonly ref?: Ref<ListHandle>;
  readonly label: string;
  readonly nodes: readonly ExecutionNode[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (executionArn: string, to: boolean) => void;
  readonly onSelectAll: (to: boolean) => void;
  readonly hideMachine?: boolean;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  /** Called when the first row comes into sight, or goes out of it. */
  readonly onTop?: (isAtTop: boolean) => void;
  /** Others are being looked for. */
  readonly isOutdated?: boolean;
  /** Under the last row. */
  readonly foot?: ReactNode;
}

export function ExecutionList(props: ExecutionListProps) {
  const { ref, label, nodes, selected, onSelect, onSelectAll, hasMore, onMore, onTop, isOutdated, foot } = props;
  const grid = useRef<HTMLDivElement>(null);
  const columns = useColumns(grid, props.hideMachine === true);
  const { expanded, toggle } = useExpandedChildren();
  const rows = useMemo(() => listRows(nodes, expanded), [nodes, expanded]);
  const [active, setActive] = useState<string>();
  const sight = useRowWindow({ count: rows.length, rowPx: ROW_PX });
  const { show, isAtTop } = sight;
  const last = sight.rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD_ROWS) onMore();
  }, [hasMore, last, rows.length, onMore]);
  const tellTop = useLatest((now: boolean) => onTop?.(now));
  useEffect(() => tellTop(isAtTop), [isAtTop, tellTop]);
  useImperativeHandle(ref, () => ({ toTop: () => show(0) }), [show]);

  const activeIndex = useMemo(() => rows.findIndex(({ key }) => key === active), [rows, active]);
  const focusRow = (index: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[at];
    if (row === undefined) return;
    setActive(row.key);
    show(at);
    focusSoon(grid, row.key);
  };
  useListKeys({ rows, activeIndex, focusRow, toggle, selected, onSelect });
  const select = useLatest(onSelect);
  const toggleRow = useLatest(toggle);
  const acts = useMemo<RowActs>(() => ({ focused: setActive, select, toggle: toggleRow }), [select, toggleRow]);

  const allSelected =
    nodes.length > 0 && selected.size >= nodes.length && nodes.every(({ executionArn }) => selected.has(executionArn));
  return (
    <div
      ref={grid}
      className={css.grid}
      role="treegrid"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-multiselectable
      aria-busy={isOutdated}
      style={{ '--columns': gridTemplate(columns) } as React.CSSProperties}
    >
      <div className={css.head} role="rowgroup">
        <div className={css.row} role="row" aria-rowindex={1}>
          <span role="columnheader" className={css.check}>
            <input
              type="checkbox"
              aria-label="Select all loaded"
              checked={allSelected}
              onChange={(event) => onSelectAll(event.currentTarget.checked)}
            />
          </span>
          <span role="columnheader">Name</span>
          {columns.map(({ id, title, isNumber }) => (
            <span key={id} role="columnheader" className={isNumber === true ? css.number : undefined}>
              {title}
            </span>
          ))}
        </div>
      </div>
      <div
        className={css.scroller}
        ref={sight.ref}
        role="rowgroup"
        tabIndex={rows.length === 0 ? 0 : -1}
        data-scroll-restoration-id={label}
      >
        <div className={css.space} style={{ height: sight.heightPx }} role="presentation">
          {sight.rows.map(({ index, topPx }) => {
            const row = rows[index] as ListRow;
            const isTabStop = activeIndex === -1 ? index === 0 : index === activeIndex;
            const frame = { index, topPx, isTabStop, acts };
            if (row.kind === 'note') return <Note key={row.key} row={row} {...frame} />;
            const isSelected = selected.has(row.node.executionArn);
            return <Row key={row.key} row={row} {...frame} columns={columns} isSelected={isSelected} />;
          })}
        </div>
        {foot !== undefined && (
          <div role="presentation" className={css.foot}>
            {foot}
          </div>
        )}
      </div>
    </div>
  );
}

/** The chosen columns, as far as they fit. */
function useColumns(grid: RefObject<HTMLElement | null>, hideMachine: boolean): readonly Column[] {
  const chosen = useColumnChoice();
  const [widthPx, setWidthPx] = useState(() => innerWidth);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    setWidthPx(element.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  const ids = fittingColumns(
    COLUMNS.filter(({ id }) => chosen.has(id) && !(hideMachine && id === 'machine')),
    widthPx,
  ).map(({ id }) => id);
  const key = ids.join(' ');
  return useMemo(() => COLUMNS.filter(({ id }) => key.split(' ').includes(id)), [key]);
}

/** Gives the row the focus as soon as it is on the screen. */
function focusSoon(grid: RefObject<HTMLElement | null>, key: string, tries = 5): void {
  requestAnimationFrame(() => {
    const row = grid.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (row !== null && row !== undefined) row.focus({ preventScroll: true });
    else if (tries > 0) focusSoon(grid, key, tries - 1);
  });
}
