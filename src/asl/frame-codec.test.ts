/** Frames as rows: what is written when, and that an execution goes on from its rows as if nothing had happened. */
import { describe, expect, test } from 'vitest';
import { advance } from './advance.ts';
import type { Execution, Stimulus, Turn } from './execution.ts';
import type { StoredFrame } from './frame-codec.ts';
import { frameBody, restoreFrames } from './frame-codec.ts';
import type { Json, JsonObject } from './json.ts';
import { Payload } from './payload.ts';
import { Run, single } from './run.fixture.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = single({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f', 'Payload.$': '$' } }, 'T');

function start(definition: JsonObject, input: Json = {}): { run: Run; turn: Turn; send: (stimulus: Stimulus) => Turn } {
  const run = new Run(definition, input);
  const send = (stimulus: Stimulus) => advance(run.program, run.execution, stimulus, run.host, 1000);
  return { run, turn: send({ type: 'Start' }), send };
}

const rowsOf = (execution: Execution): StoredFrame[] =>
  [...execution.frames.keys()].map((path) => ({ path, body: frameBody(execution, path) as string }));

/** The execution as its rows tell it. */
function reread(execution: Execution, rows: readonly StoredFrame[] = rowsOf(execution)): Execution {
  const again: Execution = { ...execution, frames: new Map() };
  restoreFrames(again, rows);
  return again;
}

function plain(execution: Execution): unknown {
  const shown = (_: string, value: unknown) => (value instanceof Payload ? { payload: value.text } : value);
  return JSON.parse(JSON.stringify([...execution.frames], shown));
}

const finished = (path: string, taskId: number, output: Json): Stimulus => ({
  type: 'TaskSucceeded',
  path,
  taskId,
  output: Payload.of(output),
});

describe('a frame comes back as it was', () => {
  test.each<[string, JsonObject, Json]>([
    ['in a Wait', single({ Type: 'Wait', Seconds: 5 }), { a: 'é"\\\u2028' }],
    [
      'in a Task',
      single({ ...(task['States'] as { T: JsonObject }).T, TimeoutSeconds: 9, HeartbeatSeconds: 3 }),
      [1, null],
    ],
    [
      'in a Parallel',
      single({ Type: 'Parallel', Branches: [task, single({ Type: 'Wait', Seconds: 1 }, 'W')] }),
      'text',
    ],
    [
      'in a Map',
      single({ Type: 'Map', ItemsPath: '$.items', ItemProcessor: task, MaxConcurrency: 2 }),
      { items: [1, 2, 3] },
    ],
  ])('%s', (_, definition, input) => {
    const { run } = start(definition, input);
    expect(plain(reread(run.execution))).toEqual(plain(run.execution));
  });

  test('with the number of its retries', () => {
    const Retry = [{ ErrorEquals: ['A'] }, { ErrorEquals: ['B'] }];
    const { run, send } = start(single({ ...(task['States'] as { T: JsonObject }).T, Retry }));
    send({ type: 'TaskFailed', path: '0', taskId: 3, error: { error: 'B' } });
    expect(run.execution.frames.get('0')?.retries).toEqual([0, 1]);
    expect(plain(reread(run.execution))).toEqual(plain(run.execution));
  });

  test('with the child that it waits for, and without the call that was answered', () => {
    const { run, send } = start(task);
    send({ type: 'TaskSubmitted', path: '0', taskId: 3, output: Payload.of({}), child: 7, adopted: true });
    expect(reread(run.execution).frames.get('0')?.wait).toEqual({ on: 'task', taskId: 3, child: 7, adopted: true });
  });

  test('before its first state, when the turn was cut', () => {
    const run = new Run(single({ Type: 'Pass' }), { in: 1 });
    advance(run.program, run.execution, { type: 'Start' }, run.host, 0);
    expect(plain(reread(run.execution))).toEqual(plain(run.execution));
  });
});

describe('a Map or Parallel under way', () => {
  const definition = single({ Type: 'Map', ItemProcessor: task, MaxConcurrency: 2 }, 'M');

  test('writes its own row once; an iteration that is done is a small row of its own', () => {
    const { run, turn, send } = start(definition, [1, 2, 3]);
    expect([...turn.touched].toSorted()).toEqual(['0', '0.0', '0.1']);
    const { touched } = send(finished('0.0', 7, { out: 'é"' }));
    expect([...touched].toSorted()).toEqual(['0.0', '0.2']);
    expect(frameBody(run.execution, '0.0')).toBe('{"done":"{\\"out\\":\\"é\\\\\\"\\"}"}');
  });

  test('knows from its branches’ rows, in whatever order, how far it is', () => {
    const { run, send } = start(definition, [1, 2, 3, 4]);
    send(finished('0.1', 10, 'second'));
    const rows = [...rowsOf(run.execution), { path: '0.1', body: frameBody(run.execution, '0.1') as string }];
    for (const order of [rows, rows.toReversed()]) {
      const again = reread(run.execution, order);
      const { next, running, results } = again.frames.get('0')?.children ?? {};
      expect({ next, running }).toEqual({ next: 3, running: 2 });
      expect(results?.map((result) => result?.text)).toEqual([undefined, '"second"']);
    }
  });

  test('of more than ten branches keeps their order', () => {
    const { run } = start(
      single({ Type: 'Map', ItemProcessor: task }),
      Array.from({ length: 12 }, (_, i) => i),
    );
    const again = reread(
      run.execution,
      rowsOf(run.execution).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    expect([...again.frames.keys()]).toEqual([...run.execution.frames.keys()]);
  });

  test('tells when the rows of its finished branches are to go', () => {
    const { run, send } = start(definition, [1, 2]);
    send(finished('0.0', 7, 1));
    const { cleared, touched } = send(finished('0.1', 10, 2));
    expect(cleared).toEqual(new Set(['0']));
    expect(touched).toEqual(new Set(['0', '0.1']));
    expect(frameBody(run.execution, '0.0')).toBeUndefined();
    expect(frameBody(run.execution, '0')).toBeUndefined();
  });

  test('gives its branches the variables around them, which their rows do not repeat', () => {
    const inner = single({ Type: 'Parallel', Branches: [task] }, 'P');
    const machine = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 'shown once' }, Next: 'M' },
        M: { Type: 'Map', ItemProcessor: inner, End: true },
      },
    };
    const { run } = start(machine, [1]);
    expect(reread(run.execution).frames.get('0.0.0')?.inherited).toEqual({ outer: 'shown once' });
    expect(frameBody(run.execution, '0')).toContain('shown once');
    expect(frameBody(run.execution, '0.0')).not.toContain('shown once');
  });
});

test('there is no row for what is not there', () => {
  const { run } = start(single({ Type: 'Map', ItemProcessor: task }), [1]);
  for (const path of ['1', '0.1', '0.0.0', '0.x', '0.', '', '__proto__', '0.__proto__', '0.length', '0.constructor']) {
    expect(frameBody(run.execution, path)).toBeUndefined();
  }
});

test('a finished branch without its parent is refused', () => {
  const { run } = start(task);
  expect(() => reread(run.execution, [{ path: '0.0', body: '{"done":"1"}' }])).toThrow('0.0');
});
