/** The driver: beginning and end of executions, limits, long turns, loops, hostile names and data. */
import { describe, expect, test } from 'vitest';
import { advance, nextWakeMs } from './advance.ts';
import type { RunTask, Stimulus } from './execution.ts';
import type { Json, JsonObject } from './json.ts';
import { Payload } from './payload.ts';
import { Run, START_MS, single } from './run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = (name: string): JsonObject =>
  single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' } }, name);

function started(definition: JsonObject, input: Json = {}): Run {
  const run = new Run(definition, input, { answer: () => undefined });
  run.send({ type: 'Start' });
  return run;
}

/** A loop of a Pass and a Choice that goes round until `$.n` has `rounds` items. */
function loop(fields: JsonObject = {}): JsonObject {
  return {
    StartAt: 'Body',
    States: {
      Body: { Type: 'Pass', ...fields, Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'Body' },
      End: { Type: 'Succeed' },
    },
  };
}

describe('the end by Stop', () => {
  test('is ExecutionAborted, after nothing, and the last event', () => {
    const run = started(task('T'));
    expect(run.send({ type: 'Stop', error: { error: 'Enough', cause: 'It took too long.' } })).toBe(true);
    expect(run.story.slice(3)).toEqual(['4<3 TaskStarted', '5<0 ExecutionAborted']);
    expect(run.details('ExecutionAborted')).toEqual({ error: 'Enough', cause: 'It took too long.' });
    expect(run.status).toBe('ABORTED');
    expect(run.execution.error).toEqual({ error: 'Enough', cause: 'It took too long.' });
    expect(run.execution.stopMs).toBe(START_MS);
  });

  test('needs no error and no cause', () => {
    const run = started(task('T'));
    run.send({ type: 'Stop', error: {} });
    expect(run.details('ExecutionAborted')).toEqual({});
    expect(run.execution.error).toEqual({});
  });

  test('cancels every task once, with its child, in the order of their last events, and leaves no frame', () => {
    const run = started(single({ Type: 'Parallel', Branches: [task('A'), task('B')] }));
    const [a] = run.open as [RunTask];
    run.send({ type: 'TaskSubmitted', path: a.path, taskId: a.taskId, output: Payload.of({}), child: 5 });
    run.send({ type: 'Stop', error: {} });
    expect(run.commands.slice(2)).toEqual([
      { type: 'CancelTask', path: '0.1', taskId: 8 },
      { type: 'CancelTask', path: '0.0', taskId: 5, child: 5 },
    ]);
    expect(run.execution.frames.size).toBe(0);
    expect(nextWakeMs(run.execution)).toBeUndefined();
  });

  test('nothing is accepted afterwards, and nothing changes', () => {
    const run = started(task('T'));
    run.send({ type: 'Stop', error: {} });
    const before = JSON.stringify(run.execution);
    const late: Stimulus[] = [
      { type: 'Start' },
      { type: 'Continue' },
      { type: 'Tick' },
      { type: 'Stop', error: { error: 'Again' } },
      { type: 'TaskSucceeded', path: '0', taskId: 3, output: Payload.of(1) },
    ];
    for (const stimulus of late) {
      const turn = advance(run.program, run.execution, stimulus, run.host, 1000);
      expect(turn).toMatchObject({ accepted: false, events: [], commands: [], more: false });
    }
    expect(JSON.stringify(run.execution)).toBe(before);
  });
});

describe('TimeoutSeconds of the execution', () => {
  const definition = { ...single({ Type: 'Wait', Seconds: 60 }), TimeoutSeconds: 30 };

  test('is ExecutionTimedOut, after nothing; the state that is cut leaves no event', () => {
    const run = new Run(definition).finish();
    expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 WaitStateEntered', '3<0 ExecutionTimedOut']);
    expect(run.details('ExecutionTimedOut')).toEqual({ error: 'States.Timeout' });
    expect(run.nowMs).toBe(START_MS + 30_000);
    expect(run.status).toBe('TIMED_OUT');
    expect(run.execution.error).toBeUndefined();
  });

  test('cannot be caught or retried, and cancels tasks', () => {
    const state = {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }],
    };
    const run = started({ ...single(state), TimeoutSeconds: 30 }).go();
    expect(run.status).toBe('TIMED_OUT');
    expect(run.commands.at(-1)).toEqual({ type: 'CancelTask', path: '0', taskId: 3 });
  });

  test('wins over whatever is due at the same time or was due before', () => {
    const run = started({ ...single({ Type: 'Wait', Seconds: 30 }), TimeoutSeconds: 30 });
    run.nowMs += 31_000;
    run.send({ type: 'Tick' });
    expect(run.status).toBe('TIMED_OUT');
  });
});

describe('a history of 25,000 events', () => {
  const cause = 'The execution reached the maximum number of history events (25000).';

  test('ends with ExecutionFailed as number 25,000, after the one before', () => {
    const run = new Run(loop(), {}, { reload: true, maxTransitions: 5000 }).finish();
    expect(run.events).toHaveLength(25_000);
    expect(run.events.at(-1)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' });
    expect(run.execution.error).toEqual({ error: 'States.Runtime', cause });
    expect(run.execution.frames.size).toBe(0);
  });

  test('cancels the tasks that run', () => {
    const branches = [task('T'), loop()];
    const run = started(single({ Type: 'Parallel', Branches: branches }));
    expect(run.status).toBe('FAILED');
    expect(run.events).toHaveLength(25_000);
    expect(run.commands.map((command) => command.type)).toEqual(['RunTask', 'CancelTask']);
  });

  test('may end well with just so many', () => {
    // 1 start, 2 for each of the states, 1 end: the last event is number 25,000.
    const States: JsonObject = {};
    for (let i = 0; i < 12_499; i++) {
      States[`S${i}`] = { Type: 'Pass', ...(i < 12_498 ? { Next: `S${i + 1}` } : { End: true }) };
    }
    const run = new Run({ StartAt: 'S0', States }).finish();
    expect(run.events).toHaveLength(25_000);
    expect(run.status).toBe('SUCCEEDED');
  });
});

describe('a long turn', () => {
  const two = (a: string, b: string): JsonObject => ({
    StartAt: a,
    States: {
      [a]: { Type: 'Pass', Next: b },
      [b]: { Type: 'Wait', Seconds: 5, Next: `${b}2` },
      [`${b}2`]: { Type: 'Pass', End: true },
    },
  });
  const map = single({ Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 3, ItemProcessor: two('I', 'J') }, 'M');
  const definition = single({ Type: 'Parallel', Branches: [two('A', 'B'), map, two('C', 'D')] });
  const input = { items: [1, 2, 3, 4, 5] };

  test.each([1, 2, 3, 7])('cut after %i states, and written down between, has the same history', (maxTransitions) => {
    const whole = new Run(definition, input).finish();
    const cut = new Run(definition, input, { maxTransitions, reload: true }).finish();
    expect(cut.story).toEqual(whole.story);
    expect(cut.output).toEqual(whole.output);
  });

  test('is cut after so many states and says that there is more', () => {
    const run = new Run(loop());
    const turn = advance(run.program, run.execution, { type: 'Start' }, run.host, 10);
    expect(turn.more).toBe(true);
    expect(turn.events).toHaveLength(1 + 2 * 10);
    expect(nextWakeMs(run.execution)).toBe(0);
  });

  test('lets a Stop in', () => {
    const run = new Run(loop());
    advance(run.program, run.execution, { type: 'Start' }, run.host, 10);
    run.send({ type: 'Stop', error: {} });
    expect(run.story).toEqual(['22<0 ExecutionAborted']);
  });
});

describe('what is due', () => {
  test('happens in the order of the times, however late', () => {
    const branches = [5, 1, 3].map((Seconds) => single({ Type: 'Wait', Seconds }, `W${Seconds}`));
    const run = started(single({ Type: 'Parallel', Branches: branches }));
    run.nowMs += 10_000;
    run.send({ type: 'Tick' });
    const left = run.events.filter((event) => event.type === 'WaitStateExited').map((event) => event.details?.['name']);
    expect(left).toEqual(['W1', 'W3', 'W5']);
  });

  test('is not what a failure has cut in the same moment', () => {
    const timed = single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, TimeoutSeconds: 5 }, 'T');
    const run = started(
      single({ Type: 'Parallel', Branches: [timed, single({ Type: 'Wait', Seconds: 5 }, 'W')] }),
    ).go();
    expect(run.story.map((line) => line.split(' ')[1]).slice(-5)).toEqual([
      'TaskTimedOut',
      'WaitStateAborted',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('nothing is due before its time', () => {
    const run = started(single({ Type: 'Wait', Seconds: 5 }));
    expect(run.send({ type: 'Tick' })).toBe(false);
  });
});

test('time never runs backwards in a history', () => {
  const run = started(single({ Type: 'Wait', Seconds: 5 }));
  run.nowMs += 5000;
  run.send({ type: 'Tick' });
  const again = started(task('T'));
  again.nowMs -= 60_000;
  again.succeed(again.open[0] as RunTask, 1);
  expect(again.events.map((event) => event.timestampMs)).toEqual(again.events.map(() => START_MS));
});

test('the versions and aliases that an execution was started through stand in its first event', () => {
  const run = new Run(single({ Type: 'Pass' }));
  run.execution = { ...run.execution, versionArn: 'arn:version', aliasArn: 'arn:alias' };
  run.finish();
  expect(run.details('ExecutionStarted')).toMatchObject({
    stateMachineVersionArn: 'arn:version',
    stateMachineAliasArn: 'arn:alias',
  });
});

describe('variables', () => {
  test('are set when the state is left, from what was before, and are written down', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'W' },
        W: { Type: 'Wait', Seconds: 1, Assign: { 'x.$': '$y', 'y.$': '$x' }, Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'x.$': '$x', 'y.$': '$y' }, End: true },
      },
    };
    const run = new Run(definition, {}, { reload: true }).finish();
    expect(run.details('WaitStateExited')?.['assignedVariables']).toEqual({ x: '2', y: '1' });
    expect(run.output).toEqual({ x: 2, y: 1 });
  });

  test('do not change between the attempts of a retry', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'T' },
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Parameters: { FunctionName: 'f', 'Payload.$': '$x' },
          Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
          Assign: { x: 2 },
          End: true,
        },
      },
    };
    const seen: Json[] = [];
    new Run(
      definition,
      {},
      {
        reload: true,
        answer: ({ call }) => {
          seen.push((call.parameters.value as JsonObject)['Payload'] as Json);
          return { failure: { error: 'E' } };
        },
      },
    ).finish();
    expect(seen).toEqual([1, 1]);
  });

  test('of one Assign may have 262,144 bytes together', () => {
    const assign = (length: number) =>
      new Run(single({ Type: 'Pass', Assign: { a: 'é'.repeat(length), b: 'é'.repeat(65_000) } })).finish();
    expect(assign(66_000).status).toBe('SUCCEEDED');
    expect(assign(67_000).execution.error).toEqual({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('that double in every round of a loop are stopped', () => {
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { x: [1] }, Next: 'Body' },
        ...(loop({ Assign: { 'x.$': 'States.Array($x, $x)' } })['States'] as JsonObject),
      },
    };
    expect(new Run(definition).finish().execution.error?.error).toBe('States.DataLimitExceeded');
  });
});

describe('data that a loop nests ever deeper', () => {
  const cause = /The data is nested too deeply\.$/;

  test.each<[string, JsonObject]>([
    ['its input', { Parameters: { 'a.$': '$' } }],
    ['a variable', { Assign: { 'x.$': 'States.Array($)' }, Parameters: { 'a.$': '$' } }],
    ['a result in the input', { Parameters: { 'a.$': '$' }, ResultPath: '$.a' }],
  ])('%s: fails the execution', (_, fields) => {
    const run = new Run(loop(fields), {}, { reload: true }).finish();
    expect(run.execution.error?.error).toBe('States.Runtime');
    expect(run.execution.error?.cause).toMatch(cause);
  });

  test('an item that ItemSelector nests too deeply fails the execution', () => {
    let item: Json = 1;
    for (let i = 0; i < 998; i++) item = [item];
    const ItemSelector = { a: { b: { 'c.$': '$$.Map.Item.Value' } } };
    const inner = single({ Type: 'Pass' }, 'Inner');
    const run = new Run(single({ Type: 'Map', ItemSelector, ItemProcessor: inner }), [item], { reload: true }).finish();
    expect(run.execution.error?.cause).toMatch(cause);
    expect(run.story.at(-1)).toBe('4<3 ExecutionFailed');
  });
});

describe('hostile names', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  test('of states', () => {
    const text = `{"StartAt":"__proto__","States":{${names
      .map((name, i) => `"${name}":{"Type":"Pass",${i + 1 < names.length ? `"Next":"${names[i + 1]}"` : '"End":true'}}`)
      .join(',')}}}`;
    const run = new Run(JSON.parse(text) as JsonObject, {}, { reload: true, maxTransitions: 1 }).finish();
    expect(run.status).toBe('SUCCEEDED');
    expect(
      run.events.filter((event) => event.type === 'PassStateEntered').map((event) => event.details?.['name']),
    ).toEqual(names);
  });

  test('of members', () => {
    const input = '{"__proto__":{"polluted":1},"constructor":2,"toString":3}';
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Result: 'r', ResultPath: '$.hasOwnProperty', Next: 'M' },
        M: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: single({ Type: 'Pass' }),
          ResultPath: '$.out',
          End: true,
        },
      },
    };
    const run = new Run(definition, JSON.parse(`{"in":${input},"items":[${input}]}`) as Json, {
      reload: true,
    }).finish();
    expect(run.execution.output?.text).toBe(`{"in":${input},"items":[${input}],"hasOwnProperty":"r","out":[${input}]}`);
    expect(({} as JsonObject)['polluted']).toBeUndefined();
  });

  test('of variables', () => {
    const Assign = { toString: 1, constructor: 2 } as unknown as JsonObject;
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign, Next: 'P' },
        P: {
          Type: 'Parallel',
          Branches: [single({ Type: 'Pass', Parameters: { 'x.$': '$constructor', 'y.$': '$toString' } })],
          End: true,
        },
      },
    };
    const run = new Run(definition, {}, { reload: true, maxTransitions: 1 }).finish();
    expect(run.output).toEqual([{ x: 2, y: 1 }]);
  });

  test('of errors', () => {
    const state = {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['constructor'] }],
    };
    const run = new Run(
      single(state),
      {},
      { answer: () => ({ failure: { error: '__proto__', cause: 'toString' } }) },
    ).finish();
    expect(run.execution.error).toEqual({ error: '__proto__', cause: 'toString' });
  });
});

test('states nested 100 deep run and unwind', () => {
  let branch: JsonObject = single({ Type: 'Pass' }, 'S0');
  for (let i = 1; i < 100; i++) branch = single({ Type: 'Parallel', Branches: [branch] }, `S${i}`);
  const run = new Run(branch, 1, { reload: true, maxTransitions: 3 }).finish();
  expect(run.status).toBe('SUCCEEDED');
  expect(run.execution.output?.text).toBe(`${'['.repeat(99)}1${']'.repeat(99)}`);
});
