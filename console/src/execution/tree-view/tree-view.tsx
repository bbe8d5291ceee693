/** The executions from the root to the leaves. Rows are drawn, and children read, as they come into sight. */
import { ChevronRight } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Failure, Loading } from '../../ui/layout.tsx';
import { StatusIcon, StatusWord } from '../../ui/status.tsx';
import { Duration, Instant } from '../../ui/times.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { useExecution, useSelection, useTree } from '../context.tsx';
import grid from '../grid-rows.module.css';
import { RowGrid, type RowGridHandle } from '../row-grid.tsx';
import { rowKeys } from '../row-keys.ts';
import type { MoreRow, TreeRow } from '../tree-model.ts';
import { indent, machineOf, plural } from '../words.ts';
import css from './tree-view.module.css';

const ROW_PX = 30;
const HEAD_PX = 34;

export function TreeView() {
  const { arn, openExecution, hrefOf } = useExecution();
  const tree = useTree();
  const [selection, select] = useSelection();
  const rows = tree.rows();
  const chosen = selection?.arn ?? arn;
  const [moved, setMoved] = useState<number>();
  const list = useRef<RowGridHandle>(null);
  const chosenAt = useMemo(
    () => rows.findIndex((row) => row.kind === 'node' && row.node.executionArn === chosen),
    [rows, chosen],
  );
  const active = moved ?? Math.max(0, chosenAt);

  // What is selected elsewhere, or found by "Go to failure", comes into sight.
  useEffect(() => {
    if (chosenAt >= 0) list.current?.show(chosenAt);
    setMoved(undefined);
  }, [chosenAt]);
  const chooseArn = useLatest((index: number, chosenArn: string) => {
    setMoved(index);
    select(chosenArn === arn ? undefined : { arn: chosenArn });
  });
  const open = useLatest((opened: string) => openExecution?.(opened));
  const acts = useMemo<RowActs>(
    () => ({
      choose: chooseArn,
      open,
      toggle: (toggled) => tree.toggle(toggled),
      read: (parentArn) => void tree.readMore(parentArn),
      hrefOf,
    }),
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
      list.current?.show(to);
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
    <RowGrid
      ref={list}
      label="Tree of executions"
      className={css.view}
      count={rows.length}
      rowPx={ROW_PX}
      head={HEAD}
      headPx={HEAD_PX}
      activeId={`tree-${active}`}
      onKeyDown={onKey}
      renderRow={({ index, slot, topPx }) => {
        const row = rows[index]!;
        return row.kind === 'more' ? (
          <More key={slot} row={row} topPx={topPx} acts={acts} />
        ) : (
          <Row
            key={slot}
            index={index}
            row={row}
            topPx={topPx}
            isActive={index === active}
            isChosen={index === chosenAt}
            isPage={row.node.executionArn === arn}
            acts={acts}
          />
        );
      }}
    />
  );
}

const HEAD = (
  <div role="row" className={`${grid.head} ${css.head}`}>
    <span role="columnheader">Execution</span>
    <span role="columnheader">Started by</span>
    <span role="columnheader">Status</span>
    <span role="columnheader">Started</span>
    <span role="columnheader" className={grid.number}>
      Duration
    </span>
    <span role="columnheader" className={grid.number}>
      Below
    </span>
  </div>
);

const ROW_CLASS = `${grid.placed} ${grid.row} ${grid.cells} ${css.row}`;

/** What a row does; the same object for all of them, so that rows are not drawn again while others come into sight. */
interface RowActs {
  readonly choose: (index: number, arn: string) => void;
  readonly toggle: (arn: string) => void;
  readonly open: (arn: string) => void;
  readonly read: (parentArn: string) => void;
  readonly hrefOf: ((arn: string) => string) | undefined;
}

interface MoreProps {
  readonly row: MoreRow;
  readonly topPx: number;
  readonly acts: RowActs;
}

/** Stands for what has not been read, which is done when it comes into sight. */
function More({ row, topPx, acts }: MoreProps) {
  useEffect(() => acts.read(row.parentArn), [row, acts]);
  return (
    <div role="row" className={ROW_CLASS} style={{ top: topPx }} aria-level={row.depth + 1}>
      <span role="gridcell" className={css.more} style={{ paddingLeft: indent(row.depth) + 20 }}>
        Loading {plural(row.count, 'more execution')} …
      </span>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly row: TreeRow;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  /** It is the execution whose page this is. */
  readonly isPage: boolean;
  readonly acts: RowActs;
}

const Row = memo(function Row({ index, row, topPx, isActive, isChosen, isPage, acts }: RowProps) {
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
      className={ROW_CLASS}
      data-active={isActive || undefined}
      style={{ top: topPx }}
      onClick={() => acts.choose(index, node.executionArn)}
      onDoubleClick={() => acts.open(node.executionArn)}
      onKeyDown={undefined}
    >
      <span role="gridcell" className={css.name} style={{ paddingLeft: indent(depth) }}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <span
          className={`${grid.chevron} ${css.chevron}`}
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
        <StatusWord status={isBelow ? 'FAILED_BELOW' : node.status} />
        {node.error !== undefined && (
          <span className={css.error} title={node.error}>
            {node.error}
          </span>
        )}
      </span>
      <span role="gridcell" className={css.time}>
        <Instant at={node.startDate} />
      </span>
      <span role="gridcell" className={grid.number}>
        <Duration
          start={node.startDate}
          stop={node.stopDate ?? (node.status === 'RUNNING' ? undefined : node.startDate)}
        />
      </span>
      <span role="gridcell" className={grid.number}>
        {belowText(node.childCount, rollup?.executions)}
      </span>
    </div>
  );
});

function belowText(children: number, executions: number | undefined): string {
  const below = executions === undefined ? children : executions - 1;
  return below === 0 ? '' : below.toLocaleString('en');
}
