import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { Payload } from '../payload.ts';
import { compileTemplate } from './payload-template.ts';
import { failureOf, scopeOf } from './test-env.contract.ts';

const evaluate = (template: Json, input: Json | Payload): Json =>
  compileTemplate(template).value(scopeOf(input, { State: { Name: 'S' } }, { v: { w: 1 } }));

describe('payload templates', () => {
  it('replace members named x.$ by the value of a path or call, at any depth', () => {
    const template = {
      'a.$': '$.n',
      'b.$': '$$.State.Name',
      'c.$': '$v.w',
      nested: { 'd.$': "States.Format('n={}', $.n)", list: [{ 'e.$': '$.list[*].x' }, 'constant'] },
      text: '$.n',
    };
    expect(evaluate(template, { n: 5, list: [{ x: 1 }, {}] })).toEqual({
      a: 5,
      b: 'S',
      c: 1,
      nested: { d: 'n=5', list: [{ e: [1] }, 'constant'] },
      text: '$.n',
    });
  });

  it('without such members are one payload for ever', () => {
    const template = compileTemplate({ a: [1, { b: '$.c' }] });
    expect(template.payload(scopeOf(1))).toBe(template.payload(scopeOf(2)));
    expect(template.payload(scopeOf(1)).text).toBe('{"a":[1,{"b":"$.c"}]}');
  });

  it('keep hostile names harmless', () => {
    const template = JSON.parse('{"__proto__":{"x":1},"constructor.$":"$.n","__proto__.$":"$.n"}') as Json;
    expect(JSON.stringify(evaluate(template, { n: 2 }))).toBe('{"__proto__":2,"constructor":2}');
  });

  it.each<[template: Json, input: Json | Payload, cause: string]>([
    [
      { 'value.$': '$.nope.deep' },
      Payload.fromText('{"int-literal": 0}'),
      `The JSONPath '$.nope.deep' specified for the field 'value.$' could not be found in the input '{"int-literal": 0}'`,
    ],
    [
      { 'value.$': '$$.Nope' },
      {},
      `The JSONPath '$$.Nope' specified for the field 'value.$' could not be found in the input '{"State":{"Name":"S"}}'`,
    ],
    [
      { 'v.$': "States.Format('{}', States.Format('{}',$.a.b))" },
      { other: 1 },
      `The function 'States.Format('{}', States.Format('{}',$.a.b))' had the following error: The JsonPath argument for the field '$.a.b' could not be found in the input '{"other":1}'`,
    ],
    [
      { 'v.$': 'States.Array($$.Nope.Deep)' },
      { other: 1 },
      `The function 'States.Array($$.Nope.Deep)' had the following error: The JsonPath argument for the field '$.Nope.Deep' could not be found in the input '{"other":1}'`,
    ],
    [
      { 'v.$': 'States.Array($.other[0])' },
      { other: 1 },
      `The function 'States.Array($.other[0])' had the following error: Filter: [0] can only be applied to arrays. Current context is: 1`,
    ],
    [
      { 'v.$': 'text' },
      {},
      "The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
    [{ 'v.$': 5 }, {}, "The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call"],
  ])('%j fails on %j', (template, input, cause) => {
    expect(failureOf(() => evaluate(template, input))).toBe(`States.Runtime: ${cause}`);
  });

  it('take an index past the end for null, unlike calls', () => {
    expect(evaluate({ 'v.$': '$.items[5]' }, { items: [1] })).toEqual({ v: null });
    expect(failureOf(() => evaluate({ 'v.$': 'States.Array($.items[5])' }, { items: [1] }))).toContain(
      'States.Runtime',
    );
  });

  it('that multiply their input fail before they fill the memory', () => {
    const template = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}.$`, '$']));
    expect(failureOf(() => evaluate(template, 'x'.repeat(100_000)))).toContain('States.DataLimitExceeded');
    const call = `States.Array(${Array.from({ length: 1000 }, () => '$').join(',')})`;
    expect(failureOf(() => evaluate({ 'v.$': call }, 'x'.repeat(100_000)))).toContain('States.IntrinsicFailure');
  });
});
