/**
 * Everything that watches a running server, put together: counts of requests and calls, the lag of the event loop, the
 * search for stuck executions, readiness, and the metrics that show them.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import { RequestStats } from '../api/request-stats.ts';
import type { EngineLoad } from '../engine/counters.ts';
import type { Logger } from '../engine/ports.ts';
import { type Care, StuckWatch } from '../engine/stuck-watch.ts';
import { EMPTY_BATCH, type Store } from '../store/store.ts';
import type { CallCounts } from './call-counts.ts';
import { LoopLag } from './loop-lag.ts';
import { createMetrics } from './metrics.ts';
import { Readiness } from './readiness.ts';

export interface MonitorOptions {
  readonly version: string;
  readonly store: Store;
  readonly engine: Care & { readonly load: EngineLoad };
  readonly calls: CallCounts;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Folder of the store's files; absent for one without. */
  readonly dataDir?: string;
  throttled(): Iterable<readonly [reason: string, count: number]>;
  startRoom(): number;
  /** Starts that wait for room. */
  startsWaiting(): number;
  liveReaders(): number;
}

/** How often stuck executions are looked for, and how many at a time: a few milliseconds each time. */
const LOOK_MS = 15_000;
const LOOK_EXECUTIONS = 100;

const STORE_FILES = { database: 'stairwell.db', log: 'stairwell.db-wal' };

export class Monitor {
  readonly requests = new RequestStats();
  readonly metrics: Registry;
  readonly readiness: Readiness;
  readonly #loopLag = new LoopLag();
  readonly #stuck: StuckWatch;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(options: MonitorOptions) {
    const { store, engine, log, nowMs, dataDir } = options;
    this.#log = log;
    this.#stuck = new StuckWatch({ store, care: engine, log, nowMs });
    const load = () => engine.load;
    const loopLagSeconds = () => this.#loopLag.seconds;
    this.readiness = new Readiness({ load, loopLagSeconds, tryStore: () => store.commit(EMPTY_BATCH) });
    this.metrics = createMetrics({
      version: options.version,
      load,
      running: () => running(store),
      requests: this.requests,
      calls: options.calls,
      throttled: () => options.throttled(),
      startRoom: () => options.startRoom(),
      startsWaiting: () => options.startsWaiting(),
      loopLagSeconds,
      stuck: () => this.#stuck.count,
      ready: () => this.readiness.reasons().length === 0,
      storeFiles: () => storeFiles(dataDir),
      liveReaders: () => options.liveReaders(),
    });
  }

  start(): void {
    this.#loopLag.start();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    this.#loopLag.stop();
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#stuck.look(LOOK_EXECUTIONS);
    } catch (error) {
      this.#log.warn({ err: error }, 'could not look for stuck executions');
    } finally {
      this.#looking = false;
    }
  }
}

/** Sizes that cannot be read are left out. */
export async function storeFiles(dataDir: string | undefined): Promise<[string, number][]> {
  if (dataDir === undefined) return [];
  const sizes = Object.entries(STORE_FILES).map(async ([file, name]): Promise<[string, number][]> => {
    const found = await stat(join(dataDir, name)).catch(() => undefined);
    return found === undefined ? [] : [[file, found.size]];
  });
  return (await Promise.all(sizes)).flat();
}

/** Zero while the store is closed, as it is for a moment when it is opened again. */
async function running(store: Store): Promise<number> {
  const realms = await store.runningRealms().catch(() => []);
  return realms.reduce((sum, { count }) => sum + count, 0);
}
