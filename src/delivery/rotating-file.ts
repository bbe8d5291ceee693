/**
 * A file of lines that stays bounded: when it is full it becomes `PATH.1`, the one before `PATH.2` and so on, and the
 * oldest goes. A line is never cut in two by this.
 */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineWriter } from './line-sink.ts';

export interface RotatingFileOptions {
  readonly maxBytes: number;
  /** Full files that are kept beside the present one. */
  readonly kept: number;
}

export const FILE_DEFAULTS: RotatingFileOptions = { maxBytes: 64 * 1024 * 1024, kept: 4 };

export class RotatingFile implements LineWriter {
  readonly #path: string;
  readonly #options: RotatingFileOptions;
  #file: FileHandle | undefined;
  #bytes = 0;
  /** The last write broke off, maybe in the middle of a line. */
  #torn = false;

  constructor(path: string, options: RotatingFileOptions = FILE_DEFAULTS) {
    this.#path = path;
    this.#options = options;
  }

  /** Makes the file when it is not there; rejects when it cannot be written. */
  async open(): Promise<void> {
    if (this.#file !== undefined) return;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      // For the owner only: records may hold data of executions.
      const file = await open(this.#path, 'a', 0o600);
      this.#bytes = (await file.stat()).size;
      this.#file = file;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`cannot write execution logs to ${this.#path}: ${reason}`, { cause: error });
    }
  }

  async write(lines: string): Promise<void> {
    const data = Buffer.from(this.#torn ? `\n${lines}` : lines);
    await this.open();
    if (this.#bytes > 0 && this.#bytes + data.length > this.#options.maxBytes) await this.#rotate();
    this.#torn = true;
    await this.#file?.appendFile(data);
    this.#torn = false;
    this.#bytes += data.length;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #rotate(): Promise<void> {
    await this.close();
    for (let n = this.#options.kept; n >= 1; n--) {
      await rename(n === 1 ? this.#path : `${this.#path}.${n - 1}`, `${this.#path}.${n}`).catch(unlessMissing);
    }
    await this.open();
  }
}

function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
