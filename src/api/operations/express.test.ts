/** StartSyncExecution, and what other operations say to EXPRESS executions. */
import { describe, expect, it } from 'vitest';
import { failWith, succeedWith } from '../../testkit/test-engine.ts';
import { InProcessApi, PASS, PREFIX } from './in-process-api.fake.ts';

const EXPRESS = { type: 'EXPRESS' };
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

describe('StartSyncExecution', () => {
  it('answers with the end', async () => {
    const api = await InProcessApi.start();
    const { stateMachineArn } = await api.create('m', PASS, EXPRESS);
    const answer = await api.call('StartSyncExecution', { stateMachineArn, name: 'e', input: '{"a":1}' });
    expect(answer).toEqual({
      executionArn: expect.stringMatching(new RegExp(`^${PREFIX}:express:m:e:[0-9a-f-]{36}$`)),
      stateMachineArn,
      name: 'e',
      status: 'SUCCEEDED',
      startDate: api.test.ports.nowMs() / 1000,
      stopDate: api.test.ports.nowMs() / 1000,
      input: '{"a":1}',
      inputDetails: { included: true },
      output: '{"a":1}',
      outputDetails: { included: true },
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
    });
  });

  it('runs tasks, and fails with their errors', async () => {
    const api = await InProcessApi.start({
      service: ({ parameters }) => (parameters.value === 1 ? succeedWith(2) : failWith('E', 'C')),
    });
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };
    const { stateMachineArn } = await api.create('m', task, EXPRESS);
    expect(await api.call('StartSyncExecution', { stateMachineArn, input: '1' })).toMatchObject({ output: '2' });
    expect(await api.call('StartSyncExecution', { stateMachineArn, input: '2' })).toMatchObject({
      ...{ status: 'FAILED', error: 'E', cause: 'C' },
    });
  });

  it('times out after five minutes', async () => {
    const api = await InProcessApi.start();
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1000, End: true } } };
    const { stateMachineArn } = await api.create('m', wait, EXPRESS);
    const answer = api.call('StartSyncExecution', { stateMachineArn });
    await api.test.advance(301);
    expect(await answer).toMatchObject({
      ...{ status: 'TIMED_OUT', error: 'States.Timeout' },
      billingDetails: { billedDurationInMilliseconds: 300_000 },
    });
  });

  it('starts STANDARD children, and other EXPRESS ones synchronously', async () => {
    const api = await InProcessApi.start();
    const { stateMachineArn: child } = await api.create('child');
    const nested = (StateMachineArn: unknown) => ({
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution',
          Parameters: { StateMachineArn, Name: 'kid' },
          End: true,
        },
      },
    });
    const { stateMachineArn } = await api.create('m', nested(child), EXPRESS);
    const answer = await api.call('StartSyncExecution', { stateMachineArn });
    expect(JSON.parse(answer['output'] as string)).toMatchObject({ ExecutionArn: `${PREFIX}:execution:child:kid` });
    await api.test.settle();
    const kid = await api.test.engine.describeExecution(`${PREFIX}:execution:child:kid`);
    expect([kid.status, kid.parent?.arn]).toEqual(['SUCCEEDED', answer['executionArn']]);
  });

  it('is not for STANDARD machines', async () => {
    const api = await InProcessApi.start();
    const { stateMachineArn } = await api.create('m');
    expect((await api.refusal('StartSyncExecution', { stateMachineArn }))[0]).toBe('StateMachineTypeNotSupported');
  });
});

describe('StartExecution of an EXPRESS machine', () => {
  it('never collides, and is made again after a crash until it has ended', async () => {
    let calls = 0;
    const api = await InProcessApi.start({ service: () => (++calls < 3 ? new Promise(() => {}) : succeedWith(1)) });
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };
    const { stateMachineArn } = await api.create('m', task, EXPRESS);
    const first = await api.call('StartExecution', { stateMachineArn, name: 'e' });
    const second = await api.call('StartExecution', { stateMachineArn, name: 'e' });
    expect(second['executionArn']).not.toBe(first['executionArn']);
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(2);
    await api.test.crash();
    await api.test.settle();
    expect(calls).toBe(4);
    await api.test.crash();
    await api.test.settle();
    expect(calls).toBe(4);
  });

  it('can be neither described nor listed', async () => {
    const api = await InProcessApi.start();
    const { stateMachineArn } = await api.create('m', PASS, EXPRESS);
    const { executionArn } = await api.call('StartExecution', { stateMachineArn });
    expect(await api.refusal('DescribeExecution', { executionArn })).toEqual([
      'InvalidArn',
      "Invalid Arn: 'Resource type not valid in this context: express'",
    ]);
    expect((await api.refusal('ListExecutions', { stateMachineArn }))[0]).toBe('StateMachineTypeNotSupported');
  });
});
