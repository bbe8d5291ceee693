/** The peers: other ways to run such workloads, each as a script of bench/peers that runs in a process of its own. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Started, startProcess, stopProcess } from './child-process.ts';
import { closedLoop } from './closed-loop.ts';
import { HttpClient } from './http-client.ts';
import { percentile } from './statistics.ts';
import type { Load, LoadOptions, RunningSystem, System } from './system.ts';
import { WORKLOADS, type WorkloadId } from './workloads.ts';

interface PeerFacts {
  readonly id: string;
  readonly name: string;
  readonly workloads: readonly WorkloadId[];
  /** Where it does best at another concurrency than most. */
  readonly concurrency?: Partial<Record<WorkloadId, number>>;
}

/** What serves peers best, found by trying; more makes them slower. One Map at a time: more of them do not end. */
const CONCURRENCY: Partial<Record<WorkloadId, number>> = { w1: 64, w2: 64, w3: 1, w4: 64 };

const FACTS: readonly PeerFacts[] = [
  { id: 'restate', name: 'Restate', workloads: ['w1', 'w2', 'w3', 'w4'], concurrency: { w1: 256 } },
  { id: 'dbos', name: 'DBOS', workloads: ['w1', 'w2', 'w3', 'w4'] },
  { id: 'openworkflow', name: 'openworkflow', workloads: ['w1', 'w4'] },
  { id: 'aws-local-stepfunctions', name: 'aws-local-stepfunctions', workloads: ['w1', 'w2', 'w3', 'w4'] },
];

export const PEERS: Readonly<Record<string, System>> = Object.fromEntries(
  FACTS.map((facts) => [facts.id, peer(facts)]),
);

function peer({ id, name, workloads, concurrency }: PeerFacts): System {
  const script = fileURLToPath(new URL(`../peers/${id}.mjs`, import.meta.url));
  return {
    name,
    workloads,
    isOptional: true,
    concurrency: { ...CONCURRENCY, ...concurrency },
    async start(lambdaUrl) {
      const started = await startProcess([script], { LAMBDA_URL: lambdaUrl }, true);
      return 'url' in started.ready ? new Server(started) : new Library(started);
    },
  };
}

/** Invoked over HTTP by this process: `POST /bench/<workload>` answers with the result. */
class Server implements RunningSystem {
  readonly pids: readonly number[];
  readonly #started: Started;
  readonly #client: HttpClient;

  constructor(started: Started) {
    this.pids = [started.pid];
    this.#started = started;
    this.#client = new HttpClient(String(started.ready['url']), 512);
  }

  async load(workload: WorkloadId, options: LoadOptions): Promise<Load> {
    const { input, isRight } = WORKLOADS[workload];
    const body = workload === 'w2' ? '{"a":1}' : input;
    const startMs = performance.now();
    const latencies = await closedLoop(async () => {
      const answer = await this.#client.post(`/bench/${workload}`, 'content-type: application/json\r\n', body);
      if (answer.status !== 200 || !isRight(JSON.parse(answer.body))) throw new Error(`${workload}: ${answer.body}`);
    }, options);
    return {
      completed: latencies.length,
      seconds: (performance.now() - startMs) / 1000,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }

  async stop(): Promise<void> {
    this.#client.close();
    await stopProcess(this.#started.process);
  }
}

/** Called inside its own process, on orders over IPC. */
class Library implements RunningSystem {
  readonly pids: readonly number[];
  readonly #started: Started;

  constructor(started: Started) {
    this.pids = [started.pid];
    this.#started = started;
  }

  async load(workload: WorkloadId, { concurrency, seconds }: LoadOptions): Promise<Load> {
    this.#started.process.send({ workload, concurrency, seconds });
    const [load] = (await once(this.#started.process, 'message')) as [Load];
    if (load.failure !== undefined) throw new Error(load.failure);
    return load;
  }

  stop(): Promise<void> {
    return stopProcess(this.#started.process);
  }
}
