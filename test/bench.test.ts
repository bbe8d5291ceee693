/** The benchmark measures what it says: every workload ends right on the server and on the ceiling, a wrong end fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMet, type Verdict, verdicts } from '../bench/lib/bars.ts';
import { type Started, startProcess, stopProcess } from '../bench/lib/child-process.ts';
import { cloneExecutions } from '../bench/lib/clone.ts';
import { Deployment } from '../bench/lib/deployment.ts';
import { type LambdaFunction, startLambda } from '../bench/lib/lambda-function.ts';
import type { Figures } from '../bench/lib/measure.ts';
import { usageOf } from '../bench/lib/process-usage.ts';
import { SfnClient } from '../bench/lib/sfn-client.ts';
import { ceiling, stairwell } from '../bench/lib/sfn-system.ts';
import { median, percentile, readable } from '../bench/lib/statistics.ts';
import { machineOf, startTemplate, untilFired, verifyCopies } from '../bench/lib/waiters.ts';
import { WORKLOADS, type Workload } from '../bench/lib/workloads.ts';
import { DEFAULT_CONFIG } from '../src/server/config.ts';
import { startServer } from '../src/server/server.ts';
import { repository } from './support/markdown.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, repository));
const folder = mkdtempSync(join(tmpdir(), 'stairwell-bench-test-'));
let lambda: LambdaFunction;

beforeAll(async () => {
  lambda = await startLambda();
});

afterAll(async () => {
  await lambda.close();
  rmSync(folder, { recursive: true, force: true });
});

const SERVERS = {
  Stairwell: { args: [path('src/cli.ts'), 'serve', '--json', '--port', '0', '--store', 'memory'], system: stairwell },
  ceiling: { args: [path('bench/ceiling/main.ts')], system: ceiling },
};

describe.each(Object.entries(SERVERS))('%s', (_, { args, system }) => {
  let server: Started;
  let client: SfnClient;

  beforeAll(async () => {
    server = await startProcess(args, { DATA_DIR: folder, AWS_ENDPOINT_URL_LAMBDA: lambda.url });
    client = new SfnClient(String(server.ready['url']), 4);
  }, 60_000);

  afterAll(async () => {
    client.close();
    await stopProcess(server.process);
  });

  it.each(system.workloads)('runs %s to the right end', async (id) => {
    const deployment = await Deployment.make(client, WORKLOADS[id]);
    await deployment.start();
    await deployment.complete();
    await deployment.drained();
    await deployment.verify();
  });

  it('fails the benchmark with a wrong output, and with a history of another length', async () => {
    const wrongOutput: Workload = { ...WORKLOADS.w1, isRight: () => false };
    const wrongHistory: Workload = { ...WORKLOADS.w1, events: 21 };
    for (const [workload, message] of [
      [wrongOutput, 'wrong output'],
      [wrongHistory, '22 events instead of 21'],
    ] as const) {
      const deployment = await Deployment.make(client, workload);
      await deployment.complete();
      await expect(deployment.verify()).rejects.toThrow(message);
    }
  });
});

describe('a store that is filled by copying', () => {
  it('goes on as if the engine had started every execution', async () => {
    const dataDir = mkdtempSync(join(folder, 'copies-'));
    const serve = () => startServer({ ...DEFAULT_CONFIG, port: 0, dataDir, logLevel: 'silent' });
    const first = await serve();
    const templateArn = await startTemplate(new SfnClient(first.url, 1));
    await first.close();

    const dueMs = () => Date.now();
    const due = { templateArn, count: 20, prefix: 'due-', dueMs };
    const waiting = { templateArn, count: 30, prefix: 'waiting-', dueMs: () => Date.now() + 60_000 };
    await cloneExecutions(dataDir, [due, waiting]);

    const second = await serve();
    const client = new SfnClient(second.url, 1);
    const fired = await untilFired(client, machineOf(templateArn), due.count, dueMs, 10);
    await verifyCopies(client, due, waiting);
    expect(fired.count).toBe(due.count);
    client.close();
    await second.close();
  });
});

describe('figures', () => {
  const figures = (system: string, executionsPerSecond: number): Figures => ({
    contest: 'w2',
    system,
    workload: 'w2',
    executionsPerSecond,
    p50Ms: 1,
    p99Ms: 2,
    cpuMsPerExecution: 0.3,
    rssMiB: 100,
    rounds: [executionsPerSecond],
  });

  it('become verdicts about what was measured, and none about what was not', () => {
    const all = verdicts([figures('Stairwell', 700), figures('ceiling', 1000)]);
    expect(all).toEqual([
      { bar: 'W2, of the ceiling', figure: 0.7, unit: 'x', target: 0.6, stretch: 0.8, isCeiling: false },
      { bar: 'W2, CPU as a multiple of the ceiling', figure: 1, unit: 'x', isCeiling: true },
    ]);
    const [verdict] = all as [Verdict, Verdict];
    expect([isMet(verdict), isMet(verdict, verdict.stretch)]).toEqual([true, false]);
  });

  it('are compared round by round, as both met the same machine then', () => {
    const rounds = (system: string, rates: number[]) => ({ ...figures(system, 0), rounds: rates });
    const [verdict] = verdicts([rounds('Stairwell', [100, 900, 210]), rounds('ceiling', [200, 1000, 300])]);
    expect(verdict?.figure).toBe(0.7);
  });

  it('are medians, and percentiles of what is in order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('are written with three digits', () => {
    expect([0.12345, 1.2345, 12345.6, Number.NaN].map(readable)).toEqual(['0.123', '1.23', '12,346', '–']);
  });

  it.runIf(process.platform === 'linux')('of a process hold its memory', () => {
    expect(usageOf([process.pid]).rssMiB).toBeGreaterThan(10);
  });
});
