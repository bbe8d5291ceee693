import { describe, expect, it } from 'vitest';
import { StartLimit } from './start-limit.ts';

/** A server that works on so many starts a second, with callers that always want more. */
function simulate(perSecond: number, seconds: number) {
  const clock = { ms: 1000 };
  const limit = new StartLimit({ least: 16, most: 2000, nowMs: () => clock.ms });
  for (const endMs = clock.ms + seconds * 1000; clock.ms < endMs; clock.ms += 1000 / perSecond) {
    const taken = limit.value;
    limit.answered((taken * 1000) / perSecond, taken);
  }
  return limit.value;
}

describe('the limit of starts', () => {
  it('settles where starts take a quarter of a second, whatever one costs', () => {
    expect(simulate(4000, 20)).toBeGreaterThan(500);
    expect(simulate(4000, 20)).toBeLessThan(1100);
    expect(simulate(200, 20)).toBeGreaterThan(30);
    expect(simulate(200, 20)).toBeLessThan(70);
  });

  it('never falls below the least nor rises above the most', () => {
    expect(simulate(10, 20)).toBe(16);
    expect(simulate(1_000_000, 1)).toBe(2000);
  });

  it('does not rise while it is not used', () => {
    const limit = new StartLimit({ least: 16, most: 2000, nowMs: () => 1000 });
    for (let n = 0; n < 10_000; n++) limit.answered(1, 10);
    expect(limit.value).toBe(500);
  });
});
