/** The TreeQueries over the rows of a memory store. */
import { takeScan } from '../scan-window.ts';
import type { ExecutionRow, ExecutionSummary } from '../store.ts';
import type {
  ChildrenQuery,
  FramePlace,
  Scan,
  ScannedExecution,
  ScanQuery,
  TreeRow,
  WaitingFrame,
} from '../tree-queries.ts';
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

export function oldestRunning({ running }: Tables, limit: number): ExecutionSummary[] {
  return inOrder(running.values()).slice(0, limit).map(summary);
}

export function waitingFrames(
  { frames }: Tables,
  { executionId, after, limit }: { executionId?: number; after?: FramePlace; limit: number },
): WaitingFrame[] {
  const all = [...frames.values()].flatMap((byPath) => [...byPath.values()]);
  return all
    .filter((frame) => executionId === undefined || frame.executionId === executionId)
    .filter((frame) => frame.path < ':' && frame.body.includes('"wait":{"on":"task"'))
    .filter((frame) => after === undefined || comparePlaces(frame, after) > 0)
    .sort(comparePlaces)
    .slice(0, limit);
}

function comparePlaces(a: FramePlace, b: FramePlace): number {
  return a.executionId - b.executionId || (a.path < b.path ? -1 : Number(a.path > b.path));
}

export function summary({ input: _, output: __, cause: ___, ...rest }: ExecutionRow): ExecutionSummary {
  return rest;
}

function inOrder(rows: Iterable<ExecutionRow>): ExecutionRow[] {
  return [...rows].sort((a, b) => a.id - b.id);
}

function scanned(row: ExecutionRow, withPayloads: boolean): ScannedExecution {
  const { id, arn, name, stateMachineArn, status, startMs, stopMs, parent, error, cause, input, output } = row;
  return {
    ...{ id, arn, name, stateMachineArn, status, startMs },
    ...(stopMs !== undefined && { stopMs }),
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
