/** Runs a row of seeds for the tests. */
import { simulate } from './simulation.ts';
import { replayOf, Tally } from './tally.ts';

/** `npm test` sets it; a bare `vitest run` takes fewer. */
export const SEEDS_PER_FILE = Math.ceil(Number(process.env['SIM_SEEDS'] ?? 400) / 2);
/** More failures than these tell nothing new. */
const MOST_FAILURES = 5;

export async function runSeeds(first: number, count: number): Promise<{ failures: string[]; tally: Tally }> {
  const tally = new Tally();
  const failures: string[] = [];
  for (let seed = first; seed < first + count && failures.length < MOST_FAILURES; seed++) {
    const result = await simulate(seed);
    tally.add(result);
    if (result.violations.length > 0) failures.push(replayOf(result));
  }
  return { failures, tally };
}
