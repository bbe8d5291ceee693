/**
 * Execution logs as lines of JSON, for a file or standard output: the record with the log group and the log stream that
 * it would go to in front: `{"log_group":"…","log_stream":"…","id":"1",…}`.
 *
 * Lines wait in memory while the writer is busy. When the writer fails, it is tried again; when more waits than
 * `maxBytes`, the oldest lines are dropped and counted.
 */
import type { Logger, Ports } from '../engine/ports.ts';
import type { DropCount } from './drop-count.ts';
import type { LogEntry, LogSink } from './log-sink.ts';

export interface LineWriter {
  /** Writes whole lines; resolves when they are out. One call at a time. */
  write(lines: string): Promise<void>;
  close(): Promise<void>;
}

/** Characters in one call of the writer. */
const CHUNK = 1024 * 1024;
const RETRY_MS = 1000;
export const MAX_WAITING_LINES = 64 * 1024 * 1024;

export class LineSink implements LogSink {
  readonly #writer: LineWriter;
  readonly #ports: Pick<Ports, 'defer' | 'setTimer'>;
  readonly #log: Logger;
  readonly #drops: DropCount;
  readonly #maxLength: number;
  #lines: string[] = [];
  #length = 0;
  #writing: Promise<void> | undefined;
  #closed = false;

  /** `maxLength`: characters that may wait. */
  constructor(init: {
    writer: LineWriter;
    ports: Pick<Ports, 'defer' | 'setTimer'>;
    log: Logger;
    drops: DropCount;
    maxLength?: number;
  }) {
    this.#writer = init.writer;
    this.#ports = init.ports;
    this.#log = init.log;
    this.#drops = init.drops;
    this.#maxLength = init.maxLength ?? MAX_WAITING_LINES;
  }

  write({ group, stream, record }: LogEntry): void {
    if (this.#closed) return this.#drops.add(1);
    const line = `{"log_group":${JSON.stringify(group.name)},"log_stream":${JSON.stringify(stream)},${record.slice(1)}\n`;
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length > this.#maxLength) this.#dropOldest();
    this.#writing ??= this.#run();
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    let timer: { cancel(): void } | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = this.#ports.setTimer(graceMs, resolve);
    });
    await Promise.race([this.#writing, grace]);
    timer?.cancel();
    this.#drops.add(this.#lines.length);
    this.#lines = [];
    await this.#writer.close().catch(() => {});
  }

  async #run(): Promise<void> {
    await new Promise<void>((resolve) => this.#ports.defer(resolve));
    while (this.#lines.length > 0) {
      const chunk = this.#take();
      while (!(await this.#wrote(chunk))) {
        await new Promise<void>((resolve) => void this.#ports.setTimer(RETRY_MS, resolve));
      }
    }
    this.#writing = undefined;
  }

  async #wrote(chunk: string): Promise<boolean> {
    try {
      await this.#writer.write(chunk);
      return true;
    } catch (error) {
      this.#log.warn({ err: error }, 'execution logs cannot be written; trying again');
      return false;
    }
  }

  #take(): string {
    let count = 0;
    let length = 0;
    while (count < this.#lines.length && length < CHUNK) length += this.#lines[count++]?.length ?? 0;
    this.#length -= length;
    return this.#lines.splice(0, count).join('');
  }

  /** A tenth of all, so that it is not done again for the next line. */
  #dropOldest(): void {
    let count = 0;
    while (this.#length > this.#maxLength * 0.9 && count < this.#lines.length) {
      this.#length -= this.#lines[count++]?.length ?? 0;
    }
    this.#lines.splice(0, count);
    this.#drops.add(count);
  }
}
