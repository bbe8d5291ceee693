/** The TreeQueries over the rows of a memory store. */
import { takeScan } from '../scan-window.ts';
import type { ExecutionRow, ExecutionSummary } from '../store.ts';
import type { ChildrenQuery, Scan, ScannedExecution, ScanQuery, TreeRow } from '../tree-queries.ts';
import { matches } from './matches.ts';
import type { Tables } from './tables.ts';

export function scan({ executions }: Tables, query: ScanQuery): Scan {
  const { statuses, limit } = query;
  const rows = [...executions.values()]
    .filter((row) => matches(row, query) && (statuses === undefined || statuses.includes(row.status)))
    .sort((a, b) => b.id - a.id)
    .slice(0, limit)
    .map((row) => scanned(row, query.withPayloads));
  return takeScan(rows, query, (row) => row);
}

export function children({ executions }: Tables, query: ChildrenQuery): ExecutionSummary[] {
  const { parentArn, status, afterId = 0, limit } = query;
  const rows = [...executions.values()].filter(
    (row) => row.parent?.arn === parentArn && row.id > afterId && (status === undefined || row.status === status),
  );
  return inOrder(rows).slice(0, limit).map(summary);
}

export function childCounts({ executions }: Tables, parentArns: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const { parent } of executions.values()) {
    if (parent !== undefined) counts.set(parent.arn, (counts.get(parent.arn) ?? 0) + 1);
  }
  return parentArns.map((arn) => counts.get(arn) ?? 0);
}

export function treeRows(
  { executions }: Tables,
  { rootArn, afterId, limit }: { rootArn: string; afterId: number; limit: number },
): TreeRow[] {
  return inOrder([...executions.values()].filter((row) => row.rootArn === rootArn && row.id > afterId))
    .slice(0, limit)
    .map(treeRow);
}

export function executionsById({ executions }: Tables, ids: readonly number[]): ExecutionSummary[] {
  return inOrder(new Set(ids.flatMap((id) => executions.get(id) ?? []))).map(summary);
}

export function summary({ input: _, output: __, cause: ___, ...rest }: ExecutionRow): ExecutionSummary {
  return rest;
}

function inOrder(rows: Iterable<ExecutionRow>): ExecutionRow[] {
  return [...rows].sort((a, b) => a.id - b.id);
}

function scanned(row: ExecutionRow, withPayloads: boolean): ScannedExecution {
  const { id, arn, name, stateMachineArn, status, startMs, parent, error, cause, input, output } = row;
  return {
    ...{ id, arn, name, stateMachineArn, status, startMs },
    ...(parent !== undefined && { parentId: parent.id }),
    ...(error !== undefined && { error }),
    ...(withPayloads && { input }),
    ...(withPayloads && cause !== undefined && { cause }),
    ...(withPayloads && output !== undefined && { output }),
  };
}

function treeRow({ id, arn, parent, status, depth, stopMs }: ExecutionRow): TreeRow {
  return {
    ...{ id, arn, status, depth },
    ...(parent !== undefined && { parentId: parent.id }),
    ...(stopMs !== undefined && { stopMs }),
  };
}
