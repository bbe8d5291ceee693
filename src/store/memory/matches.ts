/** Whether an execution belongs to the answer of an ExecutionQuery (paging aside). */
import type { ExecutionQuery, ExecutionRow } from '../store.ts';

export function matches(row: ExecutionRow, query: Omit<ExecutionQuery, 'limit'>): boolean {
  return (
    (query.beforeId === undefined || row.id < query.beforeId) &&
    same(query.stateMachineArn, row.stateMachineArn) &&
    same(query.versionArn, row.versionArn) &&
    same(query.aliasArn, row.aliasArn) &&
    same(query.mapRunArn, row.mapRunArn) &&
    same(query.parentArn, row.parent?.arn) &&
    same(query.rootArn, row.rootArn) &&
    same(query.status, row.status)
  );
}

function same(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}
