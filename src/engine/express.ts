/**
 * EXPRESS executions: the same interpreter, in memory. They have no history in the store and no row; five minutes at
 * most, no tokens, no activities, no `.sync`. A start that was acknowledged without waiting for its end is kept in the
 * store until it has ended, and made again after a crash (at least once); a synchronous one is not (at most once).
 * Source: "Choosing workflow type in Step Functions"; API reference "StartSyncExecution".
 */
import { advance, nextWakeMs } from '../asl/advance.ts';
import type { RunTask, Stimulus, TurnHost } from '../asl/execution.ts';
import type { HistoryEvent } from '../asl/history-events.ts';
import type { Program } from '../asl/program.ts';
import { apiErrors } from '../aws/api-error.ts';
import type { ExecutionRow, RevisionRow, Store } from '../store/store.ts';
import type { Catalogue, Startable } from './catalogue.ts';
import type { Committer } from './committer.ts';
import { ExecutionHost, executionOf, LiveExecution } from './live-execution.ts';
import type { Mail } from './mail.ts';
import type { Logger, Ports } from './ports.ts';
import type { TaskRunner } from './runner.ts';
import type { StartExecutionRequest } from './service.ts';
import type { TaskTokens } from './task-tokens.ts';
import { Timers } from './timers.ts';

/** Longest life of an EXPRESS execution. */
const MAX_SECONDS = 300;
const MAX_TRANSITIONS = 1000;
/** EXPRESS executions that run at once; more are throttled, as each is in memory. */
const MAX_RUNNING = 10_000;
/** How long to wait after a lost batch. */
const FORGET_AGAIN_MS = 250;
/** Scope of the rows of all starts that have not ended. */
const PENDING = 'pending';

export interface ExpressEvents {
  /** A turn asks for a call. */
  runTask(live: LiveExecution, command: RunTask): void;
  cancelTask(live: LiveExecution, taskId: number): void;
  /** Events happened; nothing else keeps them. */
  record(live: LiveExecution, events: readonly HistoryEvent[], isNew: boolean): void;
}

interface Run {
  readonly live: LiveExecution;
  readonly ended: (row: ExecutionRow) => void;
  /** Its start is kept in the store. */
  readonly isPending: boolean;
}

/** What a start that was acknowledged needs to be made again: the body of its row. */
interface PendingStart {
  readonly revision: number;
  readonly row: ExecutionRow;
}

const PENDING_RUN = { ended: () => {}, isPending: true };

export class ExpressExecutions implements TaskRunner {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #catalogue: Catalogue;
  readonly #ports: Ports;
  readonly #tokens: TaskTokens;
  readonly #log: Logger;
  readonly #events: ExpressEvents;
  readonly #runs = new Map<number, Run>();
  readonly #timers: Timers;
  /** Keys of EXPRESS executions are negative, so that they are never taken for rows of the store. */
  #nextId = -1;
  #closed = false;
  /** ARNs of pending starts that this process takes care of: being written, running, or being forgotten. */
  readonly #inHand = new Set<string>();

  constructor(init: {
    store: Store;
    committer: Committer;
    catalogue: Catalogue;
    ports: Ports;
    tokens: TaskTokens;
    log: Logger;
    events: ExpressEvents;
  }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#catalogue = init.catalogue;
    this.#ports = init.ports;
    this.#tokens = init.tokens;
    this.#log = init.log;
    this.#events = init.events;
    this.#timers = new Timers(init.ports, (id) => this.#tick(id));
  }

  get count(): number {
    return this.#runs.size;
  }

  /** Makes the starts again that were acknowledged and had not ended: at the start, and after a lost batch. */
  async recover(): Promise<void> {
    for (const { body } of await this.#store.resources({ kind: 'expressStart', scope: PENDING, limit: 1_000_000 })) {
      const { revision, row } = JSON.parse(body) as PendingStart;
      if (this.#inHand.has(row.arn)) continue;
      const stored = await this.#catalogue.revision(revision);
      this.#inHand.add(row.arn); // only now: if that read fails, it is to be found again
      this.#run({ ...row, id: this.#nextId-- }, stored, this.#catalogue.program(stored), PENDING_RUN);
    }
  }

  /** Starts without waiting for the end. `use` runs in the step that records the start, which is made when durable. */
  startAsync<T>(
    startable: Startable,
    request: StartExecutionRequest,
    parent: ExecutionRow | undefined,
    use: (row: ExecutionRow) => T,
  ): T {
    const row = this.#rowOf(startable, request, parent);
    const { revision, program } = startable;
    const body: PendingStart = { revision: revision.id, row };
    const { batch } = this.#committer;
    batch.resource({
      kind: 'expressStart',
      key: row.arn,
      scope: PENDING,
      position: row.startMs,
      body: JSON.stringify(body),
    });
    const result = use(row);
    this.#inHand.add(row.arn);
    this.#committer.whenDurable(
      () => this.#run(row, revision, program, PENDING_RUN),
      () => this.#inHand.delete(row.arn), // if the store has it all the same, `recover` finds it
    );
    return result;
  }

  /** Starts and waits for the end. */
  startSync(startable: Startable, request: StartExecutionRequest): Promise<ExecutionRow> {
    const row = this.#rowOf(startable, request, undefined);
    const { revision, program } = startable;
    return new Promise((ended) => this.#run(row, revision, program, { ended, isPending: false }));
  }

  /** Runs the item of a map run. `row.id` is given here. */
  startItem(
    row: ExecutionRow,
    role: Pick<RevisionRow, 'roleArn'>,
    program: Program,
    ended: (row: ExecutionRow) => void,
  ): void {
    const seconds = Math.min(program.timeoutSeconds ?? MAX_SECONDS, MAX_SECONDS);
    const item = { ...row, id: this.#nextId--, deadlineMs: row.startMs + seconds * 1000 };
    this.#run(item, role, program, { ended, isPending: false });
  }

  /** Stops the clocks, as at the end of the process; what has not ended is made again after the next start. */
  close(): void {
    this.#closed = true;
    this.#timers.clear();
    this.#runs.clear();
  }

  turn(live: LiveExecution, stimulus: Stimulus): boolean {
    const turn = advance(live.program, live.execution, stimulus, live.host, MAX_TRANSITIONS);
    if (!turn.accepted) return false;
    const isNew = stimulus.type === 'Start';
    this.#committer.counters.express(live.execution.status, turn.events.length, isNew);
    this.#events.record(live, turn.events, isNew);
    for (const command of turn.commands) {
      if (command.type === 'RunTask') this.#events.runTask(live, command);
      else if (command.type === 'CancelTask') this.#events.cancelTask(live, command.taskId);
      // A definition of type EXPRESS has no Distributed Map: it was refused.
    }
    if (live.execution.status !== 'RUNNING') this.#ended(live);
    else if (turn.more) this.#ports.defer(() => this.turn(live, { type: 'Continue' }));
    else this.#timers.set(live.id, nextWakeMs(live.execution));
    return true;
  }

  post(id: number, mail: Mail): void {
    const run = this.#runs.get(id);
    if (run !== undefined && mail.type === 'stimulus') this.turn(run.live, mail.stimulus);
  }

  has(live: LiveExecution): boolean {
    return this.#runs.get(live.id)?.live === live;
  }

  #tick(id: number): void {
    const run = this.#runs.get(id);
    if (run !== undefined) this.turn(run.live, { type: 'Tick' });
  }

  #rowOf(
    { machine, revision, program, versionArn, aliasArn }: Startable,
    request: StartExecutionRequest,
    parent: ExecutionRow | undefined,
  ): ExecutionRow {
    if (this.#runs.size >= MAX_RUNNING) throw apiErrors.throttling();
    const startMs = this.#ports.nowMs();
    const name = request.name ?? this.#ports.uuid();
    const arn = `${machine.arn.replace(':stateMachine:', ':express:')}:${name}:${this.#ports.uuid()}`;
    const seconds = Math.min(program.timeoutSeconds ?? MAX_SECONDS, MAX_SECONDS);
    return {
      id: this.#nextId--,
      arn,
      name,
      stateMachineArn: machine.arn,
      revision: revision.id,
      status: 'RUNNING',
      startMs,
      input: request.input ?? '{}',
      rootArn: parent?.rootArn ?? arn,
      depth: parent === undefined ? 0 : parent.depth + 1,
      redriveCount: 0,
      deadlineMs: startMs + seconds * 1000,
      ...(versionArn !== undefined && { versionArn }),
      ...(aliasArn !== undefined && { aliasArn }),
      ...(request.traceHeader !== undefined && { traceHeader: request.traceHeader }),
    };
  }

  #run(row: ExecutionRow, role: Pick<RevisionRow, 'roleArn'>, program: Program, how: Omit<Run, 'live'>): void {
    const { redriveCount: _, ...execution } = executionOf(row, role, 0);
    const host: TurnHost = new ExecutionHost(this.#ports, this.#tokens, row.id, () => this.#nextId--);
    const live = new LiveExecution({ row, execution, program, host, stored: false });
    this.#runs.set(live.id, { live, ...how });
    try {
      this.turn(live, { type: 'Start' });
    } catch (error) {
      this.#log.error({ err: error, executionArn: row.arn }, 'an EXPRESS execution broke an invariant');
      this.#runs.delete(live.id);
      how.ended({ ...row, status: 'FAILED', stopMs: this.#ports.nowMs(), error: 'States.Runtime' });
    }
  }

  /** A pending start has ended. A batch that is lost takes this with it, and it would run again after a restart. */
  #forget(arn: string): void {
    this.#committer.batch.resourceDeleted('expressStart', arn);
    const again = () => {
      if (!this.#closed) this.#forget(arn);
    };
    this.#committer.whenDurable(
      () => this.#inHand.delete(arn),
      () => this.#ports.setTimer(FORGET_AGAIN_MS, again),
    );
  }

  #ended(live: LiveExecution): void {
    const run = this.#runs.get(live.id);
    this.#runs.delete(live.id);
    this.#timers.set(live.id, undefined);
    if (run?.isPending) this.#forget(live.row.arn);
    run?.ended(endedRow(live));
  }
}

function endedRow({ row, execution }: LiveExecution): ExecutionRow {
  const { status, stopMs, output, error } = execution;
  const failure = status === 'TIMED_OUT' ? { error: 'States.Timeout' } : error;
  return {
    ...row,
    status,
    ...(stopMs !== undefined && { stopMs }),
    ...(output !== undefined && { output: output.text }),
    ...(failure?.error !== undefined && { error: failure.error }),
    ...(failure?.cause !== undefined && { cause: failure.cause }),
  };
}
