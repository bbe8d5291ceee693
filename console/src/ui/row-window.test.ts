/** Which rows of a long list are drawn. */
import { describe, expect, it } from 'vitest';
import { rowAt, rowsOf } from './row-window.ts';

const plain = { count: 1_000, rowPx: 30, extras: [] };
const indexes = (first: number, list = plain) => rowsOf({ first, fit: 10 }, list).map(({ index }) => index);

describe('rows of a window', () => {
  it('are those in sight, and eight on both sides', () => {
    expect(indexes(100)).toEqual(Array.from({ length: 26 }, (_, at) => 92 + at));
    expect(indexes(0)).toEqual(Array.from({ length: 18 }, (_, at) => at));
    expect(indexes(990).at(-1)).toBe(999);
  });

  it('have slots of their own, and keep them while the window moves', () => {
    const slots = (first: number) => new Map(rowsOf({ first, fit: 10 }, plain).map(({ index, slot }) => [index, slot]));
    const before = slots(100);
    expect(new Set(before.values()).size).toBe(before.size);
    for (const [index, slot] of slots(105)) if (before.has(index)) expect(slot).toBe(before.get(index));
  });

  it('are the last ones of a list that became shorter', () => {
    expect(indexes(500, { ...plain, count: 20 })).toEqual(Array.from({ length: 18 }, (_, at) => 2 + at));
    expect(indexes(500, { ...plain, count: 0 })).toEqual([]);
  });

  it('stand below what belongs to the rows before them', () => {
    const rows = rowsOf({ first: 0, fit: 10 }, { ...plain, extras: [{ index: 1, px: 100 }] });
    expect(rows.slice(0, 4).map(({ topPx }) => topPx)).toEqual([0, 30, 160, 190]);
  });

  it('are found by their height', () => {
    const extras = [
      { index: 1, px: 100 },
      { index: 3, px: 50 },
    ];
    expect([0, 59, 60, 159, 160, 220, 269, 270].map((px) => rowAt(px, 30, extras))).toEqual([0, 1, 1, 1, 2, 3, 3, 4]);
  });
});
