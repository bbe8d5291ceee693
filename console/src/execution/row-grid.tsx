/**
 * What the tree, the timeline and the events have in common: a treegrid of any number of rows. It has the focus and
 * names the active row; scrolling draws nothing again but itself, and of its rows those that come into sight.
 */
import { type KeyboardEvent, type ReactNode, type Ref, useCallback, useImperativeHandle } from 'react';
import { type RowExtra, useRowWindow, type WindowRow } from '../ui/row-window.ts';
import grid from './grid-rows.module.css';

export interface RowGridHandle {
  /** Brings a row into sight. */
  readonly show: (index: number) => void;
}

interface RowGridProps {
  readonly ref: Ref<RowGridHandle>;
  readonly label: string;
  readonly className: string | undefined;
  readonly count: number;
  readonly rowPx: number;
  /** Stays on top; of this height. */
  readonly head?: ReactNode;
  readonly headPx?: number;
  readonly extras?: readonly RowExtra[];
  /** Id of the active row's element. */
  readonly activeId: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** For more that listens to what scrolls. */
  readonly scroller?: (element: HTMLDivElement | null) => (() => void) | undefined;
  readonly renderRow: (row: WindowRow) => ReactNode;
  /** Under the rows. */
  readonly children?: ReactNode;
}

export function RowGrid(props: RowGridProps) {
  const { ref, label, className, count, rowPx, head, headPx, extras, activeId, onKeyDown, scroller, renderRow } = props;
  const sight = useRowWindow({
    ...{ count, rowPx },
    ...(headPx !== undefined && { headPx }),
    ...(extras !== undefined && { extras }),
  });
  useImperativeHandle(ref, () => ({ show: sight.show }), [sight.show]);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      const ends = [sight.ref(element), scroller?.(element)];
      return () => {
        for (const end of ends) end?.();
      };
    },
    [sight.ref, scroller],
  );
  return (
    <div
      ref={attach}
      className={className}
      role="treegrid"
      aria-label={label}
      aria-rowcount={head === undefined ? count : count + 1}
      tabIndex={0}
      aria-activedescendant={activeId}
      onKeyDown={onKeyDown}
    >
      {head !== undefined && (
        <div role="rowgroup" className={grid.headGroup}>
          {head}
        </div>
      )}
      <div role="rowgroup" className={grid.rows} style={{ height: sight.heightPx }}>
        {sight.rows.map(renderRow)}
      </div>
      {props.children}
    </div>
  );
}
