/** Calls of services by resource and outcome. At most so many resources are told apart; the rest are one. */
import { Histogram, LATENCY_SECONDS } from '../engine/histogram.ts';
import type { CallStats } from '../integrations/call-stats.ts';

const MAX_RESOURCES = 100;
const REST = 'other';

interface Counts {
  readonly outcomes: Map<string, number>;
  readonly seconds: Histogram;
}

export class CallCounts implements CallStats {
  readonly byResource = new Map<string, Counts>();

  record(resource: string, outcome: string, seconds: number): void {
    const counts = this.#of(resource);
    counts.outcomes.set(outcome, (counts.outcomes.get(outcome) ?? 0) + 1);
    counts.seconds.observe(seconds);
  }

  #of(resource: string): Counts {
    const known = this.byResource.get(resource);
    if (known !== undefined) return known;
    const name = this.byResource.size < MAX_RESOURCES ? resource : REST;
    const counts = this.byResource.get(name) ?? { outcomes: new Map(), seconds: new Histogram(LATENCY_SECONDS) };
    this.byResource.set(name, counts);
    return counts;
  }
}
