import { describe, expect, it } from 'vitest';
import { readImport } from './read-import.ts';

const event = (id: number, timestamp: unknown = 1_700_000_000.5) => ({ id, type: 'PassStateEntered', timestamp });
const file = (value: unknown, name = 'history.json') => ({ name, text: JSON.stringify(value) });

describe('an import', () => {
  it('reads GetExecutionHistory, whatever the form of its dates', () => {
    const dates = [1_700_000_000.5, 1_700_000_000_500, '2023-11-14T22:13:20.500Z', '2023-11-14T23:13:20.500+01:00'];
    const { name, events } = readImport([file({ events: dates.map((date, index) => event(index + 1, date)) })]);
    expect(name).toBe('history');
    expect(events.map(({ timestamp }) => timestamp)).toEqual(dates.map(() => 1_700_000_000.5));
  });

  it('puts pages of several files together, each event once, by id', () => {
    const { events } = readImport([file({ events: [event(3), event(2)] }), file({ events: [event(1), event(2)] })]);
    expect(events.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('reads a bare list, and one event a line', () => {
    expect(readImport([file([event(1)])]).events).toHaveLength(1);
    const lines = { name: 'x.jsonl', text: `${JSON.stringify(event(1))}\n${JSON.stringify(event(2))}\n` };
    expect(readImport([lines]).events).toHaveLength(2);
  });

  it('takes the definition and the execution from the files beside it', () => {
    const { name, definition } = readImport([
      file({ events: [event(1)] }),
      file({ executionArn: 'arn', name: 'order-1' }),
      file({ StartAt: 'A', States: {} }),
    ]);
    expect(name).toBe('order-1');
    expect(JSON.parse(definition!)).toEqual({ StartAt: 'A', States: {} });
  });

  it.each([
    [{ name: 'a.json', text: 'nonsense' }, 'a.json is not JSON'],
    [{ name: 'a.json', text: '' }, 'a.json is not JSON'],
    [file({ some: 'thing' }), 'No history in there'],
    [file({ events: [{ id: 'x' }, null, 4] }), 'No history in there'],
    [file(null), 'No history in there'],
  ])('says what is wrong with %j', (bad, message) => {
    expect(() => readImport([bad])).toThrow(message);
  });
});
