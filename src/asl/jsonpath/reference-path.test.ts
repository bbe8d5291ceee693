import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { compileReferencePath } from './reference-path.ts';
import { failureOf } from './test-env.contract.ts';

const insert = (text: string, input: Json, value: Json): Json => compileReferencePath(text)(input, value);

describe('ResultPath', () => {
  it.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'new'],
    ['$.b', { a: 1 }, { a: 1, b: 'new' }],
    ['$.a', { a: 1 }, { a: 'new' }],
    ['$.x.y.z', {}, { x: { y: { z: 'new' } } }],
    ["$['a b']", {}, { 'a b': 'new' }],
    ['$.list[1]', { list: [1, 2, 3] }, { list: [1, 'new', 3] }],
    ['$[1].payload', [0, { id: 7 }], [0, { id: 7, payload: 'new' }]],
  ])('%s', (text, input, expected) => {
    expect(insert(text, input, 'new')).toEqual(expected);
  });

  it('copies along the path only, and leaves the input as it is', () => {
    const input = { a: { b: 1 }, other: { c: 1 } };
    const output = insert('$.a.b', input, 2) as typeof input;
    expect(input).toEqual({ a: { b: 1 }, other: { c: 1 } });
    expect(output.other).toBe(input.other);
  });

  it('touches own members only', () => {
    const output = insert('$.__proto__.polluted', {}, true);
    expect(JSON.stringify(output)).toBe('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify(insert('$.constructor.prototype.x', {}, 1))).toBe('{"constructor":{"prototype":{"x":1}}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each<[string, Json]>([
    ['$.a', 'text'],
    ['$.a', [1]],
    ['$.a.b', { a: 1 }],
    ['$.list[3]', { list: [1] }],
    ['$.list[0]', {}],
  ])('%s does not fit %j', (text, input) => {
    expect(failureOf(() => insert(text, input, 1))).toBe(
      `States.Runtime: Unable to apply ReferencePath ${text} to input ${JSON.stringify(input)}`,
    );
  });

  it.each(['$$.a', '$v.a', '$.a[*]', '$..a', '$.a[-1]', '$.a.length()', 'a'])('%s is refused', (text) => {
    expect(failureOf(() => insert(text, {}, 1))).toContain('Invalid path');
  });
});
