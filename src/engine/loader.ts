/** Reads executions from the store and makes of them what the interpreter works on. Nothing is set in motion here. */
import { restoreFrames } from '../asl/frame-codec.ts';
import { historyEvents } from '../asl/history-record.ts';
import type { ExecutionRow, FrameRow, LoadedExecution, Store } from '../store/store.ts';
import { STANDING } from './batch-builder.ts';
import type { Catalogue } from './catalogue.ts';
import { type ExecutionHost, executionOf, LiveExecution } from './live-execution.ts';
import type { Ports } from './ports.ts';

export interface Loaded {
  readonly live: LiveExecution;
  readonly stored: LoadedExecution;
}

export class Loader {
  readonly #store: Store;
  readonly #catalogue: Catalogue;
  readonly #ports: Ports;
  readonly #hostOf: (id: number) => ExecutionHost;
  readonly #lastWrittenMs: number;

  /** `lastWrittenMs`: when the data were last written before this process, by the clock of that time. */
  constructor(init: {
    store: Store;
    catalogue: Catalogue;
    ports: Ports;
    hostOf: (id: number) => ExecutionHost;
    lastWrittenMs: number;
  }) {
    this.#store = init.store;
    this.#catalogue = init.catalogue;
    this.#ports = init.ports;
    this.#hostOf = init.hostOf;
    this.#lastWrittenMs = init.lastWrittenMs;
  }

  /** Undefined when there is no such execution. */
  async read(id: number): Promise<Loaded | undefined> {
    const stored = await this.#store.load(id);
    return stored === undefined ? undefined : { live: await this.#restore(stored), stored };
  }

  /** Ids of messages in the store to an execution, which need not be there. */
  messagesTo(id: number): Promise<number[]> {
    return this.#store.messagesTo(id);
  }

  async #restore({ row, frames, lastEventId }: LoadedExecution): Promise<LiveExecution> {
    const revision = await this.#catalogue.revision(row.revision);
    const execution = executionOf(row, revision, lastEventId);
    if (row.status === 'RUNNING') restoreFrames(execution, frames);
    else if (frames.length > 0) execution.standing = frames.map(standingRow);
    for (const { enteredMs } of execution.frames.values()) {
      execution.lastEventMs = Math.max(execution.lastEventMs, enteredMs);
    }
    if (this.#ports.nowMs() < this.#lastWrittenMs) execution.lastEventMs = await this.#lastEventMs(row);
    return new LiveExecution({
      row,
      execution,
      program: this.#catalogue.programOf(row, revision),
      host: this.#hostOf(row.id),
      stored: true,
      storedFrames: frames.map((frame) => frame.path),
    });
  }

  /** The clock was set back while the process was down; a history's times do not follow it. */
  async #lastEventMs({ id, startMs }: ExecutionRow): Promise<number> {
    const query = { executionId: id, fromEventId: Number.MAX_SAFE_INTEGER, reverse: true, limitEvents: 1 };
    const [last] = await this.#store.history(query);
    return last === undefined ? startMs : (historyEvents(last).at(-1)?.timestampMs ?? startMs);
  }
}

function standingRow({ path, body }: FrameRow): FrameRow {
  return { executionId: 0, path: path.slice(STANDING.length), body };
}
