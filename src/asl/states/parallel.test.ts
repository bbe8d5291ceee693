/** Parallel: runs branches on copies of its input; how they end together. */
import { describe, expect, test } from 'vitest';
import type { RunTask } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import type { TaskAnswer } from '../run.fixture.ts';
import { Run, START_MS, single } from '../run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = (name: string, fields: JsonObject = {}): JsonObject =>
  single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: name }, ...fields }, name);
const pass = (name: string, fields: JsonObject = {}): JsonObject => single({ Type: 'Pass', ...fields }, name);
const wait = (name: string, Seconds: number): JsonObject => single({ Type: 'Wait', Seconds }, name);
const fail = (name: string): JsonObject => ({
  StartAt: name,
  States: { [name]: { Type: 'Fail', Error: 'Broken', Cause: 'It fell.' } },
});
const parallel = (Branches: JsonObject[], fields: JsonObject = {}): JsonObject => ({
  Type: 'Parallel',
  Branches,
  ...fields,
});

function machine(Branches: JsonObject[], fields: JsonObject = {}): JsonObject {
  const rescue = fields['Catch'] === undefined ? {} : { Rescue: { Type: 'Pass', End: true } };
  return { StartAt: 'P', States: { P: { End: true, ...parallel(Branches, fields) }, ...rescue } };
}

/** A run whose tasks wait for the test to answer. */
function started(definition: JsonObject, input: Json = {}): { run: Run; tasks: Record<string, RunTask> } {
  const run = new Run(definition, input, { answer: () => undefined });
  run.send({ type: 'Start' });
  return { run, tasks: Object.fromEntries(run.open.map((one) => [one.call.state, one])) };
}

const finished = (definition: JsonObject, input: Json = {}, answer?: TaskAnswer): Run =>
  new Run(definition, input, answer && { answer }).finish();

describe('success', () => {
  test('the first state of every branch comes after ParallelStateStarted; both ends after the last branch’s last event', () => {
    const run = finished(machine([pass('A'), pass('B')]));
    expect(run.story).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<4 PassStateExited',
      '6<3 PassStateEntered',
      '7<6 PassStateExited',
      '8<7 ParallelStateSucceeded',
      '9<7 ParallelStateExited',
      '10<9 ExecutionSucceeded',
    ]);
    expect(run.details('ParallelStateSucceeded')).toEqual({});
  });

  test('the branch that finishes last is the one that is pointed to', () => {
    const { run, tasks } = started(machine([task('A'), task('B')]));
    run.succeed(tasks['B'] as RunTask, 'b');
    run.succeed(tasks['A'] as RunTask, 'a');
    expect(run.story.slice(-7)).toEqual([
      '10<9 TaskSucceeded',
      '11<10 TaskStateExited',
      '12<6 TaskSucceeded',
      '13<12 TaskStateExited',
      '14<13 ParallelStateSucceeded',
      '15<13 ParallelStateExited',
      '16<15 ExecutionSucceeded',
    ]);
    expect(run.output).toEqual(['a', 'b']);
  });

  test('branches interleave, a state of each in turn', () => {
    const two = (a: string, b: string): JsonObject => ({
      StartAt: a,
      States: { [a]: { Type: 'Pass', Next: b }, [b]: { Type: 'Pass', End: true } },
    });
    const run = finished(machine([two('A1', 'A2'), two('B1', 'B2')]));
    const entered = run.events
      .filter((event) => event.type === 'PassStateEntered')
      .map((event) => event.details?.['name']);
    expect(entered).toEqual(['A1', 'B1', 'A2', 'B2']);
  });

  test('the output is the array of the branches’ outputs in their order, through ResultSelector and ResultPath', () => {
    const fields = { ResultSelector: { 'all.$': '$' }, ResultPath: '$.out' };
    const run = finished(machine([wait('A', 5), pass('B', { Result: 'b' })], fields), { in: 1 });
    expect(run.output).toEqual({ in: 1, out: { all: [{ in: 1 }, 'b'] } });
  });

  test('every branch gets the effective input', () => {
    const run = finished(machine([pass('A'), pass('B')], { InputPath: '$.a', Parameters: { 'x.$': '$' } }), { a: 1 });
    expect(run.output).toEqual([{ x: 1 }, { x: 1 }]);
  });

  test('a Parallel in a Parallel', () => {
    const run = finished(machine([single(parallel([pass('A'), pass('B')]), 'Inner'), pass('C')]), 7);
    expect(run.output).toEqual([[7, 7], 7]);
    expect(run.execution.frames.size).toBe(0);
  });
});

describe('failure', () => {
  test('of a branch cuts the others: aborts and ParallelStateFailed come after the failing branch’s last event', () => {
    const run = finished(
      machine([wait('W', 60), task('T'), single(parallel([wait('V', 60)]), 'Inner'), fail('F')]),
      {},
      () => undefined,
    );
    const F = run.events.find((event) => event.type === 'FailStateEntered')?.id as number;
    expect(run.story.slice(F - 1)).toEqual([
      `${F}<3 FailStateEntered`,
      `${F + 1}<${F} WaitStateAborted`,
      `${F + 2}<${F} TaskStateAborted`,
      `${F + 3}<${F} ParallelStateAborted`,
      `${F + 4}<${F} ParallelStateFailed`,
      `${F + 5}<${F + 4} ExecutionFailed`,
    ]);
    expect(run.details('ExecutionFailed')).toEqual({ error: 'Broken', cause: 'It fell.' });
    expect(run.nowMs).toBe(START_MS);
  });

  test('in a nested Parallel aborts the states inside first', () => {
    const { run, tasks } = started(machine([task('T'), single(parallel([wait('V', 60), task('U')]), 'Inner')]));
    run.fail(tasks['T'] as RunTask, { error: 'E' });
    const F = run.events.find((event) => event.type === 'TaskFailed')?.id as number;
    expect(run.story.slice(F)).toEqual([
      `${F + 1}<${F} WaitStateAborted`,
      `${F + 2}<${F} TaskStateAborted`,
      `${F + 3}<${F} ParallelStateAborted`,
      `${F + 4}<${F} TaskStateAborted`,
      `${F + 5}<${F} ParallelStateFailed`,
      `${F + 6}<${F + 5} ExecutionFailed`,
    ]);
  });

  test('a failing Task shows a TaskStateAborted of its own; finished branches show nothing', () => {
    const { run, tasks } = started(machine([task('T'), pass('A'), task('U')]));
    run.fail(tasks['T'] as RunTask, { error: 'E', cause: 'c' });
    expect(run.story.slice(-5)).toEqual([
      '12<6 TaskFailed',
      '13<12 TaskStateAborted',
      '14<12 TaskStateAborted',
      '15<12 ParallelStateFailed',
      '16<15 ExecutionFailed',
    ]);
    expect(run.execution.error).toEqual({ error: 'E', cause: 'c' });
  });

  test('tasks that are cut are cancelled once, with their child', () => {
    const { run, tasks } = started(machine([task('T'), task('U'), task('V')]));
    const { path, taskId } = tasks['U'] as RunTask;
    run.send({ type: 'TaskSubmitted', path, taskId, output: (tasks['U'] as RunTask).call.parameters, child: 9 });
    run.fail(tasks['T'] as RunTask, { error: 'E' });
    expect(run.commands.filter((command) => command.type === 'CancelTask')).toEqual([
      { type: 'CancelTask', path: '0.1', taskId, child: 9 },
      { type: 'CancelTask', path: '0.2', taskId: (tasks['V'] as RunTask).taskId },
    ]);
    expect(run.succeed(tasks['U'] as RunTask, 1)).toBe(false);
  });

  test('what a retry of a cut Parallel, Map or Task waits for is aborted under its own name', () => {
    const retried = { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }] };
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: fail('G'), ...retried };
    const branches = [
      single(parallel([fail('H')], retried), 'Inner'),
      single(map, 'M'),
      task('T', retried),
      wait('W', 5),
    ];
    const slow = {
      StartAt: 'Slow',
      States: { Slow: { Type: 'Wait', Seconds: 9, Next: 'F' }, ...(fail('F')['States'] as JsonObject) },
    };
    const run = finished(machine([...branches, slow]), { items: [1] }, () => ({ failure: { error: 'E' } }));
    expect(run.story.map((line) => line.split(' ')[1]).slice(-7)).toEqual([
      'WaitStateExited',
      'FailStateEntered',
      'ParallelStateAborted',
      'MapStateAborted',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('States.Runtime in a branch ends the execution, without ParallelStateFailed or aborts', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }];
    const run = finished(machine([wait('W', 60), pass('A', { InputPath: '$.x.y' })], { Catch }), { x: {} });
    expect(run.story.slice(3)).toEqual(['4<3 WaitStateEntered', '5<3 PassStateEntered', '6<5 ExecutionFailed']);
    expect(run.execution.error?.error).toBe('States.Runtime');
  });

  test('a branch whose first state was not entered yet is cut without a trace', () => {
    const run = finished(machine([fail('F'), pass('A'), task('T')]));
    expect(run.story.slice(3)).toEqual(['4<3 FailStateEntered', '5<4 ParallelStateFailed', '6<5 ExecutionFailed']);
  });

  test('parameters that are too large fail the Parallel before its branches begin', () => {
    const run = finished(machine([pass('A')], { Parameters: { 'a.$': '$', 'b.$': '$' } }), 'x'.repeat(140_000));
    expect(run.story.slice(2)).toEqual(['3<2 ParallelStateFailed', '4<3 ExecutionFailed']);
    expect(run.execution.error?.error).toBe('States.DataLimitExceeded');
  });

  test('a result that is too large fails the Parallel even if nobody keeps it', () => {
    const run = finished(machine([pass('A'), pass('B')], { ResultPath: null }), 'x'.repeat(140_000));
    expect(run.story.slice(-2)).toEqual(['8<7 ParallelStateFailed', '9<8 ExecutionFailed']);
    expect(run.execution.error).toEqual({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'P' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });
});

describe('Catch', () => {
  const Catch = [{ ErrorEquals: ['Broken'], Next: 'Rescue', ResultPath: '$.why', Assign: { 'e.$': '$.Error' } }];

  test('ParallelStateFailed, then the exit with the catcher’s output, then the handler', () => {
    const run = finished(machine([wait('W', 60), fail('F')], { Catch }), { in: 1 });
    expect(run.story.slice(4)).toEqual([
      '5<3 FailStateEntered',
      '6<5 WaitStateAborted',
      '7<5 ParallelStateFailed',
      '8<7 ParallelStateExited',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 ExecutionSucceeded',
    ]);
    expect(run.output).toEqual({ in: 1, why: { Error: 'Broken', Cause: 'It fell.' } });
    expect(run.details('ParallelStateExited')?.['assignedVariables']).toEqual({ e: '"Broken"' });
  });

  test('in a branch keeps the branch alive', () => {
    const branch = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Parameters: { FunctionName: 'f' },
          Catch: [{ ErrorEquals: ['E'], Next: 'Inside' }],
          End: true,
        },
        Inside: { Type: 'Pass', End: true },
      },
    };
    const run = finished(machine([branch, wait('W', 1)]), {}, () => ({ failure: { error: 'E' } }));
    expect(run.output).toEqual([{ Error: 'E', Cause: null }, {}]);
  });
});

describe('Retry', () => {
  test('starts all branches anew after the delay, without a second entry and without ParallelStateFailed between', () => {
    const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 1, IntervalSeconds: 7 }];
    const run = finished(machine([pass('A'), fail('F')], { Retry }));
    expect(run.story.slice(1)).toEqual([
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<4 PassStateExited',
      '6<3 FailStateEntered',
      '7<6 ParallelStateStarted',
      '8<7 PassStateEntered',
      '9<8 PassStateExited',
      '10<7 FailStateEntered',
      '11<10 ParallelStateFailed',
      '12<11 ExecutionFailed',
    ]);
    expect(run.events[6]?.timestampMs).toBe(START_MS + 7000);
  });

  test('forgets what branches had finished', () => {
    let failures = 1;
    const Retry = [{ ErrorEquals: ['E'] }];
    const answer: TaskAnswer = ({ call }, run) => {
      if (call.state === 'T' && failures-- > 0) return { failure: { error: 'E' } };
      return { result: run.nowMs - START_MS };
    };
    expect(finished(machine([task('U'), task('T')], { Retry }), {}, answer).output).toEqual([1000, 1000]);
  });
});

describe('variables', () => {
  test('branches read those around them; their own end with them, and may have the same name', () => {
    const branch = (name: string, value: number): JsonObject => ({
      StartAt: `${name}1`,
      States: {
        [`${name}1`]: { Type: 'Pass', Assign: { own: value }, Next: `${name}2` },
        [`${name}2`]: { Type: 'Pass', Parameters: { 'own.$': '$own', 'outer.$': '$outer' }, End: true },
      },
    });
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
        P: { Type: 'Parallel', Branches: [branch('A', 1), branch('B', 2)], Next: 'After' },
        After: { Type: 'Pass', Parameters: { 'r.$': '$', 'outer.$': '$outer' }, End: true },
      },
    };
    for (const reload of [false, true]) {
      const run = new Run(definition, {}, { reload, maxTransitions: 2 }).finish();
      expect(run.output).toEqual({
        r: [
          { own: 1, outer: 'o' },
          { own: 2, outer: 'o' },
        ],
        outer: 'o',
      });
    }
  });
});
