/** Deletes closed executions from memory: see `purge` in store.ts. */
import type { ClosedPlace, ExecutionRow, Purged, PurgeQuery } from '../store.ts';
import { resourceKey, type Tables } from './tables.ts';

export function purge(tables: Tables, { closedBeforeMs, after, maxRows }: PurgeQuery): Purged {
  const expired = [...tables.executions.values()]
    .flatMap((row) => (row.stopMs === undefined ? [] : [{ row, id: row.id, stopMs: row.stopMs }]))
    .filter((one) => one.stopMs < closedBeforeMs && (after === undefined || compare(one, after) > 0))
    .sort(compare);
  let rows = 0;
  let executions = 0;
  let place = after;
  for (const { row, id, stopMs } of expired) {
    if (rows >= maxRows) return { executions, ...(place !== undefined && { next: place }) };
    rows++;
    place = { stopMs, id };
    if (isNeeded(tables, row)) continue;
    rows += remove(tables, row);
    executions++;
  }
  deleteRevisions(tables);
  return { executions };
}

/** Those that belong to nothing, and belonged to nothing the last time. */
function deleteRevisions(tables: Tables): void {
  const used = new Set([...tables.executions.values()].map((row) => row.stateMachineArn.replace(/\/.*/, '')));
  const pending = new Set<number>();
  for (const { kind, body } of tables.resources.values()) {
    if (kind === 'expressStart') pending.add((JSON.parse(body) as { revision: number }).revision);
  }
  for (const { id, stateMachineArn: arn } of [...tables.revisions.values()]) {
    if (tables.machines.has(arn) || used.has(arn) || pending.has(id)) tables.orphans.delete(id);
    else if (!tables.orphans.delete(id)) tables.orphans.add(id);
    else tables.revisions.delete(id);
  }
}

function compare(a: ClosedPlace, b: ClosedPlace): number {
  return a.stopMs - b.stopMs || a.id - b.id;
}

function isNeeded(tables: Tables, { id, parent }: ExecutionRow): boolean {
  if (parent?.sync && tables.running.has(parent.id)) return true;
  for (const { executionId } of tables.inbox.values()) if (executionId === id) return true;
  return false;
}

/** Answers with the number of rows of history. */
function remove(tables: Tables, { id, arn }: ExecutionRow): number {
  const rows = tables.history.get(id)?.size ?? 0;
  tables.history.delete(id);
  tables.frames.delete(id);
  tables.executions.delete(id);
  tables.executionIds.delete(arn);
  for (const { kind, key, scope } of [...tables.resources.values()]) {
    if ((kind === 'mapRun' || kind === 'redrive' || kind === 'fork') && scope === arn)
      tables.resources.delete(resourceKey(kind, key));
  }
  tables.firstUnpurged = Math.max(tables.firstUnpurged, id + 1);
  return rows;
}
