/** The columns of the list of executions beside the name. Which of them are shown is a choice, kept in the settings. */
import type { ReactNode } from 'react';
import { lastPart, machineName, unqualified } from '../../api/arns.ts';
import type { ExecutionNode } from '../../api/operations.ts';
import { changeSettings, useSettings } from '../../settings/settings.ts';
import { hrefOfExecution, hrefOfMachine, RowLink } from '../../ui/row-link.tsx';
import { StatusText } from '../../ui/status.tsx';
import { Duration, Instant } from '../../ui/times.tsx';
import type { ColumnSize } from './column-sizes.ts';
import css from './execution-list.module.css';

export interface Column extends ColumnSize {
  readonly id: string;
  readonly title: string;
  readonly isNumber?: boolean;
  /** Not shown until somebody asks for it. */
  readonly isExtra?: boolean;
  readonly cell: (node: ExecutionNode) => ReactNode;
}

export const COLUMNS: readonly Column[] = [
  { id: 'status', title: 'Status', width: 118, rank: 9, cell: ({ status }) => <StatusText status={status} /> },
  { id: 'machine', title: 'State machine', width: 120, grow: 1.2, rank: 6, cell: machine },
  { id: 'startedBy', title: 'Started by', width: 120, grow: 1.2, rank: 3, isExtra: true, cell: startedBy },
  { id: 'started', title: 'Started', width: 158, rank: 7, cell: ({ startDate }) => <Instant at={startDate} /> },
  {
    id: 'ended',
    title: 'Ended',
    width: 158,
    rank: 2,
    isExtra: true,
    cell: ({ stopDate }) => (stopDate === undefined ? <None /> : <Instant at={stopDate} />),
  },
  {
    id: 'duration',
    title: 'Duration',
    width: 78,
    rank: 5,
    isNumber: true,
    cell: ({ startDate, stopDate }) => <Duration start={startDate} stop={stopDate} />,
  },
  { id: 'children', title: 'Children', width: 66, rank: 4, isNumber: true, cell: (node) => number(node.childCount) },
  {
    id: 'redrives',
    title: 'Redrives',
    width: 70,
    rank: 1,
    isNumber: true,
    isExtra: true,
    cell: ({ redriveCount }) => number(redriveCount),
  },
  {
    id: 'error',
    title: 'Error',
    width: 150,
    grow: 1.6,
    rank: 8,
    cell: ({ error }) => (
      <span className={css.error} title={error}>
        {error}
      </span>
    ),
  },
];

const STANDARD: ReadonlySet<string> = new Set(COLUMNS.filter(({ isExtra }) => isExtra !== true).map(({ id }) => id));

export function useColumnChoice(): ReadonlySet<string> {
  const { columns } = useSettings();
  return Array.isArray(columns) ? new Set(columns.map(String)) : STANDARD;
}

export function chooseColumn(chosen: ReadonlySet<string>, id: string, to: boolean): void {
  changeSettings({ columns: COLUMNS.map((column) => column.id).filter((one) => (one === id ? to : chosen.has(one))) });
}

export function chooseStandardColumns(): void {
  changeSettings({ columns: [...STANDARD] });
}

function machine({ stateMachineArn }: ExecutionNode): ReactNode {
  const name = machineName(stateMachineArn);
  return (
    <RowLink href={hrefOfMachine(unqualified(stateMachineArn))} className={css.machine} title={name}>
      {name}
    </RowLink>
  );
}

function startedBy({ parent }: ExecutionNode): ReactNode {
  if (parent === undefined) return <None />;
  const { executionArn, state, attempt } = parent;
  return (
    <RowLink
      href={`${hrefOfExecution(executionArn)}?state=${encodeURIComponent(state)}`}
      className={css.machine}
      title={`State ${state} of ${lastPart(executionArn)}, attempt ${attempt + 1}`}
    >
      {state}
    </RowLink>
  );
}

function number(count: number): ReactNode {
  return count === 0 ? <None /> : count.toLocaleString('en');
}

function None() {
  return <span className={css.none}>–</span>;
}
