/**
 * Listings of executions, newest first. One filter picks the index to walk, the others are checked row by row.
 * An index with the status inside is walked once per status wanted, and the walks are merged by key; so a page costs
 * as much as its rows, whatever the number of executions.
 */
import type { ExecutionQuery, ExecutionStatus } from '../store.ts';
import { columnName, SELECT_SUMMARY } from './execution-columns.ts';
import type { Value } from './query.ts';

export interface Listing {
  /** Made of constants only: one text per combination of filters. */
  readonly sql: string;
  readonly values: readonly Value[];
}

type Filter = 'stateMachineArn' | 'versionArn' | 'aliasArn' | 'mapRunArn' | 'parentArn' | 'rootArn';

interface Condition {
  readonly sql: string;
  readonly value: Value;
}

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** From the most to the least selective: the first that a query has is the one that is walked. */
const INDEXES: readonly { filter: Filter; index: string; hasStatus: boolean }[] = [
  { filter: 'parentArn', index: 'executions_by_parent', hasStatus: false },
  { filter: 'rootArn', index: 'executions_by_root', hasStatus: false },
  { filter: 'mapRunArn', index: 'executions_by_map_run', hasStatus: true },
  { filter: 'versionArn', index: 'executions_by_version', hasStatus: false },
  { filter: 'aliasArn', index: 'executions_by_alias', hasStatus: false },
  { filter: 'stateMachineArn', index: 'executions_by_machine', hasStatus: true },
];

export function listing(query: ExecutionQuery): Listing {
  const walks = walksOf(query);
  const ids = walks.map((walk) => walk.sql).join(' UNION ALL ');
  return {
    sql: `${SELECT_SUMMARY} WHERE id IN (${ids} ORDER BY id DESC LIMIT ?) ORDER BY id DESC`,
    values: [...walks.flatMap((walk) => walk.values), query.limit],
  };
}

function walksOf(query: ExecutionQuery): Listing[] {
  const chosen = INDEXES.find(({ filter }) => query[filter] !== undefined);
  if (chosen === undefined) return [walk('NOT INDEXED', [...statusCheck(query), ...older(query)])];
  const { filter, index, hasStatus } = chosen;
  const key = { sql: `${columnName(filter)} = ?`, value: query[filter] ?? null };
  const checks = [...otherChecks(query, filter), ...older(query)];
  if (!hasStatus) {
    const rest = [...statusCheck(query), ...checks];
    const walks = [walk(`INDEXED BY ${index}`, [key, ...rest])];
    if (filter === 'rootArn') walks.push(rootItself(key.value, rest));
    return walks;
  }
  const statuses = query.status === undefined ? STATUSES : [query.status];
  return statuses.map((status) => walk(`INDEXED BY ${index}`, [key, { sql: 'status = ?', value: status }, ...checks]));
}

function walk(index: string, conditions: readonly Condition[]): Listing {
  return {
    sql: `SELECT id FROM executions ${index} WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`,
    values: conditions.map((condition) => condition.value),
  };
}

/** The root of a tree is not in the index of its tree, as its root ARN is not stored. */
function rootItself(arn: Value, rest: readonly Condition[]): Listing {
  return walk('INDEXED BY executions_by_arn', [{ sql: 'root_arn IS NULL AND arn = ?', value: arn }, ...rest]);
}

function otherChecks(query: ExecutionQuery, chosen: Filter): Condition[] {
  return INDEXES.flatMap(({ filter }) => {
    const value = query[filter];
    if (filter === chosen || value === undefined) return [];
    const column = filter === 'rootArn' ? 'coalesce(root_arn, arn)' : columnName(filter);
    return [{ sql: `${column} = ?`, value }];
  });
}

function statusCheck({ status }: ExecutionQuery): Condition[] {
  return status === undefined ? [] : [{ sql: 'status = ?', value: status }];
}

function older({ beforeId = Number.MAX_SAFE_INTEGER }: ExecutionQuery): Condition[] {
  return [{ sql: 'id < ?', value: beforeId }];
}
