import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex, matchesWhole } from './regex.ts';
import { SyntaxFailure } from './scanner.ts';

const matches = (pattern: string, text: string, flags = ''): boolean =>
  matchesWhole(compileRegex(pattern, flags), text, () => undefined);

function refusal(pattern: string): unknown {
  try {
    return compileRegex(pattern, '');
  } catch (thrown) {
    return thrown;
  }
}

describe('regular expressions of filters', () => {
  it.each<[pattern: string, text: string, flags?: string]>([
    ['abc', 'abc'],
    ['a.c', 'a😀c'],
    ['[a-c]+[^0-9]', 'abcx'],
    ['\\d{2,3}-\\w*', '123-a_9'],
    ['(foo|bar)?baz', 'barbaz'],
    ['(a|b)*', ''],
    ['a{2}', 'aa'],
    ['^a.*z$', 'abcz'],
    ['a\\.b\\/c', 'a.b/c'],
    ['ÄB', 'äb', 'i'],
    ['[a-z]+', 'ABC', 'i'],
    ['a.b', 'a\nb', 's'],
    ['a\\b.b', 'a b'],
    ['[]a]+', ']a]'],
    ['[a\\-z]+', 'a-z'],
  ])('/%s/ matches %j', (pattern, text, flags) => {
    expect(matches(pattern, text, flags)).toBe(true);
  });

  it.each([
    ['abc', 'xabc'],
    ['ab', 'abc'],
    ['a.b', 'a\nb'],
    ['a{2}', 'aaa'],
    ['[^a]', 'a'],
  ])('/%s/ does not match all of %j', (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });

  it.each([
    '(',
    ')',
    '[a',
    '*',
    'a{2,1}',
    '(?=a)',
    '\\1',
    'a++',
    '(a{0}){1000}{1000}',
    '((a{99}){99}){99}',
    '(){1000000000}',
  ])('/%s/ is refused', (pattern) => {
    expect(refusal(pattern)).toBeInstanceOf(SyntaxFailure);
  });

  it('agree with the engine of the platform', () => {
    const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab)', '(a*)', '\\w');
    const part = fc.tuple(piece, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}')).map(([p, q]) => p + q);
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }),
        (parts, letters) => {
          const pattern = parts.join('');
          const text = letters.join('');
          expect(matches(pattern, text)).toBe(new RegExp(`^(?:${pattern})$`).test(text));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
