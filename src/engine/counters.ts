/**
 * What the engine counts about itself: plain numbers, added to in steps that happen anyway, read by whoever watches
 * (metrics, readiness). They begin at zero with the process and count what is durable (EXPRESS: what happened).
 */
import type { Batch, ExecutionStatus } from '../store/store.ts';
import { Histogram, LATENCY_SECONDS } from './histogram.ts';

export type ClosedStatus = Exclude<ExecutionStatus, 'RUNNING'>;
export type ClosedCounts = Record<ClosedStatus, number>;

const none = (): ClosedCounts => ({ SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 });

export class EngineCounters {
  /** STANDARD executions, those that no execution started. */
  rootStarts = 0;
  /** STANDARD executions that another one started, items of Distributed Maps among them. */
  nestedStarts = 0;
  expressStarts = 0;
  redrives = 0;
  readonly standardClosed = none();
  readonly expressClosed = none();
  turns = 0;
  events = 0;
  commits = 0;
  failedCommits = 0;
  readonly commitSeconds = new Histogram(LATENCY_SECONDS);
  /** Rows of a batch, roughly: see BatchBuilder.size. */
  readonly batchRows = new Histogram([1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]);
  /** Whether the last batch that the store answered for was taken. */
  storeTakesWrites = true;
  /** When the batch that is being written was handed to the store, on the clock of `performance.now()`. */
  writingSinceMs: number | undefined;

  /** A batch goes to the store. */
  writing(): void {
    this.writingSinceMs = performance.now();
  }

  /** The batch is durable. */
  committed(batch: Batch, rows: number, turns: number): void {
    this.#answered(true);
    this.commits++;
    this.turns += turns;
    this.batchRows.observe(rows);
    for (const { parent, status } of batch.inserts) {
      if (parent === undefined) this.rootStarts++;
      else this.nestedStarts++;
      if (status !== 'RUNNING') this.standardClosed[status]++;
    }
    for (const { status } of batch.updates) {
      if (status === 'RUNNING') this.redrives++;
      else if (status !== undefined) this.standardClosed[status]++;
    }
    for (const { firstEventId, lastEventId } of batch.history) this.events += lastEventId - firstEventId + 1;
  }

  /** The store did not take the batch, or nobody knows. */
  commitFailed(): void {
    this.#answered(false);
    this.failedCommits++;
  }

  express(status: ExecutionStatus, events: number, isNew: boolean): void {
    this.turns++;
    this.events += events;
    if (isNew) this.expressStarts++;
    if (status !== 'RUNNING') this.expressClosed[status]++;
  }

  #answered(taken: boolean): void {
    if (this.writingSinceMs !== undefined && taken) {
      this.commitSeconds.observe((performance.now() - this.writingSinceMs) / 1000);
    }
    this.writingSinceMs = undefined;
    this.storeTakesWrites = taken;
  }
}

/** The engine at this moment. */
export interface EngineLoad {
  /** STANDARD executions in memory. */
  readonly liveExecutions: number;
  /** EXPRESS executions that run. */
  readonly expressRunning: number;
  readonly callsInFlight: number;
  readonly timers: number;
  /** Executions that could go on and wait for their turn. */
  readonly executionsInLine: number;
  /** Rows that wait to be written. */
  readonly backlog: number;
  readonly counters: EngineCounters;
  /** How late timers fired, in seconds. */
  readonly timerLateness: Histogram;
}
