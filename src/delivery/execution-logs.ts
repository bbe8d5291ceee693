/**
 * Execution logs: listens to the feed and writes the records that the loggingConfiguration of each execution asks for,
 * in the order of the events. Delivery is best effort, as it is on AWS: it never holds up an execution, and what a
 * crash or an unreachable destination takes away is lost.
 */
import { Cache } from '../engine/cache.ts';
import type { ExecutionChange, FeedListener } from '../engine/feed.ts';
import type { Logger } from '../engine/ports.ts';
import type { ExecutionRow, RevisionRow } from '../store/store.ts';
import type { DropCount } from './drop-count.ts';
import { isLogged } from './log-level.ts';
import { recordText } from './log-record.ts';
import type { LogSink } from './log-sink.ts';
import { type LoggingSettings, loggingSettings, logStream } from './logging-settings.ts';

const MAX_REVISIONS = 10_000;
/** Changes that wait until their revision is read. */
const MAX_HELD = 10_000;

export interface ExecutionLogsInit {
  readonly sink: LogSink;
  /** Names this process in log streams: eight hexadecimal digits. */
  readonly processId: string;
  readonly revisionOf: (id: number) => Promise<RevisionRow | undefined>;
  readonly drops: DropCount;
  readonly log: Logger;
}

export class ExecutionLogs {
  readonly #init: ExecutionLogsInit;
  readonly #settings = new Cache<number, LoggingSettings | null>(MAX_REVISIONS);
  /** By revision; an entry means that the revision is being read. */
  readonly #held = new Map<number, ExecutionChange[]>();
  #heldCount = 0;

  constructor(init: ExecutionLogsInit) {
    this.#init = init;
  }

  /** False: the execution's machine is known to log nothing. */
  readonly wants = ({ revision }: Pick<ExecutionRow, 'revision'>): boolean => this.#settings.get(revision) !== null;

  readonly listen: FeedListener = (changes) => {
    for (const change of changes) {
      const settings = this.#held.has(change.row.revision) ? undefined : this.#settings.get(change.row.revision);
      if (settings === undefined) this.#hold(change);
      else if (settings !== null) this.#write(change, settings);
    }
  };

  #write({ row, events }: ExecutionChange, settings: LoggingSettings): void {
    const { level, includeExecutionData, group, stateMachineName } = settings;
    for (const event of events) {
      if (!isLogged(event.type, level)) continue;
      const { timestampMs } = event;
      const stream = logStream(stateMachineName, timestampMs, this.#init.processId);
      this.#init.sink.write({ group, stream, timestampMs, record: recordText(event, row, includeExecutionData) });
    }
  }

  #hold(change: ExecutionChange): void {
    const { revision } = change.row;
    if (this.#heldCount >= MAX_HELD) return this.#init.drops.add(change.events.length);
    this.#heldCount++;
    const held = this.#held.get(revision);
    if (held !== undefined) held.push(change);
    else {
      this.#held.set(revision, [change]);
      void this.#read(revision);
    }
  }

  async #read(id: number): Promise<void> {
    const settings = await this.#settingsOf(id);
    const held = this.#held.get(id) ?? [];
    this.#held.delete(id);
    this.#heldCount -= held.length;
    if (settings === undefined) return this.#init.drops.add(held.length);
    this.#settings.set(id, settings);
    if (settings !== null) for (const change of held) this.#write(change, settings);
  }

  /** Undefined: the store cannot be read just now. */
  async #settingsOf(id: number): Promise<LoggingSettings | null | undefined> {
    try {
      const revision = await this.#init.revisionOf(id);
      return revision === undefined ? null : loggingSettings(revision);
    } catch (error) {
      this.#init.log.warn({ err: error, revision: id }, 'the logging configuration of a revision cannot be read');
      return undefined;
    }
  }
}
