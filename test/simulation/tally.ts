/** Sums over the seeds of a run, and how a failure is told. */
import type { SeedResult } from './simulation.ts';

export class Tally {
  readonly #startMs = Date.now();
  readonly failed: number[] = [];
  seeds = 0;
  steps = 0;
  crashes = 0;
  executions = 0;
  events = 0;
  compared = 0;

  add(result: SeedResult): void {
    this.seeds++;
    this.steps += result.steps;
    this.crashes += result.crashes;
    this.executions += result.executions;
    this.events += result.events;
    this.compared += result.compared;
    if (result.violations.length > 0) this.failed.push(result.seed);
  }

  line(): string {
    const seconds = Math.max((Date.now() - this.#startMs) / 1000, 0.001);
    const rate = Math.round(this.steps / seconds);
    return (
      `${this.seeds} seeds, ${this.failed.length} failed, ${this.steps} steps (${rate}/s), ${this.crashes} crashes, ` +
      `${this.executions} executions, ${this.events} events, ${this.compared} trees as without faults, ${seconds.toFixed(1)} s`
    );
  }
}

/** What broke, and how to see it again. */
export function replayOf({ seed, violations }: SeedResult): string {
  return [...violations, `SIM_SEED=${seed} npm run sim -- --seed ${seed}`].join('\n');
}
