/**
 * StopExecutionTree: stops an execution and everything that runs below it, also what nobody waits for (children of the
 * request-response and task token patterns). From the top down, so that no stopped execution starts another.
 */
import type { ExecutionRow, Store } from '../../store/store.ts';
import type { TreeRow } from '../../store/tree-queries.ts';
import type { Ports } from '../ports.ts';
import { readTree } from './rollup.ts';

/** Executions that are stopped at once; they share commits. */
const AT_ONCE = 100;
/** Those that start while others are stopped are found when the tree is read again. */
const MAX_ROUNDS = 10;

export type Stop = (executionArn: string) => Promise<unknown>;

/** Answers how many were running, or are, with `stop` absent. */
export async function stopTree(
  parts: { readonly store: Store; readonly ports: Ports },
  top: ExecutionRow,
  stop: Stop | undefined,
): Promise<number> {
  const stopped = new Set<number>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const running = (await subtree(parts, top)).filter(({ status }) => status === 'RUNNING');
    for (const { id } of running) stopped.add(id);
    if (running.length === 0 || stop === undefined) break;
    for (let from = 0; from < running.length; from += AT_ONCE) {
      await Promise.all(running.slice(from, from + AT_ONCE).map(({ arn }) => stop(arn)));
    }
  }
  return stopped.size;
}

/** The execution and all below it, parents before their children. */
export async function subtree(
  parts: { readonly store: Store; readonly ports: Ports },
  top: Pick<ExecutionRow, 'id' | 'rootArn'>,
): Promise<TreeRow[]> {
  const { rows } = await readTree(parts, top.rootArn);
  const ids = new Set([top.id]);
  return rows.filter((row) => {
    if (row.id !== top.id && !ids.has(row.parentId ?? 0)) return false;
    ids.add(row.id);
    return true;
  });
}
