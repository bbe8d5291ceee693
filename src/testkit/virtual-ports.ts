/** Ports with a clock that stands still until it is moved, and random numbers that are the same in every run. */
import { createHash, createHmac } from 'node:crypto';
import type { Ports } from '../engine/ports.ts';

interface VirtualTimer {
  readonly dueMs: number;
  readonly callback: () => void;
  isOver: boolean;
}

export class VirtualPorts implements Ports {
  #nowMs: number;
  #state: number;
  #timers: VirtualTimer[] = [];

  constructor(startMs = Date.UTC(2026, 0, 1), seed = 1) {
    this.#nowMs = startMs;
    this.#state = seed;
  }

  /** When the next timer is due; undefined when there is none. */
  get nextTimerMs(): number | undefined {
    this.#timers = this.#timers.filter((timer) => !timer.isOver);
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map((timer) => timer.dueMs));
  }

  /** Moves the clock to `nowMs` and fires what is due, in order. */
  moveTo(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const due = this.#timers.filter((timer) => !timer.isOver && timer.dueMs <= this.#nowMs);
    for (const timer of due.sort((a, b) => a.dueMs - b.dueMs)) {
      if (timer.isOver) continue;
      timer.isOver = true;
      timer.callback();
    }
  }

  /** Moves the clock on without firing anything yet, as time does while something is worked on. */
  drift(ms: number): void {
    this.#nowMs += ms;
  }

  /** Forgets all timers, as a process does that ends. */
  dropTimers(): void {
    this.#timers = [];
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** mulberry32 */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
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

  setTimer(delayMs: number, callback: () => void): { cancel(): void } {
    const timer: VirtualTimer = { dueMs: this.#nowMs + delayMs, callback, isOver: false };
    this.#timers.push(timer);
    return {
      cancel: () => {
        timer.isOver = true;
      },
    };
  }

  defer(callback: () => void): void {
    setImmediate(callback);
  }
  hmac(key: string, text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url');
  }
  equalInConstantTime(a: string, b: string): boolean {
    return a === b;
  }
}
