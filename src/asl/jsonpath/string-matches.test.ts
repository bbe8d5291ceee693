import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileStringMatches } from './string-matches.ts';

/** The obvious way: try every length for every star. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    return Array.from({ length: text.length + 1 }, (_, i) => text.slice(i)).some((rest) =>
      naive(pattern.slice(1), rest),
    );
  }
  const escaped = pattern.startsWith('\\*') || pattern.startsWith('\\\\');
  const [char, rest] = escaped ? [pattern.charAt(1), pattern.slice(2)] : [pattern.charAt(0), pattern.slice(1)];
  return text.startsWith(char) && naive(rest, text.slice(1));
}

describe('StringMatches', () => {
  it.each<[string, string, boolean]>([
    ['log-*.txt', 'log-1.txt', true],
    ['log-*.txt', 'log-.txt', true],
    ['log-*.txt', 'log-1.txtx', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['\\\\*', '\\x', true],
    ['a.c', 'abc', false],
    ['', '', true],
  ])('%s %s', (pattern, text, expected) => {
    expect(compileStringMatches(pattern)(text)).toBe(expected);
  });

  it('agrees with the obvious way', () => {
    const chars = fc.array(fc.constantFrom('a', 'b', '*', '\\'), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(chars, chars, (pattern, text) => {
        expect(compileStringMatches(pattern)(text)).toBe(naive(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays quick with many stars', () => {
    expect(compileStringMatches(`${'*a'.repeat(1000)}*b`)('a'.repeat(100_000))).toBe(false);
  });
});
