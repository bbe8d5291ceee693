/** Task: has a resource do one unit of work. */
import { describe, expect, test } from 'vitest';
import { nextWakeMs } from '../advance.ts';
import type { StatesError } from '../errors.ts';
import type { RunTask } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import type { TaskAnswer } from '../run.fixture.ts';
import { Run, START_MS, single } from '../run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const SYNC = 'arn:aws:states:::states:startExecution.sync:2';
const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:known';

const PARAMETERS: Record<string, JsonObject> = {
  [INVOKE]: { FunctionName: 'f' },
  [CALLBACK]: { FunctionName: 'f' },
  [SYNC]: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Child' },
};

function machine(Resource: string, fields: JsonObject = {}): JsonObject {
  const Parameters = PARAMETERS[Resource];
  return single({ Type: 'Task', Resource, ...(Parameters && { Parameters }), ...fields });
}

/** Starts a Task that does not answer by itself. */
function open(Resource: string, fields: JsonObject = {}, input: Json = {}): { run: Run; task: RunTask } {
  const run = new Run(machine(Resource, fields), input, { answer: () => undefined });
  run.send({ type: 'Start' });
  return { run, task: run.open[0] as RunTask };
}

const answered = (Resource: string, fields: JsonObject, answer: TaskAnswer, input: Json = {}): Run =>
  new Run(machine(Resource, fields), input, { answer }).finish();
const result = (value: Json) => () => ({ result: value });
const failure = (error: StatesError) => () => ({ failure: error });
const ref = ({ path, taskId }: RunTask) => ({ path, taskId });
const submitted = (task: RunTask, child?: number) =>
  ({
    type: 'TaskSubmitted',
    ...ref(task),
    output: Payload.of({ id: 7 }),
    ...(child !== undefined && { child }),
  }) as const;

describe('events', () => {
  test('request-response: Scheduled, Started, Succeeded', () => {
    const run = answered(INVOKE, { TimeoutSeconds: 60, HeartbeatSeconds: 9 }, result(1));
    expect(run.story).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
    const names = { resourceType: 'lambda', resource: 'invoke' };
    expect(run.details('TaskScheduled')).toMatchObject({
      ...names,
      region: 'us-east-1',
      parameters: { FunctionName: 'f' },
      timeoutInSeconds: 60,
      heartbeatInSeconds: 9,
    });
    expect(run.details('TaskStarted')).toEqual(names);
    expect(run.details('TaskSucceeded')).toEqual({ ...names, output: 1 });
  });

  test('a failure without Catch ends the execution with the same error and cause, and no exit', () => {
    const run = answered(INVOKE, {}, failure({ error: 'E', cause: 'c' }));
    expect(run.story.slice(4)).toEqual(['5<4 TaskFailed', '6<5 ExecutionFailed']);
    expect(run.details('TaskFailed')).toEqual({ resourceType: 'lambda', resource: 'invoke', error: 'E', cause: 'c' });
    expect(run.details('ExecutionFailed')).toEqual({ error: 'E', cause: 'c' });
  });

  test.each([SYNC, CALLBACK])('%s: Submitted between Started and Succeeded', (Resource) => {
    const { run, task } = open(Resource);
    expect(run.send(submitted(task))).toBe(true);
    expect(run.succeed(task, 'done')).toBe(true);
    expect(run.story.slice(2)).toEqual([
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
      '7<6 TaskStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(run.details('TaskSubmitted')).toMatchObject({ output: { id: 7 } });
    expect(run.output).toBe('done');
  });

  test('the resource of events has its suffix', () => {
    const { run } = open(SYNC);
    expect(run.details('TaskStarted')).toEqual({ resourceType: 'states', resource: 'startExecution.sync:2' });
  });

  test('a function ARN has the LambdaFunction family', () => {
    const run = answered(FUNCTION, {}, result('r'), { in: 1 });
    expect(run.story.slice(2, 5)).toEqual([
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionSucceeded',
    ]);
    expect(run.details('LambdaFunctionScheduled')).toMatchObject({ resource: FUNCTION, input: { in: 1 } });
    expect(run.details('LambdaFunctionSucceeded')).toEqual({ output: 'r' });
    expect(answered(FUNCTION, {}, failure({ error: 'E' })).story.at(-2)).toBe('5<4 LambdaFunctionFailed');
  });

  test('an activity is scheduled, and started by its worker only', () => {
    const { run, task } = open(ACTIVITY, {}, { in: 1 });
    expect(run.story.slice(2)).toEqual(['3<2 ActivityScheduled']);
    expect(run.details('ActivityScheduled')).toMatchObject({ resource: ACTIVITY, input: { in: 1 } });
    run.fail(task, {});
    expect(run.story.slice(3)).toEqual(['4<3 ActivityFailed', '5<4 ExecutionFailed']);
    expect(run.details('ActivityFailed')).toEqual({});
  });

  test('a worker that takes an activity’s task shows with its name, once', () => {
    const { run, task } = open(ACTIVITY);
    expect(run.send({ type: 'ActivityStarted', ...ref(task), workerName: 'w' })).toBe(true);
    expect(run.send({ type: 'ActivityStarted', ...ref(task), workerName: 'other' })).toBe(false);
    run.succeed(task, 'done');
    expect(run.story.slice(2, 5)).toEqual(['3<2 ActivityScheduled', '4<3 ActivityStarted', '5<4 ActivitySucceeded']);
    expect(run.details('ActivityStarted')).toEqual({ workerName: 'w' });
  });

  test('an activity that does not exist is States.Runtime before anything is scheduled', () => {
    const missing = ACTIVITY.replace('known', 'missing');
    const { run } = open(missing);
    expect(run.story.slice(1)).toEqual(['2<0 TaskStateEntered', '3<2 ExecutionFailed']);
    expect(run.execution.error?.cause).toMatch(new RegExp(`#2\\)\\. The activity ${missing} does not exist\\.$`));
  });

  test('Credentials show in the events and reach the call', () => {
    const RoleArn = 'arn:aws:iam::123456789012:role/other';
    const { run, task } = open(INVOKE, { Credentials: { RoleArn } });
    expect(run.details('TaskScheduled')?.['taskCredentials']).toEqual({ roleArn: RoleArn });
    expect(task.call.roleArn).toBe(RoleArn);
  });
});

describe('the command', () => {
  test('RunTask names the attempt by frame and Scheduled event, and carries the call', () => {
    const { task } = open(INVOKE);
    expect({ ...task, call: { ...task.call, parameters: task.call.parameters.value } }).toMatchObject({
      type: 'RunTask',
      path: '0',
      taskId: 3,
      resource: { kind: 'service', action: 'invoke', pattern: 'requestResponse' },
      call: { state: 'S', attempt: 0, parameters: { FunctionName: 'f' } },
    });
  });

  test('the call is kept until it was answered, so that it can be made again', () => {
    const { run, task } = open(SYNC);
    expect(run.execution.frames.get('0')?.wait).toMatchObject({ on: 'task', request: { state: 'S' } });
    run.send(submitted(task, 42));
    expect(run.execution.frames.get('0')?.wait).toEqual({ on: 'task', taskId: 3, child: 42 });
  });
});

describe('data', () => {
  test('the result passes ResultSelector, ResultPath and OutputPath', () => {
    const fields = { ResultSelector: { 'x.$': '$.r' }, ResultPath: '$.out', OutputPath: '$.out.x' };
    expect(answered(INVOKE, fields, result({ r: 5 }), { in: 1 }).output).toBe(5);
  });

  test('Assign sees the raw result', () => {
    const run = answered(INVOKE, { Assign: { 'v.$': '$.r' }, ResultPath: null }, result({ r: 5 }), { in: 1 });
    expect(run.details('TaskStateExited')).toEqual({ name: 'S', output: { in: 1 }, assignedVariables: { v: '5' } });
  });

  test('when output processing fails, the execution fails after TaskSucceeded and nothing is cancelled', () => {
    const run = answered(INVOKE, { OutputPath: '$.missing' }, result({}));
    expect(run.story.slice(4)).toEqual(['5<4 TaskSucceeded', '6<5 ExecutionFailed']);
    expect(run.execution.error?.error).toBe('States.Runtime');
    expect(run.commands.map((command) => command.type)).toEqual(['RunTask']);
  });

  test.each([
    [INVOKE, 'TaskFailed', 'lambda'],
    [FUNCTION, 'LambdaFunctionFailed', FUNCTION],
  ])('a result of %s that is too large is its failure', (Resource, type, source) => {
    const run = answered(Resource, {}, result('é'.repeat(131_072)));
    const error = {
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    };
    expect(run.story.slice(4)).toEqual([`5<4 ${type}`, '6<5 ExecutionFailed']);
    expect(run.details(type)).toMatchObject(error);
    expect(run.execution.error).toEqual(error);
    expect(answered(Resource, {}, result('é'.repeat(131_071))).status).toBe('SUCCEEDED');
  });

  test('parameters that are too large are never sent', () => {
    const Parameters = { FunctionName: 'f', Payload: { 'a.$': '$', 'b.$': '$' } };
    const run = answered(INVOKE, { Parameters }, result(1), 'x'.repeat(140_000));
    expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 TaskStateEntered', '3<2 ExecutionFailed']);
    expect(run.execution.error?.error).toBe('States.DataLimitExceeded');
  });

  test('parameters that cannot be used are States.Runtime after the last event', () => {
    const { run, task } = open(SYNC, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }] });
    expect(run.send({ type: 'TaskUnusable', ...ref(task), detail: 'No good.' })).toBe(true);
    expect(run.story.at(-1)).toBe('5<4 ExecutionFailed');
    expect(run.execution.error).toEqual({
      error: 'States.Runtime',
      cause: "An error occurred while executing the state 'S' (entered at the event id #2). No good.",
    });
  });
});

describe('TimeoutSeconds', () => {
  test('bounds an attempt: TaskTimedOut, then the execution fails with States.Timeout and no cause', () => {
    const { run } = open(INVOKE, { TimeoutSeconds: 60 });
    expect(nextWakeMs(run.execution)).toBe(START_MS + 60_000);
    run.go();
    expect(run.story.slice(4)).toEqual(['5<4 TaskTimedOut', '6<5 ExecutionFailed']);
    expect(run.details('TaskTimedOut')).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      error: 'States.Timeout',
    });
    expect(run.details('ExecutionFailed')).toEqual({ error: 'States.Timeout' });
  });

  test('the attempt is cancelled once, with its child', () => {
    const { run, task } = open(SYNC, { TimeoutSeconds: 60 });
    run.send(submitted(task, 42));
    run.go();
    expect(run.commands.slice(1)).toEqual([{ type: 'CancelTask', path: '0', taskId: 3, child: 42 }]);
  });

  test('TaskSubmitted does not set the time anew', () => {
    const { run, task } = open(SYNC, { TimeoutSeconds: 60 });
    run.nowMs += 59_000;
    run.send(submitted(task));
    expect(nextWakeMs(run.execution)).toBe(START_MS + 60_000);
  });

  test('the clocks of an activity start when a worker takes the task', () => {
    const { run, task } = open(ACTIVITY, { TimeoutSeconds: 60, HeartbeatSeconds: 20 });
    expect(nextWakeMs(run.execution)).toBeUndefined();
    run.nowMs += 1_000_000;
    run.send({ type: 'ActivityStarted', ...ref(task) });
    expect(nextWakeMs(run.execution)).toBe(run.nowMs + 20_000);
    run.nowMs += 15_000;
    run.send({ type: 'Heartbeat', ...ref(task) });
    run.nowMs += 15_000;
    run.send({ type: 'Heartbeat', ...ref(task) });
    expect(nextWakeMs(run.execution)).toBe(run.nowMs + 20_000);
  });

  test('a retry has the whole time again', () => {
    const { run } = open(INVOKE, { TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] });
    run.go();
    expect(run.nowMs).toBe(START_MS + 121_000);
    expect(run.story.slice(4)).toEqual([
      '5<4 TaskTimedOut',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskTimedOut',
      '9<8 ExecutionFailed',
    ]);
  });

  test('TimeoutSecondsPath takes it from the input', () => {
    const { run } = open(INVOKE, { TimeoutSecondsPath: '$.t' }, { t: 7 });
    expect(run.details('TaskScheduled')?.['timeoutInSeconds']).toBe(7);
    expect(nextWakeMs(run.execution)).toBe(START_MS + 7000);
  });

  test('the families time out by their own names', () => {
    expect(open(FUNCTION, { TimeoutSeconds: 1 }).run.go().story.at(-2)).toBe('5<4 LambdaFunctionTimedOut');
    const { run, task } = open(ACTIVITY, { TimeoutSeconds: 1 });
    run.send({ type: 'ActivityStarted', ...ref(task) });
    expect(run.go().story.at(-2)).toBe('5<4 ActivityTimedOut');
  });

  test('without it a task may take for ever', () => {
    expect(nextWakeMs(open(INVOKE).run.execution)).toBeUndefined();
  });
});

describe('HeartbeatSeconds', () => {
  test('a heartbeat in time sets it anew, but not TimeoutSeconds', () => {
    const { run, task } = open(CALLBACK, { HeartbeatSeconds: 10, TimeoutSeconds: 25 });
    for (let beat = 1; beat <= 3; beat++) {
      run.nowMs = START_MS + beat * 8000;
      expect(run.send({ type: 'Heartbeat', ...ref(task) })).toBe(true);
      expect(nextWakeMs(run.execution)).toBe(START_MS + Math.min(beat * 8000 + 10_000, 25_000));
    }
    run.go();
    expect(run.nowMs).toBe(START_MS + 25_000);
    expect(run.story.at(-2)).toBe('5<4 TaskTimedOut');
  });

  test('it survives TaskSubmitted', () => {
    const { run, task } = open(CALLBACK, { HeartbeatSeconds: 10 });
    run.send(submitted(task));
    run.nowMs += 5000;
    run.send({ type: 'Heartbeat', ...ref(task) });
    expect(run.go().nowMs).toBe(START_MS + 15_000);
    expect(run.details('TaskTimedOut')).toMatchObject({ error: 'States.Timeout' });
  });

  test('a heartbeat for a task without it changes nothing', () => {
    const { run, task } = open(CALLBACK);
    expect(run.send({ type: 'Heartbeat', ...ref(task) })).toBe(true);
    expect(run.events).toHaveLength(4);
  });
});

describe('outcomes are taken once', () => {
  const outcomes = (task: RunTask) => [
    { type: 'TaskSucceeded', ...ref(task), output: Payload.of(1) } as const,
    { type: 'TaskFailed', ...ref(task), error: { error: 'Late' } } as const,
    { type: 'TaskUnusable', ...ref(task), detail: 'Late' } as const,
    { type: 'Heartbeat', ...ref(task) } as const,
    submitted(task),
  ];
  const Retry = [{ ErrorEquals: ['States.ALL'] }];

  test('nothing is taken after the end', () => {
    const { run, task } = open(CALLBACK);
    run.succeed(task, 1);
    const before = run.story;
    for (const late of outcomes(task)) expect(run.send(late)).toBe(false);
    expect(run.story).toEqual(before);
  });

  test('nothing is taken between two attempts', () => {
    const { run, task } = open(CALLBACK, { Retry });
    run.fail(task, { error: 'E' });
    for (const late of outcomes(task)) expect(run.send(late)).toBe(false);
    expect(run.story.at(-1)).toBe('5<4 TaskFailed');
  });

  test('the attempt after does not take what was meant for the one before', () => {
    const { run, task } = open(CALLBACK, { Retry, TimeoutSeconds: 10 });
    run.nowMs += 10_000;
    run.send({ type: 'Tick' });
    run.nowMs += 1000;
    run.send({ type: 'Tick' });
    const second = run.open[1] as RunTask;
    expect(second.taskId).toBe(6);
    for (const late of outcomes(task)) expect(run.send(late)).toBe(false);
    expect(run.succeed(second, 'second')).toBe(true);
    expect(run.output).toBe('second');
  });

  test('TaskSubmitted comes once', () => {
    const { run, task } = open(SYNC);
    expect(run.send(submitted(task, 1))).toBe(true);
    expect(run.send(submitted(task, 2))).toBe(false);
    expect(run.story.at(-1)).toBe('5<4 TaskSubmitted');
  });

  test('a frame that is not there takes nothing', () => {
    const { run, task } = open(CALLBACK);
    for (const path of ['0.0', '1', '__proto__', '']) {
      for (const late of outcomes({ ...task, path })) expect(run.send(late)).toBe(false);
    }
  });

  test('a task may be completed before it was submitted', () => {
    const { run, task } = open(SYNC);
    expect(run.succeed(task, 'early')).toBe(true);
    expect(run.output).toBe('early');
  });
});
