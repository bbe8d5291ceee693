import { describe, expect, test } from 'vitest';
import type { TaskOutcome } from '../integrations/integration.ts';
import { MemoryStore } from '../store/memory/store.ts';
import { EMPTY_BATCH, type Store } from '../store/store.ts';
import { failWith, succeedWith, TestEngine } from '../testkit/test-engine.ts';
import type { Message } from './mail.ts';

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const FAIL = {
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } },
};
const CALLED_BACK = {
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};
const REALM = { account: '123456789012', region: 'us-east-1' };
const wait = (Seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds, End: true } } });

function nested(pattern: string, child: string) {
  const Resource = `arn:aws:states:::states:startExecution${pattern}`;
  const start = { Type: 'Task', Resource, Parameters: { StateMachineArn: child }, Next: 'W' };
  return { StartAt: 'C', States: { C: start, W: { Type: 'Wait', Seconds: 20 * DAY_SECONDS, End: true } } };
}

/** An engine that keeps closed executions for ten days. */
function tenDays(service: () => TaskOutcome = () => failWith('E')): Promise<TestEngine> {
  return TestEngine.start({ engine: { retentionMs: 10 * DAY_MS }, service });
}

const exists = (t: TestEngine, arn: string) =>
  t.engine.describeExecution(arn).then(
    () => true,
    () => false,
  );

describe('retention', () => {
  test('deletes an execution with its history when it closed long enough ago, and not before', async () => {
    const t = await tenDays();
    const machine = await t.createMachine('M', PASS);
    const arn = await t.start(machine, {}, 'name');
    await t.finish(arn);
    await t.advance(10 * DAY_SECONDS - 120);
    expect(await exists(t, arn)).toBe(true);
    await t.advance(240);
    expect(await exists(t, arn)).toBe(false);
    await expect(t.history(arn)).rejects.toMatchObject({ code: 'ExecutionDoesNotExist' });
  });

  test('frees the name, whatever the input', async () => {
    const t = await tenDays();
    const machine = await t.createMachine('M', PASS);
    const arn = await t.start(machine, { a: 1 }, 'name');
    await t.finish(arn);
    await expect(t.start(machine, { a: 2 }, 'name')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    await t.advance(11 * DAY_SECONDS);
    expect(await t.start(machine, { a: 2 }, 'name')).toBe(arn);
    expect((await t.finish(arn)).input).toBe('{"a":2}');
  });

  test('frees the name of a closed execution that a late token brought back into memory', async () => {
    const t = await tenDays(() => succeedWith({}));
    const machine = await t.createMachine('M', CALLED_BACK);
    const arn = await t.start(machine, {}, 'name');
    await t.settle();
    const [token = ''] = /(?<="token":")[^"]+/.exec(t.calls[0]?.parameters.text ?? '') ?? [];
    await t.engine.sendTaskSuccess(REALM, token, '{}');
    await t.finish(arn);
    await t.advance(9 * DAY_SECONDS);
    const late = t.engine.sendTaskSuccess(REALM, token, '{}');
    await expect(late).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await t.advance(2 * DAY_SECONDS);
    expect(await t.start(machine, { other: true }, 'name')).toBe(arn);
  });

  test('lets no other execution of the same name have its idempotency keys', async () => {
    const t = await tenDays();
    const machine = await t.createMachine('M', FAIL);
    await t.finish(await t.start(machine, {}, 'name'));
    await t.advance(11 * DAY_SECONDS);
    await t.finish(await t.start(machine, {}, 'name'));
    expect(new Set(t.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  test('counts from the end, not from the start', async () => {
    const t = await tenDays();
    const arn = await t.start(await t.createMachine('M', wait(15 * DAY_SECONDS)));
    await t.advance(20 * DAY_SECONDS);
    expect(await exists(t, arn)).toBe(true);
    await t.advance(6 * DAY_SECONDS);
    expect(await exists(t, arn)).toBe(false);
  });

  test('keeps a .sync child while its parent runs', async () => {
    const t = await tenDays();
    const child = await t.createMachine('Child', PASS);
    const parent = await t.start(await t.createMachine('Parent', nested('.sync', child)));
    await t.settle();
    const [row] = await t.engine.listExecutions({ parentArn: parent, limit: 9 });
    await t.advance(19 * DAY_SECONDS);
    expect(await exists(t, row?.arn ?? '')).toBe(true);
    await t.advance(2 * DAY_SECONDS);
    expect(await exists(t, row?.arn ?? '')).toBe(false);
    expect(await exists(t, parent)).toBe(true);
  });

  test('does not keep a child that its parent forgot', async () => {
    const t = await tenDays();
    const child = await t.createMachine('Child', PASS);
    const parent = await t.start(await t.createMachine('Parent', nested('', child)));
    await t.settle();
    const [row] = await t.engine.listExecutions({ parentArn: parent, limit: 9 });
    await t.advance(11 * DAY_SECONDS);
    expect(await exists(t, row?.arn ?? '')).toBe(false);
    expect((await t.engine.describeExecution(parent)).status).toBe('RUNNING');
  });

  test('a token of a deleted execution completes nothing, also when the newest execution was deleted', async () => {
    const t = await tenDays();
    const activity = 'arn:aws:states:us-east-1:123456789012:activity:A';
    const realm = { account: '123456789012', region: 'us-east-1' };
    await t.engine.registry.createActivity(realm, { name: 'A', configuration: '{}' });
    const states = { A: { Type: 'Task', Resource: activity, End: true } };
    const machine = await t.createMachine('M', { StartAt: 'A', States: states });
    const first = await t.start(machine, {}, 'first');
    const old = await t.engine.getActivityTask(activity);
    await t.engine.stopExecution(first, {});
    await t.advance(11 * DAY_SECONDS);
    await t.crash();
    const second = await t.start(machine, {}, 'second');
    await t.engine.getActivityTask(activity);
    const late = t.engine.sendTaskSuccess(realm, old?.taskToken ?? '', '{}');
    await expect(late).rejects.toMatchObject({ code: 'TaskTimedOut' });
    expect((await t.engine.describeExecution(second)).status).toBe('RUNNING');
  });

  test('what is old enough cannot be redriven, so that nothing goes on while it is deleted', async () => {
    const t = await TestEngine.start({ engine: { retentionMs: 3600_000 }, service: () => failWith('E') });
    const arn = await t.start(await t.createMachine('M', FAIL));
    await t.finish(arn);
    t.ports.drift(3600_001);
    const refused = { code: 'ExecutionNotRedrivable', message: 'Execution redrivable period exceeded' };
    await expect(t.engine.redriveExecution(arn)).rejects.toMatchObject(refused);
  });

  test('a redrive keeps the execution', async () => {
    const t = await tenDays();
    const arn = await t.start(await t.createMachine('M', FAIL));
    await t.finish(arn);
    await t.advance(9 * DAY_SECONDS);
    await t.engine.redriveExecution(arn);
    await t.advance(5 * DAY_SECONDS);
    expect((await t.engine.describeExecution(arn)).redriveCount).toBe(1);
  });

  test('is off by default', async () => {
    const t = await TestEngine.start();
    const arn = await t.start(await t.createMachine('M', PASS));
    await t.finish(arn);
    await t.advance(400 * DAY_SECONDS);
    expect(await exists(t, arn)).toBe(true);
  });

  test('goes on after the store refused a step', async () => {
    const t = await tenDays();
    const purge = t.store.purge.bind(t.store);
    let refusals = 0;
    t.store.purge = ((query) => {
      if (refusals++ === 0) return Promise.reject(new Error('full'));
      return purge(query);
    }) as Store['purge'];
    const arn = await t.start(await t.createMachine('M', PASS));
    await t.finish(arn);
    await t.advance(11 * DAY_SECONDS);
    expect(await exists(t, arn)).toBe(false);
  });

  test('takes the definition of a deleted machine along with its last execution', async () => {
    const store = new MemoryStore();
    const t = await TestEngine.start({ engine: { retentionMs: 10 * DAY_MS }, store });
    const machine = await t.createMachine('M', PASS);
    const arn = await t.start(machine);
    await t.finish(arn);
    const { revision } = await t.engine.describeExecution(arn);
    await t.engine.deleteStateMachine(machine);
    await t.advance(10 * DAY_SECONDS - 120);
    expect(await store.revision(revision)).toBeDefined();
    await t.advance(300);
    expect(await exists(t, arn)).toBe(false);
    expect(await store.revision(revision)).toBeUndefined();
  });

  test('leaves no message to an execution that is there no more', async () => {
    const store = new MemoryStore();
    await store.open();
    const message: Message = { type: 'childEnded', childId: 8, path: '0', taskId: 2 };
    const body = JSON.stringify(message);
    await store.commit({ ...EMPTY_BATCH, inboxPut: [1, 2].map((id) => ({ id, executionId: 7, body })) });
    const t = await TestEngine.start({ store });
    await t.settle();
    expect(await store.executionsWithInbox({ afterId: -1, limit: 9 })).toEqual([]);
  });
});
