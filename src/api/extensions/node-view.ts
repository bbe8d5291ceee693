/** ExecutionNode on the wire. */
import type { ExecutionNode } from '../../engine/trees/tree-service.ts';
import { epochSeconds } from '../timestamps.ts';

export function shownNode({ row, childCount, pattern, rollup }: ExecutionNode): object {
  const { parent, stopMs, error, mapRunArn, forkedFromArn, forkedFromState } = row;
  return {
    executionArn: row.arn,
    name: row.name,
    stateMachineArn: row.stateMachineArn,
    // EXPRESS executions have no rows.
    type: 'STANDARD',
    status: row.status,
    startDate: epochSeconds(row.startMs),
    ...(stopMs !== undefined && { stopDate: epochSeconds(stopMs) }),
    ...(error !== undefined && { error }),
    ...(parent !== undefined && {
      parent: { executionArn: parent.arn, state: parent.state, attempt: parent.attempt, ...(pattern && { pattern }) },
    }),
    rootArn: row.rootArn,
    depth: row.depth,
    ...(mapRunArn !== undefined && { mapRunArn }),
    redriveCount: row.redriveCount,
    ...(forkedFromArn !== undefined && { forkedFrom: { executionArn: forkedFromArn, state: forkedFromState } }),
    childCount,
    ...(rollup !== undefined && { rollup: shownRollup(rollup) }),
  };
}

function shownRollup({ isCapped, ...figures }: NonNullable<ExecutionNode['rollup']>): object {
  return { ...figures, ...(isCapped && { capped: true }) };
}
