import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

describe('a glob', () => {
  it.each([
    ['Order*', 'OrderFlow', true],
    ['Order*', 'order', false],
    ['*Flow', 'OrderFlow', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['run-?', 'run-1', true],
    ['run-?', 'run-12', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['[a].', '[a].', true],
    ['[a].', 'ab', false],
  ])('%s of %s: %s', (glob, text, expected) => {
    expect(matchesGlob(glob, text)).toBe(expected);
  });

  it('made to take long does not', () => {
    expect(matchesGlob('*a'.repeat(128), `${'a'.repeat(10_000)}b`)).toBe(false);
  });
});
