/** Counts the RUNNING STANDARD executions of each account and Region; the store is asked once for each. */
import { apiErrors } from '../aws/api-error.ts';
import { realmKeyOf, realmOf } from '../aws/arn.ts';
import type { Store } from '../store/store.ts';

/** Of one account and Region. */
export interface OpenCount {
  count: number;
}

export class OpenExecutions {
  readonly #store: Store;
  readonly #max: number;
  readonly #known = new Map<string, OpenCount>();
  readonly #asked = new Map<string, Promise<OpenCount>>();

  constructor(store: Store, max: number) {
    this.#store = store;
    this.#max = max;
  }

  /** Forgets what it counted, as after a lost batch. */
  clear(): void {
    this.#known.clear();
    this.#asked.clear();
  }

  /** For the account and Region of any ARN; undefined when the store has to be asked. */
  inMemory(arn: string): OpenCount | undefined {
    return this.#known.get(realmKeyOf(arn));
  }

  of(arn: string): Promise<OpenCount> {
    const key = realmKeyOf(arn);
    let asked = this.#asked.get(key);
    if (asked === undefined) {
      asked = this.#store.countRunning(realmOf(arn)).then((count) => ({ count }));
      this.#asked.set(key, asked);
      this.#settle(key, asked);
    }
    return asked;
  }

  /** Throws ExecutionLimitExceeded. */
  countIn(open: OpenCount): void {
    if (open.count >= this.#max) throw apiErrors.executionLimitExceeded();
    open.count++;
  }

  /** An execution has ended (-1), or one that had ended goes on (+1). Nothing is done when nothing was counted yet. */
  add(arn: string, change: 1 | -1): void {
    const key = realmKeyOf(arn);
    const known = this.#known.get(key);
    if (known !== undefined) known.count += change;
    else void this.#asked.get(key)?.then((open) => (open.count += change), ignore);
  }

  /** Not kept when `clear` came in between, or the store did not answer. */
  #settle(key: string, asked: Promise<OpenCount>): void {
    asked.then(
      (open) => {
        if (this.#asked.get(key) === asked) this.#known.set(key, open);
      },
      () => {
        if (this.#asked.get(key) === asked) this.#asked.delete(key);
      },
    );
  }
}

function ignore(): void {}
