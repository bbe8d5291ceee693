/**
 * When executions have to be woken: a heap of due times and one timer of the system for the earliest.
 * Only pairs of numbers are kept, so that a waiting execution itself need not be in memory. An entry that was
 * replaced stays in the heap until it comes up; `#due` knows which one counts.
 */
import { Histogram } from './histogram.ts';
import type { Ports } from './ports.ts';

/** The longest delay that timers of the system take; longer ones are set again. */
export const MAX_DELAY_MS = 2 ** 31 - 1;
/** So many are woken, then others get their turn. */
const WOKEN_AT_ONCE = 256;

export class Timers {
  readonly #ports: Ports;
  readonly #wake: (executionId: number) => void;
  readonly #pace: (goOn: () => void) => void;
  readonly #heap: Entry[] = [];
  readonly #due = new Map<number, number>();
  /** How late timers fired, in seconds. */
  readonly lateness = new Histogram([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]);
  #timer: { dueMs: number; cancel(): void } | undefined;
  #resting = false;

  /** `pace` calls back when more may be woken; as soon as others had their turn, when absent. */
  constructor(
    ports: Ports,
    wake: (executionId: number) => void,
    pace: (goOn: () => void) => void = (goOn) => ports.defer(goOn),
  ) {
    this.#ports = ports;
    this.#wake = wake;
    this.#pace = pace;
  }

  get size(): number {
    return this.#due.size;
  }

  has(executionId: number): boolean {
    return this.#due.has(executionId);
  }

  /** Sets, moves or (undefined) removes the wake-up of an execution. */
  set(executionId: number, dueMs: number | undefined): void {
    if (this.#due.get(executionId) === dueMs) return;
    if (dueMs === undefined) {
      this.#due.delete(executionId);
      return;
    }
    this.#due.set(executionId, dueMs);
    push(this.#heap, { dueMs, executionId });
    this.#arm();
  }

  /** Forgets everything, as when the store is read anew. */
  clear(): void {
    this.#due.clear();
    this.#heap.length = 0;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(): void {
    if (this.#resting) return;
    const next = this.#first();
    if (next === undefined || (this.#timer !== undefined && this.#timer.dueMs <= next.dueMs)) return;
    this.#timer?.cancel();
    const delayMs = Math.min(Math.max(next.dueMs - this.#ports.nowMs(), 0), MAX_DELAY_MS);
    this.#timer = { dueMs: next.dueMs, ...this.#ports.setTimer(delayMs, () => this.#fire()) };
  }

  #fire(): void {
    this.#timer = undefined;
    const nowMs = this.#ports.nowMs();
    let woken = 0;
    for (let next = this.#first(); next !== undefined && next.dueMs <= nowMs; next = this.#first()) {
      if (woken++ === WOKEN_AT_ONCE) return this.#rest();
      pop(this.#heap);
      this.#due.delete(next.executionId);
      this.lateness.observe((nowMs - next.dueMs) / 1000);
      this.#wake(next.executionId);
    }
    this.#arm();
  }

  #rest(): void {
    this.#resting = true;
    this.#pace(() => {
      this.#resting = false;
      this.#fire();
    });
  }

  get isResting(): boolean {
    return this.#resting;
  }

  /** The earliest entry that still counts. */
  #first(): Entry | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#due.get(top.executionId) === top.dueMs) return top;
      pop(this.#heap);
    }
    return undefined;
  }
}

interface Entry {
  readonly dueMs: number;
  readonly executionId: number;
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if ((heap[above] as Entry).dueMs <= entry.dueMs) break;
    heap[at] = heap[above] as Entry;
    at = above;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && (heap[below + 1] as Entry).dueMs < (heap[below] as Entry).dueMs) below++;
    if ((heap[below] as Entry).dueMs >= last.dueMs) break;
    heap[at] = heap[below] as Entry;
    at = below;
  }
  heap[at] = last;
}
