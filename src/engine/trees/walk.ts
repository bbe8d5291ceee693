/**
 * Walks a subtree in pre-order, page by page: the place of a page is the key of the last execution that was shown, and
 * the way down to it is found again from its ancestors. So pages cost as much as their rows, whatever the size of the
 * tree, and executions that start between two pages do no harm.
 */
import type { ExecutionSummary, Store } from '../../store/store.ts';

/** Children of one execution that are read at once. */
const SIBLINGS = 200;

export interface Walked {
  readonly row: ExecutionSummary;
  readonly childCount: number;
}

/** Children of `parent` that are still to be shown. */
interface Level {
  readonly parent: ExecutionSummary;
  afterId: number;
  readonly queue: Walked[];
}

/** From the topmost to the direct parent of `row`, up to `top` when it is met. Ancestors that are gone end the way. */
export async function ancestorsOf(store: Store, row: ExecutionSummary, topId?: number): Promise<ExecutionSummary[]> {
  const ancestors: ExecutionSummary[] = [];
  let at = row;
  while (at.parent !== undefined && at.id !== topId) {
    const [parent] = await store.executionsById([at.parent.id]);
    if (parent === undefined) break;
    ancestors.unshift(parent);
    at = parent;
  }
  return ancestors;
}

/** The next `limit` executions below `top`, behind the one with the key `afterId`. */
export async function walkTree(
  store: Store,
  top: ExecutionSummary,
  {
    afterId,
    maxDepth = Number.POSITIVE_INFINITY,
    limit,
  }: { afterId?: number | undefined; maxDepth?: number | undefined; limit: number },
): Promise<Walked[]> {
  const levels = await levelsAt(store, top, afterId, maxDepth);
  const walked: Walked[] = [];
  while (walked.length < limit) {
    const level = levels.at(-1);
    if (level === undefined) return walked;
    if (level.queue.length === 0 && !(await fill(store, level))) {
      levels.pop();
      continue;
    }
    const next = level.queue.shift() as Walked;
    walked.push(next);
    if (next.childCount > 0 && levels.length < maxDepth) levels.push(levelOf(next.row));
  }
  return walked;
}

async function levelsAt(
  store: Store,
  top: ExecutionSummary,
  afterId: number | undefined,
  maxDepth: number,
): Promise<Level[]> {
  const [last] = afterId === undefined ? [] : await store.executionsById([afterId]);
  if (last === undefined) return [levelOf(top)];
  const way = [...(await ancestorsOf(store, last, top.id)), last];
  const levels = way.slice(0, -1).map((parent, index) => levelOf(parent, way[index + 1]?.id));
  return levels.length < maxDepth ? [...levels, levelOf(last)] : levels;
}

function levelOf(parent: ExecutionSummary, afterId = 0): Level {
  return { parent, afterId, queue: [] };
}

/** Answers whether there were more. */
async function fill(store: Store, level: Level): Promise<boolean> {
  const rows = await store.children({ parentArn: level.parent.arn, afterId: level.afterId, limit: SIBLINGS });
  const counts = await store.childCounts(rows.map((row) => row.arn));
  for (const [index, row] of rows.entries()) level.queue.push({ row, childCount: counts[index] ?? 0 });
  level.afterId = rows.at(-1)?.id ?? level.afterId;
  return rows.length > 0;
}
