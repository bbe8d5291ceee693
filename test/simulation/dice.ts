/** The random numbers of one seed: everything that a simulation decides by chance comes from here, in a fixed order. */
import { seeded } from '../crash/world.ts';

export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seeded(seed);
  }

  /** 0 (inclusive) to 1 (exclusive). */
  random(): number {
    return this.#next();
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#next() * items.length)] as T;
  }

  /** Mostly short, now and then long: 0 up to `longest`. */
  delay(longest: number): number {
    return Math.floor(longest * this.#next() ** 4);
  }

  /** Dice of its own, so that what is decided there does not shift what is decided here. */
  fork(): Dice {
    return new Dice(this.int(1, 2 ** 31 - 1));
  }
}
