/** Instants as ISO-8601 texts, like those of Date but without it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from './iso-time.ts';

test.each([
  [0, '1970-01-01T00:00:00.000Z'],
  [951_827_696_789, '2000-02-29T12:34:56.789Z'],
  [1_767_225_599_999, '2025-12-31T23:59:59.999Z'],
  [4_107_542_400_000, '2100-03-01T00:00:00.000Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
])('%i is %s', (ms, text) => {
  expect(isoTime(ms)).toBe(text);
});

test('every instant from year 0 to 9999 is what Date says', () => {
  const instant = fc.integer({ min: Date.UTC(1, 0, 1) - 62_000_000_000, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(instant, (ms) => isoTime(ms) === new Date(ms).toISOString()),
    { numRuns: 500 },
  );
});
