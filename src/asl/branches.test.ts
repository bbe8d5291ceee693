/** Branches and iterations inside each other: scopes of variables, what a failure cuts, what is cancelled. */
import { describe, expect, test } from 'vitest';
import type { RunTask } from './execution.ts';
import type { JsonObject } from './json.ts';
import { Run, single } from './run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = (name: string, fields: JsonObject = {}): JsonObject =>
  single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, ...fields }, name);
const parallel = (name: string, Branches: JsonObject[], fields: JsonObject = {}): JsonObject =>
  single({ Type: 'Parallel', Branches, ...fields }, name);
const map = (name: string, ItemProcessor: JsonObject, fields: JsonObject = {}): JsonObject =>
  single({ Type: 'Map', ItemProcessor, ItemsPath: '$.items', ...fields }, name);
/** The same machine, whose failure leads to a Pass named `<name>Rescue`. */
const caught = (machine: JsonObject): JsonObject => {
  const name = machine['StartAt'] as string;
  const state = (machine['States'] as Record<string, JsonObject>)[name];
  const Next = `${name}Rescue`;
  return {
    StartAt: name,
    States: {
      [name]: { ...state, Catch: [{ ErrorEquals: ['States.ALL'], Next }] },
      [Next]: { Type: 'Pass', End: true },
    },
  };
};
const input = { items: [1, 2] };

function started(definition: JsonObject): { run: Run; open: (state: string, nth?: number) => RunTask } {
  const run = new Run(definition, input, { answer: () => undefined });
  run.send({ type: 'Start' });
  const open = (state: string, nth = 0) => run.open.filter((one) => one.call.state === state)[nth] as RunTask;
  return { run, open };
}

const cancelled = (run: Run): string[] =>
  run.commands.filter(({ type }) => type === 'CancelTask').map(({ path }) => path);
const types = (run: Run, from: number): string[] => run.events.slice(from).map((event) => event.type);

describe('a failure that is caught inside', () => {
  test('cuts its own branches only: those outside go on', () => {
    const { run, open } = started(parallel('P', [caught(parallel('Q', [task('A'), task('B')])), task('C')]));
    run.fail(open('A'), { error: 'E' });
    expect(cancelled(run)).toEqual([open('B').path]);
    expect(run.status).toBe('RUNNING');
    run.succeed(open('C'), 'c');
    expect(run.output).toEqual([{ Error: 'E', Cause: null }, 'c']);
  });

  test('in one iteration leaves the others running', () => {
    const { run, open } = started(map('M', caught(parallel('Q', [task('A'), task('B')]))));
    run.fail(open('A', 1), { error: 'E' });
    expect(cancelled(run)).toEqual(['0.1.1']);
    run.succeed(open('A', 0), 'a');
    run.succeed(open('B', 0), 'b');
    expect(run.output).toEqual([['a', 'b'], { Error: 'E', Cause: null }]);
  });
});

describe('a failure outside', () => {
  test('cuts whole trees, each task cancelled once', () => {
    const tree = map('M', parallel('Q', [task('A'), task('B')]));
    const { run, open } = started(parallel('P', [tree, task('C')]));
    const before = run.events.length;
    run.fail(open('C'), { error: 'E' });
    expect(cancelled(run)).toEqual(['0.0.0.0', '0.0.0.1', '0.0.1.0', '0.0.1.1']);
    const iteration = ['MapIterationAborted', 'TaskStateAborted', 'TaskStateAborted', 'ParallelStateAborted'];
    expect(types(run, before)).toEqual([
      'TaskFailed',
      ...iteration,
      ...iteration,
      'MapStateAborted',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
    const F = before + 1;
    expect(run.events.slice(before + 1, -1).map((event) => event.previousEventId)).toEqual(
      run.events.slice(before + 1, -1).map(() => F),
    );
    expect(run.execution.frames.size).toBe(0);
  });

  test('that is retried starts the trees anew, and late outcomes of the old ones are refused', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    const { run, open } = started(parallel('P', [map('M', task('A')), task('C')], { Retry }));
    const old = open('A', 0);
    run.fail(open('C'), { error: 'E' });
    expect(run.execution.frames.size).toBe(1);
    run.go();
    expect(run.succeed(old, 'late')).toBe(false);
    expect(old.path).toBe(open('A', 2).path);
    run.succeed(open('A', 2), 'a0');
    run.succeed(open('A', 3), 'a1');
    run.succeed(open('C', 1), 'c');
    expect(run.output).toEqual([['a0', 'a1'], 'c']);
  });

  test('goes up through every level that does not catch it', () => {
    const { run, open } = started(caught(parallel('P', [map('M', parallel('Q', [task('A')]))])));
    run.fail(open('A', 0), { error: 'E', cause: 'c' });
    expect(types(run, 0).slice(-8)).toEqual([
      'ParallelStateAborted',
      'MapIterationFailed',
      'MapStateFailed',
      'ParallelStateFailed',
      'ParallelStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(run.output).toEqual({ Error: 'E', Cause: 'c' });
  });
});

describe('variables', () => {
  const use = (expression: string): JsonObject => ({ Type: 'Pass', Parameters: { 'v.$': expression }, End: true });

  test.each([false, true])(
    'of outer scopes are read at any depth, inner ones end with their iteration (reload: %s)',
    (reload) => {
      const processor = {
        StartAt: 'Own',
        States: {
          Own: { Type: 'Pass', Assign: { 'item.$': '$' }, Next: 'Pause' },
          Pause: { Type: 'Wait', Seconds: 1, Next: 'Q' },
          Q: {
            Type: 'Parallel',
            Branches: [{ StartAt: 'Use', States: { Use: use("States.Format('{}{}', $outer, $item)") } }],
            End: true,
          },
        },
      };
      const definition = {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'M' },
          M: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: processor, End: true },
        },
      };
      expect(new Run(definition, input, { reload }).finish().output).toEqual([[{ v: 'o1' }], [{ v: 'o2' }]]);
    },
  );

  test('that a catcher of a Map assigns belong to the scope of the Map', () => {
    const failing = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } };
    const Catch = [{ ErrorEquals: ['E'], Next: 'Use', Assign: { 'why.$': '$.Error' } }];
    const definition = {
      StartAt: 'M',
      States: {
        M: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: failing, Catch, Assign: { why: 'none' }, Next: 'Use' },
        Use: use('$why'),
      },
    };
    expect(new Run(definition, input, { reload: true }).finish().output).toEqual({ v: 'E' });
  });

  test('of ItemSelector and ResultSelector are those around the Map', () => {
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { k: 'k' }, Next: 'M' },
        M: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemSelector: { 'k.$': '$k' },
          ItemProcessor: single({ Type: 'Pass' }, 'Inner'),
          ResultSelector: { 'k.$': '$k', 'all.$': '$' },
          End: true,
        },
      },
    };
    expect(new Run(definition, input).finish().output).toEqual({ k: 'k', all: [{ k: 'k' }, { k: 'k' }] });
  });
});
