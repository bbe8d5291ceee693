/**
 * Whether a server should get requests: the store takes writes, the event loop keeps up, and it is not closing.
 * After a failed commit nothing may be left to commit that would show that the store is well again; so a failed store is
 * asked with an empty batch whenever somebody wants to know.
 */
import type { EngineLoad } from '../engine/counters.ts';

export interface ReadinessSources {
  load(): EngineLoad;
  loopLagSeconds(): number;
  /** Commits a batch without changes. */
  tryStore(): Promise<void>;
}

/** A batch that takes longer than this is a store that hangs. */
const MAX_COMMIT_SECONDS = 5;
const MAX_LOOP_LAG_SECONDS = 1;

export class Readiness {
  readonly #sources: ReadinessSources;
  #draining = false;
  #trying: Promise<void> | undefined;
  /** Failed commits at the time when a try last succeeded. */
  #forgiven = 0;

  constructor(sources: ReadinessSources) {
    this.#sources = sources;
  }

  /** The server closes: no more requests, please. */
  drain(): void {
    this.#draining = true;
  }

  /** What stands against requests, in words; none: ready. */
  reasons(): string[] {
    const { counters } = this.#sources.load();
    const reasons: string[] = [];
    if (this.#draining) reasons.push('the server is stopping');
    if (!counters.storeTakesWrites && counters.failedCommits > this.#forgiven) {
      reasons.push('the store did not take the last write');
      this.#try(counters.failedCommits);
    }
    const writingSeconds = secondsSince(counters.writingSinceMs);
    if (writingSeconds > MAX_COMMIT_SECONDS) {
      reasons.push(`the store has been writing one batch for ${writingSeconds.toFixed(0)} s`);
    }
    const lagSeconds = this.#sources.loopLagSeconds();
    if (lagSeconds > MAX_LOOP_LAG_SECONDS) reasons.push(`the event loop is ${lagSeconds.toFixed(1)} s late`);
    return reasons;
  }

  #try(failedCommits: number): void {
    this.#trying ??= this.#sources
      .tryStore()
      .then(
        () => {
          this.#forgiven = failedCommits;
        },
        () => {},
      )
      .finally(() => {
        this.#trying = undefined;
      });
  }
}

function secondsSince(sinceMs: number | undefined): number {
  return sinceMs === undefined ? 0 : (performance.now() - sinceMs) / 1000;
}
