import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvaluationFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { compilePath } from './path.ts';
import { failureOf, scopeOf } from './test-env.contract.ts';

const read = (text: string, input: Json): Json | undefined => compilePath(text).read(scopeOf(input));
const failure = (text: string, input: Json): string =>
  failureOf(() => compilePath(text).required(scopeOf(input))).replace(/^States\.Runtime: /, '');

const STORE: Json = {
  book: [
    { title: 'A', price: 8, tags: ['x', 'y'] },
    { title: 'B', price: 12, isbn: '1' },
    { title: 'C', price: 9, isbn: '2', tags: [] },
  ],
  bicycle: { price: 20, colour: 'red' },
};

describe('definite paths', () => {
  it.each<[string, Json, Json]>([
    ['$', 5, 5],
    ['$.a', { a: null }, null],
    ['$.a.b', { a: { b: 1 } }, 1],
    ['$.input-value', { 'input-value': 0 }, 0],
    ['$.größe', { größe: 'L' }, 'L'],
    ["$['a b']", { 'a b': 1 }, 1],
    ['$["a.b"].c', { 'a.b': { c: 1 } }, 1],
    ["$.a['b\\'c']", { a: { "b'c": 1 } }, 1],
    ["$.a.['b c']", { a: { 'b c': 1 } }, 1],
    ['$.[0]', [7], 7],
    ['$[1][0]', [1, [2]], 2],
    ['$.items[-1]', { items: [1, 2, 3] }, 3],
    ["$['a','c']", { a: 1, b: 2, c: 3 }, { a: 1, c: 3 }],
    ['$.items.length()', { items: [1, 2, 3] }, 3],
  ])('%s', (text, input, expected) => {
    expect(read(text, input)).toEqual(expected);
  });

  it.each(['$.b', '$.a.b', '$.a[0]', '$[0]', '$.list[3]', '$.list[-3]', '$.list.a'])('%s names nothing', (text) => {
    expect(read(text, { a: 1, list: [1, 2] })).toBeUndefined();
  });

  it('see own members only', () => {
    expect(read('$.constructor', {})).toBeUndefined();
    expect(read('$.__proto__.toString', {})).toBeUndefined();
    expect(read('$.length', [1])).toBeUndefined();
    expect(read('$.__proto__', JSON.parse('{"__proto__":1}') as Json)).toBe(1);
    expect(compilePath('$constructor').read(scopeOf({}))).toBeUndefined();
  });
});

describe('roots', () => {
  const scope = scopeOf({ a: 'input' }, { a: 'context' }, { v: { a: ['variable'] }, größe: 1 });

  it.each<[string, Json]>([
    ['$.a', 'input'],
    ['$$.a', 'context'],
    ['$$', { a: 'context' }],
    ['$v.a[0]', 'variable'],
    ['$größe', 1],
  ])('%s', (text, expected) => {
    expect(compilePath(text).read(scope)).toEqual(expected);
  });

  it('a variable that is not set names nothing', () => {
    expect(compilePath('$w').read(scope)).toBeUndefined();
  });
});

describe('indefinite paths give lists', () => {
  it.each<[string, Json]>([
    ['$.book[*].title', ['A', 'B', 'C']],
    ['$.book.*.title', ['A', 'B', 'C']],
    ['$.bicycle.*', [20, 'red']],
    ['$.book[0,2].title', ['A', 'C']],
    ['$.book[-2:].title', ['B', 'C']],
    ['$.book[:1].title', ['A']],
    ['$.book[0:3:2].title', ['A', 'C']],
    ['$.book[::-1].title', ['C', 'B', 'A']],
    ['$..price', [8, 12, 9, 20]],
    ['$..book[0].title', ['A']],
    ['$.book..tags[*]', ['x', 'y']],
    ['$..nothing', []],
    ['$.nowhere[*].title', []],
    ['$.bicycle[1:5]', []],
    ['$.book[*].price.max()', 12],
  ])('%s', (text, expected) => {
    expect(read(text, STORE)).toEqual(expected);
  });

  it('$..* visits every node, parents first', () => {
    expect(read('$..*', { a: [1, { b: 2 }] })).toEqual([[1, { b: 2 }], 1, { b: 2 }, 2]);
  });
});

describe('filters', () => {
  it.each<[string, Json]>([
    ['$.book[?(@.isbn)].title', ['B', 'C']],
    ['$.book[?(!@.isbn)].title', ['A']],
    ['$.book[?(@.price < 10)].title', ['A', 'C']],
    ['$.book[?(@.price<10&&@.isbn)].title', ['C']],
    ["$.book[?(@.title == 'A' || @.price >= 12)].title", ['A', 'B']],
    ["$.book[?((@.title == 'A' || @.title == 'B') && @.price > 8)].title", ['B']],
    ['$.book[?(@.title != "A")].title', ['B', 'C']],
    ["$.book[?(@.title in ['A', 'C'])].title", ['A', 'C']],
    ["$.book[?(@.title nin ['A', 'C'])].title", ['B']],
    ["$.book[?('x' in @.tags)].title", ['A']],
    ["$.book[?(@.tags contains 'x')].title", ['A']],
    ['$.book[?(@.tags empty true)].title', ['C']],
    ['$.book[?(@.tags size 2)].title', ['A']],
    ["$.book[?(@.tags anyof ['y', 'z'])].title", ['A']],
    ['$.book[?(@.isbn == 1)].title', ['B']],
    ['$.book[?(@.price > $.book[0].price)].title', ['B', 'C']],
    ['$.book[?(@.tags.length() == 2)].title', ['A']],
    ['$.book[?(@.title =~ /[a-b]/i)].title', ['A', 'B']],
    ['$..[?(@.price > 11)].price', [12, 20]],
    ['$.bicycle[?(@.price == 20)].colour', ['red']],
    ['$.book[?(@.missing == null)]', []],
  ])('%s', (text, expected) => {
    expect(read(text, STORE)).toEqual(expected);
  });

  it('existence does not mean truth', () => {
    expect(read('$.list[?(@.keep)]', { list: [{ keep: true }, { keep: false }, {}] })).toEqual([
      { keep: true },
      { keep: false },
    ]);
  });
});

describe('failures', () => {
  it.each<[string, Json, string]>([
    ['$.b', { a: 1 }, "Invalid path '$.b' : No results for path: $['b']"],
    ['$.a.b', {}, "Invalid path '$.a.b' : Missing property in path $['a']"],
    ['$.a[2]', { a: [1] }, "Invalid path '$.a[2]' : No results for path: $['a'][2]"],
    [
      '$.a[0].b',
      { a: 1 },
      "Invalid path '$.a[0].b' : Filter: [0]['b'] can only be applied to arrays. Current context is: 1",
    ],
    [
      '$.a.b',
      { a: 'x' },
      "Invalid path '$.a.b' : Expected to find an object with property ['b'] in path $['a'] but found 'string'.",
    ],
    ['$.a', null, 'Unable to apply Path transformation to null or empty input.'],
  ])('%s', (text, input, expected) => {
    expect(failure(text, input)).toBe(expected);
  });

  it.each([
    '',
    'a',
    '$.',
    '$..',
    '$a b',
    '$.a.',
    "$['a'",
    '$[a]',
    '$[?(@.a ==)]',
    '$[?(@.a',
    '$.a b',
    '$[1:2:0]',
    '$.x()',
  ])('a text that is no path fails: %j', (text) => {
    expect(failure(text, {})).toContain('Invalid path');
  });

  it('a path that visits too much fails soon', () => {
    const nested = Array.from({ length: 60 }).reduce<Json>((inner) => ({ a: inner, b: [inner] }), 1);
    expect(failure('$..*..*..*..*', nested)).toBe('The path visits too many nodes of the input.');
  });

  it('values nested too deeply are not compared', () => {
    const deep = (): Json => JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as Json;
    expect(failure('$.list[?(@ == $.other)]', { list: [deep()], other: deep() })).toContain('nested too deeply');
  });

  it('an evil regular expression stays linear', () => {
    const input = { list: Array.from({ length: 20 }, () => `${'a'.repeat(5000)}!`) };
    expect(read('$.list[?(@ =~ /(a+)+(a|aa)*b?/)]', input)).toEqual([]);
  });
});

describe('whatever the text and the data', () => {
  const fragment = fc.constantFrom(
    ...[
      '$',
      '$$',
      '.',
      '..',
      '*',
      '[',
      ']',
      '?',
      '(',
      ')',
      '@',
      '.a',
      "['b']",
      '[0]',
      '[1:]',
      '==',
      '1',
      "'x'",
      '=~ /a*/',
      '!',
      '&&',
    ],
  );

  it('only EvaluationFailure is ever thrown', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), fc.jsonValue(), (fragments, input) => {
        try {
          compilePath(`$${fragments.join('')}`).required(scopeOf(input as Json));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(EvaluationFailure);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a bracket path built from names and indexes finds what walking finds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.infiniteStream(fc.nat()), (input, choices) => {
        let node = input as Json;
        let text = '$';
        for (let i = 0; i < 5 && node !== null && typeof node === 'object' && Object.keys(node).length > 0; i++) {
          const keys = Object.keys(node);
          const key = keys[(choices.next().value as number) % keys.length] as string;
          text += Array.isArray(node) ? `[${key}]` : `[${JSON.stringify(key)}]`;
          node = (node as Record<string, Json>)[key] as Json;
        }
        expect(compilePath(text).read(scopeOf(input as Json))).toBe(node);
      }),
    );
  });
});
