/**
 * Rows of executions that were closed when they were inserted, for a while after they became durable: whoever starts an
 * execution that needs no wait asks for it next, and its row need not be read for that. Bounded by number and text.
 */
import type { ExecutionRow } from '../store.ts';

const MAX_ROWS = 512;
/** Characters of input, output and cause above which a row is not kept. */
const MAX_CHARACTERS = 8192;

export class RecentRows {
  readonly #byArn = new Map<string, ExecutionRow>();
  readonly #arnById = new Map<number, string>();

  /** The row is durable. */
  add(row: ExecutionRow): void {
    const { input, output = '', cause = '' } = row;
    if (row.status === 'RUNNING' || input.length + output.length + cause.length > MAX_CHARACTERS) return;
    this.#byArn.set(row.arn, row);
    this.#arnById.set(row.id, row.arn);
    if (this.#byArn.size <= MAX_ROWS) return;
    for (const [arn, { id }] of this.#byArn) {
      this.#byArn.delete(arn);
      this.#arnById.delete(id);
      return;
    }
  }

  get(arn: string): ExecutionRow | undefined {
    return this.#byArn.get(arn);
  }

  /** The execution goes on, such as when it is redriven. */
  changed(id: number): void {
    const arn = this.#arnById.get(id);
    if (arn === undefined) return;
    this.#arnById.delete(id);
    this.#byArn.delete(arn);
  }

  clear(): void {
    this.#byArn.clear();
    this.#arnById.clear();
  }
}
