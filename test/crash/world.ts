/**
 * What the workloads of the crash test share: calls that survive outages, executions that were acknowledged, and the
 * list of broken promises.
 */
import type { LambdaStandIn } from './lambda.ts';
import type { ServerProcess } from './server-process.ts';

export type Json = Record<string, unknown>;

/** `lost`: an earlier try of the same call had no answer, so it may have been taken. */
export type Result =
  | { readonly answer: Json; readonly error?: undefined; readonly lost: boolean }
  | { readonly answer?: undefined; readonly error: string; readonly lost: boolean };

/** Longest time that one call is tried. */
const PATIENCE_MS = 300_000;
const RETRY_MS = 25;
const CALL_MS = 10_000;
/** Share of the starts that are repeated. */
const REPEATED = 0.1;

export class World {
  readonly server: ServerProcess;
  readonly lambda: LambdaStandIn;
  readonly random: () => number;
  readonly violations: string[] = [];
  readonly counts: Record<string, number> = {};
  /** ARNs of STANDARD executions whose start was acknowledged. */
  readonly executions = new Set<string>();
  /** How long the server was up at most between the instant of a Wait and its end. */
  latestTimerMs = 0;
  /** No new work, please. */
  stopping = false;

  constructor(server: ServerProcess, lambda: LambdaStandIn, random: () => number) {
    this.server = server;
    this.lambda = lambda;
    this.random = random;
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  count(what: string, by = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  /** Notes a broken promise. */
  violation(text: string): void {
    this.violations.push(text);
  }

  check(holds: boolean, text: () => string): void {
    if (!holds) this.violation(text());
  }

  /** What cannot be done to its end is a broken promise, too. */
  async guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.violation(`${what} broke off: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Tries until there is an answer that says something: 200 or a client error. */
  async call(operation: string, input: object): Promise<Result> {
    for (const startMs = Date.now(), state = { lost: false }; ; await sleep(RETRY_MS)) {
      const result = await this.once(operation, input);
      if (result !== undefined && result.error !== 'ThrottlingException') return { ...result, lost: state.lost };
      if (this.server.url !== undefined || result === undefined) state.lost = true;
      if (Date.now() - startMs > PATIENCE_MS) throw new Error(`${operation}: no answer for ${PATIENCE_MS} ms`);
    }
  }

  /** One try; undefined: nobody knows what came of it. */
  async once(operation: string, input: object, callMs = CALL_MS): Promise<Result | undefined> {
    const { url } = this.server;
    if (url === undefined) return undefined;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(callMs),
      });
      const answer = (await response.json()) as Json;
      if (response.ok) return { answer, lost: false };
      if (response.status >= 500) return undefined;
      return { error: String(answer['__type']).replace(/^.*#/, ''), lost: false };
    } catch {
      return undefined;
    }
  }

  /** The answer; an error is a broken promise. */
  async must(operation: string, input: object): Promise<Json> {
    const { answer, error } = await this.call(operation, input);
    if (answer === undefined) this.violation(`${operation} ${JSON.stringify(input).slice(0, 300)}: ${error}`);
    return answer ?? {};
  }

  /** Starts a STANDARD execution under a name of its own; answers with its ARN. */
  async start(stateMachineArn: string, name: string, input: object): Promise<string> {
    const { error, lost } = await this.call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
    const [machine = ''] = stateMachineArn.split(':').slice(6);
    const executionArn = `${PREFIX}:execution:${machine}:${name}`;
    // A start whose answer was lost may have ended by the time it is repeated.
    const isTaken = error === undefined || (lost && error === 'ExecutionAlreadyExists');
    this.check(isTaken, () => `StartExecution of ${executionArn}: ${error}`);
    if (isTaken) this.executions.add(executionArn);
    this.count('executions');
    if (isTaken && this.random() < REPEATED) await this.#startAgain(stateMachineArn, name, input, executionArn);
    return executionArn;
  }

  /** What was acknowledged is shown, is not started twice, and its name is nobody else's. */
  async #startAgain(stateMachineArn: string, name: string, input: object, executionArn: string): Promise<void> {
    await this.describe(executionArn);
    const again = await this.call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
    const isSame = again.answer?.['executionArn'] === executionArn || again.error === 'ExecutionAlreadyExists';
    this.check(isSame, () => `the same start of ${executionArn} gave ${JSON.stringify(again)}`);
    const other = await this.call('StartExecution', { stateMachineArn, name, input: '{"other":true}' });
    const isRefused = other.error === 'ExecutionAlreadyExists';
    this.check(isRefused, () => `another start of ${executionArn} gave ${JSON.stringify(other)}`);
  }

  describe(executionArn: string): Promise<Json> {
    return this.must('DescribeExecution', { executionArn });
  }

  /** Describes it when it is closed; an execution that stays open is a broken promise. */
  async ended(executionArn: string, patienceMs = PATIENCE_MS): Promise<Json> {
    for (const startMs = Date.now(); ; await sleep(40)) {
      const described = await this.describe(executionArn);
      if (described['status'] !== 'RUNNING') return described;
      if (Date.now() - startMs < patienceMs) continue;
      this.violation(`${executionArn} is stuck`);
      return described;
    }
  }

  /** All items of a listing, page by page. */
  async list(operation: string, member: string, input: object): Promise<Json[]> {
    const items: Json[] = [];
    for (let nextToken: unknown; ; ) {
      const page = await this.must(operation, { ...input, ...(nextToken !== undefined && { nextToken }) });
      items.push(...((page[member] as Json[] | undefined) ?? []));
      nextToken = page['nextToken'];
      if (nextToken === undefined) return items;
    }
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A part of the load, with what it promises. */
export interface Workload {
  readonly name: string;
  /** Longest pause between two steps, when they are heavy. */
  readonly pauseMs?: number;
  /** Makes what the steps need; the server is up. */
  setup(world: World): Promise<void>;
  /** One piece of work, number `n` of this workload; made again and again, over every outage. */
  step(world: World, n: number): Promise<void>;
  /** Looks at everything from outside when all is quiet. */
  verify(world: World): Promise<void>;
}

export const ROLE = 'arn:aws:iam::123456789012:role/any';
export const PREFIX = 'arn:aws:states:us-east-1:123456789012';

export const lambdaTask = (name: string, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ...more,
});

export async function createMachine(
  world: World,
  name: string,
  definition: object,
  more: object = {},
): Promise<string> {
  const input = { name, definition: JSON.stringify(definition), roleArn: ROLE, ...more };
  return (await world.must('CreateStateMachine', input))['stateMachineArn'] as string;
}

/** mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
