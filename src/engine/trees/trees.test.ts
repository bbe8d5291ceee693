/** Searching and looking at trees, over an engine that runs them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { failWith, REALM, TestEngine } from '../../testkit/test-engine.ts';
import type { ExecutionFilter, ExecutionNode, PageRequest } from './tree-service.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const START = 'arn:aws:states:::states:startExecution';

const call = (rest: object = { End: true }) => ({ Type: 'Task', Resource: LAMBDA, ...rest });
const nest = (suffix: string, machine: string, rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: `${START}${suffix}`,
  Parameters: { StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, 'Input.$': '$' },
  ...rest,
});
const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });

/**
 * order: Pay (.sync, caught when it fails) then Ship (request-response).
 * pay: Charge (Lambda, fails for `{"amount": 13}`).
 */
async function shop(): Promise<TestEngine> {
  const t = await TestEngine.start({
    service: ({ parameters }) =>
      parameters.text.includes('13') ? failWith('Declined', 'No funds') : { type: 'succeeded', result: parameters },
  });
  const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ship', ResultPath: null }], ResultPath: null };
  await t.createMachine('ship', machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
  await t.createMachine('charge', machine({ Call: call() }));
  await t.createMachine('pay', machine({ Charge: nest('.sync:2', 'charge') }));
  await t.createMachine(
    'order',
    machine({ Pay: nest('.sync', 'pay', { ...caught, Next: 'Ship' }), Ship: nest('', 'ship') }),
  );
  return t;
}

const ORDER = 'arn:aws:states:us-east-1:123456789012:stateMachine:order';
const names = (nodes: readonly ExecutionNode[]) => nodes.map(({ row }) => row.stateMachineArn.split(':').pop());

describe('a tree of executions', () => {
  let t: TestEngine;
  let good: string;
  let bad: string;

  beforeEach(async () => {
    t = await shop();
    good = await t.start(ORDER, { amount: 1, customer: { id: 'c1' } }, 'good');
    bad = await t.start(ORDER, { amount: 13, customer: { id: 'c2' } }, 'bad');
    await t.settle();
  });

  const tree = (arn: string, page: Partial<PageRequest & { maxDepth: number; withRollup: boolean }> = {}) =>
    t.engine.trees.tree(arn, { limit: 100, withRollup: false, ...page });

  it('is given in pre-order, with how each was started', async () => {
    const { root, nodes, nextId } = await tree(good);
    expect([names([root]), names(nodes), nextId]).toEqual([['order'], ['pay', 'charge', 'ship'], undefined]);
    expect(nodes.map(({ row, pattern, childCount }) => [row.parent?.state, pattern, row.depth, childCount])).toEqual([
      ['Pay', '.sync', 1, 1],
      ['Charge', '.sync:2', 2, 0],
      ['Ship', 'startExecution', 1, 0],
    ]);
    expect(root).toMatchObject({ childCount: 2, row: { arn: good, depth: 0 } });
    expect(root.pattern).toBeUndefined();
  });

  it('can be had of any execution in it, and down to a depth', async () => {
    const { nodes } = await tree(good);
    const pay = nodes[0]?.row.arn as string;
    expect(names((await tree(pay)).nodes)).toEqual(['charge']);
    expect(names((await tree(good, { maxDepth: 1 })).nodes)).toEqual(['pay', 'ship']);
  });

  it('comes in pages of any size', async () => {
    for (const limit of [1, 2, 3]) {
      for (const maxDepth of [1, 2]) {
        const all = names((await tree(good, { maxDepth })).nodes);
        const seen: unknown[] = [];
        let fromId: number | undefined;
        do {
          const page = await tree(good, { limit, maxDepth, fromId });
          seen.push(...names(page.nodes));
          fromId = page.nextId;
        } while (fromId !== undefined);
        expect(seen).toEqual(all);
      }
    }
  });

  it('is rolled up: running below, then a failure that was caught, then success', async () => {
    const rollup = async (arn: string) => (await tree(arn, { withRollup: true })).root.rollup;
    expect(await rollup(good)).toEqual({ status: 'RUNNING', executions: 4, running: 1, failed: 0, isCapped: false });
    await t.advance(60);
    expect(await rollup(good)).toMatchObject({ status: 'SUCCEEDED', running: 0 });
    const { root, nodes } = await tree(bad, { withRollup: true });
    const charge = nodes[1] as ExecutionNode;
    expect(root.rollup).toEqual({
      ...{ status: 'FAILED_BELOW', executions: 4, running: 0, failed: 2, isCapped: false },
      deepestFailureArn: charge.row.arn,
    });
    expect(nodes.map((node) => node.rollup?.status)).toEqual(['FAILED', 'FAILED', 'SUCCEEDED']);
  });

  it('gives children oldest first, by status and in pages', async () => {
    const children = (page: object) => t.engine.trees.children(bad, { limit: 9, withRollup: true, ...page });
    const all = await children({});
    expect([names(all.nodes), all.nextId]).toEqual([['pay', 'ship'], undefined]);
    expect(all.nodes[0]?.rollup).toMatchObject({ status: 'FAILED', executions: 2 });
    expect(names((await children({ status: 'RUNNING' })).nodes)).toEqual(['ship']);
    const first = await children({ limit: 1 });
    expect(names((await children({ limit: 1, fromId: first.nextId })).nodes)).toEqual(['ship']);
  });

  it('gives the way from the root to an execution', async () => {
    const { nodes } = await tree(good);
    expect(names(await t.engine.trees.ancestors(nodes[1]?.row.arn as string))).toEqual(['order', 'pay']);
    expect(await t.engine.trees.ancestors(good)).toEqual([]);
  });

  it('of an execution that does not exist is an error', async () => {
    const error = { code: 'ExecutionDoesNotExist' };
    await expect(tree(`${good}x`)).rejects.toMatchObject(error);
    await expect(t.engine.trees.ancestors(`${good}x`)).rejects.toMatchObject(error);
    await expect(t.engine.trees.children(`${good}x`, { limit: 1, withRollup: false })).rejects.toMatchObject(error);
  });

  describe('searching', () => {
    const search = async (filter: ExecutionFilter) =>
      (await t.engine.trees.search(REALM, filter, { limit: 100 })).nodes;

    it.each<[string, ExecutionFilter, string[]]>([
      ['everything, newest first', {}, ['ship', 'ship', 'charge', 'charge', 'pay', 'pay', 'order', 'order']],
      ['roots only', { rootsOnly: true }, ['order', 'order']],
      ['by machine', { stateMachineArn: ORDER.replace(/order$/, 'pay') }, ['pay', 'pay']],
      ['by a glob over machines', { stateMachineName: '?h*', status: ['RUNNING'] }, ['ship', 'ship']],
      ['by a glob over names', { name: 'go*d' }, ['order']],
      ['by several statuses', { status: ['FAILED', 'SUCCEEDED'], stateMachineName: 'charge' }, ['charge', 'charge']],
      ['by error', { error: 'Decl*' }, ['charge']],
      ['by text in any case', { text: 'NO FUNDS' }, ['charge', 'pay']],
      [
        'by a member of the input',
        { where: [{ in: 'input', path: '$.customer.id', op: '=', value: 'c2' }], rootsOnly: true },
        ['order'],
      ],
      ['by its absence from the output', { where: [{ in: 'output', path: '$.nothing', op: 'exists' }] }, []],
      [
        'by a part of a text',
        { where: [{ in: 'input', path: '$.customer.id', op: 'contains', value: '1' }], rootsOnly: true },
        ['order'],
      ],
      [
        'by what is different',
        { where: [{ in: 'input', path: '$.amount', op: '!=', value: 13 }], rootsOnly: true },
        ['order'],
      ],
    ])('finds %s', async (_, filter, expected) => {
      expect(names(await search(filter)).sort()).toEqual(expected.sort());
    });

    it('finds by parent and by root', async () => {
      expect(names(await search({ parentArn: good })).sort()).toEqual(['pay', 'ship']);
      expect(names(await search({ rootArn: bad, status: ['FAILED'] })).sort()).toEqual(['charge', 'pay']);
    });

    it('finds by the time of the start', async () => {
      const { startMs } = await t.engine.describeExecution(good);
      await t.advance(10);
      await t.start(ORDER, { amount: 2 }, 'later');
      await t.settle();
      expect(await search({ startedAfterMs: startMs + 1 })).toHaveLength(4);
      expect(await search({ startedAfterMs: startMs })).toHaveLength(12);
      expect(await search({ startedBeforeMs: startMs + 1 })).toHaveLength(8);
      expect(await search({ startedBeforeMs: startMs })).toHaveLength(0);
    });

    it('sees nothing of other accounts and Regions', async () => {
      const search = (realm: typeof REALM) => t.engine.trees.search(realm, {}, { limit: 9 });
      expect((await search({ ...REALM, account: '999999999999' })).nodes).toEqual([]);
      expect((await search({ ...REALM, region: 'eu-west-1' })).nodes).toEqual([]);
    });

    it('comes in pages, and says when the last one is reached', async () => {
      const page = (fromId?: number) => t.engine.trees.search(REALM, { rootsOnly: true }, { fromId, limit: 1 });
      const first = await page();
      const second = await page(first.nextId);
      expect([first, second].map(({ nodes }) => nodes[0]?.row.name)).toEqual(['bad', 'good']);
      expect(second.nextId).toBeUndefined();
    });

    it.each(['$..id', '$.a[*]', '$$.Execution', '$var', 'id', '$.a['])('refuses the path %s', async (path) => {
      const where = [{ in: 'input' as const, path, op: 'exists' as const }];
      await expect(search({ where })).rejects.toMatchObject({ code: 'ValidationException' });
    });
  });
});
