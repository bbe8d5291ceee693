import { describe, expect, test } from 'vitest';
import { answer, begin, inspect, NOW_MS, ROLE, refusal } from './test-state.fixture.ts';

const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  End: true,
};

describe('a state by itself', () => {
  test('answers with output and next state, and shows nothing at level INFO', () => {
    expect(answer({ Type: 'Pass', Next: 'Anywhere' }, { input: { a: 1 } })).toEqual({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      nextState: 'Anywhere',
    });
  });

  test('has the empty object as input when there is none', () => {
    expect(answer({ Type: 'Succeed' }).output).toBe('{}');
  });

  test('Fail fails with its error and cause', () => {
    expect(answer({ Type: 'Fail', Error: 'E', CausePath: '$.why' }, { input: { why: 'so' } })).toEqual({
      status: 'FAILED',
      error: 'E',
      cause: 'so',
    });
  });

  test('Choice tells where it goes; without match and Default it fails', () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }] };
    expect(answer(choice, { input: { n: 1 } }).nextState).toBe('One');
    expect(answer(choice, { input: { n: 2 } })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('Wait asks for the time to pass and exits then', () => {
    const progress = begin({ Type: 'Wait', SecondsPath: '$.s', Next: 'N' }, { input: { s: 7 } });
    if (progress.type !== 'wait') throw new Error(progress.type);
    expect(progress.dueMs).toBe(NOW_MS + 7000);
    expect(progress.resume(undefined)).toEqual({ status: 'SUCCEEDED', output: '{"s":7}', nextState: 'N' });
    const late = { type: 'failed', error: { error: 'States.Timeout' } } as const;
    expect(progress.resume(late)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('an interpreter failure is told without the place in a history', () => {
    expect(answer({ Type: 'Pass', InputPath: '$.a.b', End: true })).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: "Invalid path '$.a.b' : Missing property in path $['a']",
    });
  });

  test('an output beyond 262,144 bytes fails it', () => {
    const half = 'x'.repeat(200_000);
    const doubled = { Type: 'Pass', Parameters: { 'a.$': '$.x', 'b.$': '$.x' }, End: true };
    expect(answer(doubled, { input: { x: half } })).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

describe('a state of a machine', () => {
  const machine = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Inner', States: { Inner: { Type: 'Pass', Result: 'inner', End: true } } },
        Next: 'P',
      },
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Leaf', States: { Leaf: { Type: 'Pass', Result: 'leaf', End: true } } }],
        End: true,
      },
    },
  };

  test('is found by its name at any depth', () => {
    expect(answer(machine, { stateName: 'Inner' }).output).toBe('"inner"');
    expect(answer(machine, { stateName: 'Leaf' }).output).toBe('"leaf"');
  });

  test('takes the query language of the machine', () => {
    const jsonata = {
      QueryLanguage: 'JSONata',
      StartAt: 'S',
      States: { S: { Type: 'Pass', Output: '{% 1 + 1 %}', End: true } },
    };
    expect(answer(jsonata, { stateName: 'S' }).output).toBe('2');
  });

  test('must be there, and the machine must be sound', () => {
    expect(refusal(machine, { stateName: 'constructor' })).toBe('ValidationException: State not found in definition');
    expect(refusal({ StartAt: 'S', States: { S: { Type: 'Pass' } } }, { stateName: 'S' })).toContain('at /States/S');
    expect(refusal({ Type: 'Sing' })).toContain('at /States/StateName/Type');
    expect(refusal('[]')).toBe(
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'",
    );
  });
});

describe('data processing, JSONPath', () => {
  const input = { in: { a: 1 }, rest: 2 };

  test('Pass shows each step; with a fixed Result no input processing', () => {
    const pass = { Type: 'Pass', InputPath: '$.in', Parameters: { 'b.$': '$.a' }, ResultPath: '$.out', End: true };
    expect(inspect(pass, { input })).toEqual({
      input,
      afterInputPath: { a: 1 },
      afterParameters: { b: 1 },
      afterResultSelector: { b: 1 },
      afterResultPath: { ...input, out: { b: 1 } },
    });
    expect(inspect({ ...pass, Result: 'r' }, { input, inspectionLevel: 'TRACE' })).toEqual({
      input,
      result: 'r',
      afterResultSelector: 'r',
      afterResultPath: { ...input, out: 'r' },
    });
  });

  test('Choice, Wait and Succeed show the input behind InputPath; Fail the input', () => {
    const choice = { Type: 'Choice', InputPath: '$.in', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'N' }] };
    expect(inspect(choice, { input })).toEqual({ input, afterInputPath: { a: 1 } });
    expect(inspect({ Type: 'Succeed', InputPath: '$.in' }, { input })).toEqual({ input, afterInputPath: { a: 1 } });
    expect(inspect({ Type: 'Fail' }, { input })).toEqual({ input });
  });

  test('Task shows parameters, raw result and what became of it', () => {
    const task = { ...INVOKE, ResultSelector: { 'p.$': '$.Payload' }, ResultPath: '$.r', OutputPath: '$.r' };
    expect(inspect(task, { input, mock: { result: { Payload: 3 } } })).toEqual({
      input,
      afterInputPath: input,
      afterParameters: { FunctionName: 'f', Payload: input },
      result: { Payload: 3 },
      afterResultSelector: { p: 3 },
      afterResultPath: { ...input, r: { p: 3 } },
    });
  });

  test('steps before a failure are shown', () => {
    const task = { ...INVOKE, ResultPath: '$.rest.deeper' };
    expect(Object.keys(inspect(task, { input, mock: { result: {} } }))).toEqual([
      'input',
      'afterInputPath',
      'afterParameters',
      'result',
      'afterResultSelector',
    ]);
  });

  test('Parallel shows only what becomes of its result', () => {
    const branch = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    const parallel = { Type: 'Parallel', InputPath: '$.in', Branches: [branch], ResultPath: '$.r', End: true };
    expect(inspect(parallel, { input, mock: { result: ['x'] } })).toEqual({
      input,
      afterResultSelector: ['x'],
      afterResultPath: { ...input, r: ['x'] },
    });
  });
});

describe('data processing, JSONata', () => {
  const jsonata = { QueryLanguage: 'JSONata', End: true };
  const arguments_ = { FunctionName: 'f', Payload: '{% $states.input.a %}' };
  const invoke = { ...INVOKE, ...jsonata, Parameters: undefined, Arguments: arguments_ };

  test('Task shows its arguments and its raw result', () => {
    const definition = JSON.parse(JSON.stringify({ ...invoke, Output: '{% $states.result.Payload %}' }));
    expect(inspect(definition, { input: { a: 1 }, mock: { result: { Payload: 2 } } })).toEqual({
      input: { a: 1 },
      afterArguments: { FunctionName: 'f', Payload: 1 },
      result: { Payload: 2 },
    });
  });

  test('Pass, Choice and Parallel show their input only', () => {
    const branch = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    const parallel = { Type: 'Parallel', ...jsonata, Arguments: {}, Branches: [branch] };
    expect(inspect({ Type: 'Pass', ...jsonata, Output: 1 })).toEqual({ input: {} });
    expect(inspect(parallel, { mock: { result: [1] } })).toEqual({ input: {} });
  });

  test('Map shows limits and what iterations get', () => {
    const map = {
      Type: 'Map',
      ...jsonata,
      Items: '{% $states.input.items %}',
      ItemSelector: { v: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: '{% 1 + 1 %}',
      ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
    };
    const input = { items: [1, 2] };
    expect(inspect(map, { input, mock: { result: [3, 4] } })).toEqual({
      input,
      afterItemSelector: [{ v: 1 }, { v: 2 }],
      maxConcurrency: 2,
    });
  });

  test('a failing expression can be caught', () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Rescue' }];
    const definition = JSON.parse(JSON.stringify({ ...invoke, Output: "{% $error('no') %}", Catch }));
    expect(answer(definition, { input: { a: 1 }, mock: { result: {} } })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'States.QueryEvaluationError',
      nextState: 'Rescue',
    });
  });
});

describe('variables', () => {
  test('are seen, assigned, and shown together', () => {
    const pass = { Type: 'Pass', Parameters: { 'x.$': '$a' }, Assign: { 'b.$': '$.x' }, End: true };
    expect(inspect(pass, { variables: { a: 1 } })).toMatchObject({
      afterParameters: { x: 1 },
      variables: { a: 1, b: 1 },
    });
  });

  test('must be an object', () => {
    expect(refusal({ Type: 'Succeed' }, { variables: [1] })).toContain('ValidationException');
  });
});

describe('Retry and Catch', () => {
  const retry = [
    { ErrorEquals: ['Never'] },
    { ErrorEquals: ['Boom'], IntervalSeconds: 3, MaxAttempts: 3, BackoffRate: 2, MaxDelaySeconds: 10 },
  ];
  const boom = { errorOutput: { error: 'Boom', cause: 'why' } };
  const failed = { error: 'Boom', cause: 'why' };

  test('a retrier that would take the error tells its place and its pause', () => {
    const task = { ...INVOKE, Retry: retry };
    expect(answer(task, { mock: boom })).toEqual({ status: 'RETRIABLE', ...failed });
    expect(inspect(task, { mock: boom })['errorDetails']).toEqual({ retryIndex: 1, retryBackoffIntervalSeconds: 3 });
    const again = { mock: boom, stateConfiguration: { retrierRetryCount: 2 } };
    expect(inspect(task, again)['errorDetails']).toEqual({ retryIndex: 1, retryBackoffIntervalSeconds: 10 });
  });

  test('a retrier without attempts left is named, and the state fails', () => {
    const spent = { mock: boom, stateConfiguration: { retrierRetryCount: 3 } };
    expect(answer({ ...INVOKE, Retry: retry }, spent)).toEqual({ status: 'FAILED', ...failed });
    expect(inspect({ ...INVOKE, Retry: retry }, spent)['errorDetails']).toEqual({ retryIndex: 1 });
  });

  test('a catcher gives output and next state beside the error', () => {
    const task = { ...INVOKE, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Rescue' }] };
    expect(answer(task, { input: { a: 1 }, mock: boom })).toEqual({
      status: 'CAUGHT_ERROR',
      ...failed,
      nextState: 'Rescue',
      output: '{"a":1,"error":{"Error":"Boom","Cause":"why"}}',
    });
    expect(inspect(task, { mock: boom })['errorDetails']).toEqual({ catchIndex: 0 });
  });

  test('States.Runtime is for neither', () => {
    const all = [{ ErrorEquals: ['States.ALL'], Next: 'N' }];
    const task = { ...INVOKE, InputPath: '$.none', Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: all };
    expect(answer(task, { mock: boom })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a catcher that fails itself ends the test', () => {
    const task = { ...INVOKE, Catch: [{ ErrorEquals: ['Boom'], ResultPath: '$.a.b', Next: 'N' }] };
    const result = answer(task, { input: { a: 1 }, mock: boom });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('a Task without mock', () => {
  test('asks for its call and goes on with the outcome', () => {
    const task = { ...INVOKE, TimeoutSeconds: 9, Credentials: { RoleArn: 'arn:aws:iam::1:role/other' } };
    const progress = begin(task, { input: 1, roleArn: ROLE });
    if (progress.type !== 'call') throw new Error(progress.type);
    const { parameters, resource, ...call } = progress.call;
    expect(parameters.value).toEqual({ FunctionName: 'f', Payload: 1 });
    expect(resource).toMatchObject({ resourceType: 'lambda', action: 'invoke' });
    expect(call).toEqual({ roleArn: 'arn:aws:iam::1:role/other', timeoutSeconds: 9 });
    expect(progress.resume({ type: 'runtime', detail: 'no' })).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'no',
    });
  });

  test('needs a role', () => {
    expect(refusal(INVOKE)).toBe('ValidationException: RoleArn must be specified when testing a Task state');
  });

  test('cannot be one that somebody else completes', () => {
    const sync = {
      ...INVOKE,
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { StateMachineArn: 'a' },
    };
    expect(refusal(sync, { roleArn: ROLE })).toContain('InvalidDefinition: TestState API does not support');
  });
});

describe('the context object', () => {
  const dump = { ...INVOKE, ResultSelector: { 'context.$': '$$' } };
  const mock = { result: {} };
  const contextOf = (context?: Record<string, never>) =>
    JSON.parse(answer(dump, { mock, ...(context && { context }) }).output ?? '').context;

  test('is that of an EXPRESS execution when none is given', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    expect(contextOf()).toEqual({
      Execution: {
        Id: `arn:aws:states:us-east-1:123456789012:express:${id}:${id}`,
        Input: {},
        StartTime: '2023-11-14T22:13:20.000Z',
        Name: id,
      },
      StateMachine: { Id: `arn:aws:states:us-east-1:123456789012:stateMachine:${id}`, Name: id },
      State: { Name: 'StateName', EnteredTime: '2023-11-14T22:13:20.000Z', RetryCount: 0 },
    });
  });

  test('that is given is the whole of it', () => {
    expect(contextOf({})).toEqual({});
  });

  test.each([
    [{ Pokedex: {} }, "Field 'Pokedex' is not allowed"],
    [{ Map: {} }, "'Map' field is not supported when mocking a Context object"],
    [{ Execution: { Sort: 1 } }, "Field 'Sort' is not allowed"],
    [{ Execution: { toString: 1 } }, "Field 'toString' is not allowed"],
    [{ State: { RetryCount: '0' } }, "Field 'RetryCount' must be a number"],
    [{ StateMachine: 'x' }, "Field 'StateMachine' must be an object"],
    [[], 'Context must be a valid JSON object'],
  ])('%j is refused', (context, text) => {
    expect(refusal(dump, { mock, context })).toBe(`ValidationException: Invalid Context object provided: ${text}`);
  });

  test('has a token only where one completes the task', () => {
    const task = { Token: 't' };
    expect(refusal(dump, { mock, context: { Task: task } })).toContain("'Task' field is only supported");
    const callback = {
      ...INVOKE,
      Resource: `${INVOKE.Resource}.waitForTaskToken`,
      Parameters: { FunctionName: 'f', Payload: { 't.$': '$$.Task.Token' } },
    };
    expect(inspect(callback, { mock, context: { Task: task } })).toMatchObject({
      afterParameters: { Payload: { t: 't' } },
    });
  });

  test('needs a mock', () => {
    expect(refusal(INVOKE, { context: {}, roleArn: ROLE })).toBe(
      'ValidationException: TestState does not support Context when a mock is not specified.',
    );
  });
});
