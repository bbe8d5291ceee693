/**
 * Counts the requests of the API, and how long their answers take, by operation and error code. Plain numbers, one
 * clock reading before and one after a request; both names come from fixed lists, so their number is bounded.
 */
import { Histogram, LATENCY_SECONDS } from '../engine/histogram.ts';
import type { Api } from './api.ts';
import { extensions } from './extensions/index.ts';
import { operations } from './operations/index.ts';

export interface OperationStats {
  /** By error code; `OK` for success. */
  readonly codes: Map<string, number>;
  readonly seconds: Histogram;
}

/** What requests count as whose target names no operation. */
export const UNKNOWN_OPERATION = 'Unknown';
const FAMILIES: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map<string, ReadonlyMap<string, unknown>>([
  ['AWSStepFunctions', operations],
  ['Stairwell', extensions],
]);

export class RequestStats {
  readonly byOperation = new Map<string, OperationStats>();
  /** The same, by the target of requests whose operation there is. */
  readonly #byTarget = new Map<string | undefined, OperationStats>();
  /** Requests that are being answered. */
  inFlight = 0;

  record(target: string | undefined, code: string, seconds: number): void {
    const stats = this.#byTarget.get(target) ?? this.#of(target);
    stats.codes.set(code, (stats.codes.get(code) ?? 0) + 1);
    stats.seconds.observe(seconds);
  }

  #of(target: string | undefined): OperationStats {
    const operation = operationName(target);
    let stats = this.byOperation.get(operation);
    if (stats === undefined) {
      stats = { codes: new Map(), seconds: new Histogram(LATENCY_SECONDS) };
      this.byOperation.set(operation, stats);
    }
    if (operation !== UNKNOWN_OPERATION) this.#byTarget.set(target, stats);
    return stats;
  }
}

/** The same API, counted. */
export function countedApi(api: Api, stats: RequestStats): Api {
  return {
    async handle(request) {
      const beganMs = performance.now();
      stats.inFlight++;
      const response = await api.handle(request);
      stats.inFlight--;
      stats.record(request.target, response.errorCode ?? 'OK', (performance.now() - beganMs) / 1000);
      return response;
    },
  };
}

function operationName(target = ''): string {
  const dot = target.indexOf('.');
  const name = target.slice(dot + 1);
  return FAMILIES.get(target.slice(0, dot))?.has(name) ? name : UNKNOWN_OPERATION;
}
