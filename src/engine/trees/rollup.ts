/** Roll-ups of whole subtrees. */
import type { ExecutionStatus, Store } from '../../store/store.ts';
import type { TreeRow } from '../../store/tree-queries.ts';
import type { Ports } from '../ports.ts';
import type { Rollup } from './tree-service.ts';

const STEP_ROWS = 2000;
/** Executions of one tree that are counted; the newest ones beyond are left out. */
export const MAX_TREE_ROWS = 200_000;

export function isFailed(status: ExecutionStatus): boolean {
  return status !== 'RUNNING' && status !== 'SUCCEEDED';
}

/** The rows of a whole tree, a parent before its children. Reads in steps, so that all others have their turn. */
export async function readTree(
  { store, ports }: { readonly store: Store; readonly ports: Ports },
  rootArn: string,
): Promise<{ readonly rows: readonly TreeRow[]; readonly isCapped: boolean }> {
  const rows: TreeRow[] = [];
  for (;;) {
    const step = await store.treeRows({ rootArn, afterId: rows.at(-1)?.id ?? 0, limit: STEP_ROWS });
    for (const row of step) rows.push(row);
    if (step.length < STEP_ROWS) return { rows, isCapped: false };
    if (rows.length >= MAX_TREE_ROWS) return { rows, isCapped: true };
    await new Promise<void>((resolve) => ports.defer(resolve));
  }
}

interface Sum {
  executions: number;
  running: number;
  failed: number;
  deepest: TreeRow | undefined;
}

/** Of the executions with the keys in `wanted`. One pass from the leaves up: a child's key is larger than its parent's. */
export function rollUp(
  rows: readonly TreeRow[],
  isCapped: boolean,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, Rollup> {
  const sums = new Map<number, Sum>();
  const rollups = new Map<number, Rollup>();
  for (const row of rows.toReversed()) {
    const sum = sums.get(row.id) ?? { executions: 0, running: 0, failed: 0, deepest: undefined };
    sums.delete(row.id);
    sum.executions++;
    if (row.status === 'RUNNING') sum.running++;
    if (isFailed(row.status)) {
      sum.failed++;
      sum.deepest = deeper(sum.deepest, row);
    }
    if (wanted.has(row.id)) rollups.set(row.id, rollupOf(row, sum, isCapped));
    if (row.parentId !== undefined) addTo(sums, row.parentId, sum);
  }
  return rollups;
}

function addTo(sums: Map<number, Sum>, parentId: number, sum: Sum): void {
  const above = sums.get(parentId);
  if (above === undefined) {
    sums.set(parentId, sum);
    return;
  }
  above.executions += sum.executions;
  above.running += sum.running;
  above.failed += sum.failed;
  if (sum.deepest !== undefined) above.deepest = deeper(above.deepest, sum.deepest);
}

/** Of failures at the same depth the one that started first. */
function deeper(a: TreeRow | undefined, b: TreeRow): TreeRow {
  if (a === undefined || b.depth > a.depth) return b;
  return b.depth === a.depth && b.id < a.id ? b : a;
}

function rollupOf({ status }: TreeRow, sum: Sum, isCapped: boolean): Rollup {
  const { executions, running, failed, deepest } = sum;
  const below = running > 0 ? 'RUNNING' : failed > 0 ? 'FAILED_BELOW' : 'SUCCEEDED';
  return {
    ...{ status: isFailed(status) ? status : below, executions, running, failed, isCapped },
    ...(deepest !== undefined && { deepestFailureArn: deepest.arn }),
  };
}
