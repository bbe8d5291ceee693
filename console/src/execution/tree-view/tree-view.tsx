/** The executions from the root to the leaves. Rows are drawn, and children read, as they come into sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Failure, Loading } from '../../ui/layout.tsx';
import { StatusIcon, StatusText } from '../../ui/status.tsx';
import { Duration, Instant } from '../../ui/times.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { useExecution, useSelection, useTree } from '../context.tsx';
import { rowKeys } from '../row-keys.ts';
import { indent } from '../timeline-view/timeline-view.tsx';
import type { MoreRow, TreeRow } from '../tree-model.ts';
import { machineOf, plural } from '../words.ts';
import css from './tree-view.module.css';

const ROW = 30;

export function TreeView() {
  const { arn, openExecution, hrefOf } = useExecution();
  const tree = useTree();
  const [selection, select] = useSelection();
  const rows = tree.rows();
  const chosen = selection?.arn ?? arn;
  const [moved, setMoved] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    getItemKey: (i) => keyOf(rows[i]!),
  });
  const items = virtual.getVirtualItems();
  const chosenAt = rows.findIndex((row) => row.kind === 'node' && row.node.executionArn === chosen);
  const active = moved ?? Math.max(0, chosenAt);

  // What is selected elsewhere, or found by "Go to failure", comes into sight.
  useEffect(() => {
    if (chosenAt >= 0) virtual.scrollToIndex(chosenAt, { align: 'auto' });
    setMoved(undefined);
  }, [chosenAt, virtual]);
  // Rows that stand for what has not been read are read when they are drawn.
  const more = items.map(({ index }) => rows[index]).find((row): row is MoreRow => row?.kind === 'more');
  useEffect(() => {
    if (more !== undefined) void tree.readMore(more.parentArn);
  }, [more, tree]);

  const chooseArn = useLatest((index: number, chosenArn: string) => {
    setMoved(index);
    select(chosenArn === arn ? undefined : { arn: chosenArn });
  });
  const open = useLatest((opened: string) => openExecution?.(opened));
  const acts = useMemo<RowActs>(
    () => ({ choose: chooseArn, open, toggle: (toggled) => tree.toggle(toggled), hrefOf }),
    [chooseArn, open, tree, hrefOf],
  );

  if (tree.root === undefined) {
    return tree.error === undefined ? (
      <Loading label="Loading the tree" />
    ) : (
      <Failure error={tree.error} onRetry={() => void tree.load(arn)} />
    );
  }
  const choose = (row: TreeRow | MoreRow | undefined) => {
    if (row?.kind === 'node') select(row.node.executionArn === arn ? undefined : { arn: row.node.executionArn });
  };
  const onKey = rowKeys({
    count: rows.length,
    active,
    page: 16,
    onMove: (to) => {
      setMoved(to);
      virtual.scrollToIndex(to);
      choose(rows[to]);
    },
    onOpen: (at) => {
      const row = rows[at];
      if (row?.kind === 'node' && row.node.executionArn !== arn) openExecution?.(row.node.executionArn);
    },
    onToggle: (at) => {
      const row = rows[at];
      if (row?.kind === 'node') tree.toggle(row.node.executionArn);
    },
    onRight: (at) => {
      const row = rows[at];
      if (row?.kind !== 'node' || row.node.childCount === 0) return;
      if (row.isOpen) setMoved(Math.min(rows.length - 1, at + 1));
      else void tree.open(row.node.executionArn);
    },
    onLeft: (at) => {
      const row = rows[at];
      if (row?.kind === 'node' && row.isOpen) return tree.close(row.node.executionArn);
      const up = rows.findLastIndex((other, i) => i < at && other.depth < (row?.depth ?? 0));
      if (up >= 0) setMoved(up);
    },
  });
  return (
    <div
      ref={scroller}
      className={css.view}
      role="treegrid"
      aria-label="Tree of executions"
      aria-rowcount={rows.length}
      tabIndex={0}
      aria-activedescendant={`tree-${active}`}
      onKeyDown={onKey}
    >
      <div role="rowgroup" className={css.headGroup}>
        <div role="row" className={css.head}>
          <span role="columnheader">Execution</span>
          <span role="columnheader">Started by</span>
          <span role="columnheader">Status</span>
          <span role="columnheader">Started</span>
          <span role="columnheader" className={css.number}>
            Duration
          </span>
          <span role="columnheader" className={css.number}>
            Below
          </span>
        </div>
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index]!;
          if (row.kind === 'more') {
            return (
              <div
                key={keyOf(row)}
                role="row"
                className={css.row}
                style={{ transform: `translateY(${start}px)` }}
                aria-level={row.depth + 1}
              >
                <span role="gridcell" className={css.more} style={{ paddingLeft: indent(row.depth) + 20 }}>
                  Loading {plural(row.count, 'more execution')} …
                </span>
              </div>
            );
          }
          return (
            <Row
              key={keyOf(row)}
              index={index}
              row={row}
              top={start}
              isActive={index === active}
              isChosen={index === chosenAt}
              isPage={row.node.executionArn === arn}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

function keyOf(row: TreeRow | MoreRow): string {
  return row.kind === 'more' ? `more ${row.parentArn}` : row.node.executionArn;
}

/** What a row does; the same object for all of them, so that rows are not drawn again while others come into sight. */
interface RowActs {
  readonly choose: (index: number, arn: string) => void;
  readonly toggle: (arn: string) => void;
  readonly open: (arn: string) => void;
  readonly hrefOf: ((arn: string) => string) | undefined;
}

interface RowProps {
  readonly index: number;
  readonly row: TreeRow;
  /** In pixels. */
  readonly top: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  /** It is the execution whose page this is. */
  readonly isPage: boolean;
  readonly acts: RowActs;
}

const Row = memo(function Row({ index, row, top, isActive, isChosen, isPage, acts }: RowProps) {
  const { node, depth, isOpen, position, siblings } = row;
  const { parent, rollup } = node;
  const machine = machineOf(node.executionArn) || machineOf(node.stateMachineArn);
  const isBelow = rollup?.status === 'FAILED_BELOW';
  const href = acts.hrefOf?.(node.executionArn);
  return (
    <div
      id={`tree-${index}`}
      role="row"
      aria-level={depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={node.childCount > 0 ? isOpen : undefined}
      aria-selected={isChosen}
      aria-current={isPage ? 'page' : undefined}
      tabIndex={-1}
      className={css.row}
      data-active={isActive || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => acts.choose(index, node.executionArn)}
      onDoubleClick={() => acts.open(node.executionArn)}
      onKeyDown={undefined}
    >
      <span role="gridcell" className={css.name} style={{ paddingLeft: indent(depth) }}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <span
          className={css.chevron}
          onClick={(event) => {
            event.stopPropagation();
            acts.toggle(node.executionArn);
          }}
        >
          {node.childCount > 0 && <ChevronRight size={14} data-open={isOpen || undefined} aria-hidden />}
        </span>
        <StatusIcon status={isBelow ? 'FAILED_BELOW' : node.status} size={14} />
        {depth > 8 && <span className={css.depth}>{depth}</span>}
        <strong className={css.machine}>{machine}</strong>
        {href === undefined ? (
          <span className={css.execution}>{node.name}</span>
        ) : (
          <a
            className={css.execution}
            href={href}
            tabIndex={-1}
            title={node.name}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              event.stopPropagation();
              acts.open(node.executionArn);
            }}
          >
            {node.name}
          </a>
        )}
        {isPage && <span className={css.here}>this</span>}
      </span>
      <span
        role="gridcell"
        className={css.by}
        title={parent === undefined ? undefined : `${parent.state}, attempt ${parent.attempt + 1}`}
      >
        {parent === undefined ? '' : parent.state}
        {parent !== undefined && parent.attempt > 0 && (
          <span className={css.attempt}> attempt {parent.attempt + 1}</span>
        )}
        {parent?.pattern !== undefined && <span className={css.pattern}>{parent.pattern}</span>}
      </span>
      <span role="gridcell">
        <StatusText status={isBelow ? 'FAILED_BELOW' : node.status} />
        {node.error !== undefined && <span className={css.error}>{node.error}</span>}
      </span>
      <span role="gridcell" className={css.time}>
        <Instant at={node.startDate} />
      </span>
      <span role="gridcell" className={css.number}>
        <Duration
          start={node.startDate}
          stop={node.stopDate ?? (node.status === 'RUNNING' ? undefined : node.startDate)}
        />
      </span>
      <span role="gridcell" className={css.number}>
        {belowText(node.childCount, rollup?.executions)}
      </span>
    </div>
  );
});

function belowText(children: number, executions: number | undefined): string {
  const below = executions === undefined ? children : executions - 1;
  return below === 0 ? '' : below.toLocaleString('en');
}
