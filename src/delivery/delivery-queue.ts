/**
 * What waits to be sent to one place, in order, with one call under way at a time. Entries are gathered for a moment,
 * so that calls are few and full. A call that fails is made again with growing pauses until it succeeds; what it was
 * about stays in front of everything that came later.
 */
import type { Logger, Ports } from '../engine/ports.ts';

export interface SendResult<T> {
  /** Entries to send again, in order. */
  readonly again?: readonly T[];
  /** Entries that the other side will never take. */
  readonly refused?: readonly T[];
  /** There is no point in calling again at once. */
  readonly mustRest?: boolean;
}

export interface DeliveryQueueInit<T> {
  readonly ports: Pick<Ports, 'random' | 'setTimer'>;
  readonly log: Logger;
  /** For the log: `CloudWatch Logs`. */
  readonly destination: string;
  /** Moves the entries of the next call, at least one, out of the queue. */
  readonly take: (queue: T[]) => T[];
  /** Whether what waits, of this size altogether, fills a call. */
  readonly isFull: (count: number, size: number) => boolean;
  /** Rejects when nothing is known to have arrived. */
  readonly send: (batch: readonly T[], signal: AbortSignal) => Promise<SendResult<T>>;
  readonly sizeOf: (entry: T) => number;
  /** Entries that were delivered or refused: they are gone from here. */
  readonly settled?: (entries: readonly T[]) => void;
  readonly refused?: (entries: readonly T[]) => void;
  /** Nothing is left to do. */
  readonly idle?: () => void;
}

/** How long entries are gathered. */
const GATHER_MS = 200;
const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 30_000;
const MAX_DRAINING_RETRY_MS = 1000;
/** As many failures as lead to the longest pause. */
const REST = 10;

export class DeliveryQueue<T> {
  readonly #init: DeliveryQueueInit<T>;
  readonly #abort = new AbortController();
  #entries: T[] = [];
  #size = 0;
  #inFlight = 0;
  #failures = 0;
  #timer: { cancel(): void } | undefined;
  #isDraining = false;
  #isClosed = false;

  constructor(init: DeliveryQueueInit<T>) {
    this.#init = init;
  }

  /** Entries that wait or are being sent. */
  get count(): number {
    return this.#entries.length + this.#inFlight;
  }

  /** Of those that wait. */
  get size(): number {
    return this.#size;
  }

  add(entry: T): void {
    if (this.#isClosed) return;
    this.#entries.push(entry);
    this.#size += this.#init.sizeOf(entry);
    this.#schedule();
  }

  /** Sends without gathering from now on. */
  drain(): void {
    this.#isDraining = true;
    if (this.#inFlight === 0) void this.#send();
  }

  /** Sends no more; answers with what is left, that of a call under way included. */
  close(): number {
    const left = this.count;
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#abort.abort();
    this.#entries = [];
    return left;
  }

  /** Takes the oldest entries away until `size` of them is gone. */
  dropOldest(size: number): number {
    let count = 0;
    let dropped = 0;
    while (dropped < size && count < this.#entries.length) dropped += this.#init.sizeOf(this.#entries[count++] as T);
    this.#size -= dropped;
    this.#entries.splice(0, count);
    return count;
  }

  #schedule(): void {
    if (this.#inFlight > 0 || this.#isClosed) return;
    if (this.#failures === 0 && (this.#isDraining || this.#init.isFull(this.#entries.length, this.#size))) {
      void this.#send();
    } else this.#sendIn(this.#failures === 0 ? GATHER_MS : this.#retryMs());
  }

  #sendIn(delayMs: number): void {
    this.#timer ??= this.#init.ports.setTimer(delayMs, () => void this.#send());
  }

  async #send(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#entries.length === 0) return this.#init.idle?.();
    const batch = this.#init.take(this.#entries);
    for (const entry of batch) this.#size -= this.#init.sizeOf(entry);
    this.#inFlight = batch.length;
    const { again = [], refused = [], mustRest = false } = await this.#attempt(batch);
    this.#inFlight = 0;
    if (this.#isClosed) return;
    this.#failures = mustRest ? REST : again.length > 0 ? this.#failures + 1 : 0;
    this.#entries.unshift(...again);
    for (const entry of again) this.#size += this.#init.sizeOf(entry);
    if (refused.length > 0) this.#init.refused?.(refused);
    const waits = new Set(again);
    this.#init.settled?.(batch.filter((entry) => !waits.has(entry)));
    if (this.#entries.length === 0 && (this.#failures === 0 || this.#isDraining)) this.#init.idle?.();
    else this.#schedule();
  }

  async #attempt(batch: readonly T[]): Promise<SendResult<T>> {
    try {
      return await this.#init.send(batch, this.#abort.signal);
    } catch (error) {
      if (!this.#isClosed && this.#failures % 5 === 0) {
        this.#init.log.warn({ err: error }, `${this.#init.destination} cannot be reached; trying again`);
      }
      return { again: batch };
    }
  }

  /** Doubles with each failure, up to a bound; shortened by chance, so that many queues do not call at once. */
  #retryMs(): number {
    const bound = this.#isDraining ? MAX_DRAINING_RETRY_MS : MAX_RETRY_MS;
    const longest = Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), bound);
    return longest * (0.5 + this.#init.ports.random() / 2);
  }
}
