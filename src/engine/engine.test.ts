import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory/store.ts';
import type { Batch } from '../store/store.ts';
import { succeedWith, TestEngine } from '../testkit/test-engine.ts';

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const wait = (Seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds, End: true } } });
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const task = (extra: object = {}) => ({
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: LAMBDA, End: true, ...extra } },
});

/** A memory store whose next commits can be made to fail, as a full disk does. */
class FailingStore extends MemoryStore {
  failures = 0;
  override commit(batch: Batch): Promise<void> {
    if (this.failures === 0) return super.commit(batch);
    this.failures--;
    return Promise.reject(new Error('disk full'));
  }
}

describe('time', () => {
  test('a Wait is not over early, and over on time', async () => {
    const t = await TestEngine.start();
    const arn = await t.start(await t.createMachine('W', wait(60)));
    await t.advance(59.9);
    expect((await t.engine.describeExecution(arn)).status).toBe('RUNNING');
    await t.advance(0.1);
    const { status, startMs, stopMs } = await t.engine.describeExecution(arn);
    expect([status, (stopMs as number) - startMs]).toEqual(['SUCCEEDED', 60_000]);
  });

  test('what came due while the process was down happens at once, once', async () => {
    const t = await TestEngine.start();
    const arn = await t.start(await t.createMachine('W', wait(60)));
    await t.settle();
    t.ports.dropTimers();
    t.ports.moveTo(t.ports.nowMs() + 600_000);
    await t.crash();
    await t.settle();
    t.ports.moveTo(t.ports.nowMs());
    await t.settle();
    expect(await t.story(arn)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 WaitStateEntered',
      '3<2 WaitStateExited',
      '4<3 ExecutionSucceeded',
    ]);
  });

  test('a state machine with TimeoutSeconds times out, which is not a failure', async () => {
    const t = await TestEngine.start();
    const row = await t.finish(await t.start(await t.createMachine('W', { ...wait(60), TimeoutSeconds: 5 })));
    expect(row).toMatchObject({ status: 'TIMED_OUT', stopMs: row.startMs + 5000 });
    expect([row.error, row.cause]).toEqual([undefined, undefined]);
    expect((await t.story(row.arn)).at(-1)).toBe('3<0 ExecutionTimedOut');
  });

  test('retries wait between attempts, also across a crash', async () => {
    let calls = 0;
    const t = await TestEngine.start({
      service: () => (++calls < 3 ? { type: 'failed', error: { error: 'E' } } : succeedWith('ok')),
    });
    const retry = { Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 10, BackoffRate: 2 }] };
    const arn = await t.start(await t.createMachine('R', task(retry)));
    await t.advance(5);
    await t.crash();
    await t.advance(4.9);
    expect(calls).toBe(1);
    const row = await t.finish(arn);
    expect([row.status, (row.stopMs as number) - row.startMs]).toEqual(['SUCCEEDED', 30_000]);
  });
});

describe('calls of services', () => {
  const never = () => new Promise<never>(() => {});

  test('one whose outcome was not recorded is made again with the same idempotency key', async () => {
    let answer = false;
    const t = await TestEngine.start({ service: () => (answer ? succeedWith('late') : never()) });
    const arn = await t.start(await t.createMachine('T', task()));
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    answer = true;
    await t.crash();
    const { output, startMs } = await t.finish(arn);
    expect(output).toBe('"late"');
    const key = `${arn}/${startMs}/0/3`;
    expect(t.calls.map((call) => call.idempotencyKey)).toEqual([key, key]);
  });

  test('or reported as lost, when it must not be made twice', async () => {
    const t = await TestEngine.start({ service: never, engine: { interruptedTasks: 'fail' } });
    const arn = await t.start(await t.createMachine('T', task()));
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    await t.crash();
    expect(await t.finish(arn)).toMatchObject({
      error: 'States.TaskFailed',
      cause: 'The server ended while this attempt was in flight; its outcome is unknown.',
    });
    expect(t.calls.length).toBe(1);
  });

  test('a recorded result is never asked for again', async () => {
    const t = await TestEngine.start();
    const definition = task({ End: undefined, Next: 'W' });
    Object.assign(definition.States, { W: { Type: 'Wait', Seconds: 60, End: true } });
    const arn = await t.start(await t.createMachine('T', definition));
    await t.settle();
    await t.crash();
    await t.crash();
    expect((await t.finish(arn)).status).toBe('SUCCEEDED');
    expect(t.calls.length).toBe(1);
  });

  test('one that is cut is told so', async () => {
    const t = await TestEngine.start({
      service: ({ signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(succeedWith(0)))),
    });
    const arn = await t.start(await t.createMachine('T', task({ TimeoutSeconds: 5 })));
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    t.ports.moveTo(t.ports.nowMs() + 5000);
    await t.settle();
    expect((await t.engine.describeExecution(arn)).error).toBe('States.Timeout');
    expect(t.calls[0]?.signal.aborted).toBe(true);
  });

  test('a result larger than 262,144 bytes fails the task', async () => {
    const t = await TestEngine.start({ service: () => succeedWith('ü'.repeat(131_072)) });
    const row = await t.finish(await t.start(await t.createMachine('T', task())));
    expect(row.error).toBe('States.DataLimitExceeded');
    expect(row.cause).toBe(
      `The state/task '${LAMBDA}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  });
});

describe('a store that loses a batch', () => {
  test('the caller learns of it, nothing half-done stays, and the engine goes on', async () => {
    const store = new FailingStore();
    const t = await TestEngine.start({ store });
    const waiting = await t.createMachine('W', wait(60));
    const machine = await t.createMachine('P', PASS);
    const before = await t.start(waiting);
    store.failures = 1;
    await expect(t.start(machine, {}, 'lost')).rejects.toMatchObject({ code: 'ServiceUnavailable', status: 503 });
    await expect(
      t.engine.describeExecution(`${machine.replace('stateMachine', 'execution')}:lost`),
    ).rejects.toMatchObject({
      code: 'ExecutionDoesNotExist',
    });
    await t.advance(1);
    expect((await t.finish(await t.start(machine, {}, 'lost'))).status).toBe('SUCCEEDED');
    expect((await t.finish(before)).status).toBe('SUCCEEDED');
  });

  test('a turn that was lost is made again from what the store has', async () => {
    const store = new FailingStore();
    const t = await TestEngine.start({ store });
    const arn = await t.start(await t.createMachine('W', wait(60)));
    await t.settle();
    store.failures = 2;
    const row = await t.finish(arn);
    expect(row.status).toBe('SUCCEEDED');
    expect((await t.story(arn)).length).toBe(4);
  });
});

describe('many executions', () => {
  test('those that wait leave memory and come back', async () => {
    const t = await TestEngine.start({ engine: { maxLive: 10 } });
    const machine = await t.createMachine('W', wait(60));
    const arns = await Promise.all(Array.from({ length: 200 }, (_, i) => t.start(machine, { i })));
    await t.settle();
    await t.start(machine);
    await t.settle();
    expect(t.engine.load.liveExecutions).toBeLessThanOrEqual(12);
    await t.advance(61);
    const rows = await Promise.all(arns.map((arn) => t.engine.describeExecution(arn)));
    expect(rows.every((row) => row.status === 'SUCCEEDED' && row.output === row.input)).toBe(true);
  });

  test('a loop without end starves nobody and ends with the history', async () => {
    const t = await TestEngine.start({ engine: { maxTransitions: 50 } });
    const never = { Variable: '$.end', IsPresent: true, Next: 'Z' };
    const loop = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [never], Default: 'A' },
        Z: { Type: 'Succeed' },
      },
    };
    const busy = await t.start(await t.createMachine('Loop', loop));
    const quick = await t.finish(await t.start(await t.createMachine('P', PASS)));
    expect(quick.status).toBe('SUCCEEDED');
    const row = await t.finish(busy);
    expect([row.error, row.cause]).toEqual([
      'States.Runtime',
      'The execution reached the maximum number of history events (25000).',
    ]);
    const events = await t.history(busy);
    expect(events.length).toBe(25_000);
    expect(events.at(-1)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' });
  });
});
