/** Executions that wait for an instant: made by copying one, watched until those that are due have ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CloneOptions, cloneArn } from './clone.ts';
import type { Server, Workshop } from './scale.ts';
import type { SfnClient } from './sfn-client.ts';

/** Waits a day; copies may be due at another time. */
const DEFINITION = {
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 86_400, Next: 'Done' }, Done: { Type: 'Succeed' } },
};
/** Of one that has ended: started, wait entered and exited, succeed entered and exited, succeeded. */
const EVENTS = 6;
const PAGE = 1000;

/** Starts one in a new store and stops the server; answers with its ARN. */
export async function makeTemplate(workshop: Workshop, dataDir: string): Promise<string> {
  const server = await workshop.launch(dataDir);
  const arn = await startTemplate(server.client);
  await workshop.stop(server);
  return arn;
}

export async function startTemplate(client: SfnClient): Promise<string> {
  const machineArn = await client.createStateMachine('waiting', DEFINITION, 'STANDARD');
  return client.startExecution(machineArn, 'template', '{"order":"A-1001","items":[1,2,3]}');
}

export function machineOf(executionArn: string): string {
  return executionArn.slice(0, executionArn.lastIndexOf(':')).replace(':execution:', ':stateMachine:');
}

export interface Fired {
  /** Until the last one had ended, from the call; Infinity when some had not in time. */
  readonly seconds: number;
  readonly count: number;
  /** stopDate minus the instant at which each was due, ascending. */
  readonly latenessMs: Float64Array;
}

/** Watches until `count` executions have ended, for so many seconds at most. `dueMs`: of a name. */
export async function untilFired(
  client: SfnClient,
  machineArn: string,
  count: number,
  dueMs: (name: string) => number,
  withinSeconds: number,
): Promise<Fired> {
  const startMs = Date.now();
  let ended = await endedOf(client, machineArn);
  while (ended.length < count && Date.now() - startMs < withinSeconds * 1000) {
    await sleep(500);
    ended = await endedOf(client, machineArn);
  }
  const seconds = ended.length < count ? Number.POSITIVE_INFINITY : (Date.now() - startMs) / 1000;
  const latenessMs = Float64Array.from(ended.map(({ name, stopDate }) => stopDate * 1000 - dueMs(name))).sort();
  return { seconds, count: ended.length, latenessMs };
}

/** Throws when a copy that was due did not end as the original would, or one that is not due does not wait. */
export async function verifyCopies(client: SfnClient, due: CloneOptions, waiting: CloneOptions): Promise<void> {
  for (const share of [0, 0.3, 0.6, 0.999]) {
    if (due.count > 0) await verifyEnded(client, cloneArn(due, Math.floor(due.count * share)));
    const executionArn = cloneArn(waiting, Math.floor(waiting.count * share));
    const { status } = await client.call('DescribeExecution', { executionArn });
    if (status !== 'RUNNING') throw new Error(`${executionArn} is ${status} instead of waiting`);
  }
}

async function verifyEnded(client: SfnClient, executionArn: string): Promise<void> {
  const { status, output } = await client.call('DescribeExecution', { executionArn });
  const events = await client.countEvents(executionArn);
  const isRight = status === 'SUCCEEDED' && String(output).includes('A-1001') && events === EVENTS;
  if (!isRight) throw new Error(`${executionArn} is ${status} with ${events} events and the output ${output}`);
}

/** How long the first answer about an execution takes, from the start of the process. */
export async function firstAnswerSeconds({ started, client }: Server, executionArn: string): Promise<number> {
  const beforeMs = performance.now();
  await client.call('DescribeExecution', { executionArn });
  return (started.readyMs + performance.now() - beforeMs) / 1000;
}

interface Listed {
  readonly name: string;
  /** Seconds. */
  readonly stopDate: number;
}

async function endedOf(client: SfnClient, stateMachineArn: string): Promise<Listed[]> {
  const all: Listed[] = [];
  let nextToken: unknown;
  do {
    const request = { stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: PAGE, nextToken };
    const page = await client.call('ListExecutions', request);
    all.push(...(page['executions'] as Listed[]));
    nextToken = page['nextToken'];
  } while (nextToken !== undefined);
  return all;
}
