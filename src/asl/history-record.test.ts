/** Records of history: what is written down reads as it was. */
import { describe, expect, test } from 'vitest';
import { batchText, type HistoryEvent } from './history-events.ts';
import { historyEvents, historyRecord, storedEvents } from './history-record.ts';
import { setOwn } from './json.ts';
import { Payload } from './payload.ts';

const MS = 1_700_000_000_123;
const data = Payload.fromText('{"a": "é\\"\\u2028", "n": 1.0}');

const EVENTS: readonly HistoryEvent[] = [
  { id: 7, previousEventId: 6, timestampMs: MS, type: 'PassStateEntered', details: { name: 'P', input: data } },
  {
    ...{ id: 8, previousEventId: 7, timestampMs: MS + 5, type: 'PassStateExited' },
    details: { name: 'P', output: data, assignedVariables: variables() },
  },
  { id: 9, previousEventId: 8, timestampMs: MS + 5, type: 'ParallelStateStarted' },
  { id: 10, previousEventId: 9, timestampMs: MS + 5, type: 'MapStateStarted', details: { length: 3 } },
  {
    ...{ id: 11, previousEventId: 10, timestampMs: MS + 5, type: 'TaskScheduled' },
    details: { resource: 'r', region: 'x', parameters: Payload.of([]), timeoutInSeconds: undefined },
  },
  { id: 12, previousEventId: 0, timestampMs: MS + 9, type: 'ExecutionAborted', details: { error: undefined } },
];

function variables() {
  const map = { x: '42' };
  setOwn(map, '__proto__', '1');
  return map;
}

const row = (events: readonly HistoryEvent[]) => ({ firstEventId: events[0]?.id ?? 1, body: historyRecord(events) });

test('events come back as GetExecutionHistory shows them, letter by letter', () => {
  const texts = storedEvents(row(EVENTS)).map(({ text }) => text);
  expect(`[${texts.join(',')}]`).toBe(batchText(EVENTS));
  expect(storedEvents(row(EVENTS)).map(({ id }) => id)).toEqual([7, 8, 9, 10, 11, 12]);
});

test('a range of events is read without the others', () => {
  const ids = (first: number, last: number, of = row(EVENTS)) =>
    storedEvents(of, true, { first, last }).map(({ id }) => id);
  expect(ids(8, 10)).toEqual([8, 9, 10]);
  expect(ids(1, 7)).toEqual([7]);
  expect(ids(12, 99)).toEqual([12]);
  expect([...ids(1, 6), ...ids(13, 20)]).toEqual([]);
  expect(ids(8, 10, { firstEventId: 7, body: batchText(EVENTS) })).toEqual([8, 9, 10]);
  const [event] = storedEvents(row(EVENTS), true, { first: 9, last: 9 });
  expect(event?.text).toBe(storedEvents(row(EVENTS))[2]?.text);
});

test('a payload and the name of a type stand in a record once, however many events show them', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => ({ ...(EVENTS[0] as HistoryEvent), id: i + 1 }));
  const { body } = row(twenty);
  expect(body.split('PassStateEntered')).toHaveLength(2);
  expect(body.split('u2028')).toHaveLength(2);
});

test.each(['cut', 'longer'])('a record that is %s is not taken for a whole one', (how) => {
  const { body, firstEventId } = row(EVENTS);
  const damaged = how === 'cut' ? body.slice(0, -1) : `${body}x`;
  expect(() => storedEvents({ firstEventId, body: damaged })).toThrow();
});

test('many different payloads are all found again', () => {
  const many = Array.from({ length: 50 }, (_, i) => ({
    ...{ ...(EVENTS[0] as HistoryEvent), id: i + 1 },
    details: { name: 'P', input: Payload.of(i % 30) },
  }));
  expect(`[${storedEvents(row(many)).map(({ text }) => text)}]`).toBe(batchText(many));
});

describe('without execution data', () => {
  test('payloads go; names, errors and parameters stay', () => {
    const [entered, , , , scheduled] = storedEvents(row(EVENTS), false).map(({ text }) => JSON.parse(text));
    expect(entered.stateEnteredEventDetails).toEqual({ name: 'P' });
    expect(scheduled.taskScheduledEventDetails).toEqual({ resource: 'r', region: 'x', parameters: '[]' });
  });
});

describe('rows of earlier releases, arrays of events as they are shown', () => {
  const old = { firstEventId: 7, body: batchText(EVENTS) };

  test('are read the same', () => {
    expect(storedEvents(old)).toEqual(storedEvents(row(EVENTS)));
    expect(storedEvents(old, false)).toEqual(storedEvents(row(EVENTS), false));
  });

  test('give the same events', () => {
    expect(batchText(historyEvents(old))).toBe(batchText(EVENTS));
  });
});

test('events come back as the engine made them', () => {
  expect(batchText(historyEvents(row(EVENTS)))).toBe(batchText(EVENTS));
  expect(historyEvents(row(EVENTS)).map((event) => event.timestampMs)).toEqual(EVENTS.map((e) => e.timestampMs));
});
