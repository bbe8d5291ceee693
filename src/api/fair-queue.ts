/**
 * Requests that wait for room, fairly by key (such as the state machine): the next one is of the key whose turn it is,
 * within a key the oldest. Bounded like the room that they wait for: a key may take as much as is still free, so one
 * that floods gets half of the queue and leaves the rest to others.
 */

export interface Waiting<T> {
  readonly item: T;
  readonly key: string;
  /** What it takes of the queue's room. */
  readonly units: number;
  readonly sinceMs: number;
}

/** Keys looked at for one that may go on. */
const MAX_LOOKS = 64;

export class FairQueue<T> {
  readonly #most: number;
  /** By key, in the order of turns; never an empty list. */
  readonly #lines = new Map<string, Line<T>>();
  #units = 0;

  /** `most`: units at once. */
  constructor(most: number) {
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  get isFull(): boolean {
    return this.#units >= this.#most;
  }

  get length(): number {
    let length = 0;
    for (const line of this.#lines.values()) length += line.length;
    return length;
  }

  /** What those in it take of its room. */
  get units(): number {
    return this.#units;
  }

  /** Whether any of that key wait. */
  has(key: string): boolean {
    return this.#lines.has(key);
  }

  /** Answers false when there is no room for it. */
  offer(waiting: Waiting<T>): boolean {
    const line = this.#lines.get(waiting.key);
    if ((line?.units ?? 0) + waiting.units > this.#most - this.#units) return false;
    this.#units += waiting.units;
    if (line === undefined) this.#lines.set(waiting.key, new Line(waiting));
    else line.push(waiting);
    return true;
  }

  /** Takes the next one whose key may go on. */
  take(mayGoOn: (key: string) => boolean): Waiting<T> | undefined {
    let looks = Math.min(this.#lines.size, MAX_LOOKS);
    for (const [key, line] of this.#lines) {
      if (looks-- === 0) return undefined;
      this.#lines.delete(key); // its turn is over; to the end, when any are left
      if (!mayGoOn(key)) {
        this.#lines.set(key, line);
        continue;
      }
      const waiting = line.shift();
      if (line.length > 0) this.#lines.set(key, line);
      this.#units -= waiting.units;
      return waiting;
    }
    return undefined;
  }

  /** Takes out all that have waited since `untilMs` or longer. */
  expire(untilMs: number): Waiting<T>[] {
    const expired: Waiting<T>[] = [];
    for (const [key, line] of this.#lines) {
      while (line.length > 0 && line.first.sinceMs <= untilMs) expired.push(line.shift());
      if (line.length === 0) this.#lines.delete(key);
    }
    for (const { units } of expired) this.#units -= units;
    return expired;
  }
}

/** Those of one key, oldest first. Not an array: taking the first out of a long one moves all others. */
class Line<T> {
  #items: Waiting<T>[];
  #at = 0;
  units: number;

  constructor(first: Waiting<T>) {
    this.#items = [first];
    this.units = first.units;
  }

  get length(): number {
    return this.#items.length - this.#at;
  }

  get first(): Waiting<T> {
    return this.#items[this.#at] as Waiting<T>;
  }

  push(waiting: Waiting<T>): void {
    this.#items.push(waiting);
    this.units += waiting.units;
  }

  shift(): Waiting<T> {
    const { first } = this;
    this.units -= first.units;
    if (++this.#at === COMPACT_AT) {
      this.#items = this.#items.slice(this.#at);
      this.#at = 0;
    }
    return first;
  }
}

const COMPACT_AT = 256;
