/**
 * The feed of changes: what happened to executions, told once it is durable (EXPRESS: once it happened), in the order of
 * the commits. Logs, status events, metrics, traces and live views listen to it. While nobody listens it costs nothing.
 *
 * A listener must be quick and never throw; what it keeps must be bounded. The feed is not replayed: what was not
 * delivered when the process dies is gone. Whoever needs more records what it will have to do in the same transaction.
 */
import type { HistoryEvent } from '../asl/history-events.ts';
import type { ExecutionRow, ResourceRow } from '../store/store.ts';

export interface ExecutionChange {
  /** The row after the change. */
  readonly row: ExecutionRow;
  /** Events that are new, in order; their payloads are shared with the engine and must not be changed. */
  readonly events: readonly HistoryEvent[];
  /** This change brought the execution into being. */
  readonly isNew: boolean;
}

export type FeedListener = (changes: readonly ExecutionChange[]) => void;

/** What is to be written in the same transaction as the changes. Hears of STANDARD executions only. */
export type FeedRecorder = (changes: readonly ExecutionChange[]) => readonly ResourceRow[];

export class Feed {
  /** With what each listener wants to hear of. */
  readonly #listeners = new Map<FeedListener, (row: ExecutionRow) => boolean>();
  readonly #recorders = new Set<FeedRecorder>();

  get isHeard(): boolean {
    return this.#listeners.size > 0 || this.#recorders.size > 0;
  }

  /** Whether anybody wants to hear of this execution. `row`: as it began. */
  wants(row: ExecutionRow): boolean {
    if (this.#recorders.size > 0) return true;
    for (const wants of this.#listeners.values()) if (wants(row)) return true;
    return false;
  }

  /**
   * Gives a function that ends the subscription. What nobody `wants` is not even put together; a listener may still be
   * told of what another one wants.
   */
  subscribe(listener: FeedListener, wants: (row: ExecutionRow) => boolean = () => true): () => void {
    this.#listeners.set(listener, wants);
    return () => this.#listeners.delete(listener);
  }

  /** Everything recorded stays in the store until Engine.forget takes it away. */
  recordWith(recorder: FeedRecorder): void {
    this.#recorders.add(recorder);
  }

  /** Rows for the transaction that is about to be made. */
  recorded(changes: readonly ExecutionChange[]): ResourceRow[] {
    const rows: ResourceRow[] = [];
    if (changes.length > 0) for (const recorder of this.#recorders) rows.push(...recorder(changes));
    return rows;
  }

  publish(changes: readonly ExecutionChange[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners.keys()) listener(changes);
  }
}
