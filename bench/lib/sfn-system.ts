/** Systems that speak the Step Functions API over HTTP: Stairwell itself, and the ceiling. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Started, startProcess, stopProcess } from './child-process.ts';
import { closedLoop } from './closed-loop.ts';
import { Deployment } from './deployment.ts';
import { SfnClient } from './sfn-client.ts';
import { percentile } from './statistics.ts';
import type { Load, LoadOptions, RunningSystem, System } from './system.ts';
import { WORKLOADS, type WorkloadId } from './workloads.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const CEILING = fileURLToPath(new URL('../ceiling/main.ts', import.meta.url));

const ALL = Object.keys(WORKLOADS) as WorkloadId[];
/** The ceiling knows no expressions. */
const PLAIN: readonly WorkloadId[] = ['w1', 'w1-express', 'w2', 'w3', 'w4'];

/** Starts the built server with its defaults, which are durable: synchronous=FULL. */
export function startStairwell(
  dataDir: string,
  environment: Record<string, string> = {},
  nodeArgs: readonly string[] = [],
): Promise<Started> {
  const args = [...nodeArgs, CLI, 'serve', '--json', '--port', '0', '--log-level', 'error', '--data-dir', dataDir];
  return startProcess(args, environment);
}

export const stairwell: System = {
  name: 'Stairwell',
  workloads: ALL,
  start: (lambdaUrl) => inFolder((dataDir) => startStairwell(dataDir, { AWS_ENDPOINT_URL_LAMBDA: lambdaUrl })),
};

export const ceiling: System = {
  name: 'ceiling',
  workloads: PLAIN,
  start: (lambdaUrl) =>
    inFolder((dataDir) => startProcess([CEILING], { DATA_DIR: dataDir, AWS_ENDPOINT_URL_LAMBDA: lambdaUrl })),
};

/** Gives the server a folder of its own, which goes with it. */
async function inFolder(start: (dataDir: string) => Promise<Started>): Promise<RunningSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-bench-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const started = await start(dataDir);
    return new SfnServer(started, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

class SfnServer implements RunningSystem {
  readonly pids: readonly number[];
  readonly #started: Started;
  readonly #remove: () => void;
  readonly #deployments = new Map<WorkloadId, Promise<Deployment>>();
  readonly #client: SfnClient;

  constructor(started: Started, remove: () => void) {
    this.pids = [started.pid];
    this.#started = started;
    this.#remove = remove;
    this.#client = new SfnClient(String(started.ready['url']), 512);
  }

  async load(workload: WorkloadId, { kind, concurrency, seconds }: LoadOptions): Promise<Load> {
    const deployment = await this.#deployment(workload);
    const startMs = performance.now();
    const call = kind === 'saturate' ? () => deployment.start() : () => deployment.complete();
    const latencies = await closedLoop(call, { concurrency, seconds });
    await deployment.drained();
    const spentSeconds = (performance.now() - startMs) / 1000;
    return {
      completed: latencies.length,
      seconds: spentSeconds,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }

  /** To be called when nothing is measured: looks at what the loads have left behind. */
  async verify(): Promise<void> {
    for (const deployment of this.#deployments.values()) await (await deployment).verify();
  }

  async stop(): Promise<void> {
    try {
      await this.verify();
    } finally {
      this.#client.close();
      await stopProcess(this.#started.process);
      this.#remove();
    }
  }

  #deployment(workload: WorkloadId): Promise<Deployment> {
    const made = this.#deployments.get(workload) ?? Deployment.make(this.#client, WORKLOADS[workload]);
    this.#deployments.set(workload, made);
    return made;
  }
}
