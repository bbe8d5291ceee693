/**
 * The wake-ups of stored executions. Those due soon are timers in memory; those due later lie in the store alone, whose
 * rows name them, and are read when their time comes near. So a million executions that wait cost disk, not memory.
 *
 * None is missed: the window is moved first, so that what is set from then on inside it becomes a timer at once; then
 * everything built before is let become durable; and only then the store is read. What was set meanwhile counts more
 * than what is read.
 */
import type { Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { Logger, Ports } from './ports.ts';
import { MAX_DELAY_MS, Timers } from './timers.ts';

/** How far the window reaches when it is moved. */
const WINDOW_MS = 120_000;
/** How long before the first wake-up behind it the window is moved. */
const LEAD_MS = 60_000;
/** Rows read at a time. */
const PAGE = 5000;

interface Position {
  readonly wakeAtMs: number;
  readonly id: number;
}

export class WakeUps {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #committer: Committer;
  readonly #log: Logger;
  readonly #timers: Timers;
  /** Whatever is due before is in memory. */
  #horizonMs: number;
  /** The first wake-up behind the horizon, as far as is known; it may have gone since. */
  #nextMs = Number.POSITIVE_INFINITY;
  #timer: { atMs: number; cancel(): void } | undefined;
  #reading = 0;
  /** Executions whose wake-up was set or removed while the store is being read. */
  readonly #setMeanwhile = new Set<number>();
  /** Rises when everything is forgotten; readings that began before are void. */
  #generation = 0;

  constructor(init: {
    store: Store;
    ports: Ports;
    committer: Committer;
    log: Logger;
    wake: (executionId: number) => void;
    /** Calls back when more executions may be woken. */
    pace: (goOn: () => void) => void;
  }) {
    this.#store = init.store;
    this.#ports = init.ports;
    this.#committer = init.committer;
    this.#log = init.log;
    this.#timers = new Timers(init.ports, init.wake, init.pace);
    this.#horizonMs = init.ports.nowMs() + WINDOW_MS;
  }

  /** Timers in memory. */
  get size(): number {
    return this.#timers.size;
  }

  get lateness() {
    return this.#timers.lateness;
  }

  /** Timers are being read, or more are due than are woken at once. */
  get isBusy(): boolean {
    return this.#reading > 0 || this.#timers.isResting;
  }

  has(executionId: number): boolean {
    return this.#timers.has(executionId);
  }

  /** Sets, moves or (undefined) removes the wake-up of an execution; the batch that is being built holds it, too. */
  set(executionId: number, dueMs: number | undefined): void {
    if (this.#reading > 0) this.#setMeanwhile.add(executionId);
    if (dueMs === undefined || dueMs < this.#horizonMs) this.#timers.set(executionId, dueMs);
    else {
      this.#timers.set(executionId, undefined);
      this.#expect(dueMs);
    }
  }

  /** Forgets everything, as when the store is read anew. */
  clear(): void {
    this.#generation++;
    this.#timers.clear();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#nextMs = Number.POSITIVE_INFINITY;
  }

  /** Reads the wake-ups that come first, when the store was opened. `now`: gets executions that are to be woken at once. */
  async recover(now: (executionId: number) => void): Promise<void> {
    this.#horizonMs = this.#ports.nowMs() + WINDOW_MS;
    this.#reading++;
    await this.#read({ wakeAtMs: Number.MIN_SAFE_INTEGER, id: 0 }, now).finally(() => this.#hasRead());
  }

  /** Something is due behind the horizon. */
  #expect(dueMs: number): void {
    if (dueMs >= this.#nextMs) return;
    this.#nextMs = dueMs;
    const atMs = dueMs - LEAD_MS;
    if (this.#timer !== undefined && this.#timer.atMs <= atMs) return;
    this.#timer?.cancel();
    this.#arm(atMs);
  }

  #arm(atMs: number): void {
    const delayMs = Math.min(Math.max(atMs - this.#ports.nowMs(), 0), MAX_DELAY_MS);
    this.#timer = {
      atMs,
      ...this.#ports.setTimer(delayMs, () => {
        this.#timer = undefined;
        if (this.#ports.nowMs() < atMs) this.#arm(atMs);
        else this.#move();
      }),
    };
  }

  #move(): void {
    const from = { wakeAtMs: this.#horizonMs - 1, id: Number.MAX_SAFE_INTEGER };
    this.#horizonMs = Math.max(this.#horizonMs, this.#ports.nowMs() + WINDOW_MS);
    this.#nextMs = Number.POSITIVE_INFINITY;
    const generation = this.#generation;
    this.#reading++;
    this.#committer
      .barrier()
      .then(() => (generation === this.#generation ? this.#read(from, () => {}) : undefined))
      .catch((error: unknown) => {
        if (generation !== this.#generation) return; // everything is read again anyway
        this.#log.error({ err: error }, 'wake-ups could not be read; trying again');
        this.#horizonMs = from.wakeAtMs + 1;
        this.#expect(this.#ports.nowMs() + LEAD_MS + RETRY_MS);
      })
      .finally(() => this.#hasRead());
  }

  #hasRead(): void {
    this.#reading--;
    if (this.#reading === 0) this.#setMeanwhile.clear();
  }

  async #read(from: Position, now: (executionId: number) => void): Promise<void> {
    const generation = this.#generation;
    for (let after = from; ; ) {
      const page = await this.#store.wakeUps({ after, limit: PAGE });
      if (generation !== this.#generation) return;
      for (const { id, wakeAtMs } of page) {
        if (wakeAtMs >= this.#horizonMs) return this.#expect(wakeAtMs);
        if (wakeAtMs === 0) now(id);
        else if (!this.#setMeanwhile.has(id)) this.#timers.set(id, wakeAtMs);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last;
    }
  }
}

const RETRY_MS = 1000;
