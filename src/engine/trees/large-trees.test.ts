/** Trees of depth 200 and width 10,000, over both stores. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MemoryStore } from '../../store/memory/store.ts';
import { SqliteStore } from '../../store/sqlite/store.ts';
import type { ExecutionRow, Store } from '../../store/store.ts';
import { EMPTY_BATCH } from '../../store/store.ts';
import { TestEngine } from '../../testkit/test-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'stairwell-trees-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const arnOf = (id: number) => `arn:aws:states:us-east-1:123456789012:execution:m:e${id}`;
const DEPTH = 200;
const WIDTH = 10_000;

/** Executions 1 to 201 are a chain; those after have 1 as their parent. The end of the chain has failed. */
function rows(): ExecutionRow[] {
  return Array.from({ length: DEPTH + WIDTH + 1 }, (_, index) => {
    const id = index + 1;
    const inChain = id <= DEPTH + 1;
    const parentId = inChain ? id - 1 : 1;
    return {
      ...{ id, arn: arnOf(id), name: `e${id}`, stateMachineArn: MACHINE, revision: 1, startMs: id, input: '{}' },
      ...{ rootArn: arnOf(1), depth: inChain ? id - 1 : 1, redriveCount: 0 },
      status: id === DEPTH + 1 ? 'FAILED' : 'SUCCEEDED',
      ...(id > 1 && {
        parent: { id: parentId, arn: arnOf(parentId), framePath: '0', state: 'S', attempt: 0, taskId: 1, sync: true },
      }),
    };
  });
}

describe.each<[string, () => Store]>([
  ['memory', () => new MemoryStore()],
  ['sqlite', () => new SqliteStore({ dataDir: join(folder, 'data') })],
])('in the %s store', (_, makeStore) => {
  it('a tree of depth 200 and width 10,000 is shown whole, rolled up, and searched for its failure', async () => {
    const store = makeStore();
    const t = await TestEngine.start({ store });
    await t.createMachine('m', { StartAt: 'S', States: { S: { Type: 'Pass', End: true } } });
    await store.commit({ ...EMPTY_BATCH, inserts: rows() });
    const ids: number[] = [];
    let fromId: number | undefined;
    do {
      const page = await t.engine.trees.tree(arnOf(1), { fromId, limit: 1000, withRollup: fromId === undefined });
      if (fromId === undefined) {
        expect(page.root).toMatchObject({ childCount: WIDTH + 1 });
        expect(page.root.rollup).toMatchObject({ status: 'FAILED_BELOW', executions: DEPTH + WIDTH + 1, failed: 1 });
        expect(page.root.rollup?.deepestFailureArn).toBe(arnOf(DEPTH + 1));
      }
      ids.push(...page.nodes.map(({ row }) => row.id));
      fromId = page.nextId;
    } while (fromId !== undefined);
    expect(ids).toEqual(Array.from({ length: DEPTH + WIDTH }, (_, index) => index + 2));
    expect(await t.engine.trees.ancestors(arnOf(DEPTH + 1))).toHaveLength(DEPTH);
    await t.close();
  });
});
