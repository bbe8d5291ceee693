/**
 * `npm run bench -- size`: W1 on a store with many closed and waiting executions and one very long history, against W1
 * on an empty store; interleaved, medians of the rounds.
 */
import { type CloneOptions, cloneExecutions } from './lib/clone.ts';
import { closedLoop } from './lib/closed-loop.ts';
import { Deployment } from './lib/deployment.ts';
import { usageOf } from './lib/process-usage.ts';
import { inWorkshop, judge, numbers, rssMiB, type Server, say, type Workshop } from './lib/scale.ts';
import { median, percentile } from './lib/statistics.ts';
import { machineOf, makeTemplate } from './lib/waiters.ts';
import { passes, WORKLOADS } from './lib/workloads.ts';

const USAGE = 'usage: npm run bench -- size [options]';
const { closed, waiting, events, rounds, seconds } = numbers(USAGE, {
  closed: 1_000_000,
  waiting: 100_000,
  events: 25_000,
  rounds: 5,
  seconds: 4,
});

const WARM_UP_SECONDS = 2;
const LONG = {
  StartAt: 'M',
  States: { M: { Type: 'Map', ItemProcessor: passes(1), End: true } },
};

interface Side {
  readonly server: Server;
  readonly deployment: Deployment;
  readonly rates: number[];
  readonly cpuMs: number[];
}

await inWorkshop(async (workshop) => {
  const fullDir = workshop.folder();
  const longArn = await fill(workshop, fullDir);
  const empty = await deploy(await workshop.launch(workshop.folder()));
  const full = await deploy(await workshop.launch(fullDir));
  for (const side of [empty, full]) await run(side, WARM_UP_SECONDS);
  for (let round = 1; round <= rounds; round++) {
    for (const side of [empty, full]) await measure(side);
    const [before, after] = [empty, full].map(({ rates }) => Math.round(rates.at(-1) ?? 0).toLocaleString('en-US'));
    say(`round ${round}/${rounds}: ${before} executions/s on the empty store, ${after} on the full one`);
  }
  for (const side of [empty, full]) await side.deployment.verify();
  const page = await historyPageMs(full.server, longArn);
  const list = await listPageMs(full.server, machineOf(longArn));
  judge([
    { what: 'W1 on an empty store', figure: median(empty.rates), unit: 'executions/s' },
    { what: 'W1 on the full store', figure: median(full.rates), unit: 'executions/s' },
    {
      what: 'full, of empty',
      figure: median(full.rates.map((rate, round) => rate / (empty.rates[round] ?? 0))),
      unit: 'x',
      atLeast: 0.8,
    },
    { what: 'CPU per execution, full of empty', figure: median(full.cpuMs) / median(empty.cpuMs), unit: 'x' },
    { what: 'newest 100 of the long history, p50', figure: page, unit: 'ms' },
    { what: 'a page of 100 executions, p50', figure: list, unit: 'ms' },
    { what: 'resident memory, empty store', figure: rssMiB(empty.server), unit: 'MiB' },
    { what: 'resident memory, full store', figure: rssMiB(full.server), unit: 'MiB' },
  ]);
});

/** Answers with the ARN of the execution that has the long history. */
async function fill(workshop: Workshop, dataDir: string): Promise<string> {
  const waitingArn = await makeTemplate(workshop, dataDir);
  const server = await workshop.launch(dataDir);
  const machineArn = await server.client.createStateMachine('closed', WORKLOADS.w1.definition(''), 'STANDARD');
  const closedArn = await server.client.startExecution(machineArn, 'template', WORKLOADS.w1.input);
  const longMachineArn = await server.client.createStateMachine('long', LONG, 'STANDARD');
  // Six events for the execution and its Map, four for each item.
  const items = JSON.stringify(Array.from({ length: Math.floor((events - 6) / 4) }, (_, i) => i));
  const longArn = await server.client.startExecution(longMachineArn, 'long', items);
  for (const arn of [machineArn, longMachineArn]) while (await server.client.isAnyRunning(arn));
  await workshop.stop(server);
  say('filling the store');
  const now = Date.now();
  const all: CloneOptions[] = [
    { templateArn: closedArn, count: closed, prefix: 'closed-' },
    { templateArn: waitingArn, count: waiting, prefix: 'waiting-', dueMs: (i) => now + 86_400_000 + i },
  ];
  await cloneExecutions(dataDir, all);
  return longArn;
}

async function deploy(server: Server): Promise<Side> {
  return { server, deployment: await Deployment.make(server.client, WORKLOADS.w1), rates: [], cpuMs: [] };
}

/** One round: executions per second, and CPU of the server per execution. */
async function measure(side: Side): Promise<void> {
  const pids = [side.server.started.pid];
  const before = usageOf(pids).cpuMs;
  const startMs = performance.now();
  const rate = await run(side, seconds);
  const executions = (rate * (performance.now() - startMs)) / 1000;
  side.rates.push(rate);
  side.cpuMs.push((usageOf(pids).cpuMs - before) / executions);
}

async function run({ deployment }: Side, forSeconds: number): Promise<number> {
  const startMs = performance.now();
  const { concurrency } = WORKLOADS.w1;
  const latencies = await closedLoop(() => deployment.start(), { concurrency, seconds: forSeconds });
  await deployment.drained();
  return (latencies.length * 1000) / (performance.now() - startMs);
}

async function historyPageMs({ client }: Server, executionArn: string): Promise<number> {
  const request = { executionArn, maxResults: 100, reverseOrder: true };
  return percentile(
    await closedLoop(() => client.call('GetExecutionHistory', request), { concurrency: 1, seconds: 1 }),
    0.5,
  );
}

async function listPageMs({ client }: Server, stateMachineArn: string): Promise<number> {
  const request = { stateMachineArn, maxResults: 100 };
  return percentile(
    await closedLoop(() => client.call('ListExecutions', request), { concurrency: 1, seconds: 1 }),
    0.5,
  );
}
