import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvaluationFailure } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { compileExpression } from '../expression.ts';
import { failureOf, scopeOf } from '../test-env.contract.ts';
import { INTRINSICS } from './index.ts';

const call = (text: string, input: Json = {}): Json => compileExpression(text, 'v.$').evaluate(scopeOf(input));
const problem = (text: string, input: Json = {}): string => failureOf(() => call(text, input));

describe('States.Format', () => {
  it.each<[string, Json, string]>([
    ["States.Format('no arguments')", {}, 'no arguments'],
    ["States.Format('{} and {}', $.a, 'x')", { a: null }, 'null and x'],
    ["States.Format('{}{}', 1.5, true)", {}, '1.5true'],
    ["States.Format('{}', $.a)", { a: { Arg1: 1, Arg2: [] } }, '{Arg1=1, Arg2=[]}'],
    ["States.Format('{}', $.a)", { a: [1, 'x', [null]] }, '[1, x, [null]]'],
    ["States.Format('\\{\\} \\'{}\\' \\\\', 1)", {}, "{} '1' \\"],
    ['States.Format($.template, $.name)', { template: "It's {}!", name: 'Ann' }, "It's Ann!"],
    ["States.Format('{}', States.Format('<{}>', 1))", {}, '<1>'],
  ])('%s', (text, input, expected) => {
    expect(call(text, input)).toBe(expected);
  });

  it.each([
    ["States.Format('{} {}', 1)", 'number of arguments do not match the occurrences of {}.'],
    ["States.Format('{', 1)", "matching '}' not found for '{'."],
    ["States.Format('}', 1)", "matching '{' not found for '}'."],
  ])('%s fails', (text, reason) => {
    expect(problem(text)).toBe(`States.IntrinsicFailure: The function '${text}' had the following error: ${reason}`);
  });
});

describe('arrays', () => {
  it.each<[string, Json, Json]>([
    ['States.Array()', {}, []],
    ["States.Array(1, 'a', null, true, $.x)", { x: {} }, [1, 'a', null, true, {}]],
    ['States.ArrayPartition($, 2)', [0, 1, 2], [[0, 1], [2]]],
    ['States.ArrayPartition($, 1.5)', [0, 1, 2], [[0, 1], [2]]],
    ['States.ArrayPartition($, 4)', [], []],
    ['States.ArrayContains($.a, $.b)', { a: [{ x: [1], y: 2 }], b: { y: 2, x: [1] } }, true],
    ['States.ArrayContains($, null)', [[]], false],
    ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
    ['States.ArrayRange(0, 10, 3)', {}, [0, 3, 6, 9]],
    ['States.ArrayRange(3, 1, -1)', {}, [3, 2, 1]],
    ['States.ArrayRange(3, 1, 1)', {}, []],
    ['States.ArrayGetItem($, 1)', [1, null], null],
    ['States.ArrayLength($)', [1, [2]], 2],
    ['States.ArrayLength($[*].nope)', [1, [2]], 0],
    [
      'States.ArrayUnique($)',
      [1, '1', 1, [null], [null], { a: 1, b: 2 }, { b: 2, a: 1 }],
      [1, '1', [null], { a: 1, b: 2 }],
    ],
  ])('%s of %j', (text, input, expected) => {
    expect(call(text, input)).toEqual(expected);
  });

  it.each<[string, Json]>([
    ['States.ArrayPartition($, 0)', [1]],
    ['States.ArrayPartition($, 1)', 'text'],
    ['States.ArrayRange(1, 1001, 0)', {}],
    ['States.ArrayRange(1, 2000, 1)', {}],
    ['States.ArrayGetItem($, 2)', [1, 2]],
    ['States.ArrayGetItem($, -1)', [1, 2]],
    ["States.ArrayGetItem($, 'x')", [1, 2]],
    ['States.ArrayLength($)', {}],
  ])('%s of %j fails', (text, input) => {
    expect(problem(text, input)).toContain('States.IntrinsicFailure');
  });

  it('States.ArrayRange stops at 1,000 items', () => {
    expect(call('States.ArrayRange(1, 1000, 1)')).toHaveLength(1000);
    expect(problem('States.ArrayRange(1, 1000000000, 1)')).toContain('States.IntrinsicFailure');
  });

  it('States.ArrayUnique is quick with many items', () => {
    const items = Array.from({ length: 100_000 }, (_, i) => i);
    expect(call('States.ArrayUnique($)', items)).toHaveLength(100_000);
  });
});

describe('JSON', () => {
  it.each<[string, Json, Json]>([
    ['States.StringToJson($)', '{"a":[1,null]}', { a: [1, null] }],
    ['States.JsonToString($)', { a: [1, 'x'] }, '{"a":[1,"x"]}'],
    ['States.JsonToString($)', null, 'null'],
    ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, k: 1 }, b: { x: { z: 2 } } }, { x: { z: 2 }, k: 1 }],
  ])('%s of %j', (text, input, expected) => {
    expect(call(text, input)).toEqual(expected);
  });

  it('hostile names stay own members', () => {
    const merged = call('States.JsonMerge($.a, $.b, false)', JSON.parse('{"a":{},"b":{"__proto__":{"x":1}}}') as Json);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"x":1}}');
  });

  it.each<[string, Json]>([
    ['States.StringToJson($)', '{'],
    ['States.StringToJson($)', ''],
    ['States.StringToJson($)', 5],
    ['States.StringToJson($)', '['.repeat(2000) + ']'.repeat(2000)],
    ['States.JsonMerge($, $, true)', {}],
    ['States.JsonMerge($, $, false)', []],
  ])('%s of %j fails', (text, input) => {
    expect(problem(text, input)).toContain('States.IntrinsicFailure');
  });

  it('brackets inside strings do not count as depth', () => {
    expect(call('States.StringToJson($)', JSON.stringify('['.repeat(2000)))).toBe('['.repeat(2000));
  });
});

describe('numbers and strings', () => {
  it.each<[string, Json, Json]>([
    ['States.MathAdd(1.49, 1.5)', {}, 3],
    ['States.MathAdd(-1.5, -1.51)', {}, -3],
    ['States.MathAdd(-2.5, 0)', {}, -2],
    ['States.MathRandom(10, 20)', {}, 15],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", {}, ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit(',,,,', ',')", {}, []],
    ['States.StringSplit($.s, $.d)', { s: 'a😁b', d: '😀' }, ['a😁b']],
    ['States.UUID()', {}, '11111111-2222-4333-8444-555555555555'],
  ])('%s', (text, input, expected) => {
    expect(call(text, input)).toEqual(expected);
  });

  it('States.MathAdd never gives -0', () => {
    expect(Object.is(call('States.MathAdd(-0.5, 0)'), 0)).toBe(true);
  });

  it('States.MathRandom gives the same number for the same seed, within the bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), (seed, start) => {
        const text = `States.MathRandom(${start}, ${start + 7}, ${seed})`;
        const value = call(text) as number;
        expect(call(text)).toBe(value);
        expect(value).toBeGreaterThanOrEqual(start);
        expect(value).toBeLessThan(start + 7);
      }),
    );
  });

  it.each([
    "States.MathAdd('1', 2)",
    'States.MathAdd(2147483647, 1)',
    'States.MathRandom(5, 5)',
    "States.StringSplit(5, ',')",
  ])('%s fails', (text) => {
    expect(problem(text)).toContain('States.IntrinsicFailure');
  });
});

describe('encoding', () => {
  it.each<[string, Json]>([
    ["States.Base64Encode('Hello World')", 'SGVsbG8gV29ybGQ='],
    ["States.Base64Decode('SGVsbG8gV29ybGQ=')", 'Hello World'],
    ["States.Hash('Hash this string', 'SHA-256')", '1cac63f39fd68d8c531f27b807610fb3d50f0fc3f186995767fb6316e7200a3e'],
  ])('%s', (text, expected) => {
    expect(call(text)).toBe(expected);
  });

  it('stops at 10,000 characters, not code units', () => {
    expect(call('States.Base64Encode($)', '😀'.repeat(10_000))).toBeTypeOf('string');
    expect(problem('States.Base64Encode($)', 'a'.repeat(10_001))).toContain('longer than 10000 characters');
  });

  it.each(["States.Base64Decode('!')", "States.Hash('x', 'SHA256')", 'States.Hash(1, $)'])('%s fails', (text) => {
    expect(problem(text)).toContain('States.IntrinsicFailure');
  });
});

describe('calls', () => {
  const nested = (depth: number): string => 'States.Array('.repeat(depth) + ')'.repeat(depth);

  it('nest 10 deep at most', () => {
    expect(call(nested(10))).toEqual([[[[[[[[[[]]]]]]]]]]);
    expect(problem(nested(11))).toContain('must be a valid JSONPath or a valid intrinsic function call');
    expect(problem(nested(1000))).toContain('must be a valid JSONPath or a valid intrinsic function call');
  });

  it.each([
    'States.Nope()',
    'States.toString()',
    'States.Array',
    'States.Array(',
    'States.Array(1,)',
    'States.Array(1) ',
    'States.Array(1)[0]',
    "States.Format('\\n')",
    "States.Format('x)",
    'States.UUID(1)',
    'States.ArrayGetItem($)',
    'States.Array(x)',
  ])('%s is refused', (text) => {
    expect(problem(text)).toBe(
      "States.Runtime: The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call",
    );
  });

  it('allow space around arguments', () => {
    expect(call("States.Array( 1 ,'a b',  $.a )", { a: 2 })).toEqual([1, 'a b', 2]);
  });

  it('data nested deeply fails the call, not the process', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as Json;
    expect(problem('States.JsonToString($)', deep)).toContain('States.IntrinsicFailure');
  });

  it('throw nothing but EvaluationFailure, whatever the arguments', () => {
    const name = fc.constantFrom(...INTRINSICS.keys());
    fc.assert(
      fc.property(name, fc.array(fc.jsonValue(), { maxLength: 4 }), (fn, values) => {
        try {
          call(`${fn}(${values.map((_, i) => `$[${i}]`).join(',')})`, values as Json);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(EvaluationFailure);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
