/**
 * Runs executions: takes mail out of their mailboxes one at a time, makes a turn of it, and adds the turn to the batch
 * that is being built. Brings executions into memory when they get mail and drops idle ones when there are many.
 *
 * A turn is computed on top of turns that are still on their way to the store; batches are written in order, so that
 * is safe as long as nothing leaves the process before its batch is durable (Committer.whenDurable).
 */
import { advance, nextWakeMs } from '../asl/advance.ts';
import type { Command, MapRunSnapshot, Stimulus, TaskRef, Turn } from '../asl/execution.ts';
import { restoreFrames } from '../asl/frame-codec.ts';
import { historyEvents } from '../asl/history-record.ts';
import { canStartItems } from '../asl/map-run.ts';
import { stateAt } from '../asl/position.ts';
import type { TaskState } from '../asl/program.ts';
import type { ExecutionRow, FrameRow, LoadedExecution, Store } from '../store/store.ts';
import { currentRow, mustStayAwake, STANDING } from './batch-builder.ts';
import type { Catalogue } from './catalogue.ts';
import type { Committer } from './committer.ts';
import { ExecutionHost, executionOf, LiveExecution } from './live-execution.ts';
import type { Mail, Message, Settled } from './mail.ts';
import { mailOf } from './mail.ts';
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
  unanswered(live: LiveExecution, command: Extract<Command, { type: 'RunTask' }>): void;
  /** An execution was read from the store that waits for one which another started. */
  adopted(live: LiveExecution, task: TaskRef, childId: number): void;
}

export class Runner implements TaskRunner {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #catalogue: Catalogue;
  readonly #ports: Ports;
  readonly #tokens: TaskTokens;
  readonly #log: Logger;
  readonly #options: RunnerOptions;
  readonly #events: RunnerEvents;
  readonly #newExecutionId: () => number;
  readonly #activityExists: (arn: string) => boolean;
  readonly #lastWrittenMs: number;
  readonly #live = new Map<number, LiveExecution>();
  readonly #byArn = new Map<string, LiveExecution>();
  /** Mail for executions that are being read. */
  readonly #loading = new Map<number, Mail[]>();
  #line: LiveExecution[] = [];
  #draining = false;
  #resting = false;
  /** When the first mail of this step of the event loop was taken. */
  #stepMs: number | undefined;
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
    this.#lastWrittenMs = init.lastWrittenMs;
    this.#newExecutionId = init.newExecutionId;
    this.#store = init.store;
    this.#committer = init.committer;
    this.#catalogue = init.catalogue;
    this.#ports = init.ports;
    this.#tokens = init.tokens;
    this.#log = init.log;
    this.#options = init.options;
    this.#events = init.events;
    this.#activityExists = init.activityExists;
    this.timers = new WakeUps({
      ...{ store: init.store, ports: init.ports, committer: init.committer, log: init.log },
      wake: (id) => this.post(id, { type: 'stimulus', stimulus: { type: 'Tick' } }),
      pace: (goOn) => this.#whenRested(goOn),
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

  /** The row as it is now, when the execution is in memory (and perhaps not durable yet). */
  rowInMemory(arn: string): ExecutionRow | undefined {
    const live = this.#byArn.get(arn);
    return live === undefined ? undefined : currentRow(live);
  }

  /** Takes a new execution in. The caller adds it to the batch and gives it its Start. */
  create(init: Omit<ConstructorParameters<typeof LiveExecution>[0], 'host' | 'stored'>): LiveExecution {
    const host = this.#host(init.row.id);
    const live = new LiveExecution({ ...init, host, stored: false });
    this.#adopt(live);
    this.#committer.batch.execution(live);
    live.lastBatch = this.#committer.batchNumber;
    return live;
  }

  /** Puts mail into the mailbox of an execution, which is read from the store if need be. */
  post(id: number, mail: Mail): void {
    const live = this.#live.get(id);
    if (live !== undefined) return this.#deliver(live, mail);
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
    if (!this.#live.has(id) && !this.#loading.has(id)) void this.#load(id, []);
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
    if (live.execution.status !== 'RUNNING') this.#evict(live);
  }

  /** Whether this is still what memory knows of the execution. */
  has(live: LiveExecution): boolean {
    return this.#live.get(live.id) === live;
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
    const mails = [...[...this.#live.values()].map((live) => live.mailbox), ...this.#loading.values()].flat();
    this.#live.clear();
    this.#byArn.clear();
    this.#loading.clear();
    this.#line = [];
    this.timers.clear();
    for (const mail of mails) failed(mail, error);
  }

  #host(executionId: number): ExecutionHost {
    return new ExecutionHost(this.#ports, this.#tokens, executionId, this.#newExecutionId, this.#activityExists);
  }

  #adopt(live: LiveExecution): void {
    this.#live.set(live.id, live);
    this.#byArn.set(live.row.arn, live);
  }

  #record(live: LiveExecution, turn: Turn): void {
    this.#committer.batch.turn(live, turn);
    live.lastBatch = this.#committer.batchNumber;
    if (turn.more) this.#deliver(live, { type: 'stimulus', stimulus: { type: 'Continue' } }, true);
    else this.timers.set(live.id, nextWakeMs(live.execution));
    if (turn.mapRuns.length > 0) this.#events.mapRuns(live, turn.mapRuns);
    for (const command of turn.commands) this.#events.command(live, command);
    if (live.execution.status !== 'RUNNING') this.#closed(live);
  }

  #closed(live: LiveExecution): void {
    this.#events.closed(live);
    this.#committer.whenDurable(() => {
      this.#events.closedDurably(live);
      this.#evict(live);
    });
  }

  #deliver(live: LiveExecution, mail: Mail, first = false): void {
    if (first) live.mailbox.unshift(mail);
    else live.mailbox.push(mail);
    if (!live.inLine) {
      live.inLine = true;
      // Whoever waits for the outcome of a stop or a token does not wait for a flood of starts as well.
      if (this.#resting && !isUnasked(mail)) this.#line.unshift(live);
      else this.#line.push(live);
    }
    this.#drain();
  }

  /** Takes mail, a piece of each mailbox in turn, until there is none or the event loop has had to wait long enough. */
  #drain(): void {
    if (this.#draining || this.#resting) return;
    this.#draining = true;
    try {
      let taken = 0;
      for (let at = 0; at < this.#line.length; at++) {
        if (taken++ >= MAX_MAIL_PER_STEP || this.#committer.backlog > this.#options.maxBacklog || this.#isLong()) {
          this.#line.splice(0, at);
          return this.#rest();
        }
        const live = this.#line[at] as LiveExecution;
        const mail = live.mailbox.shift() as Mail;
        if (live.mailbox.length > 0) this.#line.push(live);
        else live.inLine = false;
        this.#take(live, mail);
        if (live.execution.status !== 'RUNNING') this.#evict(live); // mail that came too late brought it back
      }
      this.#line.length = 0;
    } finally {
      this.#draining = false;
    }
  }

  /** Whether this step of the event loop has been used for long enough. The clock is new with every step that drains. */
  #isLong(): boolean {
    const nowMs = this.#ports.nowMs();
    if (this.#stepMs !== undefined) return nowMs - this.#stepMs >= MAX_STEP_MS;
    this.#stepMs = nowMs;
    this.#ports.defer(() => {
      this.#stepMs = undefined;
    });
    return false;
  }

  /** Lets I/O and the committer have their turn, then goes on. */
  #rest(): void {
    this.#resting = true;
    const goOn = () => {
      this.#resting = false;
      this.#drain();
    };
    this.#whenRested(goOn);
  }

  /** Calls back when I/O has had its turn and the store is not behind. */
  #whenRested(goOn: () => void): void {
    if (this.#committer.backlog > this.#options.maxBacklog) this.#committer.whenDurable(goOn, goOn);
    else this.#ports.defer(goOn);
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
      const loaded = await this.#store.load(id);
      const live = loaded === undefined ? undefined : await this.#restore(loaded);
      const unread = loaded === undefined ? await this.#store.messagesTo(id) : [];
      if (generation !== this.#generation) return;
      this.#loading.delete(id);
      if (live === undefined || loaded === undefined) return this.#rejectAll(mails, unread);
      this.#adopt(live);
      this.#resume(live, loaded, mails);
      this.#evictIdle();
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#loading.delete(id);
      this.#log.error({ err: error, executionId: id }, 'an execution could not be read from the store');
      for (const mail of mails) failed(mail, error);
      this.#loadAgain(id, mails.filter(isUnasked));
    }
  }

  /** The clock was set back while the process was down; a history's times do not follow it. */
  async #lastEventMs({ id, startMs }: ExecutionRow): Promise<number> {
    const query = { executionId: id, fromEventId: Number.MAX_SAFE_INTEGER, reverse: true, limitEvents: 1 };
    const [last] = await this.#store.history(query);
    return last === undefined ? startMs : (historyEvents(last).at(-1)?.timestampMs ?? startMs);
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

  async #restore({ row, frames, lastEventId }: LoadedExecution): Promise<LiveExecution> {
    const revision = await this.#catalogue.revision(row.revision);
    const execution = executionOf(row, revision, lastEventId);
    if (row.status === 'RUNNING') restoreFrames(execution, frames);
    else if (frames.length > 0) execution.standing = frames.map(standingRow);
    for (const { enteredMs } of execution.frames.values()) {
      execution.lastEventMs = Math.max(execution.lastEventMs, enteredMs);
    }
    if (this.#ports.nowMs() < this.#lastWrittenMs) execution.lastEventMs = await this.#lastEventMs(row);
    return new LiveExecution({
      row,
      execution,
      program: this.#catalogue.programOf(row, revision),
      host: this.#host(row.id),
      stored: true,
      storedFrames: frames.map((frame) => frame.path),
    });
  }

  /** Sets in motion again what the frames say was under way, and delivers the mail. */
  #resume(live: LiveExecution, loaded: LoadedExecution, mails: readonly Mail[]): void {
    const known = new Set(mails.map((mail) => mail.inboxId));
    const { execution } = live;
    if (execution.status === 'RUNNING') {
      if (loaded.lastEventId === 0) this.#deliver(live, { type: 'stimulus', stimulus: { type: 'Start' } });
      for (const frame of [...execution.frames.values()]) {
        if (frame.wait?.on === 'item' && frame.wait.child === undefined) {
          this.#deliver(live, { type: 'stimulus', stimulus: { type: 'ItemLost', path: frame.path } });
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
      if (wasCut) this.#deliver(live, { type: 'stimulus', stimulus: { type: 'Continue' } });
      else this.timers.set(live.id, nextWakeMs(execution));
    }
    for (const row of loaded.inbox) {
      if (!known.has(row.id)) this.#deliver(live, mailOf(JSON.parse(row.body) as Message, row.id));
    }
    for (const mail of mails) this.#deliver(live, mail);
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

  /** Drops executions that only wait, oldest first, when there are more than wanted. */
  #evictIdle(): void {
    let looks = MAX_EVICTION_LOOKS;
    for (const live of this.#live.values()) {
      if (this.#live.size <= this.#options.maxLive || looks-- === 0) return;
      if (!this.#evict(live)) {
        this.#live.delete(live.id); // looked at; to the young end
        this.#live.set(live.id, live);
      }
    }
  }

  /** Drops the execution from memory when the store has all of it and nothing is under way. */
  #evict(live: LiveExecution): boolean {
    const busy = live.pins > 0 || live.inLine || live.mailbox.length > 0;
    if (busy || live.lastBatch > this.#committer.durableNumber || hasUnanswered(live)) return false;
    if (this.#live.get(live.id) !== live) return false;
    this.#live.delete(live.id);
    this.#byArn.delete(live.row.arn);
    return true;
  }

  /** To be called now and then, such as after a batch. */
  trim(): void {
    if (this.#live.size > this.#options.maxLive) this.#evictIdle();
  }
}

function standingRow({ path, body }: FrameRow): FrameRow {
  return { executionId: 0, path: path.slice(STANDING.length), body };
}

/** Mail taken before I/O gets its turn. */
const MAX_MAIL_PER_STEP = 512;
/** Time that executions may take before I/O gets its turn, so that whoever asks is answered soon. */
const MAX_STEP_MS = 20;
const MAX_EVICTION_LOOKS = 256;
/** How long to wait before an execution is read again that could not be. */
const LOAD_AGAIN_MS = 250;

/** Whether nobody waits for what comes of it. */
function isUnasked(mail: Mail): boolean {
  return mail.type === 'childEnded' || (mail.type === 'stimulus' && mail.settled === undefined);
}

function failed(mail: Mail, error: unknown): void {
  if (mail.type === 'stimulus') mail.settled?.({ type: 'failed', error });
  else if (mail.type === 'visit') mail.failed(error);
}

function hasUnanswered(live: LiveExecution): boolean {
  for (const frame of live.execution.frames.values()) if (mustStayAwake(frame)) return true;
  return false;
}
