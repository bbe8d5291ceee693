import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';

describe('a histogram', () => {
  it('counts each value under the first bound that is not below it, and what is above all of them', () => {
    const histogram = new Histogram([1, 5]);
    for (const value of [0, 1, 1.5, 5, 6, 700]) histogram.observe(value);
    expect([...histogram.counts]).toEqual([2, 2, 2]);
    expect([histogram.count, histogram.sum]).toEqual([6, 713.5]);
  });
});
