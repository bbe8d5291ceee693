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
  readonly value?: Value;
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

/** An ExecutionQuery, or one for several statuses. */
export type ListingQuery = Omit<ExecutionQuery, 'status'> & { readonly statuses?: readonly ExecutionStatus[] };

export function listing({ status, ...query }: ExecutionQuery): Listing {
  return listingOf({ ...query, ...(status !== undefined && { statuses: [status] }) }, SELECT_SUMMARY);
}

/** `select`: what to give of each row; `rest`: a further condition on those of the page, which may then be fewer. */
export function listingOf(query: ListingQuery, select: string, rest = ''): Listing {
  const { sql, values } = pageOf(query);
  return { sql: `${select} WHERE id IN (${sql})${rest} ORDER BY id DESC`, values };
}

/** The keys of a page, newest first. */
export function pageOf(query: ListingQuery): Listing {
  const walks = walksOf(query);
  return {
    sql: `${walks.map((walk) => walk.sql).join(' UNION ALL ')} ORDER BY id DESC LIMIT ?`,
    values: [...walks.flatMap((walk) => walk.values), query.limit],
  };
}

function walksOf(query: ListingQuery): Listing[] {
  const chosen = INDEXES.find(({ filter }) => query[filter] !== undefined);
  if (chosen === undefined) return walksByStatus(query);
  const { filter, index, hasStatus } = chosen;
  const key = { sql: `${columnName(filter)} = ?`, value: query[filter] ?? null };
  const checks = [...otherChecks(query, filter), ...older(query)];
  if (!hasStatus) {
    const rest = [...statusCheck(query), ...checks];
    const walks = [walk(`INDEXED BY ${index}`, [key, ...rest])];
    if (filter === 'rootArn') walks.push(rootItself(key.value, rest));
    return walks;
  }
  return statusesOf(query).map((status) => walk(`INDEXED BY ${index}`, [key, hasStatusOf(status), ...checks]));
}

/** Without any other filter. The index of statuses leaves out those that succeeded. */
function walksByStatus(query: ListingQuery): Listing[] {
  const { statuses } = query;
  if (statuses === undefined || statuses.includes('SUCCEEDED')) {
    return [walk('NOT INDEXED', [...statusCheck(query), ...older(query)])];
  }
  const index = 'INDEXED BY executions_not_succeeded';
  const isInIndex = { sql: "status <> 'SUCCEEDED'" };
  return statusesOf(query).map((status) => walk(index, [isInIndex, hasStatusOf(status), ...older(query)]));
}

/** Each once and in one order, so that there are few different texts. */
function statusesOf({ statuses }: ListingQuery): readonly ExecutionStatus[] {
  return statuses === undefined ? STATUSES : STATUSES.filter((status) => statuses.includes(status));
}

function hasStatusOf(status: ExecutionStatus): Condition {
  return { sql: 'status = ?', value: status };
}

function walk(index: string, conditions: readonly Condition[]): Listing {
  return {
    sql: `SELECT id FROM executions ${index} WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`,
    values: conditions.flatMap(({ value }) => (value === undefined ? [] : [value])),
  };
}

/** The root of a tree is not in the index of its tree, as its root ARN is not stored. */
function rootItself(arn: Value, rest: readonly Condition[]): Listing {
  return walk('INDEXED BY executions_by_arn', [{ sql: 'root_arn IS NULL AND arn = ?', value: arn }, ...rest]);
}

function otherChecks(query: ListingQuery, chosen: Filter): Condition[] {
  return INDEXES.flatMap(({ filter }) => {
    const value = query[filter];
    if (filter === chosen || value === undefined) return [];
    const column = filter === 'rootArn' ? 'coalesce(root_arn, arn)' : columnName(filter);
    return [{ sql: `${column} = ?`, value }];
  });
}

function statusCheck({ statuses }: ListingQuery): Condition[] {
  if (statuses === undefined) return [];
  if (statuses.length === 1) return [hasStatusOf(statuses[0] as ExecutionStatus)];
  // One of a few texts, as each combination of filters is a statement of its own.
  return [{ sql: 'status IN (SELECT value FROM json_each(?))', value: JSON.stringify(statuses) }];
}

function older({ beforeId = Number.MAX_SAFE_INTEGER }: ListingQuery): Condition[] {
  return [{ sql: 'id < ?', value: beforeId }];
}
