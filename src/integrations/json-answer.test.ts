import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonText, parseAnswer } from './json-answer.ts';

test.each([
  ['{ "a" : [ 1, 2 ] }\n', '{"a":[1,2]}'],
  ['{"a":"b c","d\\" e":1}', '{"a":"b c","d\\" e":1}'],
  [' 0.0 ', '0.0'],
  ['12345678901234567890', '12345678901234567890'],
  ['"\\\\" ', '"\\\\"'],
  ['null', 'null'],
])('%j is kept as %j', (text, compact) => {
  expect(parseAnswer(text)?.text).toBe(compact);
});

test.each(['', 'plain', '{', '1 2', '{"a":}', '"', "{'a':1}"])('%j is not JSON', (text) => {
  expect(parseAnswer(text)).toBeUndefined();
  expect(isJsonText(text)).toBe(false);
});

test('a value nested deeper than anything may be is refused without touching the stack', () => {
  expect(parseAnswer('['.repeat(1000) + ']'.repeat(1000))).toBeDefined();
  expect(parseAnswer('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBeUndefined();
});

test('compacting never changes the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, indent) => {
      expect(parseAnswer(JSON.stringify(value, null, indent))?.text).toBe(JSON.stringify(value));
    }),
  );
});
