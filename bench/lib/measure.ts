/** Runs contests and keeps the medians of their rounds. */

import type { Contest } from './contests.ts';
import { usageOf } from './process-usage.ts';
import { median } from './statistics.ts';
import type { Load, RunningSystem, System } from './system.ts';
import { WORKLOADS, type WorkloadId } from './workloads.ts';

export interface Schedule {
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** Of one system with one workload in one contest; each figure is the median of the rounds. */
export interface Figures {
  readonly contest: string;
  readonly system: string;
  readonly workload: WorkloadId;
  readonly executionsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerExecution: number;
  readonly rssMiB: number;
  /** Executions per second of each round, in order: how much the machine wavered, and what was beside what. */
  readonly rounds: readonly number[];
}

interface Entry {
  readonly system: System;
  readonly running: RunningSystem;
  readonly workload: WorkloadId;
  readonly loads: (Load & { readonly cpuMs: number; readonly rssMiB: number })[];
  /** An optional system that broke. */
  failed: boolean;
}

export type Progress = (line: string) => void;

/** Peers that fail are reported and left out; anything wrong with the others rejects. */
export async function runContest(
  contest: Contest,
  systems: readonly System[],
  lambdaUrl: string,
  schedule: Schedule,
  progress: Progress,
): Promise<Figures[]> {
  const entries: Entry[] = [];
  try {
    for (const system of systems) {
      const workloads = contest.workloads.filter((workload) => system.workloads.includes(workload));
      if (workloads.length === 0) continue;
      const running = await unlessOptional(system, progress, system.start(lambdaUrl));
      if (running === undefined) continue;
      for (const workload of workloads) entries.push({ system, running, workload, loads: [], failed: false });
    }
    await runRounds(contest, entries, schedule, progress);
  } catch (error) {
    await stopAll(entries).catch(() => {}); // the first error tells more
    throw error;
  }
  await stopAll(entries);
  return entries.filter(({ failed }) => !failed).map((entry) => figuresOf(contest, entry));
}

async function stopAll(entries: readonly Entry[]): Promise<void> {
  const running = new Set(entries.map((entry) => entry.running));
  const ended = await Promise.allSettled([...running].map((system) => system.stop()));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

async function unlessOptional<T>(system: System, progress: Progress, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!system.isOptional) throw error;
    progress(`${system.name} is left out: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function runRounds(
  contest: Contest,
  entries: readonly Entry[],
  schedule: Schedule,
  progress: Progress,
): Promise<void> {
  const run = async (entry: Entry, seconds: number) => {
    if (entry.failed) return undefined;
    const result = await unlessOptional(entry.system, progress, load(contest, entry, seconds));
    if (result === undefined) entry.failed = true;
    return result;
  };
  for (const entry of entries) await run(entry, schedule.warmUpSeconds);
  for (let round = 1; round <= schedule.rounds; round++) {
    for (const entry of entries) {
      const before = usageOf(entry.running.pids);
      const result = await run(entry, schedule.seconds);
      if (result === undefined) continue;
      const after = usageOf(entry.running.pids);
      entry.loads.push({ ...result, cpuMs: after.cpuMs - before.cpuMs, rssMiB: after.rssMiB });
      progress(progressLine(contest, entry, `${round}/${schedule.rounds}`, result));
    }
  }
}

function progressLine(contest: Contest, { workload, system }: Entry, round: string, result: Load): string {
  const rate = Math.round(result.completed / result.seconds).toLocaleString('en-US');
  const words = [contest.id.padEnd(8), `round ${round}`, workload.padEnd(11), system.name.padEnd(24), rate.padStart(8)];
  return `${words.join('  ')} executions/s`;
}

function load(contest: Contest, { system, running, workload }: Entry, seconds: number): Promise<Load> {
  const concurrency = contest.concurrency ?? system.concurrency?.[workload] ?? WORKLOADS[workload].concurrency;
  return running.load(workload, { kind: contest.kind, concurrency, seconds });
}

function figuresOf(contest: Contest, { system, workload, loads }: Entry): Figures {
  const of = (figure: (load: Entry['loads'][number]) => number) => median(loads.map(figure));
  return {
    contest: contest.id,
    system: system.name,
    workload,
    executionsPerSecond: of((load) => load.completed / load.seconds),
    p50Ms: of((load) => load.p50Ms),
    p99Ms: of((load) => load.p99Ms),
    cpuMsPerExecution: of((load) => load.cpuMs / load.completed),
    rssMiB: of((load) => load.rssMiB),
    rounds: loads.map((load) => Number((load.completed / load.seconds).toPrecision(4))),
  };
}
