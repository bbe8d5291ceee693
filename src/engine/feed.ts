/**
 * The feed of changes: what happened to executions, told once it is durable (EXPRESS: once it happened), in the order of
 * the commits. Logs, status events, metrics, traces and live views listen to it. While nobody listens it costs nothing.
 *
 * A listener must be quick and never throw; what it keeps must be bounded. The feed is not replayed: what was not
 * delivered when the process dies is gone, unless the listener keeps more than this.
 */
import type { HistoryEvent } from '../asl/history-events.ts';
import type { ExecutionRow } from '../store/store.ts';

export interface ExecutionChange {
  /** The row after the change. */
  readonly row: ExecutionRow;
  /** Events that are new, in order; their payloads are shared with the engine and must not be changed. */
  readonly events: readonly HistoryEvent[];
  /** This change brought the execution into being. */
  readonly isNew: boolean;
}

export type FeedListener = (changes: readonly ExecutionChange[]) => void;

export class Feed {
  readonly #listeners = new Set<FeedListener>();

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** Gives a function that ends the subscription. */
  subscribe(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(changes: readonly ExecutionChange[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) listener(changes);
  }
}
