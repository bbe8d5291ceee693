/**
 * `npm test`: lint, types and all tests. (Imports between layers are checked by the types: a project sees only those
 * that it references.) Every step runs even when one before it failed, so that one run tells
 * everything. The last line is `N passed, N failed`: tests, and one failure for each of the other steps that fails.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsole, capture, run } from './setup.mjs';

/** Seeds of the simulator: see docs/durability.md. */
const SIM_SEEDS = '5000';

const CHECKS = [
  ['lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['-b']],
];

export async function test(args) {
  let failed = 0;
  await buildConsole();
  for (const [title, program, programArgs] of CHECKS) failed += await check(title, program, programArgs);
  const tests = await runTests(args);
  failed += tests.failed;
  process.stdout.write(`\n${tests.passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** Prints one line when it is fine, and everything when it is not. Gives the number of failures, 0 or 1. */
async function check(title, program, args) {
  const startMs = Date.now();
  const { code, output } = await capture(program, args);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${title.padEnd(7)} ${seconds} s  (${program})\n`);
  if (code !== 0) process.stdout.write(`${output.trim()}\n\n`);
  return code === 0 ? 0 : 1;
}

async function runTests(args) {
  process.env.SIM_SEEDS ??= SIM_SEEDS;
  const folder = mkdtempSync(join(tmpdir(), 'stairwell-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run('vitest', ['run', ...reporters, ...args]);
    return counts(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded has no tests in the report, but is a failure all the same. */
function counts(report, code) {
  const { numPassedTests: passed, numFailedTests, testResults } = readReport(report);
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = numFailedTests + broken.length;
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}
