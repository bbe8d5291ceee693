/** Retry and Catch: which rule matches a failure, and how long to wait. Source: ASL "Errors". */
import type { StatesError } from './errors.ts';
import type { Host } from './host.ts';
import type { Catcher, Retrier } from './program.ts';

/** A failure together with the names that rules may know it by. */
export interface Failure extends StatesError {
  /** A second name: States.HeartbeatTimeout, which histories show as States.Timeout. */
  readonly alias?: string;
}

/** Errors that end the execution whatever the rules say. */
export function isFatal(failure: Failure): boolean {
  return failure.error === 'States.Runtime';
}

export interface Retry {
  readonly index: number;
  readonly delayMs: number;
}

/** The retrier that takes this failure, when it has attempts left. The first one that matches decides. */
export function findRetry(
  retriers: readonly Retrier[],
  retries: readonly number[],
  failure: Failure,
  host: Host,
): Retry | undefined {
  const index = retriers.findIndex((retrier) => matches(retrier.errorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined) return undefined;
  const done = retries[index] ?? 0;
  if (done >= retrier.maxAttempts) return undefined;
  const seconds = Math.min(
    retrier.intervalSeconds * retrier.backoffRate ** done,
    retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
    MAX_DELAY_SECONDS,
  );
  return { index, delayMs: Math.round(seconds * 1000 * (retrier.fullJitter ? host.random() : 1)) };
}

/** An execution lives for a year at most; a longer delay is never over. Keeps due times finite. */
const MAX_DELAY_SECONDS = 31_622_400;

export function findCatcher(catchers: readonly Catcher[], failure: Failure): number {
  return catchers.findIndex((catcher) => matches(catcher.errorEquals, failure));
}

function matches(errorEquals: readonly string[], failure: Failure): boolean {
  return errorEquals.some((name) => matchesName(name, failure));
}

function matchesName(name: string, failure: Failure): boolean {
  if (name === 'States.ALL') return true;
  // States.TaskFailed stands for every failure of a task but time-outs.
  if (name === 'States.TaskFailed') return failure.error !== 'States.Timeout';
  return name === failure.error || (failure.alias !== undefined && name === failure.alias);
}
