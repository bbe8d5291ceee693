/** Retry and Catch, as spec of ASL "Errors" and recordings of AWS have them. */
import { describe, expect, test } from 'vitest';
import type { StatesError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import { Run, START_MS, single } from './run.fixture.ts';

const LAMBDA = 'arn:aws:states:::lambda:invoke';

function task(fields: JsonObject): JsonObject {
  return { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'f' }, ...fields };
}

/** Runs a Task whose attempts fail one after the other in these ways, and then succeed with "done". */
function failing(fields: JsonObject, failures: StatesError[], options: { random?: () => number } = {}): Run {
  const left = [...failures];
  return new Run(
    single(task(fields)),
    {},
    {
      ...options,
      answer: () => {
        const failure = left.shift();
        return failure === undefined ? { result: 'done' } : { failure };
      },
    },
  ).finish();
}

const times = (count: number, failure: StatesError): StatesError[] => Array.from({ length: count }, () => failure);

/** Seconds between the attempts. */
function delays(run: Run): number[] {
  const at = run.events.filter((event) => event.type === 'TaskScheduled').map((event) => event.timestampMs);
  return at.slice(1).map((ms, i) => (ms - (at[i] as number)) / 1000);
}

describe('Retry: delays', () => {
  const forever = (fields: JsonObject) => ({ Retry: [{ ErrorEquals: ['States.ALL'], ...fields }] });

  test.each<[string, JsonObject, number[]]>([
    ['the defaults are three attempts after 1, 2 and 4 seconds', {}, [1, 2, 4]],
    ['BackoffRate multiplies', { IntervalSeconds: 2, BackoffRate: 1.5 }, [2, 3, 4.5]],
    ['BackoffRate 1 keeps the interval', { IntervalSeconds: 5, BackoffRate: 1 }, [5, 5, 5]],
    ['MaxDelaySeconds caps', { IntervalSeconds: 1, BackoffRate: 10, MaxDelaySeconds: 15 }, [1, 10, 15]],
    ['MaxAttempts counts the retries', { MaxAttempts: 1 }, [1]],
    ['MaxAttempts 0 means never', { MaxAttempts: 0 }, []],
  ])('%s', (_, fields, expected) => {
    const run = failing(forever(fields), times(9, { error: 'E', cause: 'c' }));
    expect(delays(run)).toEqual(expected);
    expect(run.status).toBe('FAILED');
    expect(run.execution.error).toEqual({ error: 'E', cause: 'c' });
  });

  test('a huge BackoffRate stops growing at a year', () => {
    const run = failing(forever({ BackoffRate: 99_999_999, MaxAttempts: 60 }), times(99, { error: 'E' })); // 1e480 s
    expect(delays(run)).toEqual([1, ...Array.from({ length: 59 }, () => 31_622_400)]);
    expect(run.status).toBe('FAILED');
  });

  test('full jitter takes a part of each delay', () => {
    const parts = [0, 0.25, 0.999];
    const random = () => parts.shift() as number;
    const run = failing(forever({ JitterStrategy: 'FULL', IntervalSeconds: 4 }), times(9, { error: 'E' }), { random });
    expect(delays(run)).toEqual([0, 2, 15.984]);
  });
});

describe('Retry: which retrier', () => {
  const Retry = [
    { ErrorEquals: ['A', 'B'], MaxAttempts: 2, IntervalSeconds: 10, BackoffRate: 1 },
    { ErrorEquals: ['C'], MaxAttempts: 1, IntervalSeconds: 20 },
    { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 30 },
  ];

  test('each counts its own attempts', () => {
    const run = failing({ Retry }, [{ error: 'A' }, { error: 'C' }, { error: 'B' }, { error: 'X' }]);
    expect(delays(run)).toEqual([10, 20, 10, 30]);
    expect(run.output).toBe('done');
  });

  test('the first that matches decides: when it is exhausted, a later one is not asked', () => {
    const run = failing({ Retry }, times(9, { error: 'C' }));
    expect(delays(run)).toEqual([20]);
    expect(run.execution.error).toEqual({ error: 'C' });
  });

  test('an exhausted retrier leaves the failure to the catchers', () => {
    const Catch = [{ ErrorEquals: ['C'], Next: 'Rescue' }];
    const machine = single(task({ Retry, Catch })) as { States: JsonObject };
    machine.States['Rescue'] = { Type: 'Pass', End: true };
    const run = new Run(machine, {}, { answer: () => ({ failure: { error: 'C' } }) }).finish();
    expect(delays(run)).toEqual([20]);
    expect(run.output).toEqual({ Error: 'C', Cause: null });
  });

  test('a new visit of the state starts counting anew', () => {
    let calls = 0;
    const definition = {
      StartAt: 'Work',
      States: {
        Work: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }], ResultPath: '$.n', Next: 'Again?' }),
        'Again?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 5, Next: 'Work' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };
    const answer = () => (++calls % 2 === 1 ? { failure: { error: 'E' } } : { result: calls });
    const run = new Run(definition, {}, { answer }).finish();
    expect(run.status).toBe('SUCCEEDED');
    expect(calls).toBe(6);
  });

  test('RetryCount counts the retries of all retriers, and the call knows the attempt', () => {
    const counts: Json[] = [];
    const attempts: number[] = [];
    const failures: (StatesError | undefined)[] = [{ error: 'A' }, { error: 'C' }, undefined];
    const Parameters = { FunctionName: 'f', 'Payload.$': '$$.State.RetryCount' };
    new Run(
      single(task({ Retry, Parameters })),
      {},
      {
        answer: ({ call }) => {
          counts.push((call.parameters.value as JsonObject)['Payload'] as Json);
          attempts.push(call.attempt);
          const failure = failures.shift();
          return failure === undefined ? { result: 1 } : { failure };
        },
      },
    ).finish();
    expect(counts).toEqual([0, 1, 2]);
    expect(attempts).toEqual([0, 1, 2]);
  });
});

describe('Retry: events', () => {
  test('every attempt is scheduled after the failure before; there is no second entry and no event for the delay', () => {
    const run = failing({ Retry: [{ ErrorEquals: ['E'] }] }, times(2, { error: 'E' }));
    expect(run.story).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskFailed',
      '9<8 TaskScheduled',
      '10<9 TaskStarted',
      '11<10 TaskSucceeded',
      '12<11 TaskStateExited',
      '13<12 ExecutionSucceeded',
    ]);
  });
});

describe('Catch: which catcher', () => {
  const rescue = (ErrorEquals: string[]) => ({
    StartAt: 'S',
    States: {
      S: task({ Catch: [{ ErrorEquals, Next: 'Rescue' }], TimeoutSeconds: 9, HeartbeatSeconds: 5, End: true }),
      Rescue: { Type: 'Pass', End: true },
    },
  });
  const caught = (ErrorEquals: string[], failure: StatesError) =>
    new Run(rescue(ErrorEquals), {}, { answer: () => ({ failure }) }).finish().status === 'SUCCEEDED';

  test.each<[string, string | undefined, boolean]>([
    ['E', 'E', true],
    ['E', 'F', false],
    ['E', 'e', false],
    ['E', undefined, false],
    ['States.ALL', 'E', true],
    ['States.ALL', undefined, true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.Runtime', false],
    ['States.TaskFailed', 'E', true],
    ['States.TaskFailed', undefined, true],
    ['States.TaskFailed', 'States.TaskFailed', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.Runtime', false],
    ['States.Timeout', 'States.Timeout', true],
    ['States.HeartbeatTimeout', 'States.Timeout', false],
    ['States.Runtime', 'States.Runtime', false],
    ['toString', 'constructor', false],
    ['__proto__', '__proto__', true],
  ])('%s takes the failure %s of a task: %s', (name, error, expected) => {
    expect(caught([name], error === undefined ? {} : { error })).toBe(expected);
  });

  test('one of several names is enough', () => {
    expect(caught(['A', 'B'], { error: 'B' })).toBe(true);
  });

  test.each([
    ['States.HeartbeatTimeout', true],
    ['States.Timeout', true],
    ['States.ALL', true],
    ['States.TaskFailed', false],
  ])('%s takes a missing heartbeat: %s', (name, expected) => {
    const run = new Run(rescue([name]), {}, { answer: () => undefined }).finish();
    expect(run.status === 'SUCCEEDED').toBe(expected);
    expect(run.nowMs - START_MS).toBe(5000);
    if (expected) expect(run.output).toEqual({ Error: 'States.Timeout', Cause: null });
    else expect(run.execution.error).toEqual({ error: 'States.Timeout' });
  });

  test('a missing heartbeat is one also when it is noticed after the time-out', () => {
    const run = new Run(rescue(['States.HeartbeatTimeout']), {}, { answer: () => undefined });
    run.send({ type: 'Start' });
    run.nowMs += 60_000;
    run.send({ type: 'Tick' });
    expect(run.status).toBe('SUCCEEDED');
  });

  test('a Parallel knows a missing heartbeat in a branch by the same names', () => {
    const branch = single(task({ HeartbeatSeconds: 5 }));
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [branch],
          Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Rescue' }],
          End: true,
        },
        Rescue: { Type: 'Pass', End: true },
      },
    };
    const run = new Run(definition, {}, { answer: () => undefined }).finish();
    expect(run.output).toEqual({ Error: 'States.Timeout', Cause: null });
  });
});

describe('Catch: what goes on', () => {
  function rescued(catcher: JsonObject, failure: StatesError, fields: JsonObject = {}): Run {
    const definition = {
      StartAt: 'S',
      States: {
        S: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue', ...catcher }], End: true, ...fields }),
        Rescue: { Type: 'Pass', End: true },
      },
    };
    return new Run(definition, { a: 1, b: 2 }, { answer: () => ({ failure }) }).finish();
  }

  test('the error output takes the place of the input; what the failure lacks is null', () => {
    expect(rescued({}, { error: 'E', cause: 'c' }).output).toEqual({ Error: 'E', Cause: 'c' });
    expect(rescued({}, { error: 'E' }).output).toEqual({ Error: 'E', Cause: null });
    expect(rescued({}, {}).output).toEqual({ Error: null, Cause: null });
  });

  test('ResultPath puts it into the raw input, past InputPath and OutputPath', () => {
    const run = rescued({ ResultPath: '$.b' }, { error: 'E' }, { InputPath: '$.a', OutputPath: '$.a' });
    expect(run.output).toEqual({ a: 1, b: { Error: 'E', Cause: null } });
  });

  test('ResultPath null drops it', () => {
    expect(rescued({ ResultPath: null }, { error: 'E' }).output).toEqual({ a: 1, b: 2 });
  });

  test('the state is left after the failure, with the catcher’s output, then its Next is entered', () => {
    const run = rescued({}, { error: 'E' });
    expect(run.story.slice(4)).toEqual([
      '5<4 TaskFailed',
      '6<5 TaskStateExited',
      '7<6 PassStateEntered',
      '8<7 PassStateExited',
      '9<8 ExecutionSucceeded',
    ]);
    expect(run.details('TaskStateExited')).toEqual({ name: 'S', output: { Error: 'E', Cause: null } });
  });

  test('Assign of the catcher replaces that of the state', () => {
    const run = rescued(
      { Assign: { 'why.$': '$.Error', 'tries.$': '$$.State.RetryCount' } },
      { error: 'E' },
      { Assign: { never: true }, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }] },
    );
    expect(run.details('TaskStateExited')?.['assignedVariables']).toEqual({ why: '"E"', tries: '2' });
  });

  test('a catcher whose own fields fail does not catch', () => {
    const run = rescued({ ResultPath: '$.a.b.c' }, { error: 'E' });
    expect(run.status).toBe('FAILED');
    expect(run.execution.error?.error).toBe('States.Runtime');
    expect(run.story.at(-1)).toBe('6<5 ExecutionFailed');
  });

  test('a catcher whose output is too large does not catch', () => {
    const run = rescued(
      { Assign: { 'x.$': "States.Format('{}{}{}', $.Cause, $.Cause, $.Cause)" } },
      { cause: 'c'.repeat(100_000) },
    );
    expect(run.execution.error).toEqual({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });
});

describe('States.Runtime', () => {
  test('ends the execution: neither Retry nor Catch are asked', () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: task({
          Parameters: { FunctionName: 'f', 'Payload.$': '$.missing' },
          Retry: [{ ErrorEquals: ['States.Runtime'] }, { ErrorEquals: ['States.ALL'] }],
          Catch: [
            { ErrorEquals: ['States.Runtime'], Next: 'S' },
            { ErrorEquals: ['States.ALL'], Next: 'S' },
          ],
          End: true,
        }),
      },
    };
    const run = new Run(definition).finish();
    expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 TaskStateEntered', '3<2 ExecutionFailed']);
    expect(run.execution.error).toEqual({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'S' (entered at the event id #2). " +
        "The JSONPath '$.missing' specified for the field 'Payload.$' could not be found in the input '{}'",
    });
  });

  test('States.IntrinsicFailure can be retried and caught', () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: task({
          Parameters: { FunctionName: 'f', 'Payload.$': "States.StringToJson('not json')" },
          Retry: [{ ErrorEquals: ['States.IntrinsicFailure'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.IntrinsicFailure'], Next: 'Rescue' }],
          End: true,
        }),
        Rescue: { Type: 'Pass', End: true },
      },
    };
    const run = new Run(definition).finish();
    expect(run.nowMs - START_MS).toBe(1000);
    expect((run.output as JsonObject)['Error']).toBe('States.IntrinsicFailure');
    expect(run.story).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskStateExited',
      '4<3 PassStateEntered',
      '5<4 PassStateExited',
      '6<5 ExecutionSucceeded',
    ]);
  });
});
