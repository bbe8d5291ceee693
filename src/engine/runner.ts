/**
 * Runs executions: makes a turn of each piece of mail, and adds the turn to the batch that is being built. Brings
 * executions into memory when they get mail.
 *
 * A turn is computed on top of turns that are still on their way to the store; batches are written in order, so that
 * is safe as long as nothing leaves the process before its batch is durable (Committer.whenDurable).
 */
import { advance, nextWakeMs } from '../asl/advance.ts';
import type { Command, MapRunSnapshot, RunTask, Stimulus, TaskRef, Turn } from '../asl/execution.ts';
import { canStartItems } from '../asl/map-run.ts';
import { stateAt } from '../asl/position.ts';
import type { TaskState } from '../asl/program.ts';
import type { ExecutionRow, Store } from '../store/store.ts';
import { currentRow } from './batch-builder.ts';
import type { Catalogue } from './catalogue.ts';
import type { Committer } from './committer.ts';
import { ExecutionHost, LiveExecution } from './live-execution.ts';
import { LiveExecutions } from './live-executions.ts';
import { type Loaded, Loader } from './loader.ts';
import type { Mail, Message, Settled } from './mail.ts';
import { isUnasked, mailOf } from './mail.ts';
import { MailLine } from './mail-line.ts';
import type { Logger, Ports } from './ports.ts';
import type { TaskTokens } from './task-tokens.ts';
import { WakeUps } from './wake-ups.ts';

export interface RunnerOptions {
  /** States entered in one turn at most before others get their turn. */
  readonly maxTransitions: number;
  /** Executions kept in memory; more only while they are busy. */
  readonly maxLive: number;
  /** Rows waiting for the store at which no more mail is taken until a batch is written. */
  readonly maxBacklog: number;
}

/** What those who carry out a task's call need: the way back to the execution. */
export interface TaskRunner {
  /** Makes one turn now. Answers whether the stimulus was accepted. */
  turn(live: LiveExecution, stimulus: Stimulus): boolean;
  post(id: number, mail: Mail): void;
  /** Whether this is still what memory knows of the execution. */
  has(live: LiveExecution): boolean;
}

/** What the runner hands to others. */
export interface RunnerEvents {
  /** A turn asks for something. Called within the step that adds the turn to the batch. */
  command(live: LiveExecution, command: Command): void;
  /** Map runs went on. Called within the same step. */
  mapRuns(live: LiveExecution, mapRuns: readonly MapRunSnapshot[]): void;
  /** The execution ended. Called within the same step. */
  closed(live: LiveExecution): void;
  /** The end is durable. */
  closedDurably(live: LiveExecution): void;
  /** Mail of type childEnded whose task still waits. */
  childEnded(live: LiveExecution, mail: Extract<Mail, { type: 'childEnded' }>): void;
  /** An execution was read from the store with this call unanswered. */
  unanswered(live: LiveExecution, command: RunTask): void;
  /** An execution was read from the store that waits for one which another started. */
  adopted(live: LiveExecution, task: TaskRef, childId: number): void;
}

export class Runner implements TaskRunner {
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #tokens: TaskTokens;
  readonly #log: Logger;
  readonly #options: RunnerOptions;
  readonly #events: RunnerEvents;
  readonly #newExecutionId: () => number;
  readonly #activityExists: (arn: string) => boolean;
  readonly #live: LiveExecutions;
  readonly #line: MailLine;
  readonly #loader: Loader;
  /** Mail for executions that are being read. */
  readonly #loading = new Map<number, Mail[]>();
  /** Rises when memory is thrown away; reads that began before are void. */
  #generation = 0;
  readonly timers: WakeUps;

  constructor(init: {
    store: Store;
    committer: Committer;
    catalogue: Catalogue;
    ports: Ports;
    tokens: TaskTokens;
    log: Logger;
    options: RunnerOptions;
    newExecutionId: () => number;
    events: RunnerEvents;
    activityExists: (arn: string) => boolean;
    /** When the data were last written before this process, by the clock of that time. */
    lastWrittenMs: number;
  }) {
    this.#newExecutionId = init.newExecutionId;
    this.#committer = init.committer;
    this.#ports = init.ports;
    this.#tokens = init.tokens;
    this.#log = init.log;
    this.#options = init.options;
    this.#events = init.events;
    this.#activityExists = init.activityExists;
    const { store, catalogue, ports, committer, lastWrittenMs, options } = init;
    const hostOf = (id: number) => this.#host(id);
    this.#live = new LiveExecutions(committer, options.maxLive);
    this.#loader = new Loader({ store, catalogue, ports, hostOf, lastWrittenMs });
    const take = (live: LiveExecution, mail: Mail) => {
      this.#take(live, mail);
      if (live.execution.status !== 'RUNNING') this.#live.drop(live); // mail that came too late brought it back
    };
    this.#line = new MailLine({ ports, committer, maxBacklog: options.maxBacklog, take });
    this.timers = new WakeUps({
      ...{ store: init.store, ports: init.ports, committer: init.committer, log: init.log },
      wake: (id) => this.post(id, { type: 'stimulus', stimulus: { type: 'Tick' } }),
      pace: (goOn) => this.#line.whenRested(goOn),
    });
  }

  get liveCount(): number {
    return this.#live.size;
  }

  /** Executions that have mail and wait for their turn. */
  get lineLength(): number {
    return this.#line.length;
  }

  /** No mail waits, nothing is being read. */
  get idle(): boolean {
    return this.#line.length === 0 && this.#loading.size === 0 && !this.timers.isBusy;
  }

  /** The row as it is now, when the store may not have it yet. One that is closed there may be deleted at any time. */
  rowInMemory(arn: string): ExecutionRow | undefined {
    const live = this.#live.ofArn(arn);
    if (live === undefined) return undefined;
    const isStored = live.lastBatch <= this.#committer.durableNumber;
    return isStored && live.execution.status !== 'RUNNING' ? undefined : currentRow(live);
  }

  /** The row of an execution in memory as it is now, whether the store has it or not. */
  rowOf(id: number): ExecutionRow | undefined {
    const live = this.#live.get(id);
    return live === undefined ? undefined : currentRow(live);
  }

  /** Takes a new execution in. The caller adds it to the batch and gives it its Start. */
  create(init: Omit<ConstructorParameters<typeof LiveExecution>[0], 'host' | 'stored'>): LiveExecution {
    const host = this.#host(init.row.id);
    const live = new LiveExecution({ ...init, host, stored: false });
    this.#live.add(live);
    this.#committer.batch.execution(live);
    live.lastBatch = this.#committer.batchNumber;
    return live;
  }

  /** Puts mail into the mailbox of an execution, which is read from the store if need be. */
  post(id: number, mail: Mail): void {
    const live = this.#live.get(id);
    if (live !== undefined) return this.#line.deliver(live, mail);
    const waiting = this.#loading.get(id);
    if (waiting !== undefined) waiting.push(mail);
    else void this.#load(id, [mail]);
  }

  /** Like post, for a stimulus whose outcome the caller awaits; resolves when that outcome is durable. */
  ask(id: number, stimulus: Stimulus): Promise<Settled> {
    return new Promise((settled) => this.post(id, { type: 'stimulus', stimulus, settled }));
  }

  /** Makes sure that the execution is in memory, so that its mail is dealt with. */
  wake(id: number): void {
    if (this.#live.get(id) === undefined && !this.#loading.has(id)) void this.#load(id, []);
  }

  /** Brings the execution into memory and acts on it in one step; answers with what `act` gives. */
  visit<T>(id: number, act: (live: LiveExecution | undefined) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const visit = (live: LiveExecution | undefined) => {
        try {
          resolve(act(live));
        } catch (error) {
          reject(error);
        }
      };
      this.post(id, { type: 'visit', visit, failed: reject });
    });
  }

  /** Makes one turn now. Answers whether the stimulus was accepted. */
  turn(live: LiveExecution, stimulus: Stimulus): boolean {
    if (!this.has(live)) return false; // memory was thrown away while somebody worked on it
    const turn = advance(live.program, live.execution, stimulus, live.host, this.#options.maxTransitions);
    if (!turn.accepted) return false;
    if (stimulus.type === 'Redrive') live.isRedriven = true;
    this.#record(live, turn);
    return true;
  }

  /** Sends a durable message to another execution, as part of the batch that is being built. */
  send(executionId: number, message: Message, inboxId: number, mail: Mail = mailOf(message, inboxId)): void {
    this.#committer.batch.inboxPut({ id: inboxId, executionId, body: JSON.stringify(message) });
    this.post(executionId, mail);
  }

  /** The mail was dealt with: its durable copy goes in the batch that holds what came of it. */
  taken(mail: Mail): void {
    if (mail.inboxId !== undefined) this.#committer.batch.inboxTaken(mail.inboxId);
  }

  /** Keeps the execution in memory until it is released. */
  pin(live: LiveExecution): void {
    live.pins++;
  }

  release(live: LiveExecution): void {
    live.pins--;
    if (live.execution.status !== 'RUNNING') this.#live.drop(live);
  }

  /** Whether this is still what memory knows of the execution. */
  has(live: LiveExecution): boolean {
    return this.#live.has(live);
  }

  /** A timer is set for the execution, it has mail, or something of it is being worked on, read or written. */
  isBusy(id: number): boolean {
    if (this.timers.has(id) || this.#loading.has(id)) return true;
    const live = this.#live.get(id);
    if (live === undefined) return false;
    return live.inLine || live.pins > 0 || live.lastBatch > this.#committer.durableNumber;
  }

  /** Throws all memory away: the store did not take what it holds. */
  reset(error: unknown): void {
    this.#generation++;
    const mails = [...this.#live.clear().map((live) => live.mailbox), ...this.#loading.values()].flat();
    this.#loading.clear();
    this.#line.clear();
    this.timers.clear();
    for (const mail of mails) failed(mail, error);
  }

  #host(executionId: number): ExecutionHost {
    return new ExecutionHost(this.#ports, this.#tokens, executionId, this.#newExecutionId, this.#activityExists);
  }

  #record(live: LiveExecution, turn: Turn): void {
    this.#committer.batch.turn(live, turn);
    live.lastBatch = this.#committer.batchNumber;
    if (turn.more) this.#line.deliver(live, { type: 'stimulus', stimulus: { type: 'Continue' } }, true);
    else this.timers.set(live.id, nextWakeMs(live.execution));
    if (turn.mapRuns.length > 0) this.#events.mapRuns(live, turn.mapRuns);
    for (const command of turn.commands) this.#events.command(live, command);
    if (live.execution.status !== 'RUNNING') this.#closed(live);
  }

  #closed(live: LiveExecution): void {
    this.#events.closed(live);
    this.#committer.whenDurable(() => {
      this.#events.closedDurably(live);
      this.#live.drop(live);
    });
  }

  #take(live: LiveExecution, mail: Mail): void {
    try {
      if (mail.type === 'visit') return mail.visit(live);
      if (mail.type === 'childEnded') return this.#events.childEnded(live, mail);
      const accepted = this.turn(live, mail.stimulus);
      this.taken(mail);
      const { settled } = mail;
      if (settled === undefined) return;
      this.#committer.whenDurable(
        () => settled({ type: accepted ? 'accepted' : 'rejected' }),
        (error) => settled({ type: 'failed', error }),
      );
    } catch (error) {
      this.#broken(live, mail, error);
    }
  }

  /** An invariant broke. The execution stops here, untouched in the store, and does not pull others down. */
  #broken(live: LiveExecution, mail: Mail, error: unknown): void {
    this.#log.error(
      { err: error, executionArn: live.row.arn, mail: mail.type },
      'an execution broke an invariant and is set aside',
    );
    live.pins++;
    this.timers.set(live.id, undefined);
    failed(mail, error);
  }

  async #load(id: number, mails: Mail[]): Promise<void> {
    const generation = this.#generation;
    this.#loading.set(id, mails);
    try {
      const loaded = await this.#loader.read(id);
      const unread = loaded === undefined ? await this.#loader.messagesTo(id) : [];
      if (generation !== this.#generation) return;
      this.#loading.delete(id);
      if (loaded === undefined) return this.#rejectAll(mails, unread);
      this.#live.add(loaded.live);
      this.#resume(loaded, mails);
      this.#live.trim();
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#loading.delete(id);
      this.#log.error({ err: error, executionId: id }, 'an execution could not be read from the store');
      for (const mail of mails) failed(mail, error);
      this.#loadAgain(id, mails.filter(isUnasked));
    }
  }

  /** What nobody waits for, and so nobody would bring again, must not get lost because a read failed. */
  #loadAgain(id: number, mails: readonly Mail[]): void {
    const generation = this.#generation;
    this.#ports.setTimer(LOAD_AGAIN_MS, () => {
      if (generation !== this.#generation) return;
      if (mails.length === 0) this.wake(id);
      for (const mail of mails) this.post(id, mail);
    });
  }

  /** Sets in motion again what the frames say was under way, and delivers the mail. */
  #resume({ live, stored }: Loaded, mails: readonly Mail[]): void {
    const known = new Set(mails.map((mail) => mail.inboxId));
    const { execution } = live;
    if (execution.status === 'RUNNING') {
      if (stored.lastEventId === 0) this.#line.deliver(live, { type: 'stimulus', stimulus: { type: 'Start' } });
      for (const frame of [...execution.frames.values()]) {
        if (frame.wait?.on === 'item' && frame.wait.child === undefined) {
          this.#line.deliver(live, { type: 'stimulus', stimulus: { type: 'ItemLost', path: frame.path } });
        }
        if (frame.wait?.on !== 'task') continue;
        if (frame.wait.adopted)
          this.#events.adopted(live, { path: frame.path, taskId: frame.wait.taskId }, frame.wait.child as number);
        if (frame.wait.request === undefined) continue;
        const { taskId, request: call } = frame.wait;
        const { resource } = stateAt(live.program, execution, frame) as TaskState;
        this.#events.unanswered(live, { type: 'RunTask', path: frame.path, taskId, resource, call });
      }
      const wasCut = [...execution.frames.values()].some((frame) => frame.wait === null || canStartItems(frame));
      if (wasCut) this.#line.deliver(live, { type: 'stimulus', stimulus: { type: 'Continue' } });
      else this.timers.set(live.id, nextWakeMs(execution));
    }
    for (const row of stored.inbox) {
      if (!known.has(row.id)) this.#line.deliver(live, mailOf(JSON.parse(row.body) as Message, row.id));
    }
    for (const mail of mails) this.#line.deliver(live, mail);
  }

  /** The execution is not there, or no more. `unread`: what was sent to it and nobody will take. */
  #rejectAll(mails: readonly Mail[], unread: readonly number[]): void {
    const inHand = new Set(mails.map((mail) => mail.inboxId));
    for (const id of unread) if (!inHand.has(id)) this.#committer.batch.inboxTaken(id);
    for (const mail of mails) {
      this.taken(mail);
      if (mail.type === 'stimulus') mail.settled?.({ type: 'rejected' });
      else if (mail.type === 'visit') mail.visit(undefined);
    }
  }

  /** To be called now and then, such as after a batch. */
  trim(): void {
    this.#live.trim();
  }
}

/** How long to wait before an execution is read again that could not be. */
const LOAD_AGAIN_MS = 250;

function failed(mail: Mail, error: unknown): void {
  if (mail.type === 'stimulus') mail.settled?.({ type: 'failed', error });
  else if (mail.type === 'visit') mail.failed(error);
}
