/**
 * How many starts may be under way: as many as are answered within a quarter of a second. Executions differ in what
 * they cost by a factor of a thousand, so no fixed number fits: the limit falls when starts take longer, and rises
 * while it is used and they do not. It never falls below a number that keeps commits well filled on a slow disk.
 */

export interface StartLimitOptions {
  /** The limit stays between these. */
  readonly least: number;
  readonly most: number;
  readonly nowMs: () => number;
}

const TARGET_MS = 250;
/** Starts that were quick enough for the limit to rise by one. */
const QUICK_PER_STEP = 8;
/** The limit falls once in the time that a start takes, but not less often than this. */
const MOST_PAUSE_MS = 500;

export class StartLimit {
  readonly #options: StartLimitOptions;
  #limit: number;
  #quick = 0;
  #fellAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: StartLimitOptions) {
    this.#options = options;
    this.#limit = Math.min(options.most, Math.max(options.least, options.most / 4));
  }

  get value(): number {
    return this.#limit;
  }

  /** A start has its answer. `taken`: how much room was taken with it. */
  answered(tookMs: number, taken: number): void {
    if (tookMs > TARGET_MS) this.#fall(tookMs);
    else if (2 * taken >= this.#limit) this.#rise();
  }

  /** Not for each: what was under way when it fell last is slow because of what was before. */
  #fall(tookMs: number): void {
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#fellAtMs < Math.min(tookMs, MOST_PAUSE_MS)) return;
    this.#fellAtMs = nowMs;
    this.#quick = 0;
    this.#limit = Math.max(this.#options.least, Math.floor(this.#limit * Math.max(TARGET_MS / tookMs, 0.5)));
  }

  #rise(): void {
    if (++this.#quick < QUICK_PER_STEP) return;
    this.#quick = 0;
    this.#limit = Math.min(this.#options.most, this.#limit + 1);
  }
}
