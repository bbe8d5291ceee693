/** Lines for a stream such as standard output, which may be a slow pipe or one that nobody reads any more. */
import type { Writable } from 'node:stream';
import type { LineWriter } from './line-sink.ts';

export class OutputStream implements LineWriter {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
    // The callback of `write` tells of errors; unheard they would end the process.
    stream.on('error', ignore);
  }

  write(lines: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(lines, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The stream is not ours to end; its errors stay harmless. */
  async close(): Promise<void> {}
}

function ignore(): void {}
