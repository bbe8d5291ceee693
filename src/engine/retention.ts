/**
 * Retention: closed executions are deleted some time after their end. Steps are small and take a part of the store's
 * time only: after each one commits have the store for themselves several times as long as the step took, so that a
 * busy engine purges slowly and an idle one fast.
 *
 * From the moment at which an execution is old enough it cannot be redriven any more (redrives.ts), so none comes back
 * while it is being deleted. The first look is a while after the start, when all that was under way has been read.
 */
import { StoreError } from '../store/errors.ts';
import type { ClosedPlace, Purged, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { Logger, Ports } from './ports.ts';

const SWEEP_MS = 60_000;
/** Rows deleted in one transaction: a few milliseconds. */
const MAX_ROWS = 200;
const MIN_PAUSE_MS = 10;
const MAX_PAUSE_MS = 2000;
/** Time left to others for each millisecond of purging. */
const PAUSES_PER_STEP = 4;

export class Retention {
  readonly #store: Pick<Store, 'purge'>;
  readonly #committer: Pick<Committer, 'barrier'>;
  readonly #ports: Ports;
  readonly #log: Logger;
  readonly #lost: (error: StoreError) => void;
  readonly #retentionMs: number | undefined;
  #timer: { cancel(): void } | undefined;
  #isClosed = false;
  /** Executions deleted since the start. */
  deleted = 0;

  /** `retentionMs`: undefined keeps everything. `lost`: the store takes nothing any more until it is opened anew. */
  constructor(init: {
    store: Pick<Store, 'purge'>;
    committer: Pick<Committer, 'barrier'>;
    ports: Ports;
    log: Logger;
    lost: (error: StoreError) => void;
    retentionMs: number | undefined;
  }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#ports = init.ports;
    this.#log = init.log;
    this.#lost = init.lost;
    this.#retentionMs = init.retentionMs;
  }

  start(): void {
    if (this.#retentionMs !== undefined) this.#after(SWEEP_MS, () => void this.#sweep());
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #after(delayMs: number, callback: () => void): void {
    if (!this.#isClosed) this.#timer = this.#ports.setTimer(delayMs, callback);
  }

  async #sweep(): Promise<void> {
    const startMs = this.#ports.nowMs();
    const before = this.deleted;
    let isPurging = false;
    try {
      const closedBeforeMs = startMs - (this.#retentionMs ?? 0);
      // A redrive that was accepted until now is in the store after this.
      await this.#committer.barrier();
      isPurging = true;
      await this.#purge(closedBeforeMs);
    } catch (error) {
      if (!this.#isClosed) this.#log.warn({ err: error }, 'closed executions could not be deleted; trying again later');
      if (isPurging && error instanceof StoreError && error.code === 'failed') this.#lost(error);
    }
    const executions = this.deleted - before;
    if (executions > 0) {
      const durationMs = this.#ports.nowMs() - startMs;
      this.#log.info({ executions, durationMs }, 'deleted executions that closed before the retention period');
    }
    this.#after(SWEEP_MS, () => void this.#sweep());
  }

  async #purge(closedBeforeMs: number): Promise<void> {
    for (let after: ClosedPlace | undefined; !this.#isClosed; ) {
      const startMs = this.#ports.nowMs();
      const place: { after?: ClosedPlace } = after === undefined ? {} : { after };
      const { executions, next }: Purged = await this.#store.purge({ closedBeforeMs, maxRows: MAX_ROWS, ...place });
      this.deleted += executions;
      if (next === undefined) return;
      after = next;
      await this.#pause((this.#ports.nowMs() - startMs) * PAUSES_PER_STEP);
    }
  }

  #pause(ms: number): Promise<void> {
    const delayMs = Math.min(Math.max(ms, MIN_PAUSE_MS), MAX_PAUSE_MS);
    return new Promise((resolve) => this.#after(delayMs, resolve));
  }
}
