import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

const TEXT = `{
  "StartAt": "A/B",
  "States": {
    "A": { "Type": "Pass", "End": true },
    "A/B": { "Type": "Choice", "Choices": [{ "Next": "A" }, { "Next": "C" }] }
  }
}`;
const at = (location: string | undefined, text = TEXT) => {
  const { from, to } = placeOf(text, location);
  return text.slice(from, to);
};

describe('the place of a finding', () => {
  it.each([
    ['/StartAt', '"StartAt"'],
    ['/States/A/Type', '"Type"'],
    ['/States/A/B', '"A/B"'],
    ['/States/A/B/Choices[1]', '{ "Next": "C" }'],
    ['/States/A/B/Choices[1]/Next', '"Next"'],
    ['/States/A/B/Choices/0', '{ "Next": "A" }'],
    ['/States/A/Missing', '"A"'],
    ['/Nothing', '{'],
    [undefined, '{'],
  ])('%s is %s', (location, expected) => {
    expect(at(location)).toBe(expected);
  });

  it('is the character before the column where JSON breaks', () => {
    expect(at('[Source: (String)"..."; line: 2, column: 4]', '{\n  x: 1\n}')).toBe('x');
  });

  it('stays inside the text whatever the column', () => {
    expect(placeOf('{', '[Source: (String)"{"; line: 9, column: 99]')).toEqual({ from: 0, to: 1 });
  });
});
