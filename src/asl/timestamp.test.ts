import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, type Instant, parseInstant, parseTimestamp } from './timestamp.ts';

describe('timestamps', () => {
  it.each<[string, number]>([
    ['1970-01-01T00:00:00Z', 0],
    ['2016-03-14T01:59:00Z', Date.UTC(2016, 2, 14, 1, 59)],
    ['2012-10-09T19:00:55+01:00', Date.UTC(2012, 9, 9, 18, 0, 55)],
    ['2012-10-09T19:00:55-00:30', Date.UTC(2012, 9, 9, 19, 30, 55)],
    ['2016-03-05T21:29:29.243Z', Date.UTC(2016, 2, 5, 21, 29, 29, 243)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('%s', (text, expected) => {
    expect(parseTimestamp(text)).toBe(expected);
  });

  it('rounds up, so that no timer fires early', () => {
    expect(parseTimestamp('1970-01-01T00:00:00.243167252Z')).toBe(244);
  });

  it.each([
    '',
    '2016-12-05 21:29:29Z',
    '2016-12-05T21:29:29',
    '05-12-2016T21:29:29Z',
    '2016-13-05T21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2016-12-05T24:00:00Z',
    '2015-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2016-04-31T00:00:00Z',
    '2016-12-05t21:29:29z',
    '2016-12-05T21:29:60Z',
    '2016-12-05T21:29:29.Z',
    '2016-12-05T21:29:29+25:00',
    '2023-02-24',
  ])('%j is not one', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it('compares to the nanosecond, across offsets', () => {
    const at = (text: string): Instant => parseInstant(text) as Instant;
    expect(compareInstants(at('2020-01-01T00:00:00.000000001Z'), at('2020-01-01T00:00:00Z'))).toBe(1);
    expect(compareInstants(at('2020-01-01T01:00:00+01:00'), at('2020-01-01T00:00:00Z'))).toBe(0);
  });

  it('agrees with Date on every instant from year 1 to 9999', () => {
    const ms = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(ms, (date) => {
        expect(parseTimestamp(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
