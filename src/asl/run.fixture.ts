/** For tests of the interpreter: runs a definition without an engine, answering its tasks by a function. */
import { createHash } from 'node:crypto';
import { advance, nextWakeMs } from './advance.ts';
import { compile } from './compile.ts';
import type { StatesError } from './errors.ts';
import type { Command, Execution, RunTask, Stimulus, Turn, TurnHost } from './execution.ts';
import { frameBody, restoreFrames } from './frame-codec.ts';
import type { HistoryEvent } from './history-events.ts';
import type { Json, JsonObject } from './json.ts';
import { Payload } from './payload.ts';
import type { Program } from './program.ts';
import { validateDefinition } from './validate/validate.ts';

/** What a task does: its result, its failure, or undefined for "does not answer". */
export type TaskAnswer = (task: RunTask, run: Run) => { result: Json } | { failure: StatesError } | undefined;

export const START_MS = Date.UTC(2026, 0, 1);

export class Run {
  readonly program: Program;
  execution: Execution;
  readonly events: HistoryEvent[] = [];
  readonly commands: Command[] = [];
  /** Tasks that were started and not answered. */
  readonly open: RunTask[] = [];
  nowMs = START_MS;
  /** Write the execution down and read it back after every turn. */
  readonly #reload: boolean;
  readonly #answer: TaskAnswer;
  readonly #maxTransitions: number;
  readonly #rows = new Map<string, string>();
  #commandsSeen = 0;
  #running = false;
  readonly host: TurnHost;

  constructor(
    definition: object,
    input: Json = {},
    options: { answer?: TaskAnswer; reload?: boolean; maxTransitions?: number; random?: () => number } = {},
  ) {
    const { diagnostics } = validateDefinition(JSON.stringify(definition), { type: 'STANDARD' });
    const errors = diagnostics.filter((finding) => finding.severity === 'ERROR');
    if (errors.length > 0) throw new Error(`the definition is not valid: ${JSON.stringify(errors)}`);
    this.program = compile(definition as JsonObject);
    this.execution = newExecution(input, this.program.timeoutSeconds);
    this.#answer = options.answer ?? ((task) => ({ result: task.call.parameters.value }));
    this.#reload = options.reload ?? false;
    this.#maxTransitions = options.maxTransitions ?? 1000;
    this.host = {
      nowMs: () => this.nowMs,
      random: options.random ?? (() => 0.5),
      uuid: () => '00000000-0000-4000-8000-000000000000',
      hash: (algorithm, text) => createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex'),
      base64Encode: (text) => Buffer.from(text).toString('base64'),
      base64Decode: (text) => Buffer.from(text, 'base64').toString(),
      taskToken: ({ path, taskId }) => `token-${path}-${taskId}`,
      newExecution: () => 1,
      activityExists: (arn) => arn.endsWith(':known'),
    };
  }

  /** Applies one stimulus and everything that follows from it without time passing. Answers whether it was accepted. */
  send(stimulus: Stimulus): boolean {
    const { accepted, more } = this.#turn(stimulus);
    for (let isCut = more; isCut; ) isCut = this.#turn({ type: 'Continue' }).more;
    this.#runTasks();
    return accepted;
  }

  #turn(stimulus: Stimulus): Turn {
    const turn = advance(this.program, this.execution, stimulus, this.host, this.#maxTransitions);
    this.events.push(...turn.events);
    this.commands.push(...turn.commands);
    if (this.#reload) this.#writeAndRead(turn.touched, turn.cleared);
    return turn;
  }

  /** Runs the tasks that were asked for, in that order, and those that their answers lead to. */
  #runTasks(): void {
    if (this.#running) return; // an answer led here: the loop below goes on with what it asks for
    this.#running = true;
    while (this.#commandsSeen < this.commands.length) {
      const command = this.commands[this.#commandsSeen++];
      if (command?.type === 'RunTask') this.#run(command);
    }
    this.#running = false;
  }

  /** Starts, and lets time pass until the execution has ended or nothing more happens by itself. */
  finish(): this {
    this.send({ type: 'Start' });
    return this.go();
  }

  go(): this {
    for (let due = nextWakeMs(this.execution); due !== undefined; due = nextWakeMs(this.execution)) {
      this.nowMs = Math.max(this.nowMs, due);
      if (!this.send({ type: 'Tick' })) throw new Error('the execution wanted to wake up for nothing');
    }
    return this;
  }

  succeed(task: RunTask, result: Json): boolean {
    return this.send({ type: 'TaskSucceeded', path: task.path, taskId: task.taskId, output: Payload.of(result) });
  }

  fail(task: RunTask, error: StatesError): boolean {
    return this.send({ type: 'TaskFailed', path: task.path, taskId: task.taskId, error });
  }

  get status(): string {
    return this.execution.status;
  }
  get output(): Json | undefined {
    return this.execution.output?.value;
  }

  /** `3<2 TaskScheduled` for every event. */
  get story(): string[] {
    return this.events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
  }

  /** Details of the last event of a type, payloads as values. */
  details(type: string): Record<string, Json> | undefined {
    const event = this.events.findLast((candidate) => candidate.type === type);
    return (
      event &&
      Object.fromEntries(
        Object.entries(event.details ?? {}).map(([k, v]) => [k, v instanceof Payload ? v.value : (v as Json)]),
      )
    );
  }

  #run(task: RunTask): void {
    const wait = this.execution.frames.get(task.path)?.wait;
    if (wait?.on !== 'task' || wait.taskId !== task.taskId) return; // cut in the same turn
    const answer = this.#answer(task, this);
    if (answer === undefined) this.open.push(task);
    else if ('result' in answer) this.succeed(task, answer.result);
    else this.fail(task, answer.failure);
  }

  #writeAndRead(touched: ReadonlySet<string>, cleared: ReadonlySet<string>): void {
    for (const parent of cleared)
      for (const path of this.#rows.keys()) if (path.startsWith(`${parent}.`)) this.#write(path);
    for (const path of touched) this.#write(path);
    if (this.execution.status !== 'RUNNING') this.#rows.clear();
    const { frames: _, ...rest } = this.execution;
    this.execution = { ...rest, frames: new Map() };
    restoreFrames(
      this.execution,
      [...this.#rows].map(([path, body]) => ({ path, body })),
    );
  }

  #write(path: string): void {
    const body = frameBody(this.execution, path);
    if (body === undefined) this.#rows.delete(path);
    else this.#rows.set(path, body);
  }
}

function newExecution(input: Json, timeoutSeconds: number | undefined): Execution {
  return {
    arn: 'arn:aws:states:us-east-1:123456789012:execution:Machine:Run',
    name: 'Run',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
    stateMachineName: 'Machine',
    roleArn: 'arn:aws:iam::123456789012:role/test',
    region: 'us-east-1',
    startMs: START_MS,
    input: Payload.of(input),
    redriveCount: 0,
    status: 'RUNNING',
    ...(timeoutSeconds !== undefined && { deadlineMs: START_MS + timeoutSeconds * 1000 }),
    nextEventId: 1,
    lastEventMs: START_MS,
    frames: new Map(),
  };
}

/** A machine, branch or processor of one state that ends it. */
export function single(state: JsonObject, name = 'S'): JsonObject {
  return { StartAt: name, States: { [name]: { End: true, ...state } } };
}
