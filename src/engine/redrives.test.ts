import { describe, expect, test } from 'vitest';
import type { ExecutionRow } from '../store/store.ts';
import { failWith, succeedWith, TestEngine } from '../testkit/test-engine.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const task = (extra: object = { End: true }) => ({ Type: 'Task', Resource: LAMBDA, ...extra });

/** Services that fail until they are mended. */
async function broken() {
  const state = { isMended: false };
  const t = await TestEngine.start({
    service: ({ parameters }) => (state.isMended ? succeedWith({ ok: parameters.value }) : failWith('E', 'C')),
  });
  return { t, mend: () => Object.assign(state, { isMended: true }) };
}

describe('RedriveExecution', () => {
  test('goes on in the state that failed, in the same history', async () => {
    const { t, mend } = await broken();
    const definition = { StartAt: 'P', States: { P: { Type: 'Pass', Result: 1, Next: 'T' }, T: task() } };
    const arn = await t.start(await t.createMachine('R', definition));
    expect((await t.finish(arn)).status).toBe('FAILED');
    mend();
    await t.crash();
    const { redriveMs } = await t.engine.redriveExecution(arn);
    const row = await t.finish(arn);
    expect(row).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":1}', redriveCount: 1, redriveMs });
    expect([row.error, row.cause]).toEqual([undefined, undefined]);
    expect((await t.story(arn)).slice(5)).toEqual([
      '6<5 LambdaFunctionStarted',
      '7<6 LambdaFunctionFailed',
      '8<7 ExecutionFailed',
      '9<8 ExecutionRedriven',
      '10<9 LambdaFunctionScheduled',
      '11<10 LambdaFunctionStarted',
      '12<11 LambdaFunctionSucceeded',
      '13<12 TaskStateExited',
      '14<13 ExecutionSucceeded',
    ]);
  });

  test('runs only the branches again that did not succeed, with all their retries', async () => {
    const { t, mend } = await broken();
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
    const definition = {
      StartAt: 'X',
      States: {
        X: {
          Type: 'Parallel',
          Branches: [
            branch('A', { Type: 'Pass', Result: 'a', End: true }),
            branch('B', task({ End: true, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] })),
            branch('C', { Type: 'Wait', Seconds: 100, End: true }),
          ],
          End: true,
        },
      },
    };
    const arn = await t.start(await t.createMachine('R', definition), 'in');
    expect((await t.finish(arn)).status).toBe('FAILED');
    mend();
    await t.engine.redriveExecution(arn);
    await t.crash();
    expect((await t.finish(arn)).output).toBe('["a",{"ok":"in"},"in"]');
    const names = (await t.history(arn)).flatMap(
      ({ stateEnteredEventDetails: d }) => (d as { name?: string })?.name ?? [],
    );
    expect(names.filter((name) => name === 'A')).toHaveLength(1);
  });

  test('goes on after a stop and after a time-out, whose clock starts anew', async () => {
    const t = await TestEngine.start();
    const wait = { StartAt: 'W', TimeoutSeconds: 10, States: { W: { Type: 'Wait', Seconds: 15, End: true } } };
    const machine = await t.createMachine('R', wait);
    const late = await t.start(machine);
    expect((await t.finish(late)).status).toBe('TIMED_OUT');
    await t.engine.redriveExecution(late);
    expect((await t.finish(late)).status).toBe('SUCCEEDED');
    const stopped = await t.start(machine);
    await t.engine.stopExecution(stopped, { error: 'Enough' });
    await t.engine.redriveExecution(stopped);
    expect((await t.finish(stopped)).status).toBe('TIMED_OUT');
    expect((await t.engine.describeExecution(stopped)).error).toBeUndefined();
  });

  test('a nested task starts a new child', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('C', { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } });
    const Parameters = { StateMachineArn: child };
    const nested = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Parameters, End: true };
    const arn = await t.start(await t.createMachine('P', { StartAt: 'T', States: { T: nested } }));
    await t.finish(arn);
    await t.engine.redriveExecution(arn);
    await t.finish(arn);
    expect(await t.engine.listExecutions({ parentArn: arn, limit: 9 })).toHaveLength(2);
  });

  test('is one redrive for one client token', async () => {
    const { t } = await broken();
    const arn = await t.start(await t.createMachine('R', { StartAt: 'T', States: { T: task() } }));
    await t.finish(arn);
    const first = await t.engine.redriveExecution(arn, 'token');
    await t.advance(5);
    expect(await t.engine.redriveExecution(arn, 'token')).toEqual(first);
    expect((await t.engine.describeExecution(arn)).redriveCount).toBe(1);
    await t.engine.redriveExecution(arn, 'other');
    expect((await t.finish(arn)).redriveCount).toBe(2);
  });

  test('is one redrive for one client token across a crash, for 15 minutes, among the last ten', async () => {
    const { t } = await broken();
    const arn = await t.start(await t.createMachine('R', { StartAt: 'T', States: { T: task() } }));
    await t.finish(arn);
    const first = await t.engine.redriveExecution(arn, 'token');
    await t.finish(arn);
    await t.crash();
    expect(await t.engine.redriveExecution(arn, 'token')).toEqual(first);
    expect((await t.engine.describeExecution(arn)).redriveCount).toBe(1);
    for (let n = 0; n < 10; n++) {
      await t.advance(1);
      await t.engine.redriveExecution(arn, `t${n}`);
      await t.finish(arn);
    }
    expect(await t.store.resources({ kind: 'redrive', scope: arn, limit: 100 })).toHaveLength(10);
    await t.engine.redriveExecution(arn, 'token');
    expect((await t.finish(arn)).redriveCount).toBe(12);
    await t.advance(15 * 60);
    await t.engine.redriveExecution(arn, 't9');
    expect((await t.finish(arn)).redriveCount).toBe(13);
    expect(await t.store.resources({ kind: 'redrive', scope: arn, limit: 100 })).toHaveLength(1);
  });

  test('is refused for executions that run, succeeded, or closed too long ago', async () => {
    const { t } = await broken();
    const pass = await t.start(
      await t.createMachine('P', { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }),
    );
    const wait = await t.start(
      await t.createMachine('W', { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } }),
    );
    await expect(t.engine.redriveExecution(pass)).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution is SUCCEEDED and cannot be redriven',
    });
    await expect(t.engine.redriveExecution(wait)).rejects.toMatchObject({
      message: 'Execution is RUNNING and cannot be redriven',
    });
    const old = await t.start(await t.createMachine('R', { StartAt: 'T', States: { T: task() } }));
    await t.finish(old);
    await t.advance(15 * 86_400);
    await expect(t.engine.redriveExecution(old)).rejects.toMatchObject({
      message: 'Execution redrivable period exceeded',
    });
  });

  test('opens the row at once: it can be stopped again, and the feed shows it running', async () => {
    const t = await TestEngine.start();
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 15, End: true } } };
    const arn = await t.start(await t.createMachine('R', wait));
    await t.engine.stopExecution(arn, { error: 'Enough' });
    await t.crash();
    const rows: ExecutionRow[] = [];
    t.engine.feed.subscribe((changes) => rows.push(...changes.map(({ row }) => row)));
    const { redriveMs } = await t.engine.redriveExecution(arn);
    await t.settle();
    expect(rows).toEqual([expect.objectContaining({ status: 'RUNNING', redriveCount: 1, redriveMs })]);
    expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(['stopMs']));
    expect(rows[0]?.error).toBeUndefined();
    await t.engine.stopExecution(arn, {});
    expect((await t.engine.describeExecution(arn)).status).toBe('ABORTED');
  });
});
