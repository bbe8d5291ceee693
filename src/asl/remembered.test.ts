import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

test('what was made for a text is given again, until there are too many texts', () => {
  const made: string[] = [];
  const upper = remembered(2, (text) => {
    made.push(text);
    return text.toUpperCase();
  });
  expect(['a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'B']);
  expect(made).toEqual(['a', 'b']);
  expect(['c', 'a'].map(upper)).toEqual(['C', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('what fails is tried again', () => {
  let times = 0;
  const flaky = remembered(2, (text) => {
    if (times++ === 0) throw new Error(text);
    return text;
  });
  expect(() => flaky('a')).toThrow('a');
  expect(flaky('a')).toBe('a');
});
