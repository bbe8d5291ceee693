import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../asl/json.ts';
import type { StateTest } from '../asl/test-state/state-test.ts';
import { apiErrors } from '../aws/api-error.ts';
import type { TaskOutcome, TaskRequest } from '../integrations/integration.ts';
import { failWith, REALM, succeedWith } from '../testkit/test-engine.ts';
import { VirtualPorts } from '../testkit/virtual-ports.ts';
import { StateTester } from './state-tester.ts';

const ROLE = 'arn:aws:iam::123456789012:role/tester';
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';

interface World {
  readonly service?: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
  readonly api?: (operation: string, request: JsonObject) => JsonObject;
}

function world({ service = () => succeedWith('done'), api = () => ({}) }: World = {}) {
  const ports = new VirtualPorts();
  const tester = new StateTester({
    ports,
    integrationOf: () => ({ run: async (request) => service(request) }),
    callApi: async (operation, request) => api(operation, request),
  });
  const run = (definition: object, more: Partial<StateTest> = {}, gone?: AbortSignal) =>
    tester.test(REALM, { definition: JSON.stringify(definition), roleArn: ROLE, ...more }, gone);
  return { ports, tester, run };
}

function task(resource: string, Parameters: JsonObject, more: JsonObject = {}) {
  return { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true, ...more };
}
const INVOKE = task('lambda:invoke', { FunctionName: 'f' });
const never = () => new Promise<TaskOutcome>(() => {});

describe('a Wait', () => {
  test('takes its time', async () => {
    const { ports, run } = world();
    const result = run({ Type: 'Wait', Seconds: 60, End: true });
    ports.moveTo(ports.nowMs() + 60_000);
    expect(await result).toEqual({ status: 'SUCCEEDED', output: '{}' });
  });

  test('of more than five minutes times out', async () => {
    const { ports, run } = world();
    const result = run({ Type: 'Wait', Seconds: 301, End: true });
    expect(ports.nextTimerMs).toBe(ports.nowMs() + 300_000);
    ports.moveTo(ports.nowMs() + 300_000);
    expect(await result).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe('a Task without mock', () => {
  test('calls its service with the role of the test', async () => {
    const calls: TaskRequest[] = [];
    const { run } = world({
      service(request) {
        calls.push(request);
        return succeedWith({ Payload: 1 });
      },
    });
    expect(await run(INVOKE)).toEqual({ status: 'SUCCEEDED', output: '{"Payload":1}' });
    expect(calls).toMatchObject([{ roleArn: ROLE, account: '123456789012', region: 'us-east-1' }]);
    expect(calls[0]?.parameters.text).toBe('{"FunctionName":"f"}');
  });

  test('fails as its service does', async () => {
    const { run } = world({ service: () => failWith('Boom', 'why') });
    const retry = [{ ErrorEquals: ['Boom'] }];
    expect(await run(INVOKE)).toEqual({ status: 'FAILED', error: 'Boom', cause: 'why' });
    expect(await run({ ...INVOKE, Retry: retry })).toMatchObject({ status: 'RETRIABLE' });
  });

  test.each([
    [{ TimeoutSeconds: 5 }, 5000],
    [{}, 300_000],
    [{ TimeoutSeconds: 900 }, 300_000],
  ])('with %j times out after %d ms, and the call is given up', async (limits, ms) => {
    let signal: AbortSignal | undefined;
    const { ports, run } = world({
      service: (request) => {
        signal = request.signal;
        return never();
      },
    });
    const result = run({ ...INVOKE, ...limits });
    expect(ports.nextTimerMs).toBe(ports.nowMs() + ms);
    expect(signal?.aborted).toBe(false);
    ports.moveTo(ports.nowMs() + ms);
    expect(await result).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(signal?.aborted).toBe(true);
  });
});

describe('a Task that calls Step Functions', () => {
  const start = (resource: string) => task(resource, { StateMachineArn: MACHINE, Input: { a: 1 }, Name: 'n' });
  const started = { executionArn: 'arn:child', startDate: 1.5 };

  test('really starts the execution', async () => {
    const requests: unknown[] = [];
    const { run } = world({
      api(...request) {
        requests.push(request);
        return started;
      },
    });
    const { output = '' } = await run(start('states:startExecution'));
    expect(JSON.parse(output)).toMatchObject({ ExecutionArn: 'arn:child', StartDate: 1500 });
    expect(requests).toEqual([['StartExecution', { stateMachineArn: MACHINE, input: '{"a":1}', name: 'n' }]]);
    expect(await run(start('aws-sdk:sfn:startExecution'))).toEqual({
      status: 'SUCCEEDED',
      output: '{"ExecutionArn":"arn:child","StartDate":"1970-01-01T00:00:01.500Z"}',
    });
  });

  test('fails with the error of the API in the words of the integration', async () => {
    const { run } = world({
      api: () => {
        throw apiErrors.stateMachineDoesNotExist(MACHINE);
      },
    });
    expect(await run(start('states:startExecution'))).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
    const describe = task('aws-sdk:sfn:describeExecution', { ExecutionArn: 'a' });
    expect(await run(describe)).toMatchObject({ error: 'Sfn.StateMachineDoesNotExistException' });
  });

  test('with parameters that cannot be used fails with States.Runtime', async () => {
    const { run } = world();
    const wrong = task('states:startExecution', { 'StateMachineArn.$': '$' });
    expect(await run(wrong, { input: '1' })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('a test under way', () => {
  const WAIT = { Type: 'Wait', Seconds: 60, End: true };

  test('is given up when its caller goes away, or the engine closes', async () => {
    const { ports, tester, run } = world();
    const caller = new AbortController();
    const gone = run(WAIT, {}, caller.signal);
    caller.abort();
    await expect(gone).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    const closed = run(WAIT);
    tester.close();
    await expect(closed).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    await expect(run(WAIT)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    expect(ports.nextTimerMs).toBeUndefined();
  });

  test('is one of a thousand at most', async () => {
    const { tester, run } = world();
    const many = Array.from({ length: 1000 }, () => run(WAIT).catch(() => {}));
    await expect(run(WAIT)).rejects.toMatchObject({ code: 'ThrottlingException' });
    expect((await run({ Type: 'Pass', End: true })).status).toBe('SUCCEEDED');
    tester.close();
    await Promise.all(many);
  });
});
