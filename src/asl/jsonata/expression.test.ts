import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { compileExpression } from './expression.ts';
import { evaluated, host } from './test-env.fixture.ts';

const STACK_OVERFLOW =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
const TIMEOUT = 'Expression evaluation timeout: Check for infinite loop';
const MEMORY = 'Expression evaluation memory limit exceeded: the expression makes too much data.';

describe('expressions', () => {
  it.each<[string, Json]>([
    ['1 + 2 * 3', 7],
    ['"a" & 1 & [true]', 'a1[true]'],
    ['[1..3]', [1, 2, 3]],
    ['{"a": 1, "b": [1, [2]]}', { a: 1, b: [1, [2]] }],
    ['$x.a.b', 5],
    ['$x.list.v', [1, 2]],
    ['$x.list[v = 2].v', 2],
    ['$x.list[v = 2].v[]', [2]],
    ['$x.list.{"w": v}', [{ w: 1 }, { w: 2 }]],
    ['$x.list{$string(v): v * 2}', { 1: 2, 2: 4 }],
    ['$x.list^(>v).v', [2, 1]],
    ['$x.list#$i.($i * 10)', [0, 10]],
    ['$x.missing', 'nothing'],
    ['$x.list.(%.a.b)', [5, 5]],
    ['$sum($x.list.v)', 3],
    ['($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(5))', 120],
    ['$x.list.v ~> $map(function($v) { $v + 1 }) ~> $sum()', 5],
    ['$x ~> |list|{"w": v}, "v"|', { a: { b: 5 }, list: [{ w: 1 }, { w: 2 }] }],
    ['$uppercase(?)("a")', 'A'],
  ])('%s', (text, value) => {
    expect(evaluated(text, { x: { a: { b: 5 }, list: [{ v: 1 }, { v: 2 }] } })).toEqual(value);
  });

  it('have no context value at the top', () => {
    expect(evaluated('$')).toBe('nothing');
    expect(evaluated('name')).toBe('nothing');
    expect(evaluated('$uppercase()')).toBe('nothing');
  });

  it('see variables before built-in functions of the same name, even null', () => {
    expect(evaluated('$sum', { sum: 1 })).toBe(1);
    expect(evaluated('$sum', { sum: null })).toBe(null);
  });

  it('write infinity as text, as AWS does', () => {
    expect(evaluated('{"a": 1/0, "b": [-1/0]}')).toEqual({ a: 'Infinity', b: ['-Infinity'] });
  });

  it('tell errors by code and text', () => {
    expect(evaluated('$doesNotExist()')).toBe('T1006: Attempted to invoke a non-function');
    expect(evaluated('1 + "a"')).toBe('T2002: The right side of the "+" operator must evaluate to a number');
    expect(evaluated('$length(1)')).toBe('T0410: Argument 1 of function "length" does not match function signature');
    expect(evaluated('$error("no")')).toBe('D3137: no');
  });

  it('leave no marks on arrays, which the next expression would read', () => {
    const found = evaluated('$x[v > 0]', { x: [{ v: 1 }, { v: 2 }] }) as Json[];
    expect(Object.keys(found)).toEqual(['0', '1']);
  });

  it('hand on data that they do not change as the same object', () => {
    const data = { a: [1] };
    expect(evaluated('$x', { x: data })).toBe(data);
  });

  it('never change the data they are given', () => {
    const data = { a: { v: 1 }, list: [3, 1, 2] };
    const before = structuredClone(data);
    evaluated('($x ~> |$x.a|{"v": 2}|; $sort($x.list); $x.list[]; $append($x.list, 4))', { x: data });
    expect(data).toEqual(before);
    expect(Object.keys(data.list)).toEqual(['0', '1', '2']);
  });
});

describe('functions of Step Functions', () => {
  it.each<[string, Json]>([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    [
      '$partition([1,2,3,4,5], 3.9)',
      [
        [1, 2, 3],
        [4, 5],
      ],
    ],
    ['$partition([0], 1)', [[0]]],
    ['$partition([], 1)', []],
    ['$partition([1], 0)', 'The second argument of the partition function must be a positive integer'],
    ['$range(0, 9, 3)', [0, 3, 6, 9]],
    ['$range(0, 10, 3)', [0, 3, 6, 9]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(1.9, 3.9, 1.9)', [1, 2, 3]],
    ['$range(1, 1, 1)', 1],
    ['$range(1, 0, 1)', 'nothing'],
    ['$range(1, 2, 0)', 'The step of the range function must not be 0'],
    ['$range(1, 1001, 1)', 'The range function makes at most 1000 items'],
    ['$hash("x", "MD5")', '9dd4e461268c8034f5c8564e155c67a6'],
    ['$hash("x", "MD4")', 'The hash algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    ['$random()', 0.5],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$random(7) >= 0 and $random(7) < 1', true],
    ['$uuid()', '11111111-2222-4333-8444-555555555555'],
    ['$parse("{\\"a\\":[1]}")', { a: [1] }],
    ['$parse("-0")', 0],
    ['$parse($missing)', 'nothing'],
    ['$now()', '2023-11-14T22:13:20.000Z'],
    ['$millis()', 1_700_000_000_000],
    ['$toMillis("10:00", "[H]:[m]")', 1_699_956_000_000],
    ['$number("0x1F")', 31],
    ['$eval("1")', 'T1006: Attempted to invoke a non-function'],
  ])('%s', (text, value) => {
    const result = evaluated(text);
    expect(Object.is(result, -0) ? 0 : result).toEqual(value);
  });
});

describe('regular expressions', () => {
  it.each<[string, Json]>([
    ['$contains("hello$world", /^hello\\$/)', true],
    ["$contains('hello$world', /^hello\\ /)", false],
    ['$contains("ABC", /b/i)', true],
    ['$match("ab12", /([a-z]+)(\\d+)/).groups', ['ab', '12']],
    ['$split("a1b22c", /\\d+/)', ['a', 'b', 'c']],
    ['$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', 'Smith, John'],
    ['$replace("abc", /b/, function($m) { "<" & $m.match & ">" })', 'a<b>c'],
    ['$contains("ab", /(?=a)b/)', expect.stringContaining('The regular expression /(?=a)b/ is not supported')],
    ['$contains("aa", /(a)\\1/)', expect.stringContaining('is not supported')],
  ])('%s', (text, value) => {
    expect(evaluated(text)).toEqual(value);
  });

  it('can be used again after one was cut off', () => {
    const expression = compileExpression('$count($split($t, /a.*b|a/))');
    const count = (t: string) => expression.evaluate((name) => (name === 't' ? t : undefined), host);
    expect(() => count('a'.repeat(250_000))).toThrow();
    expect(count('xaxa')).toBe(3);
  });
});

describe('hostile expressions end', () => {
  const DOUBLE = '$d := function($x, $n) { $n = 0 ? $x : $d({"a": $x, "b": $x}, $n - 1) }';
  it.each<[string, unknown]>([
    ['($f := function() { $f() }; $f())', TIMEOUT],
    ['($f := function($x) { $f($x + 1) }; $f(1))', TIMEOUT],
    ['($f := function($x) { 1 + $f($x + 1) }; $f(1))', STACK_OVERFLOW],
    [
      '($a := function($m, $n) { $m = 0 ? $n + 1 : $n = 0 ? $a($m - 1, 1) : $a($m - 1, $a($m, $n - 1)) }; $a(4, 3))',
      STACK_OVERFLOW,
    ],
    ['[1..1e7]', MEMORY],
    ['[1..1e9]', expect.stringMatching(/^D2014/)],
    ['$pad("", 1e9)', MEMORY],
    ['($d := function($x, $n) { $n = 0 ? $x : $d($x & $x, $n - 1) }; $d("ab", 40))', MEMORY],
    ['($d := function($x, $n) { $n = 0 ? $x : $d($join([$x, $x]), $n - 1) }; $d("ab", 40))', MEMORY],
    ['($d := function($x, $n) { $n = 0 ? $x : $d([$x, $x], $n - 1) }; $d([1], 40))', MEMORY],
    [`(${DOUBLE}; $d({}, 60) = $d({}, 60))`, TIMEOUT],
    [`(${DOUBLE}; $string($d({}, 60)))`, TIMEOUT],
    [`(${DOUBLE}; $count($d({}, 60).**))`, MEMORY],
    ['$reduce([1..50000], function($a, $i) { [[$a]] })', STACK_OVERFLOW],
    ['$contains($big, /(a+)+$/)', false],
    ['$replace($big, /(a|aa)+$/, "x")', expect.stringMatching(/!$/)],
    ['$split($big, /a.*b|a/)', TIMEOUT],
    ['$toMillis($digits, "[Y][M][D][H][m][s][f][X][x][d][W][w]")', expect.stringMatching(/^D3136/)],
    ['$toMillis("1970" & $pad("", 30000, "-01"))', expect.stringMatching(/^D3110/)],
    ['$formatNumber(-1, "0e0")', '-1e0'],
    ['$formatNumber(0, "0.0e0")', '0.0e0'],
    ['$formatNumber(1, "0", {"grouping-separator": ""})', expect.stringContaining('must be strings')],
    ['$formatInteger(1e15, "I")', STACK_OVERFLOW],
  ])('%s', (text, value) => {
    const big = `${'a'.repeat(100_000)}!`;
    expect(evaluated(text, { big, digits: `${'9'.repeat(60)}x` })).toEqual(value);
  });
});

describe('hostile names and data', () => {
  const hostile = JSON.parse(
    '{"_jsonata_lambda": true, "thunk": true, "body": {"type": "block"}, "tupleStream": true, "__proto__": {"x": 1}}',
  ) as Json;

  it.each<[string, Json]>([
    ['$lookup($data, "constructor")', 'nothing'],
    ['$lookup({}, "__proto__")', 'nothing'],
    ['$data.toString', 'nothing'],
    ['$constructor', 'nothing'],
    ['$__evaluate_entry := false', false],
    ['$data.__proto__', { x: 1 }],
    ['$data()', 'T1006: Attempted to invoke a non-function'],
    ['$map([1], $data)', 'T1006: Attempted to invoke a non-function'],
    ['$data{"a": 1}', { a: 1 }],
    ['$data[true].thunk', true],
  ])('%s', (text, value) => {
    expect(evaluated(text, { data: hostile })).toEqual(value);
  });

  it.each([
    '{"__proto__": {"polluted": 1}}',
    '$merge([{"__proto__": {"polluted": 1}}])',
    '{} ~> |$|{"__proto__": {"polluted": 1}}|',
  ])('%s makes an ordinary member', (text) => {
    const result = evaluated(text) as object;
    expect(Object.keys(result)).toEqual(['__proto__']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
