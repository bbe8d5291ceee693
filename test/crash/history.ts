/**
 * What every history promises, whatever happened: no gaps, one end for each life, one result for each attempt, no Wait
 * that ended early; nothing that was shown is changed.
 */
import type { Json, World } from './world.ts';

const ENDS = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'];
const END_OF: Record<string, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

export function readHistory(world: World, executionArn: string): Promise<Json[]> {
  return world.list('GetExecutionHistory', 'events', { executionArn, maxResults: 1000 });
}

/** Looks at random histories while the load runs; what they showed has to stay. */
export class Samples {
  readonly #seen = new Map<string, string>();

  async take(world: World): Promise<void> {
    const all = [...world.executions];
    const executionArn = all[Math.floor(world.random() * all.length)];
    if (executionArn === undefined) return;
    const events = await readHistory(world, executionArn);
    this.#seen.set(executionArn, JSON.stringify(events));
    world.count('samples');
  }

  verify(world: World, executionArn: string, events: readonly Json[]): void {
    const seen = this.#seen.get(executionArn)?.slice(0, -1);
    const isPrefix = seen === undefined || JSON.stringify(events).startsWith(seen);
    world.check(isPrefix, () => `${executionArn}: its history changed`);
  }
}

/** Checks one closed execution; answers with its events. */
export async function verifyExecution(world: World, executionArn: string): Promise<Json[]> {
  const { status, redriveCount } = await world.ended(executionArn, 10_000);
  const events = await readHistory(world, executionArn);
  const say = (what: string) => () => `${executionArn} (${status}): ${what}`;
  events.forEach(({ id, previousEventId, timestamp }, index) => {
    world.check(id === index + 1, say(`event ${index + 1} has the id ${id}`));
    world.check(Number(previousEventId) < Number(id), say(`event ${id} follows ${previousEventId}`));
    const before = events[index - 1]?.['timestamp'] ?? 0;
    world.check(Number(timestamp) >= Number(before), say(`event ${id} is earlier than the one before`));
  });
  const types = events.map(({ type }) => String(type));
  const ends = types.filter((type) => ENDS.includes(type)).length;
  const redrives = types.filter((type) => type === 'ExecutionRedriven').length;
  world.check(types[0] === 'ExecutionStarted', say('does not begin with ExecutionStarted'));
  world.check(types.at(-1) === END_OF[String(status)], say(`ends with ${types.at(-1)}`));
  world.check(redrives === redriveCount, say(`${redrives} ExecutionRedriven, redriveCount ${redriveCount}`));
  world.check(ends === Number(redriveCount) + 1, say(`${ends} terminal events, redriveCount ${redriveCount}`));
  verifyAttempts(events, status === 'SUCCEEDED', (holds, what) => world.check(holds, say(what)));
  verifyWaits(world, executionArn, events);
  world.count('verified');
  world.count('events', events.length);
  world.count('transitions', types.filter((type) => type.endsWith('StateEntered')).length);
  return events;
}

const SCHEDULED = /^(Task|Activity|LambdaFunction)Scheduled$/;
const RESULT = /^(Task|Activity|LambdaFunction)(Start|Submit)?(Succeeded|Failed|TimedOut)$/;

/** Every attempt has at most one result; each has one where the execution has succeeded. */
function verifyAttempts(events: readonly Json[], isWhole: boolean, check: (holds: boolean, what: string) => void) {
  const answered = new Set<unknown>();
  for (const event of events) {
    if (!RESULT.test(String(event['type']))) continue;
    let origin: Json | undefined = event;
    while (origin !== undefined && !SCHEDULED.test(String(origin['type']))) {
      origin = events[Number(origin['previousEventId']) - 1];
    }
    check(origin !== undefined, `event ${event['id']} is the result of nothing`);
    check(!answered.has(origin?.['id']), `event ${event['id']} is another result of event ${origin?.['id']}`);
    answered.add(origin?.['id']);
  }
  if (!isWhole) return;
  const open = events.filter(({ type, id }) => SCHEDULED.test(String(type)) && !answered.has(id));
  check(open.length === 0, `no result of event ${open[0]?.['id']}`);
}

/** How long the server may be up before a Wait ends whose instant has come, on a machine that has no time for it. */
const LATEST_MS = 60_000;

/** The names of Wait states in the machines of the workloads end with their seconds. */
function verifyWaits(world: World, executionArn: string, events: readonly Json[]): void {
  for (const { type, timestamp, previousEventId, stateExitedEventDetails: details } of events) {
    if (type !== 'WaitStateExited') continue;
    const seconds = Number(/\d+$/.exec((details as { name: string }).name)?.[0] ?? 0);
    const dueMs = (Number(events[Number(previousEventId) - 1]?.['timestamp']) + seconds) * 1000;
    const endMs = Number(timestamp) * 1000;
    world.check(endMs >= dueMs - 1, () => `${executionArn}: a Wait of ${seconds} s ended early`);
    const lateMs = Math.round(world.server.upMsBetween(dueMs, endMs));
    world.check(lateMs < LATEST_MS, () => `${executionArn}: a Wait ended after the server was up for ${lateMs} ms`);
    world.latestTimerMs = Math.max(world.latestTimerMs, lateMs);
  }
}

export function countOf(events: readonly Json[], type: string): number {
  return events.filter((event) => event['type'] === type).length;
}

/** Every execution of the machine that was acknowledged is listed once. */
export async function verifyListing(world: World, stateMachineArn: string): Promise<void> {
  const listed = await world.list('ListExecutions', 'executions', { stateMachineArn, maxResults: 1000 });
  const arns = listed.map(({ executionArn }) => executionArn as string);
  world.check(new Set(arns).size === arns.length, () => `${stateMachineArn}: an execution is listed twice`);
  const prefix = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:`;
  const missing = [...world.executions].filter((arn) => arn.startsWith(prefix) && !arns.includes(arn));
  world.check(missing.length === 0, () => `not listed: ${missing.join(', ')}`);
}
