/**
 * The ARNs that the database may have. It is read through once after it was opened, a piece at a time while
 * the server serves; until that is done every answer is "perhaps".
 */
import { NameFilter } from '../name-filter.ts';
import type { Reader } from './reader.ts';

/** ARNs read at a time: a few milliseconds. */
const PIECE = 2000;

export class KnownNames {
  readonly #reader: Reader;
  readonly #filter = new NameFilter();
  #next: NodeJS.Immediate | undefined;
  #isComplete = false;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#read('');
  }

  add(arn: string): void {
    this.#filter.add(arn);
  }

  mayHave(arn: string): boolean {
    return !this.#isComplete || this.#filter.mayHave(arn);
  }

  stop(): void {
    clearImmediate(this.#next);
    this.#isComplete = false;
  }

  #read(after: string): void {
    const arns = this.#arns(after);
    if (arns === undefined) return;
    for (const arn of arns) this.#filter.add(arn);
    const last = arns.at(-1);
    this.#isComplete = last === undefined || arns.length < PIECE;
    if (last !== undefined && !this.#isComplete) this.#next = setImmediate(() => this.#read(last));
  }

  /** Undefined when the database cannot be read, which is for those to tell who need what is in it. */
  #arns(after: string): string[] | undefined {
    try {
      return this.#reader.executionArns(after, PIECE);
    } catch {
      return undefined;
    }
  }
}
