/**
 * A list of executions as a treegrid: any number of rows of which only those on the screen exist, more loaded on the
 * way down, children below expanded rows. Keys: j/k or arrows, Enter, x, e or ←/→, c, Home/End.
 */
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, Copy } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { machineName, unqualified } from '../../api/arns.ts';
import type { ExecutionNode } from '../../api/operations.ts';
import { useKeys } from '../../shell/keyboard.ts';
import { copyText } from '../../ui/copy-button.tsx';
import { StatusText } from '../../ui/status.tsx';
import { Duration, Instant } from '../../ui/times.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './execution-list.module.css';
import { type ExecutionRow, type ListRow, listRows, type NoteRow } from './list-rows.ts';
import { useExpandedChildren } from './use-children.ts';

const ROW_PX = 34;

interface ExecutionListProps {
  readonly label: string;
  readonly nodes: readonly ExecutionNode[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (executionArn: string, to: boolean) => void;
  readonly onSelectAll: (to: boolean) => void;
  readonly hideMachine?: boolean;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  /** Under the last row. */
  readonly foot?: ReactNode;
}

export function ExecutionList(props: ExecutionListProps) {
  const { label, nodes, selected, onSelect, onSelectAll, hasMore, onMore, foot, hideMachine = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { expanded, toggle } = useExpandedChildren();
  const rows = useMemo(() => listRows(nodes, expanded), [nodes, expanded]);
  const [active, setActive] = useState<string>();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 30) onMore();
  }, [hasMore, last, rows.length, onMore]);

  const activeIndex = rows.findIndex(({ key }) => key === active);
  const focusRow = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    setActive(row.key);
    virtual.scrollToIndex(rows.indexOf(row));
    focusSoon(scroller, row.key);
  };
  useListKeys({ rows, activeIndex, focusRow, toggle, selected, onSelect });

  const allSelected = nodes.length > 0 && nodes.every(({ executionArn }) => selected.has(executionArn));
  return (
    <div
      className={css.grid}
      role="treegrid"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-multiselectable
      data-hide-machine={hideMachine || undefined}
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
          <span role="columnheader">Status</span>
          {!hideMachine && <span role="columnheader">State machine</span>}
          <span role="columnheader">Started</span>
          <span role="columnheader" className={css.number}>
            Duration
          </span>
          <span role="columnheader" className={css.number}>
            Children
          </span>
          <span role="columnheader">Error</span>
        </div>
      </div>
      <div className={css.scroller} ref={scroller} role="rowgroup" tabIndex={rows.length === 0 ? 0 : -1}>
        <div className={css.space} style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map((item) => {
            const row = rows[item.index] as ListRow;
            const isTabStop = activeIndex === -1 ? item.index === 0 : item.index === activeIndex;
            const common = {
              index: item.index,
              top: item.start,
              isTabStop,
              onFocus: () => setActive(row.key),
              hideMachine,
            };
            if (row.kind === 'note') return <Note key={item.key} row={row} {...common} />;
            return (
              <Row
                key={item.key}
                row={row}
                {...common}
                isSelected={selected.has(row.node.executionArn)}
                onSelect={onSelect}
                onToggle={toggle}
              />
            );
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

interface RowFrame {
  readonly index: number;
  readonly top: number;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  readonly hideMachine: boolean;
}

interface RowProps extends RowFrame {
  readonly row: ExecutionRow;
  readonly isSelected: boolean;
  readonly onSelect: (executionArn: string, to: boolean) => void;
  readonly onToggle: (executionArn: string) => void;
}

function Row({ row, index, top, isTabStop, onFocus, isSelected, onSelect, onToggle, hideMachine }: RowProps) {
  const { node, level, isExpanded } = row;
  const { executionArn, stateMachineArn, name, childCount } = node;
  return (
    <div
      className={css.row}
      role="row"
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      aria-rowindex={index + 2}
      aria-level={level + 1}
      aria-selected={isSelected}
      aria-expanded={childCount > 0 ? isExpanded : undefined}
      data-key={row.key}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className={css.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={isSelected}
          onChange={(event) => onSelect(executionArn, event.currentTarget.checked)}
        />
      </span>
      <span role="gridcell" className={css.name} style={{ paddingLeft: level * 18 }}>
        <button
          type="button"
          tabIndex={-1}
          className={css.expander}
          aria-label={isExpanded ? `Hide children of ${name}` : `Show children of ${name}`}
          data-open={isExpanded || undefined}
          data-none={childCount === 0 || undefined}
          disabled={childCount === 0}
          onClick={() => onToggle(executionArn)}
        >
          <ChevronRight size={14} aria-hidden />
        </button>
        <Link
          to="/executions/$executionArn"
          params={{ executionArn }}
          className={css.link}
          tabIndex={-1}
          title={name}
          preload={false}
        >
          {name}
        </Link>
        <button
          type="button"
          tabIndex={-1}
          className={css.copy}
          aria-label={`Copy the ARN of ${name}`}
          title="Copy ARN (c)"
          onClick={() => copyArn(executionArn)}
        >
          <Copy size={13} aria-hidden />
        </button>
      </span>
      <span role="gridcell">
        <StatusText status={node.status} />
      </span>
      {!hideMachine && (
        <span role="gridcell" className={css.clip}>
          <Link
            to="/machines/$stateMachineArn"
            params={{ stateMachineArn: unqualified(stateMachineArn) }}
            className={css.machine}
            tabIndex={-1}
            title={machineName(stateMachineArn)}
            preload={false}
          >
            {machineName(stateMachineArn)}
          </Link>
        </span>
      )}
      <span role="gridcell" className={css.clip}>
        <Instant at={node.startDate} />
      </span>
      <span role="gridcell" className={css.number}>
        <Duration start={node.startDate} stop={node.stopDate} />
      </span>
      <span role="gridcell" className={css.number}>
        {childCount > 0 ? childCount.toLocaleString('en') : <span className={css.none}>–</span>}
      </span>
      <span role="gridcell" className={css.error} title={node.error}>
        {node.error}
      </span>
    </div>
  );
}

const NOTES = {
  loading: 'Loading children…',
  failed: 'The children could not be loaded.',
  more: 'There are more children.',
} as const;

function Note({ row, index, top, isTabStop, onFocus }: RowFrame & { readonly row: NoteRow }) {
  return (
    <div
      className={css.row}
      role="row"
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      aria-rowindex={index + 2}
      aria-level={row.level + 1}
      data-key={row.key}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" />
      <span role="gridcell" className={css.note} style={{ paddingLeft: row.level * 18 + 24 }}>
        {NOTES[row.note]}{' '}
        {row.note === 'more' && (
          <Link to="/executions" search={{ q: `parent:${row.parent.executionArn}`, roots: false }}>
            Show all {row.parent.childCount.toLocaleString('en')}
          </Link>
        )}
      </span>
    </div>
  );
}

async function copyArn(executionArn: string): Promise<void> {
  if (await copyText(executionArn)) toast('done', 'ARN copied');
}

/** Gives the row the focus as soon as it is on the screen. */
function focusSoon(scroller: RefObject<HTMLDivElement | null>, key: string, tries = 5): void {
  requestAnimationFrame(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (row !== null && row !== undefined) row.focus({ preventScroll: true });
    else if (tries > 0) focusSoon(scroller, key, tries - 1);
  });
}

interface ListKeys {
  readonly rows: readonly ListRow[];
  readonly activeIndex: number;
  readonly focusRow: (index: number) => void;
  readonly toggle: (executionArn: string, to?: boolean) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (executionArn: string, to: boolean) => void;
}

function useListKeys({ rows, activeIndex, focusRow, toggle, selected, onSelect }: ListKeys): void {
  const navigate = useNavigate();
  const onRow = (run: (row: ExecutionRow) => void) => (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    if (row?.kind !== 'execution') return;
    event.preventDefault();
    run(row);
  };
  const onFocused = (run: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest('[role=treegrid]') === null) return;
    event.preventDefault();
    run(event);
  };
  const open = ({ node: { executionArn } }: ExecutionRow) =>
    void navigate({ to: '/executions/$executionArn', params: { executionArn } });
  const close = (row: ExecutionRow) => {
    if (row.isExpanded) return toggle(row.node.executionArn, false);
    const parent = rows.slice(0, activeIndex).findLastIndex(({ level }) => level < row.level);
    if (parent >= 0) focusRow(parent);
  };
  const down = () => focusRow(activeIndex + 1);
  const up = () => focusRow(activeIndex - 1);
  useKeys({
    j: down,
    k: up,
    ArrowDown: onFocused(down),
    ArrowUp: onFocused(up),
    Home: onFocused(() => focusRow(0)),
    End: onFocused(() => focusRow(rows.length - 1)),
    Enter: onFocused(onRow(open)),
    x: onRow(({ node: { executionArn } }) => onSelect(executionArn, !selected.has(executionArn))),
    e: onRow(({ node }) => node.childCount > 0 && toggle(node.executionArn)),
    ArrowRight: onFocused(onRow(({ node }) => node.childCount > 0 && toggle(node.executionArn, true))),
    ArrowLeft: onFocused(onRow(close)),
    c: onRow(({ node }) => void copyArn(node.executionArn)),
  });
}
