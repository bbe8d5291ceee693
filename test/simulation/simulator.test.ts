/**
 * The simulator can be believed: a seed is the same run every time, it finds bugs that are planted, and seeds that once
 * found one stay green.
 */
import { describe, expect, test } from 'vitest';
import { PLANTS } from './plants.fixture.ts';
import { simulate } from './simulation.ts';
import { replayOf } from './tally.ts';

/** Seeds that once failed; 24, 53, 62, 87, 203, 3649 and 12039 were seen to fail again with what they found put back. */
const FOUND: Readonly<Record<number, string>> = {
  15: 'an EXPRESS execution whose end was in a lost batch stayed pending',
  24: 'a refused batch ended the process while a worker polled an activity',
  53: 'the same',
  62: 'times in a history went back when the clock was set back while the server was down',
  87: 'work that was under way when a batch was lost went on with what was forgotten',
  203: 'the name of a deleted execution was not free while late mail kept it in memory',
  3649: 'a call that was cut off by a lost batch was waited for and not made again',
  12039: 'a task was read again while the execution that it waited for was ending, and never learned of it',
  50042: 'an EXPRESS start that was stored although its batch counted as lost did not run',
  200553: 'a message from child to parent was not waited for',
};

test('a seed is the same run every time', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const first = await simulate(seed);
    const second = await simulate(seed);
    expect(second, `seed ${seed}`).toEqual(first);
  }
});

test.each(Object.keys(FOUND).map(Number))('seed %i, which found a bug', async (seed) => {
  const result = await simulate(seed);
  expect(result.violations, replayOf(result)).toEqual([]);
});

/** So many seeds are tried at most for each bug. */
const MOST_SEEDS = 200;

describe('finds that', () => {
  test.each(Object.keys(PLANTS))('%s', { timeout: 60_000 }, async (name) => {
    for (let seed = 1; seed <= MOST_SEEDS; seed++) {
      const { violations } = await simulate(seed, { plant: PLANTS[name]?.() ?? {} });
      if (violations.length > 0) return;
    }
    throw new Error(`${MOST_SEEDS} seeds did not find it`);
  });
});
