/** How long the event loop makes others wait: a short timer that looks how late it is. The worst of the last seconds counts. */

const INTERVAL_MS = 100;
const SAMPLES = 20;

export class LoopLag {
  readonly #late = new Float64Array(SAMPLES);
  #at = 0;
  #dueMs = 0;
  #timer: NodeJS.Timeout | undefined;

  start(): void {
    this.#dueMs = performance.now() + INTERVAL_MS;
    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The worst of the last two seconds, what is being waited now included. */
  get seconds(): number {
    let worst = this.#timer === undefined ? 0 : performance.now() - this.#dueMs;
    for (const late of this.#late) worst = Math.max(worst, late);
    return Math.max(worst, 0) / 1000;
  }

  #sample(): void {
    const nowMs = performance.now();
    this.#late[this.#at] = nowMs - this.#dueMs;
    this.#at = (this.#at + 1) % SAMPLES;
    this.#dueMs = nowMs + INTERVAL_MS;
  }
}
