/** JSON as rows. */
import { expect, test } from 'vitest';
import { findInJson, jsonRows, openAtFirst } from './json-rows.ts';

const shown = (value: unknown, open = openAtFirst(value)) =>
  jsonRows(value, open).map(({ path, kind, text }) => `${path} ${kind} ${text}`);

test('small values are open; paths are those that ASL takes', () => {
  expect(shown({ a: 1, 'b c': [true, null], "it's": {} })).toEqual([
    '$ open 3 members',
    '$.a leaf 1',
    "$['b c'] open 2 items",
    "$['b c'][0] leaf true",
    "$['b c'][1] leaf null",
    "$['it\\'s'] leaf {}",
  ]);
  expect(shown('text')).toEqual(['$ leaf "text"']);
});

test('of large values the outside is open', () => {
  const value = { list: Array.from({ length: 500 }, (_, i) => ({ i })), small: [1] };
  expect(shown(value)).toEqual([
    '$ open 2 members',
    '$.list closed 500 items',
    '$.small open 1 item',
    '$.small[0] leaf 1',
  ]);
});

test('a search finds names and texts, in order, and what has to be opened', () => {
  const { matches, around } = findInJson({ a: { Needle: 1 }, b: ['needles', 'pins'], c: 2 }, 'needle');
  expect(matches).toEqual(['$.a.Needle', '$.b[0]']);
  expect([...around].sort()).toEqual(['$', '$.a', '$.b']);
});

test('10,000 levels are no problem', () => {
  let value: unknown = 1;
  for (let i = 0; i < 10_000; i++) value = [value];
  expect(findInJson(value, '1').matches).toHaveLength(1);
  expect(shown(value).length).toBeGreaterThan(1);
});
