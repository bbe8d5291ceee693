/** Redriving and stopping whole trees. */
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../store/memory/store.ts';
import type { Batch, Store } from '../../store/store.ts';
import { failWith, REALM, succeedWith, TestEngine } from '../../testkit/test-engine.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const arnOf = (machine: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`;
const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const nest = (suffix: string, target: string, rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${suffix}`,
  Parameters: { StateMachineArn: arnOf(target), Input: { 'from.$': '$$.Execution.Id' } },
  ...rest,
});
const nameOf = (arn: string) => arn.split(':')[6];

/** Root → middle → leaf, each with a step before; the leaf's Lambda fails until it is mended. */
const MACHINES = {
  leaf: machine({
    Before: { Type: 'Pass', Next: 'Call' },
    Call: { Type: 'Task', Resource: LAMBDA, End: true },
  }),
  middle: machine({ Before: { Type: 'Wait', Seconds: 1, Next: 'Leaf' }, Leaf: nest('.sync:2', 'leaf') }),
  root: machine({ Middle: nest('.sync', 'middle', { Next: 'After' }), After: { Type: 'Wait', Seconds: 5, End: true } }),
};

async function failed(store: Store = new MemoryStore()) {
  const state = { isMended: false };
  const t = await TestEngine.start({
    store,
    service: () => (state.isMended ? succeedWith('mended') : failWith('E', 'C')),
  });
  for (const [name, definition] of Object.entries(MACHINES)) await t.createMachine(name, definition);
  const root = await t.start(arnOf('root'), {}, 'r');
  expect((await t.finish(root)).status).toBe('FAILED');
  return { t, root, mend: () => Object.assign(state, { isMended: true }) };
}

const machinesIn = async (t: TestEngine, rootArn: string) =>
  (await t.engine.trees.search(REALM, { rootArn }, { limit: 100 })).nodes.map(({ row }) => nameOf(row.arn));

describe('redriving a tree', () => {
  it('resumes inside the failed child, and the parents wait for that same child', async () => {
    const { t, root, mend } = await failed();
    mend();
    expect((await t.engine.trees.redriveTree(root, false)).map(nameOf)).toEqual(['leaf', 'middle', 'root']);
    const row = await t.finish(root);
    expect(row).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect(await machinesIn(t, root)).toEqual(['leaf', 'middle', 'root']);
    const { nodes } = await t.engine.trees.tree(root, { limit: 9, withRollup: false });
    expect(nodes.map(({ row: { status, redriveCount } }) => [status, redriveCount])).toEqual([
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 1],
    ]);
    const story = await t.story(root);
    expect(story.slice(story.findIndex((event) => event.includes('ExecutionFailed')))).toEqual([
      '7<6 ExecutionFailed',
      '8<7 ExecutionRedriven',
      '9<8 TaskScheduled',
      '10<9 TaskStarted',
      '11<10 TaskSubmitted',
      '12<11 TaskSucceeded',
      '13<12 TaskStateExited',
      '14<13 WaitStateEntered',
      '15<14 WaitStateExited',
      '16<15 ExecutionSucceeded',
    ]);
    const submitted = (await t.history(root)).find((event) => event.id === 11);
    expect(JSON.stringify(submitted)).toContain(nodes[0]?.row.arn);
  });

  it('says with dryRun what it would do, and does nothing', async () => {
    const { t, root } = await failed();
    expect((await t.engine.trees.redriveTree(root, true)).map(nameOf)).toEqual(['leaf', 'middle', 'root']);
    await t.settle();
    expect(await t.engine.describeExecution(root)).toMatchObject({ status: 'FAILED', redriveCount: 0 });
  });

  it('can be done again and again while the failure lasts', async () => {
    const { t, root, mend } = await failed();
    for (const count of [1, 2, 3]) {
      await t.engine.trees.redriveTree(root, false);
      expect(await t.finish(root)).toMatchObject({ status: 'FAILED', redriveCount: count });
    }
    mend();
    await t.engine.trees.redriveTree(root, false);
    expect((await t.finish(root)).status).toBe('SUCCEEDED');
    expect(await machinesIn(t, root)).toHaveLength(3);
  });

  it('adopts a child that was redriven by itself, whether it runs or has succeeded', async () => {
    for (const isOver of [true, false]) {
      const { t, root, mend } = await failed();
      mend();
      const [leaf] = (await t.engine.trees.search(REALM, { stateMachineName: 'leaf' }, { limit: 1 })).nodes;
      const redriven = t.engine.redriveExecution(leaf?.row.arn as string);
      if (isOver) await redriven.then(() => t.settle());
      await redriven;
      await t.engine.trees.redriveTree(root, false);
      expect((await t.finish(root)).status).toBe('SUCCEEDED');
      expect(await machinesIn(t, root)).toHaveLength(3);
    }
  });

  it('resumes all branches that were cut, and leaves alone what has succeeded', async () => {
    const state = { isMended: false };
    const t = await TestEngine.start({ service: () => (state.isMended ? succeedWith(1) : failWith('E', 'C')) });
    const branch = (name: string, target: string) => machine({ [name]: nest('.sync', target) });
    const branches = [branch('Good', 'good'), branch('Bad', 'bad'), branch('Slow', 'slow')];
    await t.createMachine('good', machine({ P: { Type: 'Pass', End: true } }));
    await t.createMachine(
      'bad',
      machine({ W: { Type: 'Wait', Seconds: 1, Next: 'C' }, C: { Type: 'Task', Resource: LAMBDA, End: true } }),
    );
    await t.createMachine('slow', machine({ W: { Type: 'Wait', Seconds: 60, End: true } }));
    await t.createMachine('all', machine({ All: { Type: 'Parallel', Branches: branches, End: true } }));
    const root = await t.start(arnOf('all'));
    expect((await t.finish(root)).status).toBe('FAILED');
    state.isMended = true;
    expect((await t.engine.trees.redriveTree(root, false)).map(nameOf).sort()).toEqual(['all', 'bad', 'slow']);
    expect((await t.finish(root)).status).toBe('SUCCEEDED');
    expect((await machinesIn(t, root)).sort()).toEqual(['all', 'bad', 'good', 'slow']);
  });

  it('goes on after a stop and after a time-out of the parent', async () => {
    const t = await TestEngine.start();
    await t.createMachine('slow', machine({ W: { Type: 'Wait', Seconds: 100, End: true } }));
    await t.createMachine('parent', machine({ N: nest('.sync', 'slow', { TimeoutSeconds: 60, End: true }) }));
    const timedOut = await t.start(arnOf('parent'));
    expect(await t.finish(timedOut)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const stopped = await t.start(arnOf('parent'));
    await t.advance(50);
    await t.engine.stopExecution(stopped, {});
    for (const root of [timedOut, stopped]) {
      await t.engine.trees.redriveTree(root, false);
      expect((await t.finish(root)).status).toBe('SUCCEEDED');
      expect(await machinesIn(t, root)).toHaveLength(2);
    }
  });

  it('stops the adopted child with its parent', async () => {
    const { t, root } = await failed();
    const [leaf] = (await t.engine.trees.search(REALM, { stateMachineName: 'leaf' }, { limit: 1 })).nodes;
    await t.createMachine('slow', machine({ W: { Type: 'Wait', Seconds: 100, End: true } }));
    await t.createMachine('holder', machine({ N: nest('.sync', 'slow') }));
    const holder = await t.start(arnOf('holder'));
    await t.settle();
    await t.engine.trees.stopTree(holder, {}, false);
    await t.engine.trees.redriveTree(holder, false);
    await t.settle();
    await t.engine.stopExecution(holder, {});
    await t.settle();
    const running = await t.engine.trees.search(REALM, { rootArn: holder, status: ['RUNNING'] }, { limit: 9 });
    expect([running.nodes, leaf?.row.rootArn]).toEqual([[], root]);
  });

  it('refuses an execution that runs or has succeeded', async () => {
    const t = await TestEngine.start();
    await t.createMachine('m', machine({ W: { Type: 'Wait', Seconds: 1, End: true } }));
    const arn = await t.start(arnOf('m'));
    await t.settle();
    const refused = { code: 'ExecutionNotRedrivable' };
    await expect(t.engine.trees.redriveTree(arn, true)).rejects.toMatchObject(refused);
    await t.finish(arn);
    await expect(t.engine.trees.redriveTree(arn, false)).rejects.toMatchObject(refused);
  });

  it('leads to the same end when the process dies after any commit', async () => {
    for (let crashAt = 0; crashAt < 8; crashAt++) {
      let commits = 0;
      let isDirty = false;
      const store = counting(new MemoryStore(), () => {
        commits++;
        isDirty = true;
      });
      const { t, root, mend } = await failed(store);
      mend();
      commits = 0;
      isDirty = false;
      const redriven = t.engine.trees.redriveTree(root, false).catch(() => []);
      for (let step = 0; step < 200; step++) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (isDirty && commits > crashAt) {
          isDirty = false;
          await t.crash();
        }
      }
      void redriven;
      expect(await t.finish(root)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      expect(await machinesIn(t, root)).toEqual(['leaf', 'middle', 'root']);
      const types = (await t.history(root)).map(({ type }) => type);
      expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(1);
      expect(types.filter((type) => type === 'TaskSucceeded')).toHaveLength(1);
    }
  });
});

/** Tells of every batch that became durable. */
function counting(store: Store, onCommit: () => void): Store {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      if (name !== 'commit') return method.bind(target);
      return (batch: Batch) => target.commit(batch).then(onCommit);
    },
  });
}

describe('stopping a tree', () => {
  it('stops what is awaited and what is not, and says how many', async () => {
    const t = await TestEngine.start();
    await t.createMachine('slow', machine({ W: { Type: 'Wait', Seconds: 100, End: true } }));
    await t.createMachine('two', machine({ A: nest('', 'slow', { Next: 'B' }), B: nest('.sync', 'slow') }));
    await t.createMachine('top', machine({ T: nest('.sync', 'two') }));
    const top = await t.start(arnOf('top'));
    const other = await t.start(arnOf('slow'));
    await t.settle();
    expect(await t.engine.trees.stopTree(top, {}, true)).toBe(4);
    expect(await t.engine.trees.stopTree(top, { error: 'Enough' }, false)).toBe(4);
    await t.settle();
    const { nodes } = await t.engine.trees.search(REALM, { rootArn: top }, { limit: 9 });
    expect(nodes.map(({ row }) => row.status)).toEqual(['ABORTED', 'ABORTED', 'ABORTED', 'ABORTED']);
    expect((await t.engine.describeExecution(top)).error).toBe('Enough');
    expect((await t.engine.describeExecution(other)).status).toBe('RUNNING');
    expect(await t.engine.trees.stopTree(top, {}, false)).toBe(0);
  });
});

describe('the failing leaf', () => {
  it('is found from the root, and nothing where nothing failed', async () => {
    const { t, root, mend } = await failed();
    const path = await t.engine.trees.failingPath(root);
    expect(path.map(({ row }) => nameOf(row.arn))).toEqual(['root', 'middle', 'leaf']);
    mend();
    const good = await t.start(arnOf('leaf'));
    await t.finish(good);
    expect(await t.engine.trees.failingPath(good)).toEqual([]);
  });
});
