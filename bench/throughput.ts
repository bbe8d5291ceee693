/**
 * `npm run bench`: Stairwell, the ceiling and the peers with the same workloads in one run, interleaved. Prints
 * figures and what they mean, writes them to bench/results/, and with --write-docs into docs/performance.md.
 * Exit code 1 when an answer was wrong or something broke, 0 even when bars are missed: those depend on the machine.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONTESTS } from './lib/contests.ts';
import { startLambda } from './lib/lambda-function.ts';
import { type Figures, runContest, type Schedule } from './lib/measure.ts';
import { PEERS } from './lib/peer-systems.ts';
import { makeReport, markdown, type Report, thisMachine } from './lib/report.ts';
import { ceiling, stairwell } from './lib/sfn-system.ts';

const USAGE = `usage: npm run bench [-- options]
  --quick         two short rounds: a look, not a result
  --only a,b      contests: ${CONTESTS.map(({ id }) => id).join(', ')}
  --peers a,b     peers: ${Object.keys(PEERS).join(', ')}; 'none' for none
  --rounds N      rounds of each contest (default 5)
  --seconds N     of one load in a round (default 3)
  --write-docs    put the result into docs/performance.md
`;

const FULL: Schedule = { rounds: 5, warmUpSeconds: 2, seconds: 3 };
const QUICK: Schedule = { rounds: 2, warmUpSeconds: 1, seconds: 1.5 };

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: CONTESTS.map(({ id }) => id).join(',') },
    peers: { type: 'string', default: Object.keys(PEERS).join(',') },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(USAGE);
else await main();

async function main(): Promise<void> {
  const contests = named(options.only, Object.fromEntries(CONTESTS.map((contest) => [contest.id, contest])));
  const systems = [stairwell, ceiling, ...(options.peers === 'none' ? [] : named(options.peers, PEERS))];
  const schedule = scheduleOf();
  const date = new Date().toISOString();
  const [loadBefore = 0] = loadavg();
  const lambda = await startLambda();
  const figures: Figures[] = [];
  try {
    for (const contest of contests) {
      figures.push(...(await runContest(contest, systems, lambda.url, schedule, say)));
    }
  } finally {
    await lambda.close();
  }
  publish(makeReport(date, thisMachine(loadBefore), schedule, figures));
}

function scheduleOf(): Schedule {
  const base = options.quick ? QUICK : FULL;
  return {
    ...base,
    ...(options.rounds !== undefined && { rounds: positive('rounds', options.rounds) }),
    ...(options.seconds !== undefined && { seconds: positive('seconds', options.seconds) }),
  };
}

function publish(report: Report): void {
  const text = markdown(report);
  process.stdout.write(`\n${text}\n`);
  const folder = new URL('./results/', import.meta.url);
  const name = report.date.slice(0, 19).replaceAll(':', '');
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(new URL(`${name}.md`, folder), text);
  say(`written to ${fileURLToPath(new URL(`${name}.{json,md}`, folder))}`);
  if (options['write-docs']) writeDocs(text);
}

/** Replaces what stands between the two marks. */
function writeDocs(text: string): void {
  const file = new URL('../docs/performance.md', import.meta.url);
  const page = readFileSync(file, 'utf8');
  const marked = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;
  if (!marked.test(page)) throw new Error('docs/performance.md has lost the marks of its figures');
  writeFileSync(
    file,
    page.replace(marked, (_, start: string, end: string) => `${start}\n${text}\n${end}`),
  );
}

function named<T>(list: string, all: Readonly<Record<string, T>>): T[] {
  return list.split(',').map((name) => {
    const found = Object.hasOwn(all, name) ? all[name] : undefined;
    if (found === undefined) throw new Error(`'${name}' is none of ${Object.keys(all).join(', ')}`);
    return found;
  });
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a positive number; got '${text}'`);
  return value;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
