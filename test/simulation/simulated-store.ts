/**
 * What one life of the engine sees of the virtual store: a MemoryStore that takes time, refuses commits, leaves open what
 * became of them, and forgets at a crash what it had not made durable. The rules of store.ts hold: commits are applied
 * whole and in order, a refused one takes those behind it with it, and after an unknown one nothing is taken until the
 * store is opened again.
 */
import { notOpen, queuedBehind, StoreError } from '../../src/store/errors.ts';
import type { MemoryStore } from '../../src/store/memory/store.ts';
import type { Batch, Counters, Purged, PurgeQuery, Store } from '../../src/store/store.ts';
import type { Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import type { Life, Scheduler } from './scheduler.ts';

export interface StoreWorld {
  readonly life: Life;
  readonly inner: MemoryStore;
  readonly scheduler: Scheduler;
  readonly dice: Dice;
  /** As they are at present. */
  readonly faults: () => Faults;
  /** The batch is durable. May end the life. */
  readonly applied: (batch: Batch) => void;
  /** A step of purging was done. */
  readonly purged: (query: PurgeQuery) => Promise<void>;
  /** The batch contradicts what is stored: on one node that never happens. */
  readonly contradicted: (error: StoreError) => void;
  /** When a batch was last made durable, by the clock of that time. */
  readonly lastWrittenMs: () => number;
  readonly plant?: StorePlant | undefined;
}

/** Bugs to plant, for the test of the simulator itself. */
export interface StorePlant {
  /** What is written in place of the batch. */
  change?(batch: Batch, dice: Dice): Batch;
  /** The engine is told before the batch is durable. */
  readonly acksEarly?: boolean;
  /** The batch is applied in two halves, with a crash possible in between. */
  readonly tears?: boolean;
  /** Executions are deleted that closed later than asked for. */
  readonly purgesEarly?: boolean;
  /** A batch that is refused counts as written. */
  readonly acksRefused?: boolean;
  /** What a read answers in place of what it should. */
  answer?(name: string, answer: unknown, dice: Dice): unknown;
}

interface QueuedBatch {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

interface QueuedPurge {
  readonly query: PurgeQuery;
  readonly resolve: (purged: Purged) => void;
  readonly reject: (error: StoreError) => void;
}

export function simulatedStore(world: StoreWorld): Store {
  const commits = new CommitQueue(world);
  return new Proxy(world.inner as Store, {
    get(target, name) {
      if (name === 'commit') return (batch: Batch) => commits.add(batch);
      if (name === 'purge') return (query: PurgeQuery) => commits.purge(query);
      if (name === 'open') return () => commits.open();
      if (name === 'close') return () => commits.close();
      const { plant, dice } = world;
      // Now and then "perhaps", so that starts which ask and starts which need not are mixed.
      if (name === 'mayHaveExecution') {
        return (arn: string) => dice.chance(0.3) || commits.mayHave(arn) || target.mayHaveExecution(arn);
      }
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      const plain = (...args: unknown[]) => read(world, String(name), () => method.apply(target, args));
      if (plant?.answer === undefined) return plain;
      return async (...args: unknown[]) => plant.answer?.(String(name), await plain(...args), dice);
    },
  });
}

function read<T>({ life, scheduler, dice, faults }: StoreWorld, label: string, make: () => Promise<T>): Promise<T> {
  const { staleReads, failedRead } = faults();
  const early = staleReads ? make() : undefined;
  early?.catch(() => {}); // answered below
  const fails = failedRead > 0 && label !== 'setting' && dice.chance(failedRead);
  return new Promise((resolve, reject) => {
    scheduler.soon(life, label, () => {
      if (fails) reject(new StoreError('unavailable', 'simulated: the read failed'));
      else (early ?? make()).then(resolve, reject);
    });
  });
}

class CommitQueue {
  readonly #world: StoreWorld;
  #queue: (QueuedBatch | QueuedPurge)[] = [];
  /** Why nothing is taken any more. */
  #failed: StoreError | undefined;
  readonly #handedOver = new Set<string>();
  #isWriting = false;
  #onIdle: (() => void)[] = [];

  constructor(world: StoreWorld) {
    this.#world = world;
  }

  open(): Promise<Counters> {
    const { life, scheduler, inner, dice, faults } = this.#world;
    return new Promise((resolve, reject) => {
      scheduler.soon(life, 'open', () => {
        if (dice.chance(faults().failedOpen))
          return reject(new StoreError('unavailable', 'simulated: it does not open'));
        this.#failed = undefined;
        const lastWrittenMs = this.#world.lastWrittenMs();
        inner.open().then((counters) => resolve({ ...counters, lastWrittenMs }), reject);
      });
    });
  }

  /** Waits for the commits that it has taken, as every store does. */
  close(): Promise<void> {
    const { life, scheduler, inner } = this.#world;
    this.#failed = notOpen();
    return new Promise((resolve, reject) => {
      const close = () => scheduler.soon(life, 'close', () => void inner.close().then(resolve, reject));
      if (this.#queue.length === 0) close();
      else this.#onIdle.push(close);
    });
  }

  /** Not open, or handed over and perhaps not applied yet. */
  mayHave(arn: string): boolean {
    return this.#failed !== undefined || this.#handedOver.has(arn);
  }

  add(batch: Batch): Promise<void> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    for (const { arn } of batch.inserts) this.#handedOver.add(arn);
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch, resolve, reject });
      this.#work();
    });
  }

  /** In turn with the commits; when it is refused, it takes nothing with it. */
  purge(query: PurgeQuery): Promise<Purged> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#queue.push({ query, resolve, reject });
      this.#work();
    });
  }

  #work(): void {
    if (this.#isWriting || this.#queue.length === 0) return;
    this.#isWriting = true;
    const { life, scheduler, dice, faults } = this.#world;
    const { slowestCommitMs } = faults();
    scheduler.after(life, dice.delay(slowestCommitMs), 'write', () => this.#write());
  }

  #write(): void {
    const { dice, faults, plant } = this.#world;
    const first = this.#queue[0] as QueuedBatch | QueuedPurge;
    if ('query' in first) return this.#purge(first);
    const { batch, resolve } = first;
    const { refusedCommit, unknownCommit } = faults();
    if (dice.chance(refusedCommit)) {
      if (plant?.acksRefused) return this.#answer(resolve);
      return this.#reject(new StoreError('unavailable', 'simulated: the disk is full'));
    }
    if (dice.chance(unknownCommit)) {
      const fail = () => this.#fail(new StoreError('failed', 'simulated: the outcome is unknown'));
      if (dice.chance(0.5)) return this.#apply(batch, fail);
      return fail();
    }
    if (plant?.acksEarly) {
      resolve();
      this.#world.scheduler.after(this.#world.life, dice.delay(100), 'late write', () => {
        this.#apply(batch, () => this.#next());
      });
      return;
    }
    this.#apply(batch, () => this.#answer(resolve));
  }

  #purge({ query, resolve, reject }: QueuedPurge): void {
    const { dice, faults, inner, life, purged, plant } = this.#world;
    if (dice.chance(faults().refusedCommit)) {
      reject(new StoreError('unavailable', 'simulated: the disk is full'));
      return this.#next();
    }
    const isUnknown = dice.chance(faults().unknownCommit);
    const asked = plant?.purgesEarly ? { ...query, closedBeforeMs: query.closedBeforeMs + 60_000 } : query;
    void inner.purge(asked).then(async (done) => {
      await purged(query);
      if (life.isOver) return;
      if (isUnknown) this.#fail(new StoreError('failed', 'simulated: the outcome is unknown'));
      else this.#answer(() => resolve(done));
    });
  }

  /** Makes the batch durable; then the process may die before `then`. */
  #apply(batch: Batch, then: () => void): void {
    const { inner, plant, dice, life, applied, contradicted } = this.#world;
    const written = plant?.change?.(batch, dice) ?? batch;
    if (plant?.tears) return this.#tear(written, then);
    inner.commit(written).then(
      () => {
        applied(written);
        if (!life.isOver) then();
      },
      (error: StoreError) => {
        contradicted(error);
        this.#reject(error);
      },
    );
  }

  #tear(batch: Batch, then: () => void): void {
    const { inner, scheduler, life, applied } = this.#world;
    const none = { inserts: [], updates: [], history: [], machines: [], revisions: [], resourcesPut: [] };
    const first = { ...batch, framesPut: [], framesDropped: [], framesDeleted: [], inboxPut: [], inboxDeleted: [] };
    void inner.commit(first).then(() => {
      applied(first);
      scheduler.soon(life, 'second half', () => {
        void inner.commit({ ...batch, ...none, machinesDeleted: [], resourcesDeleted: [] }).then(then);
      });
    });
  }

  #answer(resolve: () => void): void {
    const { life, scheduler, dice, faults } = this.#world;
    scheduler.after(life, dice.delay(faults().slowestCommitMs), 'written', () => {
      resolve();
      this.#next();
    });
  }

  #next(): void {
    this.#queue.shift();
    this.#isWriting = false;
    if (this.#queue.length === 0) this.#idle();
    this.#work();
  }

  #reject(error: StoreError): void {
    const [rejected, ...behind] = this.#queue;
    this.#queue = [];
    this.#isWriting = false;
    rejected?.reject(error);
    for (const { reject } of behind) reject(queuedBehind(error));
    this.#idle();
    this.#work();
  }

  #fail(error: StoreError): void {
    this.#failed = error;
    const all = this.#queue;
    this.#queue = [];
    this.#isWriting = false;
    for (const { reject } of all) reject(error);
    this.#idle();
  }

  #idle(): void {
    for (const done of this.#onIdle.splice(0)) done();
  }
}
