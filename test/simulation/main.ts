/**
 * The simulator as a program: `main.ts --seeds N [--seed S] [--minutes M] [--trace]`. Runs seeds from S on; one seed alone
 * with `--seed S`. Prints each failure with how to run it again; exits 1 when there was one.
 */
import { parseArgs } from 'node:util';
import { simulate } from './simulation.ts';
import { replayOf, Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? process.env['SIM_SEED'] ?? 1);
const endMs = values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000;
const isOne = values.seed !== undefined && values.seeds === undefined && values.minutes === undefined;
const seeds = isOne ? 1 : Number(values.seeds ?? (values.minutes === undefined ? 1000 : Number.MAX_SAFE_INTEGER));
const PROGRESS_MS = 5000;

const tally = new Tally();
let saidMs = Date.now();
const log = values.trace ? { log: (line: string) => void process.stderr.write(`${line}\n`) } : {};
for (let seed = first; seed < first + seeds && Date.now() < endMs; seed++) {
  const result = await simulate(seed, log);
  tally.add(result);
  if (result.violations.length > 0) process.stdout.write(`${replayOf(result)}\n`);
  if (Date.now() - saidMs > PROGRESS_MS) {
    saidMs = Date.now();
    process.stderr.write(`${tally.line()}\n`);
  }
}
process.stdout.write(`${tally.line()}\n`);
process.exitCode = tally.failed.length === 0 ? 0 : 1;
