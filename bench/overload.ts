/**
 * `npm run bench -- overload`: many times as many starts are offered as the server can take, at a fixed rate whatever it
 * answers. It has to keep near its peak, refuse the rest with ThrottlingException before it has accepted it, answer
 * DescribeExecution and StopExecution soon, lose nothing that it accepted, keep its memory, and be itself again soon.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedLoop } from './lib/closed-loop.ts';
import { Deployment } from './lib/deployment.ts';
import { Flood } from './lib/flood.ts';
import { Probe } from './lib/probe.ts';
import { inWorkshop, judge, numbers, rssMiB, type Server, say } from './lib/scale.ts';
import { SfnClient } from './lib/sfn-client.ts';
import { median, percentile } from './lib/statistics.ts';
import { passes, type Workload } from './lib/workloads.ts';

const USAGE = 'usage: npm run bench -- overload [options]';
const { factor, seconds, items, connections, peakSeconds } = numbers(USAGE, {
  factor: 10,
  seconds: 30,
  items: 100,
  connections: 4000,
  peakSeconds: 6,
});

/** Callers that saturate the server without flooding it. */
const PEAK_CALLERS = 64;
const RECOVERY_SECONDS = 10;
/** An answer to a single caller that takes longer than this is not that of a recovered server. */
const RECOVERED_MS = 100;

/** Enough work for one execution that ten times its peak can be offered from the same machine. */
const WORKLOAD: Workload = {
  id: 'w3',
  title: `a Map over ${items} items`,
  type: 'STANDARD',
  definition: () => ({ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: passes(1), End: true } } }),
  input: JSON.stringify(Array.from({ length: items }, (_, i) => i)),
  concurrency: PEAK_CALLERS,
  pieces: items,
  events: 6 + 4 * items,
  isRight: (output) => Array.isArray(output) && output.length === items,
};

await inWorkshop(async (workshop) => {
  const server = await workshop.launch(workshop.folder(), PEAK_CALLERS);
  const deployment = await Deployment.make(server.client, WORKLOAD);
  const peak = await peakOf(deployment);
  say(`peak: ${Math.round(peak).toLocaleString('en-US')} executions/s; offering ${factor} times that for ${seconds} s`);
  const probe = await Probe.make(String(server.started.ready['url']));
  const before = await deployed(server);
  const flooded = await flood(server, before, peak * factor, probe);
  const recoverySeconds = await recovery(deployment);
  await deployment.drained();
  await before.drained();
  await before.verify();
  const found = await endedOf(server.client, before.machineArn);
  const { flood: result, memory } = flooded;
  const third = Math.max(1, Math.floor(memory.length / 3));
  judge([
    { what: 'offered, of the peak', figure: result.offered / seconds / peak, unit: 'x' },
    {
      what: 'sent, of the peak; all other callers waited for an answer',
      figure: result.sent / seconds / peak,
      unit: 'x',
    },
    {
      what: 'completed under overload, of the peak',
      figure: flooded.completedPerSecond / peak,
      unit: 'x',
      atLeast: 0.8,
    },
    { what: 'refused with ThrottlingException', figure: result.throttled, unit: 'calls' },
    { what: 'other failures', figure: result.failed, unit: 'calls', atMost: 0 },
    { what: 'accepted but not completed', figure: result.accepted - found, unit: 'executions', atMost: 0 },
    { what: 'DescribeExecution, p99', figure: percentile(probe.describes(), 0.99), unit: 'ms', atMost: 500 },
    { what: 'StopExecution, p99', figure: percentile(probe.stops(), 0.99), unit: 'ms', atMost: 500 },
    { what: 'the caller itself is late by, p99', figure: flooded.ownDelayMs, unit: 'ms' },
    { what: 'resident memory, at most', figure: Math.max(...memory), unit: 'MiB' },
    {
      what: 'resident memory, last third of first',
      figure: median(memory.slice(-third)) / median(memory.slice(0, third)),
      unit: 'x',
      atMost: 1.25,
    },
    { what: 'itself again after', figure: recoverySeconds, unit: 's', atMost: RECOVERY_SECONDS },
  ]);
  if (result.firstFailure !== undefined) say(`first failure: ${result.firstFailure}`);
});

async function peakOf(deployment: Deployment): Promise<number> {
  await closedLoop(() => deployment.start(), { concurrency: PEAK_CALLERS, seconds: 2 });
  await deployment.drained();
  const startMs = performance.now();
  const latencies = await closedLoop(() => deployment.start(), { concurrency: PEAK_CALLERS, seconds: peakSeconds });
  await deployment.drained();
  return (latencies.length * 1000) / (performance.now() - startMs);
}

/** A machine for the flood alone, so that its executions can be counted. */
function deployed(server: Server): Promise<Deployment> {
  return Deployment.make(server.client, WORKLOAD);
}

async function flood(server: Server, deployment: Deployment, perSecond: number, probe: Probe) {
  const client = new SfnClient(String(server.started.ready['url']), connections);
  const flooding = new Flood(client, deployment.machineArn, WORKLOAD.input, { perSecond, connections });
  // A flood of requests, not of connections.
  await client.open(connections);
  const memory: number[] = [];
  const sampling = setInterval(() => memory.push(rssMiB(server)), 250);
  const startMs = performance.now();
  const ownDelay = monitorEventLoopDelay();
  ownDelay.enable();
  probe.start();
  await flooding.run(seconds);
  await probe.stop();
  const ownDelayMs = ownDelay.percentile(99) / 1e6;
  await flooding.answered();
  clearInterval(sampling);
  await deployment.drained();
  const completedPerSecond = (flooding.accepted * 1000) / (performance.now() - startMs);
  client.close();
  return { flood: flooding, memory, completedPerSecond, ownDelayMs };
}

/** Until one execution alone takes no longer than on a quiet server. */
async function recovery(deployment: Deployment): Promise<number> {
  const startMs = performance.now();
  for (;;) {
    const oneMs = performance.now();
    const isDone = await deployment.complete().then(
      () => true,
      () => false,
    );
    const spentSeconds = (performance.now() - startMs) / 1000;
    if ((isDone && performance.now() - oneMs < RECOVERED_MS) || spentSeconds > 60) return spentSeconds;
    await sleep(50);
  }
}

async function endedOf(client: SfnClient, stateMachineArn: string): Promise<number> {
  let count = 0;
  let nextToken: unknown;
  do {
    const request = { stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 1000, nextToken };
    const page = await client.call('ListExecutions', request);
    count += (page['executions'] as unknown[]).length;
    nextToken = page['nextToken'];
  } while (nextToken !== undefined);
  return count;
}
