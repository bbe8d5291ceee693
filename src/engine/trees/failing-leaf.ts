/**
 * Where a failure came from. From an execution that failed the way leads to the nested one whose failure was the last
 * before its own, and on; below one that runs or has succeeded, to the failure furthest down.
 */
import type { TreeRow } from '../../store/tree-queries.ts';
import { isFailed } from './rollup.ts';

/** `rows`: the execution with the key `topId` and all below it. Gives the way from it down; nothing when nothing failed. */
export function failingPath(rows: readonly TreeRow[], topId: number): TreeRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const top = byId.get(topId);
  if (top === undefined) return [];
  const end = isFailed(top.status) ? causeOf(top, childrenOf(rows)) : deepestFailure(rows);
  const path: TreeRow[] = [];
  for (let at = end; at !== undefined; at = at.parentId === undefined ? undefined : byId.get(at.parentId)) {
    path.unshift(at);
    if (at.id === topId) break;
  }
  return path;
}

function childrenOf(rows: readonly TreeRow[]): ReadonlyMap<number, TreeRow[]> {
  const children = new Map<number, TreeRow[]>();
  for (const row of rows) {
    if (row.parentId === undefined) continue;
    const siblings = children.get(row.parentId);
    if (siblings === undefined) children.set(row.parentId, [row]);
    else siblings.push(row);
  }
  return children;
}

function causeOf(top: TreeRow, children: ReadonlyMap<number, TreeRow[]>): TreeRow {
  let at = top;
  for (;;) {
    const next = lastFailure(at, children.get(at.id) ?? []);
    if (next === undefined) return at;
    at = next;
  }
}

/**
 * The child that failed last, no later than its parent. One that was stopped counts only when no other failed, and
 * below a parent that failed: those of a parent that was stopped, or timed out, were stopped with it.
 */
function lastFailure(parent: TreeRow, children: readonly TreeRow[]): TreeRow | undefined {
  const before = children.filter((child) => isFailed(child.status) && (child.stopMs ?? 0) <= (parent.stopMs ?? 0));
  const failed = before.filter((child) => child.status !== 'ABORTED');
  const candidates = parent.status !== 'FAILED' ? [] : failed.length > 0 ? failed : before;
  let last: TreeRow | undefined;
  for (const child of candidates) if (last === undefined || (child.stopMs ?? 0) >= (last.stopMs ?? 0)) last = child;
  return last;
}

function deepestFailure(rows: readonly TreeRow[]): TreeRow | undefined {
  let deepest: TreeRow | undefined;
  for (const row of rows)
    if (isFailed(row.status) && (deepest === undefined || row.depth > deepest.depth)) deepest = row;
  return deepest;
}
