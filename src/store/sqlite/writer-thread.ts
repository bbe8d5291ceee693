/** Starts the writer's thread, from the TypeScript source or from the compiled file, whichever this one is. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WriterOptions } from './protocol.ts';

export function startWriterThread(options: WriterOptions): Worker {
  const here = import.meta.url;
  const file = new URL(`./writer${extname(here)}`, here);
  // Options of the process's own command line (`--input-type`, `--inspect-brk`) are not meant for this thread.
  return new Worker(file, { workerData: options, name: 'store-writer', execArgv: [] });
}
