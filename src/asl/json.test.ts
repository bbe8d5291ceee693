/** JSON helpers: hostile keys are data, sizes are those of UTF-8. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { getOwn, isObject, jsonEquals, setOwn, typeName, utf8Length } from './json.ts';

describe('own members', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no member until it is set', (key) => {
    const object: JsonObject = {};
    expect(getOwn(object, key)).toBeUndefined();
    setOwn(object, key, { polluted: true });
    expect(getOwn(object, key)).toEqual({ polluted: true });
    expect(Object.keys(object)).toEqual([key]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(({} as JsonObject)['polluted']).toBeUndefined();
  });

  test('__proto__ survives the way to text and back', () => {
    const object: JsonObject = {};
    setOwn(object, '__proto__', 1);
    expect(JSON.stringify(object)).toBe('{"__proto__":1}');
    expect(getOwn(JSON.parse('{"__proto__":1}') as JsonObject, '__proto__')).toBe(1);
  });
});

describe('jsonEquals', () => {
  test.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['1', '1.0', true],
    ['[1,2]', '[2,1]', false],
    ['[]', '{}', false],
    ['{}', '[]', false],
    ['null', '{}', false],
    ['{"a":1}', '{"a":1,"b":1}', false],
    ['{"a":null}', '{"b":null}', false],
    ['{"__proto__":{}}', '{"a":{}}', false],
    ['{"toString":1}', '{"constructor":1}', false],
    ['"1"', '1', false],
  ])('%s and %s: %s', (a, b, equal) => {
    expect(jsonEquals(JSON.parse(a), JSON.parse(b))).toBe(equal);
  });
});

test('typeName and isObject tell null, arrays and objects apart', () => {
  expect([null, true, 1, 'x', [], {}].map(typeName)).toEqual([
    'null',
    'boolean',
    'number',
    'string',
    'array',
    'object',
  ]);
  expect([null, [], {}, 'x', undefined].map(isObject)).toEqual([false, false, true, false, false]);
});

describe('utf8Length', () => {
  test.each(['', 'abc', 'é', '€', '😀', 'a😀b', '\u0000', '\u07ff\u0800', '\ud800', '\udc00', '\ud800é', 'x\ud83d'])(
    '%j is as long as its encoding',
    (text) => expect(utf8Length(text)).toBe(Buffer.byteLength(text)),
  );
});
