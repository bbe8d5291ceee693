/**
 * What one evaluation of one expression may use up: steps (time), bytes (memory) and nested calls. Nothing that an
 * expression does is free, so that none can run away; whoever loops or makes values charges for it first.
 * AWS ends expressions at a depth of 100, near 7 MB and after some time; the limits here stand above or at those.
 */
import type { Host } from '../host.ts';
import { type Fault, limitFault, stackOverflow } from './fault.ts';

export interface Limits {
  /** About 0.1 µs each. */
  readonly steps: number;
  /** All values made, whether still in use or not. */
  readonly bytes: number;
  /** Functions that wait for the functions they called. Tail calls do not count. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 3_000_000, bytes: 48_000_000, depth: 100 };

/** Longest single text, in UTF-16 units. */
const MAX_TEXT = 7_000_000;

export class Evaluation {
  readonly host: Host;
  /** `$now()` and `$millis()` stand still within an expression. */
  readonly nowMs: number;
  #steps: number;
  #bytes: number;
  #depth: number;

  constructor(host: Host, limits: Limits = DEFAULT_LIMITS) {
    this.host = host;
    this.nowMs = host.nowMs();
    this.#steps = limits.steps;
    this.#bytes = limits.bytes;
    this.#depth = limits.depth;
  }

  /** Charges for work before it is done. */
  step(count = 1): void {
    this.#steps -= count;
    if (!(this.#steps >= 0)) throw limitFault('Expression evaluation timeout: Check for infinite loop');
  }

  /** Charges for a value before it is made. */
  allocate(bytes: number): void {
    this.#bytes -= bytes;
    if (!(this.#bytes >= 0)) throw memoryFault();
  }

  /** Charges for an array, or for an object with so many members. */
  allocateItems(count: number): void {
    this.step(count / 8);
    this.allocate(16 + 8 * count);
  }

  /** Charges for a text of so many UTF-16 units that is about to be made. */
  allocateText(length: number): void {
    if (!(length <= MAX_TEXT)) throw memoryFault();
    this.step(length / 256);
    this.allocate(length);
  }

  enterCall(): void {
    this.step(2);
    if (--this.#depth < 0) throw stackOverflow();
  }

  leaveCall(): void {
    this.#depth++;
  }
}

function memoryFault(): Fault {
  return limitFault('Expression evaluation memory limit exceeded: the expression makes too much data.');
}
