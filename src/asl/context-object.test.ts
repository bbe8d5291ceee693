/** The context object (`$$`): what it shows, and where. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from './json.ts';
import { Run, single } from './run.fixture.ts';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const whole = { 'context.$': '$$' };

/** What `Payload` of a task's Parameters was. */
function seenByTask(fields: JsonObject, options: { fail?: number } = {}): Json[] {
  const seen: Json[] = [];
  let failures = options.fail ?? 0;
  const state = { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'f', 'Payload.$': '$$' }, ...fields };
  const run = new Run(
    single(state),
    {},
    {
      answer: ({ call }) => {
        seen.push((call.parameters.value as JsonObject)['Payload'] as Json);
        return failures-- > 0 ? { failure: { error: 'E' } } : { result: 1 };
      },
    },
  ).finish();
  expect(run.status).toBe('SUCCEEDED');
  return seen;
}

test('all of it, in the order that AWS shows', () => {
  const run = new Run(single({ Type: 'Pass', Parameters: whole }), { in: 1 }).finish();
  expect(JSON.stringify((run.output as JsonObject)['context'])).toBe(
    JSON.stringify({
      Execution: {
        Id: 'arn:aws:states:us-east-1:123456789012:execution:Machine:Run',
        Input: { in: 1 },
        StartTime: '2026-01-01T00:00:00.000Z',
        Name: 'Run',
        RoleArn: 'arn:aws:iam::123456789012:role/test',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine', Name: 'Machine' },
      State: { Name: 'S', EnteredTime: '2026-01-01T00:00:00.000Z' },
    }),
  );
});

test('Input is that of the execution, EnteredTime that of the state, in every state', () => {
  const definition = {
    StartAt: 'W',
    States: {
      W: { Type: 'Wait', Seconds: 5, OutputPath: null, Next: 'P' },
      P: { Type: 'Pass', Parameters: whole, End: true },
    },
  };
  const run = new Run(definition, 'input').finish();
  expect(run.output).toMatchObject({
    context: { Execution: { Input: 'input' }, State: { Name: 'P', EnteredTime: '2026-01-01T00:00:05.000Z' } },
  });
});

test('RedriveTime is there after a redrive', () => {
  const run = new Run(single({ Type: 'Pass', Parameters: whole }));
  run.execution.redriveCount = 2;
  run.execution.redriveMs = Date.UTC(2026, 5, 1);
  expect(run.finish().output).toMatchObject({
    context: { Execution: { RedriveCount: 2, RedriveTime: '2026-06-01T00:00:00.000Z' } },
  });
});

describe('State.RetryCount', () => {
  test('counts in a Task, and the time of entry stays', () => {
    const seen = seenByTask({ Retry: [{ ErrorEquals: ['E'] }] }, { fail: 2 });
    expect(seen.map((context) => (context as { State: JsonObject }).State)).toEqual(
      [0, 1, 2].map((RetryCount) => ({ Name: 'S', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount })),
    );
  });

  test('is there in Parallel and Map, also in ItemSelector and ResultSelector', () => {
    const inner = single({ Type: 'Pass' }, 'Inner');
    const selector = { 'n.$': '$$.State.RetryCount' };
    const parallel = {
      Type: 'Parallel',
      Branches: [inner],
      Parameters: selector,
      ResultSelector: { ...selector, 'r.$': '$' },
    };
    expect(new Run(single(parallel)).finish().output).toEqual({ n: 0, r: [{ n: 0 }] });
    const map = {
      Type: 'Map',
      ItemProcessor: inner,
      ItemSelector: selector,
      ResultSelector: { ...selector, 'r.$': '$' },
    };
    expect(new Run(single(map), [1]).finish().output).toEqual({
      n: 0,
      r: [{ n: 0 }],
    });
  });

  test('is not there in the other states', () => {
    const run = new Run(single({ Type: 'Pass', Parameters: { 'n.$': '$$.State.RetryCount' } })).finish();
    expect(run.execution.error?.error).toBe('States.Runtime');
  });
});

describe('Task.Token', () => {
  const token = { FunctionName: 'f', 'Payload.$': '$$.Task.Token' };
  const sync = {
    StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:C',
    Input: { 'token.$': '$$.Task.Token' },
  };

  test.each<[string, JsonObject]>([
    [`${LAMBDA}.waitForTaskToken`, token],
    ['arn:aws:states:::states:startExecution.sync', sync],
    ['arn:aws:states:us-east-1:123456789012:activity:known', token],
  ])('%s: names the attempt', (Resource, Parameters) => {
    const run = new Run(single({ Type: 'Task', Resource, Parameters }), {}, { answer: () => undefined });
    run.send({ type: 'Start' });
    expect(JSON.stringify(run.open[0]?.call.parameters.value)).toContain('"token-0-3"');
  });

  test('a request-response task has none', () => {
    const run = new Run(single({ Type: 'Task', Resource: LAMBDA, Parameters: token })).finish();
    expect(run.execution.error?.error).toBe('States.Runtime');
  });

  test('it is there for Parameters alone', () => {
    const state = {
      Type: 'Task',
      Resource: `${LAMBDA}.waitForTaskToken`,
      Parameters: token,
      ResultSelector: { 'token.$': '$$.Task.Token' },
    };
    expect(new Run(single(state)).finish().execution.error?.error).toBe('States.Runtime');
  });
});

describe('Map.Item', () => {
  const item = { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value' };

  test('is the item in ItemSelector and in all states of its iteration, at any depth of Parallel', () => {
    const branch = { StartAt: 'B', States: { B: { Type: 'Pass', Parameters: item, End: true } } };
    const definition = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemSelector: { 'selected.$': '$$.Map.Item.Value' },
          ItemProcessor: {
            StartAt: 'P',
            States: { P: { Type: 'Parallel', Branches: [branch], ResultPath: '$.r', End: true } },
          },
          End: true,
        },
      },
    };
    expect(new Run(definition, ['a', 'b']).finish().output).toEqual([
      { selected: 'a', r: [{ index: 0, value: 'a' }] },
      { selected: 'b', r: [{ index: 1, value: 'b' }] },
    ]);
  });

  test('of nested Maps is the innermost; the outer one is seen again behind the inner Map', () => {
    const inner = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: item, End: true } } },
      ResultSelector: { ...item, 'inner.$': '$' },
      End: true,
    };
    const outer = { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: inner } }, End: true };
    expect(new Run({ StartAt: 'O', States: { O: outer } }, [['x'], ['y']]).finish().output).toEqual([
      { index: 0, value: ['x'], inner: [{ index: 0, value: 'x' }] },
      { index: 1, value: ['y'], inner: [{ index: 0, value: 'y' }] },
    ]);
  });

  test('is not there outside of a Map, nor in its ResultSelector', () => {
    const outside = new Run(single({ Type: 'Pass', Parameters: item })).finish();
    expect(outside.execution.error?.error).toBe('States.Runtime');
    const map = { Type: 'Map', ItemProcessor: single({ Type: 'Pass' }), ResultSelector: item, End: true };
    const after = new Run({ StartAt: 'M', States: { M: map } }, [1]).finish();
    expect(after.execution.error?.error).toBe('States.Runtime');
  });
});
