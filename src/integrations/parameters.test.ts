import { expect, test } from 'vitest';
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { Fields } from './parameters.ts';
import { checkParameters, jsonTextField, stringField } from './parameters.ts';

const FIELDS: Fields = {
  Name: { type: 'STRING', required: true },
  Count: { type: 'INTEGER' },
  Deep: { type: 'BOOLEAN' },
  Body: { type: 'JSON' },
};

function finding(value: Json): string | undefined {
  const checked = checkParameters(Payload.of(value), FIELDS);
  return 'detail' in checked ? checked.detail : undefined;
}

function wrapped(value: Json, text: string): string {
  return `The Parameters '${JSON.stringify(value)}' could not be used to start the Task: [${text}]`;
}

test.each<[string, Json, string]>([
  ['unknown member', { Name: 'a', Other: 1 }, 'The field "Other" is not supported by Step Functions'],
  ['missing member', { Count: 1 }, "The field 'Name' is required but was missing"],
  ['required member null', { Name: null }, "The field 'Name' is required but was missing"],
  ['number for a string', { Name: 1 }, "The value for the field 'Name' must be a STRING"],
  ['fraction for an integer', { Name: 'a', Count: 1.5 }, "The value for the field 'Count' must be a INTEGER"],
  ['string for a boolean', { Name: 'a', Deep: 'true' }, "The value for the field 'Deep' must be a BOOLEAN"],
  ['no object', 'x', 'The Parameters must be a JSON object'],
  ['array', [], 'The Parameters must be a JSON object'],
  ['null', null, 'The Parameters must be a JSON object'],
  ['inherited name', { Name: 'a', toString: 1 }, 'The field "toString" is not supported by Step Functions'],
])('refused: %s', (_, value, text) => {
  expect(finding(value)).toBe(wrapped(value, text));
});

test('refused: a member named __proto__', () => {
  expect(finding(JSON.parse('{"Name":"a","__proto__":{}}'))).toContain('The field "__proto__" is not supported');
});

test('an optional member that is null counts as not given', () => {
  expect(finding({ Name: 'a', Count: null, Deep: null, Body: null })).toBeUndefined();
});

test('huge parameters are shown in part only', () => {
  expect((finding({ Name: 'a', Other: 'x'.repeat(200_000) }) ?? '').length).toBeLessThan(32_768);
});

test('JSON text: strings as they are, other values as compact text, null as absent', () => {
  const value = { text: '{ "a": 1 }', object: { a: [1, null] }, zero: 0, no: false, none: null };
  expect(jsonTextField(value, 'text')).toBe('{ "a": 1 }');
  expect(jsonTextField(value, 'object')).toBe('{"a":[1,null]}');
  expect(jsonTextField(value, 'zero')).toBe('0');
  expect(jsonTextField(value, 'no')).toBe('false');
  expect(jsonTextField(value, 'none')).toBeUndefined();
  expect(jsonTextField(value, 'constructor')).toBeUndefined();
  expect(stringField(value, 'toString')).toBeUndefined();
});
