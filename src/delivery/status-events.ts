/**
 * Status change events of STANDARD executions, at least once: each change leaves a row in the transaction that makes it
 * (see status-change.ts), and the row goes when EventBridge has taken the event. A crash at any point sends the event again
 * after the next start.
 *
 * While everything keeps up, changes go straight from the feed into the lanes. After a start, and when too much waits,
 * the rows are what is read: in portions, until there are none; meanwhile the feed is not listened to.
 */
import type { ExecutionChange, FeedListener, FeedRecorder } from '../engine/feed.ts';
import type { Logger, Ports } from '../engine/ports.ts';
import type { ResourceKind, Store } from '../store/store.ts';
import type { DropCount } from './drop-count.ts';
import { EventLanes } from './event-lanes.ts';
import type { EventBus } from './eventbridge-client.ts';
import { PENDING_SCOPE, rowOf, type StatusChange, statusChanges } from './status-change.ts';

export interface StatusEventsInit {
  readonly bus: EventBus;
  /** `aws.states`, unless the bus refuses it. */
  readonly source: string;
  readonly store: Pick<Store, 'execution' | 'resources'>;
  readonly ports: Pick<Ports, 'random' | 'setTimer'>;
  readonly log: Logger;
  readonly drops: DropCount;
  /** Events and bytes that may wait in memory. */
  readonly maxWaiting?: number;
  readonly maxWaitingBytes?: number;
}

export type Forget = (kind: ResourceKind, keys: readonly string[]) => Promise<void>;

const MAX_WAITING = 10_000;
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
const PORTION = 1000;
const RETRY_MS = 1000;

export class StatusEvents {
  readonly #init: StatusEventsInit;
  readonly #lanes: EventLanes;
  readonly #maxWaiting: number;
  readonly #maxBytes: number;
  #forget: Forget | undefined;
  /** Rows that are being taken away. */
  readonly #forgetting = new Set<Promise<void>>();
  /** Rows are read rather than the feed listened to. */
  #isBehind = true;
  /** Something happened on the feed since the rows were last read. */
  #hasMissed = false;
  #isClosed = false;

  constructor(init: StatusEventsInit) {
    this.#init = init;
    this.#maxWaiting = init.maxWaiting ?? MAX_WAITING;
    this.#maxBytes = init.maxWaitingBytes ?? MAX_WAITING_BYTES;
    const { bus, source, ports, log, drops } = init;
    const settled = (keys: readonly string[]) => this.#settled(keys);
    this.#lanes = new EventLanes({ bus, source, ports, log, settled, refused: (count) => drops.add(count) });
  }

  readonly record: FeedRecorder = (changes) => changes.flatMap((change) => statusChanges(change).map(rowOf));

  readonly listen: FeedListener = (changes) => {
    if (this.#isBehind || this.#isClosed) {
      this.#hasMissed = true;
      return;
    }
    for (const change of changes) this.#add(change);
    if (this.#isFull()) this.#fallBehind();
  };

  /** To be called when the engine is open: sends what an earlier process has left, then what happens. */
  start(forget: Forget): void {
    this.#forget = forget;
    void this.#catchUp();
  }

  /** Sends what waits, for `graceMs` at most; to be called while the store can still be written. */
  async close(graceMs: number): Promise<void> {
    this.#isClosed = true;
    await this.#lanes.close(graceMs);
    await this.#forgotten();
  }

  #add(change: ExecutionChange): void {
    for (const one of statusChanges(change)) this.#lanes.add(one, change.row);
  }

  #isFull(): boolean {
    return this.#lanes.count > this.#maxWaiting || this.#lanes.size > this.#maxBytes;
  }

  #settled(keys: readonly string[]): void {
    if (this.#forget === undefined || keys.length === 0) return;
    const forgetting = this.#forget('statusChange', keys).catch((error: unknown) => {
      // The rows are still there and will be read: their events are sent again.
      this.#init.log.warn({ err: error }, 'delivered status change events could not be marked; they are sent again');
      this.#fallBehind();
    });
    this.#forgetting.add(forgetting);
    void forgetting.then(() => this.#forgetting.delete(forgetting));
  }

  async #forgotten(): Promise<void> {
    while (this.#forgetting.size > 0) await Promise.all(this.#forgetting);
  }

  #fallBehind(): void {
    if (this.#isBehind || this.#isClosed) return;
    this.#isBehind = true;
    void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    while (!this.#isClosed) {
      try {
        // What is in memory has its rows, too.
        await this.#lanes.emptied();
        await this.#forgotten();
        if (this.#isClosed || (await this.#takePortion())) return;
      } catch (error) {
        this.#init.log.warn({ err: error }, 'status changes cannot be read; trying again');
        await new Promise<void>((resolve) => void this.#init.ports.setTimer(RETRY_MS, resolve));
      }
    }
  }

  /** Whether there was nothing, so that the feed tells everything from here on. */
  async #takePortion(): Promise<boolean> {
    const { store } = this.#init;
    this.#hasMissed = false;
    const rows = await store.resources({ kind: 'statusChange', scope: PENDING_SCOPE, limit: PORTION });
    if (rows.length === 0 && !this.#hasMissed) {
      this.#isBehind = false;
      return true;
    }
    for (const { key, body } of rows) {
      const change = JSON.parse(body) as StatusChange;
      const row = await store.execution(change.executionArn);
      if (this.#isClosed) return true;
      if (row?.id === change.executionId) this.#lanes.add(change, row);
      else this.#settled([key]); // nothing is left that could be told
      if (this.#isFull()) break;
    }
    return false;
  }
}
