/**
 * A histogram made of plain numbers, cheap enough for the hot path: one observation is a short search and three
 * additions. Whoever shows it (src/observability) reads the numbers when asked.
 */
export class Histogram {
  /** Upper bounds, inclusive, rising. */
  readonly bounds: readonly number[];
  /** Observations by bucket, not cumulative; the last one is for those above all bounds. */
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] as number)) at++;
    this.counts[at] = (this.counts[at] as number) + 1;
    this.sum += value;
  }

  get count(): number {
    let count = 0;
    for (const one of this.counts) count += one;
    return count;
  }
}

/** For what takes from half a millisecond to ten seconds. */
export const LATENCY_SECONDS: readonly number[] = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
