/** What the console makes of histories, with histories that the interpreter itself writes. */
import { describe, expect, test } from 'vitest';
import type { TaskAnswer } from '../../../src/asl/run.fixture.ts';
import { Run } from '../../../src/asl/run.fixture.ts';
import { DefinitionIndex } from './definition-index.ts';
import type { WireEvent } from './event.ts';
import { ExecutionHistory } from './execution-history.ts';
import { failingLeaf } from './failing-leaf.ts';
import { historyOf, wireOf } from './history.fixture.ts';
import { pathLabel } from './visit.ts';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const task = (fields: object) => ({ Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'f' }, ...fields });
const fails: TaskAnswer = () => ({ failure: { error: 'Boom', cause: 'it broke' } });

function outline(history: ExecutionHistory): string[] {
  return history.visits.map((visit) => `${pathLabel(visit)} ${visit.status} ${visit.attempts.length}`);
}

describe('visits', () => {
  test('a loop visits its states again and again', () => {
    const history = historyOf({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Result: { n: 0 }, Next: 'Add' },
        Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
        Enough: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'Add' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    expect(history.visitsOf('Add').map(({ repeat, output }) => [repeat, output])).toEqual([
      [0, '{"n":1}'],
      [1, '{"n":2}'],
      [2, '{"n":3}'],
    ]);
    expect(history).toMatchObject({ status: 'SUCCEEDED', output: '{"n":3}' });
  });

  test('every attempt of a Task is kept with its failure', () => {
    let tries = 0;
    const history = historyOf(
      { StartAt: 'T', States: { T: task({ Retry: [{ ErrorEquals: ['Boom'] }], End: true }) } },
      { answer: (one, run) => (++tries < 3 ? fails(one, run) : { result: 7 }) },
    );
    const [visit] = history.visits;
    expect(visit).toMatchObject({ status: 'SUCCEEDED', output: '7' });
    expect(visit?.failure).toBeUndefined();
    expect(visit?.attempts.map(({ number, status, failure }) => [number, status, failure?.error])).toEqual([
      [1, 'FAILED', 'Boom'],
      [2, 'FAILED', 'Boom'],
      [3, 'SUCCEEDED', undefined],
    ]);
    expect(visit?.attempts[0]).toMatchObject({
      resourceType: 'lambda',
      resource: 'invoke',
      parameters: '{"FunctionName":"f"}',
    });
  });

  test('a failure that is caught says so', () => {
    const history = historyOf(
      {
        StartAt: 'T',
        States: {
          T: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }], End: true }),
          Mend: { Type: 'Pass', End: true },
        },
      },
      { answer: fails },
    );
    expect(outline(history)).toEqual(['T CAUGHT 1', 'Mend SUCCEEDED 0']);
    expect(history.visits[0]?.failure).toEqual({ error: 'Boom', cause: 'it broke' });
  });

  test('a Choice without a match fails the execution in that state', () => {
    const history = historyOf({
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'D' }] },
        D: { Type: 'Succeed' },
      },
    });
    expect(failingLeaf(history)?.name).toBe('C');
    expect(history.failure?.error).toBe('States.Runtime');
  });

  test('variables are those on entry, with those of the scopes around', () => {
    const history = historyOf({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { a: 1 }, Next: 'P' },
        P: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'B',
              States: { B: { Type: 'Pass', Assign: { b: 2 }, Next: 'C' }, C: { Type: 'Pass', End: true } },
            },
          ],
          Next: 'D',
        },
        D: { Type: 'Pass', End: true },
      },
    });
    const seen = Object.fromEntries(history.visits.map(({ name, variables }) => [name, variables]));
    expect(seen).toEqual({ A: {}, P: { a: '1' }, B: { a: '1' }, C: { a: '1', b: '2' }, D: { a: '1' } });
  });
});

describe('Parallel and Map', () => {
  const branch = (name: string, fields: object) => ({ StartAt: name, States: { [name]: fields } });

  test('branches have the numbers of the definition', () => {
    const history = historyOf({
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            branch('Slow', { Type: 'Wait', Seconds: 5, End: true }),
            branch('Quick', { Type: 'Pass', End: true }),
          ],
          End: true,
        },
      },
    });
    expect(outline(history)).toEqual(['P SUCCEEDED 1', 'P[0] › Slow SUCCEEDED 0', 'P[1] › Quick SUCCEEDED 0']);
    expect(history.visits[0]?.scopes.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  test('a failing branch cuts the others, and its leaf is the one to look at', () => {
    const history = historyOf(
      {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [branch('Slow', { Type: 'Wait', Seconds: 5, End: true }), branch('Bad', task({ End: true }))],
            End: true,
          },
        },
      },
      { answer: fails },
    );
    expect(outline(history)).toEqual(['P FAILED 1', 'P[0] › Slow ABORTED 0', 'P[1] › Bad FAILED 1']);
    expect(failingLeaf(history)?.name).toBe('Bad');
    expect(history.failing?.name).toBe('P');
  });

  test('iterations keep their index, whatever order they end in', () => {
    const history = historyOf(
      {
        StartAt: 'M',
        States: {
          M: {
            Type: 'Map',
            MaxConcurrency: 2,
            ItemProcessor: branch('W', { Type: 'Wait', SecondsPath: '$', Next: 'X' }),
            End: true,
          },
        },
      },
      { input: [3, 1, 2], add: { M: { X: { Type: 'Pass', End: true } } } },
    );
    expect(history.visits[0]).toMatchObject({ status: 'SUCCEEDED', length: 3 });
    expect(history.visitsOf('X').map((visit) => [pathLabel(visit), visit.output])).toEqual([
      ['M[1] › X', '1'],
      ['M[0] › X', '3'],
      ['M[2] › X', '2'],
    ]);
  });

  test('a Map that is tried again has the iterations of every round', () => {
    let calls = 0;
    const history = historyOf(
      {
        StartAt: 'M',
        States: {
          M: {
            Type: 'Map',
            ItemProcessor: branch('T', task({ End: true })),
            Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }],
            End: true,
          },
        },
      },
      { input: [1, 2], answer: (one, run) => (++calls === 1 ? fails(one, run) : { result: calls }) },
    );
    const [map] = history.visits;
    expect(map).toMatchObject({ status: 'SUCCEEDED' });
    expect(map?.attempts.map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(map?.scopes.map(({ round, index, status }) => `${round}.${index} ${status}`)).toEqual([
      '1.0 FAILED',
      '1.1 ABORTED',
      '2.0 SUCCEEDED',
      '2.1 SUCCEEDED',
    ]);
  });
});

describe('redrive', () => {
  test('the state that failed goes on in the same visit', () => {
    let broken = true;
    const run = new Run(
      { StartAt: 'T', States: { T: task({ Next: 'Done' }), Done: { Type: 'Succeed' } } },
      {},
      { answer: (one, self) => (broken ? fails(one, self) : { result: 1 }) },
    ).finish();
    broken = false;
    run.send({ type: 'Redrive' });
    const history = new ExecutionHistory();
    history.append(wireOf(run.events));
    expect(outline(history)).toEqual(['T SUCCEEDED 2', 'Done SUCCEEDED 0']);
    expect(history).toMatchObject({ status: 'SUCCEEDED', failing: undefined });
    expect(history.redrives).toHaveLength(1);
  });
});

describe('histories from elsewhere', () => {
  test('times in ISO 8601, unknown types, gaps and events without anything are taken', () => {
    const history = new ExecutionHistory();
    history.append([
      {
        id: 1,
        type: 'ExecutionStarted',
        timestamp: '2026-01-01T00:00:00.500Z',
        executionStartedEventDetails: { input: '{}' },
      },
      { id: 4, previousEventId: 3, type: 'PassStateExited', timestamp: '2026-01-01T00:00:01Z' },
      { id: 7, type: 'SomethingNew', timestamp: 'yesterday' },
      { id: 9, previousEventId: 8, type: 'TaskSucceeded', timestamp: 1767225603.25, taskSucceededEventDetails: null },
      { id: 12, type: 'MapIterationFailed', timestamp: 1767225604 } as WireEvent,
      { id: 13, previousEventId: 12, type: 'ExecutionFailed', timestamp: 1767225604 },
    ]);
    expect(history.startMs).toBe(Date.UTC(2026, 0, 1, 0, 0, 0, 500));
    expect(history).toMatchObject({ status: 'FAILED', endMs: 1_767_225_604_000, visits: [] });
  });

  test('what is known already is passed over', () => {
    const events = wireOf(new Run({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }).finish().events);
    const history = new ExecutionHistory();
    expect(history.append(events.slice(0, 2))).toBe(2);
    expect(history.append(events)).toBe(2);
    expect(history.append(events)).toBe(0);
    expect(history.visits).toHaveLength(1);
  });

  test('the children that tasks started are known by their ARN', () => {
    const ExecutionArn = 'arn:aws:states:us-east-1:123456789012:execution:C:x';
    const history = historyOf(
      {
        StartAt: 'T',
        States: {
          T: task({
            Resource: 'arn:aws:states:::states:startExecution',
            Parameters: { StateMachineArn: 'm' },
            End: true,
          }),
        },
      },
      { answer: () => ({ result: { ExecutionArn, StartDate: 1 } }) },
    );
    expect(history.visits[0]?.attempts[0]?.childArn).toBe(ExecutionArn);
  });
});

test('25,000 events are reduced in 100 ms', () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
    },
  };
  const events: WireEvent[] = [
    { id: 1, type: 'ExecutionStarted', timestamp: 1 },
    { id: 2, type: 'MapStateEntered', timestamp: 1, stateEnteredEventDetails: { name: 'M', input: '[]' } },
    { id: 3, previousEventId: 2, type: 'MapStateStarted', timestamp: 1, mapStateStartedEventDetails: { length: 6249 } },
  ];
  const add = (event: Omit<WireEvent, 'id' | 'timestamp'>) =>
    events.push({ ...event, id: events.length + 1, timestamp: 1 } as WireEvent);
  for (let index = 0; index < 6249; index++) {
    add({ previousEventId: 3, type: 'MapIterationStarted', mapIterationStartedEventDetails: { name: 'M', index } });
    add({
      previousEventId: events.length,
      type: 'PassStateEntered',
      stateEnteredEventDetails: { name: 'P', input: '1' },
    });
    add({
      previousEventId: events.length,
      type: 'PassStateExited',
      stateExitedEventDetails: { name: 'P', output: '1' },
    });
    add({
      previousEventId: events.length,
      type: 'MapIterationSucceeded',
      mapIterationSucceededEventDetails: { name: 'M', index },
    });
  }
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage();
    new ExecutionHistory(new DefinitionIndex(definition)).append(events);
    return process.cpuUsage(before).user / 1000; // milliseconds; the machine may do other things as well
  });
  expect(Math.min(...times)).toBeLessThan(100);
});
