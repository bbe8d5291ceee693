/** What every history promises, whatever happened: no gaps, one end for each life, nothing that was shown is changed. */
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
  world.count('events', events.length);
  return events;
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
