/** The crash test as a program: `main.ts --kills N --seed S [--failpoints]`. Prints one line of JSON; exits 1 when a promise is broken. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crash } from './crash.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    failpoints: { type: 'boolean', default: false },
  },
});
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const summary = await crash({
  kills: Number(values.kills),
  seed: Number(values.seed),
  failpoints: values.failpoints,
  command: [process.execPath, CLI, 'serve'],
  upMs: [100, 1500],
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(summary)}\n`);
process.exitCode = summary.violations.length === 0 ? 0 : 1;
