/**
 * Runs the workloads against a server that is killed again and again at moments that the seed decides, and looks at
 * everything from outside at the end, after one more kill: from disk, not from memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '../../src/maintenance/doctor/doctor.ts';
import { activities } from './activities.ts';
import { deletions } from './deletions.ts';
import { express } from './express.ts';
import { failpointKills } from './failpoint-kills.ts';
import { fanOuts } from './fan-outs.ts';
import { Samples, verifyExecution } from './history.ts';
import { LambdaStandIn } from './lambda.ts';
import { loops } from './loops.ts';
import { mapRuns } from './map-runs.ts';
import { nested } from './nested.ts';
import { redrives } from './redrives.ts';
import { ServerProcess } from './server-process.ts';
import { tags } from './tags.ts';
import { trees } from './trees.ts';
import { versions } from './versions.ts';
import { seeded, sleep, type Workload, World } from './world.ts';

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** The server dies at failpoints, in their order, rather than at any moment. */
  readonly failpoints?: boolean;
  /** Program and arguments that serve, such as ['node', 'dist/cli.js', 'serve']. */
  readonly command: readonly string[];
  /** Shortest and longest time that the server is up between two kills. */
  readonly upMs: readonly [number, number];
  readonly log?: (line: string) => void;
}

export interface CrashSummary {
  readonly seed: number;
  readonly kills: number;
  readonly seconds: number;
  readonly slowestStartMs: number;
  readonly latestTimerMs: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Longest pause between two steps of a workload. */
const PAUSE_MS = 60;
/** Executions that are looked at at once. */
const READERS = 6;
/** How long all executions may take to end after the last kill. */
const SETTLE_MS = 300_000;

export async function crash(options: CrashOptions): Promise<CrashSummary> {
  const startMs = Date.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-crash-'));
  const lambda = new LambdaStandIn(seeded(options.seed + 1));
  const server = new ServerProcess(options.command, dataDir, await lambda.start());
  const world = new World(server, lambda, seeded(options.seed));
  try {
    await server.start();
    await drive(world, options);
  } finally {
    await server.kill();
    lambda.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const { counts, violations, latestTimerMs } = world;
  const seconds = Math.round((Date.now() - startMs) / 1000);
  const slowestStartMs = Math.max(...server.readyMs);
  return { seed: options.seed, kills: options.kills, seconds, slowestStartMs, latestTimerMs, counts, violations };
}

async function drive(world: World, options: CrashOptions): Promise<void> {
  const workloads = [
    ...[activities(), redrives(), versions(), deletions(), mapRuns(), express(), tags(), nested()],
    ...[loops(), fanOuts(), trees()],
  ];
  for (const workload of workloads) await workload.setup(world);
  if (world.violations.length > 0) return;
  const samples = new Samples();
  const running = [...workloads.map((workload) => load(world, workload)), sampling(world, samples)];
  await (options.failpoints ? failpointKills(world, options, () => examineData(world)) : kills(world, options));
  world.stopping = true;
  await Promise.all(running);
  options.log?.('the load has ended; waiting for its executions');
  const deadlineMs = Date.now() + SETTLE_MS;
  for (const arn of world.executions) await world.ended(arn, Math.max(1000, deadlineMs - Date.now()));
  await restart(world);
  options.log?.('looking at everything');
  const left = world.executions.values();
  const verifyAll = async () => {
    for (const arn of left) {
      await world.guarded(arn, async () => samples.verify(world, arn, await verifyExecution(world, arn)));
    }
  };
  await Promise.all(Array.from({ length: READERS }, verifyAll));
  for (const workload of workloads) await world.guarded(workload.name, () => workload.verify(world));
}

async function load(world: World, { name, step, pauseMs = PAUSE_MS }: Workload): Promise<void> {
  for (let n = 0; ; n++) {
    const isLast = world.stopping;
    await world.guarded(name, () => step(world, n));
    if (isLast) return;
    await sleep(world.random() * pauseMs);
  }
}

/** What the killed server left has to keep all promises as it is, before the next one mends anything. */
function examineData(world: World): void {
  const { findings, executions } = examine({ dataDir: world.server.dataDir, quick: false, progress: () => {} });
  for (const { check, arn = '', what } of findings) world.violation(`doctor [${check}] ${arn} ${what}`);
  world.count('examined', executions);
}

async function sampling(world: World, samples: Samples): Promise<void> {
  while (!world.stopping) {
    await samples.take(world);
    await sleep(200);
  }
}

async function kills(world: World, { kills: number, seed, upMs: [least, most], log }: CrashOptions): Promise<void> {
  const random = seeded(seed + 2);
  for (let n = 1; n <= number; n++) {
    await sleep(least + random() * (most - least));
    await restart(world);
    log?.(`kill ${n} of ${number}: ${world.counts['executions']} executions, ${world.violations.length} violations`);
  }
  await sleep(least);
}

async function restart(world: World): Promise<void> {
  const { server } = world;
  await server.kill();
  await world.guarded('the doctor', async () => examineData(world));
  if (!(await server.start())) throw new Error('the server does not start');
}
