/**
 * The only source of "what happens next" in a simulation. Everything that could run waits in one of two lists: what is
 * ready, and what waits for its time. A step takes one ready task, chosen by the dice; when there is none, time passes.
 * So one seed gives one run, whatever the machine does. `traceHash` sums up all choices: two runs that took the same
 * steps have the same one.
 */
import type { Dice } from './dice.ts';

/** A process that can die: its tasks die with it. */
export interface Life {
  isOver: boolean;
}

interface Task {
  /** Undefined: belongs to the world outside, which does not die. */
  readonly life: Life | undefined;
  readonly label: string;
  readonly run: () => void;
  isOver: boolean;
}

interface TimedTask extends Task {
  readonly dueMs: number;
}

export class Scheduler {
  readonly #dice: Dice;
  readonly #ready: Task[] = [];
  /** In the order of `dueMs`, latest first. */
  #waiting: TimedTask[] = [];
  #hash = 0x811c9dc5;
  /** Time since the beginning; it never goes back. */
  elapsedMs = 0;
  steps = 0;
  /** Longest time that a step takes; 0: steps take no time. */
  slowestStepMs = 0;
  /** Told of every step; for looking at a seed. */
  trace: ((line: string) => void) | undefined;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  get traceHash(): number {
    return this.#hash >>> 0;
  }

  /** Something beside the steps that must be the same in every run of a seed. */
  note(text: string): void {
    for (let i = 0; i < text.length; i++) this.#hash = Math.imul(this.#hash ^ text.charCodeAt(i), 16777619);
  }

  soon(life: Life | undefined, label: string, run: () => void): void {
    this.#ready.push({ life, label, run, isOver: false });
  }

  after(life: Life | undefined, delayMs: number, label: string, run: () => void): { cancel(): void } {
    const task: TimedTask = { life, label, run, isOver: false, dueMs: this.elapsedMs + Math.max(delayMs, 0) };
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1] as TimedTask).dueMs <= task.dueMs) at--;
    this.#waiting.splice(at, 0, task);
    return {
      cancel: () => {
        task.isOver = true;
      },
    };
  }

  /** Runs one task; false when there is nothing left to do. */
  step(): boolean {
    if (this.slowestStepMs > 0) this.elapsedMs += this.#dice.delay(this.slowestStepMs);
    this.#due();
    while (this.#ready.length === 0) {
      const next = this.#waiting.at(-1);
      if (next === undefined) return false;
      this.elapsedMs = Math.max(this.elapsedMs, next.dueMs);
      this.#due();
    }
    const at = Math.floor(this.#dice.random() * this.#ready.length);
    const task = this.#ready[at] as Task;
    const last = this.#ready.pop() as Task;
    if (last !== task) this.#ready[at] = last;
    if (task.isOver || task.life?.isOver) return true;
    this.steps++;
    this.#hash = Math.imul(this.#hash ^ this.elapsedMs, 16777619);
    this.note(task.label);
    this.trace?.(`${this.steps} ${this.elapsedMs} ms: ${task.label}`);
    task.run();
    return true;
  }

  #due(): void {
    for (let next = this.#waiting.at(-1); next !== undefined; next = this.#waiting.at(-1)) {
      if (next.dueMs > this.elapsedMs && !next.isOver && !next.life?.isOver) return;
      this.#waiting.pop();
      if (!next.isOver && !next.life?.isOver) this.#ready.push(next);
    }
  }
}
