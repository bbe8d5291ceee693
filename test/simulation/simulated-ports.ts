/** The ports of one life of the engine: clock, timers, randomness and scheduling come from the simulation. */
import { createHash, createHmac } from 'node:crypto';
import type { Ports } from '../../src/engine/ports.ts';
import type { Dice } from './dice.ts';
import type { Life, Scheduler } from './scheduler.ts';

/** What the clock of the machine shows is this much later than the time since the beginning; changes when it jumps. */
export interface WallClock {
  offsetMs: number;
}

export class SimulatedPorts implements Ports {
  readonly #life: Life;
  readonly #scheduler: Scheduler;
  readonly #dice: Dice;
  readonly #wall: WallClock;
  readonly #uuids: { next: number };
  #latestMs = 0;

  constructor(life: Life, scheduler: Scheduler, dice: Dice, wall: WallClock, uuids: { next: number }) {
    this.#life = life;
    this.#scheduler = scheduler;
    this.#dice = dice;
    this.#wall = wall;
    this.#uuids = uuids;
  }

  /** Never backwards within one life, as on Node. */
  nowMs(): number {
    this.#latestMs = Math.max(this.#latestMs, this.#wall.offsetMs + this.#scheduler.elapsedMs);
    return this.#latestMs;
  }

  setTimer(delayMs: number, callback: () => void): { cancel(): void } {
    return this.#scheduler.after(this.#life, Math.ceil(delayMs), 'timer', callback);
  }

  defer(callback: () => void): void {
    this.#scheduler.soon(this.#life, 'defer', callback);
  }

  random(): number {
    return this.#dice.random();
  }

  uuid(): string {
    const hex = (this.#uuids.next++).toString(16).padStart(12, '0');
    return `00000000-0000-4000-8000-${hex}`;
  }

  hash(algorithm: string, text: string): string {
    return createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
  }

  base64Encode(text: string): string {
    return Buffer.from(text, 'utf8').toString('base64');
  }

  base64Decode(text: string): string | undefined {
    return Buffer.from(text, 'base64').toString('utf8');
  }

  hmac(key: string, text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  equalInConstantTime(a: string, b: string): boolean {
    return a === b;
  }
}
