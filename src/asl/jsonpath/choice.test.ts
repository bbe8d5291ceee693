import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { compileRule } from './choice.ts';
import { failureOf, scopeOf } from './test-env.contract.ts';

const test = (rule: JsonObject, input: Json): boolean => compileRule(rule)(scopeOf(input, { Name: 'S' }, { limit: 5 }));
const compare = (comparator: string, operand: Json, value: Json): boolean =>
  test({ Variable: '$.v', [comparator]: operand }, { v: value });

describe('data tests', () => {
  it.each<[string, Json, Json, boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', ' a', false],
    ['StringLessThan', 'b', 'B', true],
    ['StringGreaterThanEquals', 'a', 'b', true],
    ['NumericEquals', 0, -0, true],
    ['NumericLessThanEquals', 1.5, 1.5, true],
    ['NumericGreaterThan', 1, 1, false],
    ['BooleanEquals', false, false, true],
    ['TimestampEquals', '2020-01-01T00:00:00Z', '2020-01-01T01:00:00+01:00', true],
    ['TimestampLessThan', '2020-01-01T00:00:00Z', '2019-12-31T23:59:59.999999999Z', true],
    ['TimestampGreaterThan', '2020-01-01T00:00:00Z', '2023-02-24 12:15:56', false],
    ['StringMatches', 'a*c', 'abc', true],
    ['IsNull', true, null, true],
    ['IsNull', false, 0, true],
    ['IsNumeric', true, 1.1, true],
    ['IsNumeric', true, '1', false],
    ['IsString', true, '', true],
    ['IsBoolean', true, 'true', false],
    ['IsTimestamp', true, '2012-10-09T19:00:55', false],
    ['IsTimestamp', true, '2012-10-09T19:00:55Z', true],
    ['IsPresent', true, null, true],
  ])('%s %j of %j', (comparator, operand, value, expected) => {
    expect(compare(comparator, operand, value)).toBe(expected);
  });

  it.each(['StringEquals', 'NumericEquals', 'BooleanEquals', 'TimestampEquals', 'StringMatches'])(
    '%s of a value of another type is false, not an error',
    (comparator) => {
      for (const value of [null, [], {}, 1, 'x', true]) {
        const operand = comparator === 'NumericEquals' ? 2 : comparator === 'BooleanEquals' ? false : 'y';
        expect(compare(comparator, operand, value)).toBe(false);
      }
    },
  );

  it.each<[string, Json, Json, boolean]>([
    ['StringEqualsPath', 'a', 'a', true],
    ['NumericLessThanPath', 1, 2, true],
    ['BooleanEqualsPath', true, true, true],
    ['TimestampGreaterThanEqualsPath', '2020-01-02T00:00:00Z', '2020-01-01T00:00:00Z', true],
    ['NumericEqualsPath', 1, '1', false],
  ])('%s of %j and %j', (comparator, v, w, expected) => {
    expect(test({ Variable: '$.v', [comparator]: '$.w' }, { v, w })).toBe(expected);
  });

  it('read the context object and variables too', () => {
    expect(test({ Variable: '$$.Name', StringEquals: 'S' }, {})).toBe(true);
    expect(test({ Variable: '$.v', NumericGreaterThanPath: '$limit' }, { v: 6 })).toBe(true);
  });
});

describe('missing paths', () => {
  it('are no error for IsPresent', () => {
    for (const variable of ['$.nope', '$.v.nope', '$.list[0]', '$unset', '$.list[*]']) {
      expect(test({ Variable: variable, IsPresent: true }, { v: 1, list: [] })).toBe(false);
      expect(test({ Variable: variable, IsPresent: false }, { v: 1, list: [] })).toBe(true);
    }
  });

  it.each<[JsonObject, string]>([
    [{ Variable: '$.nope', StringEquals: 'x' }, '$.nope'],
    [{ Variable: '$.nope', IsNull: true }, '$.nope'],
    [{ Variable: '$.v', StringEqualsPath: '$.other' }, '$.other'],
  ])('fail %j', (rule, path) => {
    expect(failureOf(() => test(rule, { v: 'x' }))).toBe(
      `States.Runtime: Invalid path '${path}': The choice state's condition path references an invalid value.`,
    );
  });
});

describe('And, Or, Not', () => {
  const is = (value: number): JsonObject => ({ Variable: '$.v', NumericEquals: value });

  it('combine tests and stop as soon as the answer is known', () => {
    const missing = { Variable: '$.nope', IsNull: true };
    expect(test({ And: [is(1), missing] }, { v: 2 })).toBe(false);
    expect(test({ Or: [is(2), missing] }, { v: 2 })).toBe(true);
    expect(test({ Not: { Or: [is(1), { And: [is(2), { Not: is(3) }] }] } }, { v: 3 })).toBe(true);
  });
});
