/** Wait: parks its branch until an instant. */
import { describe, expect, test } from 'vitest';
import { nextWakeMs } from '../advance.ts';
import type { Json, JsonObject } from '../json.ts';
import { Run, START_MS, single } from '../run.fixture.ts';

function waiting(fields: JsonObject, input: Json = {}): Run {
  const run = new Run(single({ Type: 'Wait', ...fields }), input);
  run.send({ type: 'Start' });
  return run;
}

test('nothing happens until the time has come', () => {
  const run = waiting({ Seconds: 10 });
  expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 WaitStateEntered']);
  expect(nextWakeMs(run.execution)).toBe(START_MS + 10_000);
  run.nowMs = START_MS + 9_999;
  expect(run.send({ type: 'Tick' })).toBe(false);
  expect(run.status).toBe('RUNNING');
  run.nowMs++;
  expect(run.send({ type: 'Tick' })).toBe(true);
  expect(run.story.slice(2)).toEqual(['3<2 WaitStateExited', '4<3 ExecutionSucceeded']);
  expect(run.events.at(-1)?.timestampMs).toBe(START_MS + 10_000);
});

describe('the instant', () => {
  test.each<[string, JsonObject, Json, number]>([
    ['SecondsPath', { SecondsPath: '$.s' }, { s: 5 }, 5],
    ['Timestamp', { Timestamp: '2026-01-01T00:01:00Z' }, {}, 60],
    ['TimestampPath, with offset', { TimestampPath: '$.t' }, { t: '2026-01-01T01:00:30+01:00' }, 30],
    ['a year', { Seconds: 31_536_000 }, {}, 31_536_000],
  ])('%s', (_, fields, input, seconds) => {
    const run = waiting(fields, input);
    expect(nextWakeMs(run.execution)).toBe(START_MS + seconds * 1000);
    expect(run.go().output).toEqual(input);
  });

  test.each<[string, JsonObject]>([
    ['Seconds 0', { Seconds: 0 }],
    ['a Timestamp in the past', { Timestamp: '2025-12-31T23:59:59Z' }],
    ['a Timestamp that is now', { Timestamp: '2026-01-01T00:00:00Z' }],
  ])('%s does not wait', (_, fields) => {
    const run = waiting(fields);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.story).toHaveLength(4);
  });

  test.each<[string, JsonObject, Json, string]>([
    [
      'is negative',
      { SecondsPath: '$.s' },
      { s: -1 },
      'The SecondsPath parameter references a negative value: $.s == -1',
    ],
    ['is more than a year away', { Seconds: 40_000_000 }, {}, 'Wait state delay is too long.'],
  ])('that %s fails the execution', (_, fields, input, detail) => {
    const run = waiting(fields, input);
    expect(run.story.at(-1)).toBe('3<2 ExecutionFailed');
    expect(run.execution.error).toEqual({
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'S' (entered at the event id #2). ${detail}`,
    });
  });
});

test('InputPath, OutputPath and Assign are for the end of the wait', () => {
  const run = waiting({ Seconds: 1, InputPath: '$.a', OutputPath: '$.b', Assign: { 'v.$': '$.b' } }, { a: { b: 1 } });
  run.go();
  expect(run.details('WaitStateExited')).toEqual({ name: 'S', output: 1, assignedVariables: { v: '1' } });
});
