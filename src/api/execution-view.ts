/**
 * Executions as the API shows them. Source: API reference, DescribeExecution and ExecutionListItem. Members that have
 * no value are left out, never null.
 */
import type { ExecutionRow, ExecutionSummary } from '../store/store.ts';
import { epochSeconds } from './timestamps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A closed execution can be redriven for this long. */
const REDRIVABLE_MS = 14 * DAY_MS;
/** Longest time from the start that an execution may be open, redrives included. */
const MAX_EXECUTION_MS = 365 * DAY_MS;

/** Output of DescribeExecution; without input and output when `includeData` is false. */
export function describedExecution(row: ExecutionRow, includeData: boolean, nowMs: number) {
  return {
    ...identity(row),
    ...data(row, includeData),
    ...(row.error !== undefined && { error: row.error }),
    ...(row.cause !== undefined && { cause: row.cause }),
    ...(row.traceHeader !== undefined && { traceHeader: row.traceHeader }),
    ...(row.mapRunArn !== undefined && { mapRunArn: row.mapRunArn }),
    ...redriveStatus(row, nowMs),
  };
}

/** Output of StartSyncExecution. AWS bills by 100 ms and 64 MB begun; executions here are never larger than that. */
export function syncExecution(row: ExecutionRow, includeData: boolean) {
  const { redriveCount: _, ...identified } = identity(row);
  const durationMs = (row.stopMs ?? row.startMs) - row.startMs;
  return {
    ...identified,
    ...data(row, includeData),
    ...(row.error !== undefined && { error: row.error }),
    ...(row.cause !== undefined && { cause: row.cause }),
    ...(row.traceHeader !== undefined && { traceHeader: row.traceHeader }),
    billingDetails: {
      billedDurationInMilliseconds: Math.max(100, Math.ceil(durationMs / 100) * 100),
      billedMemoryUsedInMB: 64,
    },
  };
}

/** An item of ListExecutions; `mapRunArn` is shown when the list is one of a Map Run. */
export function listedExecution(row: ExecutionSummary, ofMapRun: boolean) {
  return { ...identity(row), ...(ofMapRun && row.mapRunArn !== undefined && { mapRunArn: row.mapRunArn }) };
}

function identity(row: ExecutionSummary) {
  return {
    executionArn: row.arn,
    stateMachineArn: row.stateMachineArn,
    name: row.name,
    status: row.status,
    startDate: epochSeconds(row.startMs),
    ...(row.stopMs !== undefined && { stopDate: epochSeconds(row.stopMs) }),
    ...(row.versionArn !== undefined && { stateMachineVersionArn: row.versionArn }),
    ...(row.aliasArn !== undefined && { stateMachineAliasArn: row.aliasArn }),
    redriveCount: row.redriveCount,
    ...(row.redriveMs !== undefined && { redriveDate: epochSeconds(row.redriveMs) }),
  };
}

function data(row: ExecutionRow, included: boolean) {
  const details = { included };
  return {
    ...(included && { input: row.input }),
    inputDetails: details,
    ...(row.output !== undefined && { ...(included && { output: row.output }), outputDetails: details }),
  };
}

function redriveStatus(row: ExecutionRow, nowMs: number) {
  const reason = whyNotRedrivable(row, nowMs);
  if (reason !== undefined) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  return { redriveStatus: row.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}

function whyNotRedrivable(row: ExecutionRow, nowMs: number): string | undefined {
  if (row.status === 'RUNNING' || row.status === 'SUCCEEDED') {
    return `Execution is ${row.status} and cannot be redriven`;
  }
  if (nowMs - row.startMs > MAX_EXECUTION_MS) return 'Execution has exceeded the max execution time';
  if (nowMs - (row.stopMs ?? nowMs) > REDRIVABLE_MS) return 'Execution redrivable period exceeded';
  return undefined;
}
