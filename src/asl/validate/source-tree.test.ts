import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { nodeAt, readJson, type SourceNode } from './source-tree.ts';

const TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Choice", "Choices": [{ "Next": "a/b" }, { "Next": "x" }], "Default": "x" },
    "a/b": { "Type": "Pass", "End": true },
    "a": { "b": { "End": false } },
    "x[0]": { "Type": "Succeed", "Comment": "\\"quoted\\\\" },
    "x": [ 1.5e3 ]
  }
}`;

const at = (location: string, text = TEXT): string => {
  const { node } = nodeAt(readJson(text), location);
  return text.slice(node.start, node.end);
};

describe('nodeAt', () => {
  it.each([
    ['/', TEXT],
    ['', TEXT],
    ['/StartAt', '"A"'],
    ['/States/A/Choices[1]/Next', '"x"'],
    ['/States/A/Choices[0]', '{ "Next": "a/b" }'],
    ['/States/a/b/End', 'true'],
    ['/States/x[0]/Comment', '"\\"quoted\\\\"'],
    ['/States/x[0]', '{ "Type": "Succeed", "Comment": "\\"quoted\\\\" }'],
  ])('finds the value at %s, the longest name first', (location, expected) => {
    expect(at(location)).toBe(expected);
  });

  it('finds the innermost value around one that is not there', () => {
    expect(at('/States/a/b/Next')).toBe('{ "Type": "Pass", "End": true }');
    expect(at('/States/A/Choices[7]/Next')).toBe('[{ "Next": "a/b" }, { "Next": "x" }]');
    expect(at('/toString/__proto__')).toBe(TEXT);
  });

  it('gives the key of a member', () => {
    const { key } = nodeAt(readJson(TEXT), '/States/A/Default');
    expect(key && TEXT.slice(key.start, key.end)).toBe('"Default"');
    expect(nodeAt(readJson(TEXT), '/States/A/Choices[0]').key).toBeUndefined();
  });

  it('gives up on names that are made to be confusing', () => {
    const levels = 60;
    const names = ['"a":', '"a/a":', '"a/a/a":'];
    let text = '1';
    for (let i = 0; i < levels; i++) text = `{${names.map((name) => `${name}${i === 0 ? text : '{"z":0}'}`).join()}}`;
    for (let i = 0; i < levels; i++) text = `{"a":${text},"a/a":{"a":{"a":{}}}}`;
    const started = performance.now();
    nodeAt(readJson(text), `${'/a'.repeat(3 * levels)}/nowhere`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('readJson', () => {
  it('notes keys that are repeated, by what they mean, and keeps the last', () => {
    const node = readJson('{"a":1,"\\u0061":2,"b":3}');
    expect(node.repeated).toEqual(['a']);
    expect(node.members?.get('a')?.value.start).toBe(16);
    expect(readJson('{"a":1}').repeated).toBeUndefined();
  });

  it('finds every value of any JSON text where it stands', () => {
    const check = (node: SourceNode, value: Json, text: string): void => {
      expect(JSON.parse(text.slice(node.start, node.end))).toEqual(value);
      if (Array.isArray(value))
        for (const [i, item] of value.entries()) check(node.items?.[i] as SourceNode, item, text);
      else if (value !== null && typeof value === 'object') {
        for (const [key, member] of Object.entries(value)) {
          check(node.members?.get(key)?.value as SourceNode, member, text);
        }
      }
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        check(readJson(text), JSON.parse(text) as Json, text);
      }),
    );
  });
});
