/**
 * Whether an execution can be redriven, as DescribeExecution and status change events say it: `redriveStatus`, and
 * `redriveStatusReason` when it cannot. Source: API reference "DescribeExecution".
 */
import type { ExecutionRow } from '../store/store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A closed execution can be redriven for this long. */
const REDRIVABLE_MS = 14 * DAY_MS;
/** Longest time from the start that an execution may be open, redrives included. */
const MAX_EXECUTION_MS = 365 * DAY_MS;

export interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

type RedrivableRow = Pick<ExecutionRow, 'status' | 'startMs' | 'stopMs' | 'mapRunArn'>;

export function redriveStatus(row: RedrivableRow, nowMs: number): RedriveStatus {
  const reason = whyNotRedrivable(row, nowMs);
  if (reason !== undefined) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  return { redriveStatus: row.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}

function whyNotRedrivable(row: RedrivableRow, nowMs: number): string | undefined {
  if (row.status === 'RUNNING' || row.status === 'SUCCEEDED') {
    return `Execution is ${row.status} and cannot be redriven`;
  }
  if (nowMs - row.startMs > MAX_EXECUTION_MS) return 'Execution has exceeded the max execution time';
  if (nowMs - (row.stopMs ?? nowMs) > REDRIVABLE_MS) return 'Execution redrivable period exceeded';
  return undefined;
}
