/** Group commit: while one batch is being written the next one grows. Callbacks run when their row is durable. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Row } from './row.ts';

export class GroupCommit {
  readonly #worker: Worker;
  #rows: Row[] = [];
  #waiting: (() => void)[] = [];
  #isWriting = false;
  #isScheduled = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async open(file: string): Promise<GroupCommit> {
    const worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData: { file } });
    await once(worker, 'message');
    return new GroupCommit(worker);
  }

  save(row: Row, durable: () => void): void {
    this.#rows.push(row);
    this.#waiting.push(durable);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isWriting || this.#isScheduled || this.#rows.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => this.#write());
  }

  #write(): void {
    this.#isScheduled = false;
    this.#isWriting = true;
    const waiting = this.#waiting;
    this.#worker.once('message', () => {
      this.#isWriting = false;
      for (const durable of waiting) durable();
      this.#schedule();
    });
    this.#worker.postMessage(this.#rows);
    this.#rows = [];
    this.#waiting = [];
  }
}
