/** Map runs as the API shows them. Source: API reference, DescribeMapRun and MapRunListItem. */
import type { MapRunRecord } from '../engine/map-runs.ts';
import { epochSeconds } from './timestamps.ts';

export function describedMapRun(run: MapRunRecord) {
  return {
    mapRunArn: run.arn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: epochSeconds(run.startMs),
    ...(run.stopMs !== undefined && { stopDate: epochSeconds(run.stopMs) }),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    toleratedFailureCount: run.toleratedFailureCount,
    itemCounts: counts(run.items),
    executionCounts: counts(run.executions),
    redriveCount: run.redriveCount,
  };
}

function counts(of: MapRunRecord['items']) {
  return { ...of, failuresNotRedrivable: 0, pendingRedrive: 0 };
}

export function listedMapRun(run: MapRunRecord) {
  return {
    executionArn: run.executionArn,
    mapRunArn: run.arn,
    stateMachineArn: run.stateMachineArn,
    startDate: epochSeconds(run.startMs),
    ...(run.stopMs !== undefined && { stopDate: epochSeconds(run.stopMs) }),
  };
}
