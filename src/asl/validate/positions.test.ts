import { describe, expect, it } from 'vitest';
import { excerptOf, LineIndex } from './positions.ts';

describe('LineIndex', () => {
  const index = new LineIndex('ab\ncd\r\n\n\rü😀x');

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [7, 3, 1],
    [9, 5, 1],
    [12, 5, 4],
    [13, 5, 5],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(index.positionOf(offset)).toEqual({ line, column });
    expect(index.offsetOf({ line, column })).toBe(offset);
  });

  it('knows lines without their ends', () => {
    const line = (n: number) => {
      const { start, end } = index.spanOf(n);
      return index.text.slice(start, end);
    };
    expect([1, 2, 3, 4, 5, 6].map(line)).toEqual(['ab', 'cd', '', '', 'ü😀x', '']);
  });
});

describe('excerptOf', () => {
  const marked = (text: string, start: number, end: number, width = 80) => {
    const { text: shown, mark } = excerptOf(new LineIndex(text), { start, end }, width);
    return [shown, shown.slice(mark.start, mark.end)];
  };

  it('shows the line with the span', () => {
    expect(marked('one\ntwo three\nfour', 8, 13)).toEqual(['two three', 'three']);
  });

  it('marks the first line of a span over several', () => {
    expect(marked('a: {\n}\n', 3, 6)).toEqual(['a: {', '{']);
  });

  it('marks one place at least, also behind the end of a line', () => {
    expect(marked('ab\ncd', 2, 2)).toEqual(['ab', '']);
    expect(excerptOf(new LineIndex('ab'), { start: 2, end: 2 }, 80).mark).toEqual({ start: 2, end: 3 });
  });

  it('cuts a long line around the span', () => {
    const text = `${'a'.repeat(1000)}XYZ${'b'.repeat(1000)}`;
    const [shown, mark] = marked(text, 1000, 1003, 30);
    expect(shown).toBe(`…${'a'.repeat(10)}XYZ${'b'.repeat(17)}…`);
    expect(mark).toBe('XYZ');
    expect(marked(text, 0, 5, 10)).toEqual(['aaaaaaaaaa…', 'aaaaa']);
    expect(marked(text, 1998, 2003, 10)).toEqual(['…bbbbbbbbbb', 'bbbbb']);
    expect(marked(text, 5, 1500, 10)).toEqual(['…aaaaaaaaaa…', 'aaaaaaa']);
  });
});
