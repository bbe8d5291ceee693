/** Map, inline: runs its processor once per item. */
import { describe, expect, test } from 'vitest';
import type { RunTask } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import type { TaskAnswer } from '../run.fixture.ts';
import { Run, START_MS, single } from '../run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const pass = single({ Type: 'Pass' }, 'Inner');
const task = single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f', 'Payload.$': '$' } }, 'Inner');

function machine(ItemProcessor: JsonObject, fields: JsonObject = {}): JsonObject {
  const rescue = fields['Catch'] === undefined ? {} : { Rescue: { Type: 'Pass', End: true } };
  return { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true, ...fields }, ...rescue } };
}

const finished = (definition: JsonObject, input: Json, answer?: TaskAnswer): Run =>
  new Run(definition, input, answer && { answer }).finish();

/** A run whose tasks wait for the test to answer. */
function started(definition: JsonObject, input: Json): Run {
  const run = new Run(definition, input, { answer: () => undefined });
  run.send({ type: 'Start' });
  return run;
}

/** The part of the story that is about iterations, with their index. */
function iterations(run: Run): string[] {
  return run.events
    .filter((event) => event.type.startsWith('MapIteration'))
    .map((event) => `${event.type.slice('MapIteration'.length)} ${event.details?.['index']}`);
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('events', () => {
  test('one iteration', () => {
    const run = finished(machine(pass), ['a']);
    expect(run.story).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<7 MapStateSucceeded',
      '9<7 MapStateExited',
      '10<9 ExecutionSucceeded',
    ]);
    expect(run.details('MapStateStarted')).toEqual({ length: 1 });
    expect(run.details('MapIterationStarted')).toEqual({ name: 'M', index: 0 });
    expect(run.details('MapIterationSucceeded')).toEqual({ name: 'M', index: 0 });
    expect(run.details('MapStateSucceeded')).toEqual({});
  });

  test('no items: started with length 0, succeeded, left with []', () => {
    const run = finished(machine(pass), []);
    expect(run.story.slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapStateSucceeded',
      '5<3 MapStateExited',
      '6<5 ExecutionSucceeded',
    ]);
    expect(run.details('MapStateStarted')).toEqual({ length: 0 });
    expect(run.output).toEqual([]);
  });

  test('iterations that start together come after MapStateStarted', () => {
    const run = started(machine(task), [1, 2]);
    expect(run.story.slice(3)).toEqual([
      '4<3 MapIterationStarted',
      '5<3 MapIterationStarted',
      '6<4 TaskStateEntered',
      '7<6 TaskScheduled',
      '8<7 TaskStarted',
      '9<5 TaskStateEntered',
      '10<9 TaskScheduled',
      '11<10 TaskStarted',
    ]);
  });

  test('a later iteration comes after the last inner event of the one whose end lets it start', () => {
    const run = finished(machine(pass, { MaxConcurrency: 1 }), [1, 2]);
    expect(run.story.slice(3, 13)).toEqual([
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
    ]);
  });
});

describe('MaxConcurrency', () => {
  test('1 runs the items one by one', () => {
    const run = started(machine(task, { MaxConcurrency: 1 }), [1, 2, 3]);
    expect(run.open).toHaveLength(1);
    for (const index of [0, 1, 2]) run.succeed(run.open[index] as RunTask, `r${index}`);
    expect(iterations(run)).toEqual([
      'Started 0',
      'Succeeded 0',
      'Started 1',
      'Succeeded 1',
      'Started 2',
      'Succeeded 2',
    ]);
    expect(run.output).toEqual(['r0', 'r1', 'r2']);
  });

  test('2 starts the third iteration when one of the first two is done', () => {
    const run = started(machine(task, { MaxConcurrency: 2 }), [1, 2, 3]);
    expect(run.open).toHaveLength(2);
    run.succeed(run.open[1] as RunTask, 'second');
    expect(run.open.map((one) => one.path)).toEqual(['0.0', '0.1', '0.2']);
    run.succeed(run.open[2] as RunTask, 'third');
    run.succeed(run.open[0] as RunTask, 'first');
    expect(run.output).toEqual(['first', 'second', 'third']);
  });

  test.each([
    ['0', { MaxConcurrency: 0 }, 40],
    ['absent', {}, 40],
    ['100', { MaxConcurrency: 100 }, 40],
    ['39', { MaxConcurrency: 39 }, 39],
    ['a path', { MaxConcurrencyPath: '$.most', ItemsPath: '$.items' }, 3],
  ])('%s lets so many of 50 iterations run at once', (_, fields, expected) => {
    const items = range(50);
    const run = started(machine(task, fields), 'ItemsPath' in fields ? { items, most: 3 } : items);
    expect(run.open).toHaveLength(expected);
    expect(run.details('MapStateStarted')).toEqual({ length: 50 });
    for (let i = 0; i < 50; i++) run.succeed(run.open[i] as RunTask, i);
    expect(run.output).toEqual(items);
  });
});

describe('data', () => {
  test('each iteration gets its item; the result is the array of outputs in the order of the items', () => {
    const run = started(machine(task), ['a', 'b', 'c']);
    for (const one of run.open.toReversed())
      run.succeed(one, (one.call.parameters.value as JsonObject)['Payload'] as Json);
    expect(run.output).toEqual(['a', 'b', 'c']);
  });

  test('ItemsPath looks into the effective input, ItemSelector sees it and the item', () => {
    const fields = {
      InputPath: '$.in',
      ItemsPath: '$.items',
      ItemSelector: { 'all.$': '$.k', 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
      ResultPath: '$.out',
    };
    const input = { in: { k: 1, items: ['a'] }, kept: true };
    expect(finished(machine(pass, fields), input).output).toEqual({ ...input, out: [{ all: 1, item: 'a', index: 0 }] });
  });

  test('Parameters is the older name of ItemSelector, Iterator that of ItemProcessor', () => {
    const map = { Type: 'Map', Iterator: pass, Parameters: { 'item.$': '$$.Map.Item.Value' } };
    expect(finished(single(map), [1]).output).toEqual([{ item: 1 }]);
  });

  test('items that are no array are States.Runtime', () => {
    const run = finished(machine(pass), { a: 1 });
    expect(run.story.at(-1)).toBe('3<2 ExecutionFailed');
    expect(run.execution.error?.cause).toMatch(/Reference path "\$" must point to array\.$/);
  });

  test('a selected input that is too large fails the Map', () => {
    const fields = { ItemsPath: '$.items', ItemSelector: { 'a.$': '$.long', 'b.$': '$.long' } };
    const run = finished(machine(pass, fields), { items: [1], long: 'x'.repeat(140_000) });
    expect(run.story.slice(3)).toEqual(['4<3 MapStateFailed', '5<4 ExecutionFailed']);
    expect(run.execution.error?.error).toBe('States.DataLimitExceeded');
  });

  test('outputs that are too large together fail the Map', () => {
    const Inner = single({ Type: 'Pass', Result: 'x'.repeat(100_000) }, 'Inner');
    const run = finished(machine(Inner, { MaxConcurrency: 1 }), [1, 2, 3]);
    expect(run.story.slice(-3)).toEqual([
      '15<14 MapIterationSucceeded',
      '16<15 MapStateFailed',
      '17<16 ExecutionFailed',
    ]);
    expect(run.execution.error).toEqual({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'M' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('outputs that no string could hold together are no trouble', () => {
    const Inner = single({ Type: 'Pass', Result: 'x'.repeat(262_000) }, 'Inner');
    const run = finished(machine(Inner), range(2500));
    expect(run.execution.error?.error).toBe('States.DataLimitExceeded');
  });
});

describe('failure', () => {
  test('of an iteration that runs alone', () => {
    const Fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken' } } };
    const run = finished(machine(Fail, { MaxConcurrency: 1 }), [1, 2]);
    expect(run.story.slice(3)).toEqual([
      '4<3 MapIterationStarted',
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateFailed',
      '8<7 ExecutionFailed',
    ]);
    expect(run.details('MapIterationFailed')).toEqual({ name: 'M', index: 0 });
    expect(run.details('MapStateFailed')).toEqual({});
    expect(run.execution.error).toEqual({ error: 'Broken' });
  });

  test('with others running: they are aborted and cancelled, all after the failing iteration’s last event', () => {
    const run = started(machine(task), [1, 2, 3]);
    run.succeed(run.open[0] as RunTask, 1);
    run.fail(run.open[1] as RunTask, { error: 'E' });
    expect(run.story.slice(-6)).toEqual([
      '19<12 TaskFailed',
      '20<19 MapIterationAborted',
      '21<19 TaskStateAborted',
      '22<19 MapIterationFailed',
      '23<19 MapStateFailed',
      '24<23 ExecutionFailed',
    ]);
    expect(run.details('MapIterationAborted')).toEqual({ name: 'M', index: 2 });
    expect(run.commands.filter((command) => command.type === 'CancelTask')).toEqual([
      { type: 'CancelTask', path: '0.2', taskId: run.open[2]?.taskId },
    ]);
  });

  test('the iterations that were not started never are', () => {
    const run = started(machine(task, { MaxConcurrency: 2 }), range(5));
    run.fail(run.open[0] as RunTask, { error: 'E' });
    expect(iterations(run)).toEqual(['Started 0', 'Started 1', 'Aborted 1', 'Failed 0']);
  });

  test('several that time out in the same moment fail the Map once', () => {
    const Inner = single(
      { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, TimeoutSeconds: 5 },
      'Inner',
    );
    const run = finished(machine(Inner), [1, 2, 3], () => undefined);
    expect(run.story.slice(-8).map((line) => line.split(' ')[1])).toEqual([
      'TaskTimedOut',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    const cancelled = run.commands.filter((command) => command.type === 'CancelTask').map((command) => command.path);
    expect(cancelled.toSorted()).toEqual(['0.0', '0.1', '0.2']);
  });

  test('States.Runtime in an iteration ends the execution at once', () => {
    const Inner = single({ Type: 'Pass', InputPath: '$.x' }, 'Inner');
    const run = finished(machine(Inner, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }] }), [{ x: 1 }, {}]);
    expect(run.story.slice(-3)).toEqual(['8<7 MapIterationSucceeded', '9<5 PassStateEntered', '10<9 ExecutionFailed']);
  });
});

describe('ItemSelector that fails', () => {
  const ItemSelector = { 'parsed.$': 'States.StringToJson($$.Map.Item.Value)' };
  const Catch = [{ ErrorEquals: ['States.IntrinsicFailure'], Next: 'Rescue' }];

  test('at the start: iterations before it are aborted, the Map fails and can be caught', () => {
    const run = finished(machine(pass, { ItemSelector, Catch }), ['1', '2', 'not json', '4']);
    expect(run.story.slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<3 MapIterationStarted',
      '6<3 MapIterationAborted',
      '7<3 MapIterationAborted',
      '8<3 MapStateFailed',
      '9<8 MapStateExited',
      '10<9 PassStateEntered',
      '11<10 PassStateExited',
      '12<11 ExecutionSucceeded',
    ]);
    expect((run.output as JsonObject)['Error']).toBe('States.IntrinsicFailure');
    expect(run.execution.frames.size).toBe(0);
  });

  test('later: what runs is aborted', () => {
    const run = started(machine(task, { ItemSelector, Catch, MaxConcurrency: 2 }), ['1', '2', 'not json']);
    run.succeed(run.open[0] as RunTask, 1);
    expect(run.story.slice(-8)).toEqual([
      '14<13 MapIterationSucceeded',
      '15<3 MapIterationAborted',
      '16<3 TaskStateAborted',
      '17<3 MapStateFailed',
      '18<17 MapStateExited',
      '19<18 PassStateEntered',
      '20<19 PassStateExited',
      '21<20 ExecutionSucceeded',
    ]);
    expect(run.commands.at(-1)).toMatchObject({ type: 'CancelTask', path: '0.1' });
  });

  test('with States.Runtime it ends the execution', () => {
    const run = started(machine(task, { ItemSelector: { 'a.$': '$$.Map.Item.Value.a' }, Catch, MaxConcurrency: 1 }), [
      { a: 1 },
      {},
    ]);
    run.succeed(run.open[0] as RunTask, 1);
    expect(run.status).toBe('FAILED');
    expect(run.story.at(-1)).toBe('11<3 ExecutionFailed');
  });

  test('is retried with the Map', () => {
    const run = finished(machine(pass, { ItemSelector, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }), [
      'no',
    ]);
    expect(run.story.slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapStateStarted',
      '5<4 MapStateFailed',
      '6<5 ExecutionFailed',
    ]);
  });
});

describe('Retry and Catch', () => {
  test('a retry starts all iterations anew, from index 0, after the failing iteration’s last event', () => {
    const Fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken' } } };
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, IntervalSeconds: 1 }];
    const run = finished(machine(Fail, { Retry, MaxConcurrency: 1 }), [1]);
    expect(run.story.slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateStarted',
      '8<7 MapIterationStarted',
      '9<8 FailStateEntered',
      '10<9 MapIterationFailed',
      '11<9 MapStateStarted',
      '12<11 MapIterationStarted',
      '13<12 FailStateEntered',
      '14<13 MapIterationFailed',
      '15<13 MapStateFailed',
      '16<15 ExecutionFailed',
    ]);
    expect(run.nowMs).toBe(START_MS + 3000);
  });

  test('a retried Map has none of the results from before', () => {
    let failures = 1;
    const answer: TaskAnswer = ({ path }, run) => {
      if (path === '0.2' && failures-- > 0) return { failure: { error: 'E' } };
      return { result: run.nowMs - START_MS };
    };
    const run = finished(machine(task, { Retry: [{ ErrorEquals: ['E'] }] }), [1, 2, 3], answer);
    expect(run.output).toEqual([1000, 1000, 1000]);
  });

  test('a catcher takes over after MapStateFailed', () => {
    const Fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken' } } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Rescue', ResultPath: '$[0]' }];
    const run = finished(machine(Fail, { Catch, MaxConcurrency: 1 }), ['in']);
    expect(run.story.slice(5)).toEqual([
      '6<5 MapIterationFailed',
      '7<5 MapStateFailed',
      '8<7 MapStateExited',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 ExecutionSucceeded',
    ]);
    expect(run.output).toEqual([{ Error: 'Broken', Cause: null }]);
  });
});

describe('nesting', () => {
  test('a Map in a Map, and a Parallel in that', () => {
    const branches = [single({ Type: 'Pass' }, 'A'), single({ Type: 'Pass', Result: 'b' }, 'B')];
    const inner = single(
      { Type: 'Map', ItemProcessor: single({ Type: 'Parallel', Branches: branches }, 'P') },
      'Inner',
    );
    const run = finished(machine(inner), [[1, 2], [], [3]]);
    expect(run.output).toEqual([
      [
        [1, 'b'],
        [2, 'b'],
      ],
      [],
      [[3, 'b']],
    ]);
  });

  test('a failure deep inside aborts everything around and beside it, innermost first', () => {
    const branches = [single({ Type: 'Wait', Seconds: 9 }, 'W'), task];
    const Processor = single({ Type: 'Parallel', Branches: branches }, 'P');
    const run = started(machine(Processor), [1, 2]);
    run.fail(run.open[0] as RunTask, { error: 'E' });
    const F = run.events.find((event) => event.type === 'TaskFailed')?.id as number;
    expect(run.story.slice(F)).toEqual([
      `${F + 1}<${F} WaitStateAborted`,
      `${F + 2}<${F} TaskStateAborted`,
      `${F + 3}<${F} ParallelStateFailed`,
      `${F + 4}<${F + 3} MapIterationAborted`,
      `${F + 5}<${F + 3} WaitStateAborted`,
      `${F + 6}<${F + 3} TaskStateAborted`,
      `${F + 7}<${F + 3} ParallelStateAborted`,
      `${F + 8}<${F + 3} MapIterationFailed`,
      `${F + 9}<${F + 3} MapStateFailed`,
      `${F + 10}<${F + 9} ExecutionFailed`,
    ]);
    expect(run.commands.filter((command) => command.type === 'CancelTask')).toHaveLength(1);
  });

  test('a Map in a Parallel that is retried from outside', () => {
    let failures = 1;
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [single({ Type: 'Map', ItemProcessor: task }, 'M'), single({ Type: 'Wait', Seconds: 3 }, 'W')],
          Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 2 }],
          End: true,
        },
      },
    };
    const answer: TaskAnswer = ({ call }) =>
      failures-- > 0
        ? { failure: { error: 'E' } }
        : { result: (call.parameters.value as JsonObject)['Payload'] as Json };
    const run = finished(definition, ['a', 'b'], answer);
    expect(run.output).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(run.nowMs).toBe(START_MS + 5000);
  });
});
