/** Half of the seeds that every change has to pass; two files, so that they run side by side. See storm.ts. */
import { expect, test } from 'vitest';
import { runSeeds, SEEDS_PER_FILE } from './storm.ts';

test('nothing is lost, whatever goes wrong (2 of 2)', { timeout: 900_000 }, async () => {
  const { failures, tally } = await runSeeds(20_000, SEEDS_PER_FILE);
  expect(failures.join('\n\n'), tally.line()).toBe('');
  expect(tally.crashes).toBeGreaterThan(SEEDS_PER_FILE);
  expect(tally.compared).toBeGreaterThan(SEEDS_PER_FILE / 8);
});
