/**
 * Group commit. Turns add their changes to the batch that is being built; when the store is free the batch is closed
 * and written, and meanwhile the next one grows. Whatever must not be seen before the change is durable (replies,
 * calls of services) is handed over as a callback and runs after the commit.
 */
import type { Store } from '../store/store.ts';
import { BatchBuilder } from './batch-builder.ts';
import { EngineCounters } from './counters.ts';
import type { ExecutionChange, Feed } from './feed.ts';
import type { Ports } from './ports.ts';

interface Waiter {
  readonly durable: () => void;
  readonly failed: (error: unknown) => void;
}

export class Committer {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #feed: Feed;
  readonly #onDurable: () => void;
  readonly #onFailure: (error: unknown) => void;
  readonly counters = new EngineCounters();
  #builder = new BatchBuilder();
  #waiters: Waiter[] = [];
  /** Number of the batch that is being built. */
  #number = 1;
  #durable = 0;
  #writing = false;
  #deferred = false;
  /** Waiters of the batch that is being written. */
  #written: Waiter[] = [];

  /** `onFailure`: a batch was lost; nothing in memory that it held may be believed any more. */
  constructor(store: Store, ports: Ports, feed: Feed, on: { durable: () => void; failure: (error: unknown) => void }) {
    this.#store = store;
    this.#ports = ports;
    this.#feed = feed;
    this.#onDurable = on.durable;
    this.#onFailure = on.failure;
  }

  /** The batch that is being built; whoever takes it must change it in this same step of the event loop. */
  get batch(): BatchBuilder {
    this.#schedule();
    return this.#builder;
  }

  get batchNumber(): number {
    return this.#number;
  }

  /** All batches up to this number are durable. */
  get durableNumber(): number {
    return this.#durable;
  }

  /** Nothing waits to be written, nothing is being written. */
  get idle(): boolean {
    return this.#builder.size === 0 && !this.#writing;
  }

  /** Rows that wait to be written; the engine takes a rest when there are many. */
  get backlog(): number {
    return this.#builder.size;
  }

  /** Runs when everything that was added so far is durable. */
  whenDurable(durable: () => void, failed: (error: unknown) => void = () => {}): void {
    if (this.#builder.size === 0 && !this.#writing) {
      durable();
      return;
    }
    // Nothing new: what is being written is all there is to wait for.
    (this.#builder.size === 0 ? this.#written : this.#waiters).push({ durable, failed });
  }

  /** Resolves when everything that was added so far is durable. */
  barrier(): Promise<void> {
    return new Promise((resolve, reject) => this.whenDurable(resolve, reject));
  }

  #schedule(): void {
    if (this.#writing || this.#deferred) return;
    this.#deferred = true;
    this.#ports.defer(() => {
      this.#deferred = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#writing || this.#builder.size === 0) return;
    const changes = this.#builder.changes(this.#feed);
    for (const row of this.#feed.recorded(changes)) this.#builder.resource(row);
    const { size, turns } = this.#builder;
    const batch = this.#builder.close();
    const number = this.#number++;
    this.#written = this.#waiters;
    this.#builder = new BatchBuilder();
    this.#waiters = [];
    this.#writing = true;
    this.counters.writing();
    this.#store.commit(batch).then(
      () => {
        this.counters.committed(batch, size, turns);
        this.#succeeded(number, changes);
      },
      (error: unknown) => this.#failed(error),
    );
  }

  #succeeded(number: number, changes: readonly ExecutionChange[]): void {
    this.#writing = false;
    this.#durable = number;
    const waiters = this.#written;
    this.#written = [];
    if (this.#builder.size > 0) this.#flush();
    for (const waiter of waiters) waiter.durable();
    this.#feed.publish(changes);
    this.#onDurable();
  }

  /** What was built on top of the lost batch is lost with it. */
  #failed(error: unknown): void {
    this.#writing = false;
    this.counters.commitFailed();
    const waiters = [...this.#written, ...this.#waiters];
    this.#written = [];
    this.#waiters = [];
    this.#builder = new BatchBuilder();
    this.#number++;
    this.#onFailure(error);
    for (const waiter of waiters) waiter.failed(error);
  }
}
