/** The text of events, exactly as GetExecutionHistory returns it. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from './history-events.ts';
import { batchText, EVENT_DETAILS, eventText } from './history-events.ts';
import { setOwn } from './json.ts';
import { Payload } from './payload.ts';

function event(members: Partial<HistoryEvent>): HistoryEvent {
  return { id: 3, previousEventId: 2, timestampMs: 1_700_000_000_123, type: 'PassStateExited', ...members };
}

const parsed = (members: Partial<HistoryEvent>): unknown => JSON.parse(eventText(event(members)));

test('the envelope comes first, with the time in seconds', () => {
  expect(eventText(event({ type: 'ParallelStateStarted' }))).toBe(
    '{"timestamp":1700000000.123,"type":"ParallelStateStarted","id":3,"previousEventId":2}',
  );
});

describe('details', () => {
  test('payloads are JSON text in a string, each with its …Details', () => {
    const output = Payload.fromText('{"a": "é\\"\\u2028"}');
    expect(parsed({ details: { name: 'P', output } })).toMatchObject({
      stateExitedEventDetails: { name: 'P', output: '{"a": "é\\"\\u2028"}', outputDetails: { truncated: false } },
    });
  });

  test('parameters have no …Details', () => {
    expect(parsed({ type: 'TaskScheduled', details: { parameters: Payload.of({ a: 1 }) } })).toMatchObject({
      taskScheduledEventDetails: { parameters: '{"a":1}' },
    });
    expect(eventText(event({ type: 'TaskScheduled', details: { parameters: Payload.of(1) } }))).not.toContain(
      'Details":{"t',
    );
  });

  test('assigned variables are a map of texts with its …Details', () => {
    const variables = { x: '42', s: '"t"' };
    setOwn(variables, '__proto__', '1');
    const text = eventText(event({ details: { name: 'P', output: Payload.of(1), assignedVariables: variables } }));
    expect(text).toContain('"assignedVariables":{"x":"42","s":"\\"t\\"","__proto__":"1"}');
    expect(text).toContain('"assignedVariablesDetails":{"truncated":false}');
  });

  test('undefined members are left out, also all of them', () => {
    const details = { error: undefined, cause: undefined };
    expect(parsed({ type: 'ExecutionAborted', details })).toMatchObject({ executionAbortedEventDetails: {} });
    expect(parsed({ type: 'TaskFailed', details: { error: 'E', cause: undefined } })).toMatchObject({
      taskFailedEventDetails: { error: 'E' },
    });
  });

  test('types without details member show none', () => {
    expect(parsed({ type: 'LambdaFunctionStarted', details: { resource: 'x' } })).toEqual({
      timestamp: 1_700_000_000.123,
      type: 'LambdaFunctionStarted',
      id: 3,
      previousEventId: 2,
    });
  });
});

test('a batch is the JSON array of its events', () => {
  expect(batchText([])).toBe('[]');
  const events = [
    event({ id: 1, type: 'MapStateFailed' }),
    event({ id: 2, type: 'MapRunFailed', details: { error: 'E' } }),
  ];
  expect(JSON.parse(batchText(events))).toEqual(events.map((one) => JSON.parse(eventText(one))));
});

test('all types of the API model are known', () => {
  expect(Object.keys(EVENT_DETAILS)).toHaveLength(62);
});
