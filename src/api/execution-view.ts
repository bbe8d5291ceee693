/**
 * Executions as the API shows them. Source: API reference, DescribeExecution and ExecutionListItem. Members that have
 * no value are left out, never null.
 */
import { redriveStatus } from '../engine/redrive-status.ts';
import type { ExecutionRow, ExecutionSummary } from '../store/store.ts';
import { epochSeconds } from './timestamps.ts';

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
