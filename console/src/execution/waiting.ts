/** What an execution that runs waits for: its states that have not ended, innermost only. */
import type { StateDefinition } from '../history/definition-index.ts';
import type { ExecutionHistory } from '../history/execution-history.ts';
import { isOpen, lastAttempt, type Visit } from '../history/visit.ts';
import { childArnOf, waitsForToken } from './words.ts';

export interface Waiting {
  readonly visit: Visit;
  /** Goes on after "for" or "until"; ends a sentence without a point. */
  readonly what: string;
  /** When it goes on by itself, if that is known. */
  readonly untilMs?: number;
  /** Somebody can answer it in the inbox. */
  readonly canAnswer: boolean;
}

/** Visits that have no open visit inside of them. */
export function openLeaves(history: ExecutionHistory): Visit[] {
  return history.visits.filter(
    (visit) => isOpen(visit) && !visit.scopes.some(({ visits }) => visits.some((inner) => isOpen(inner))),
  );
}

export function waitingFor(visit: Visit, definition: StateDefinition | undefined): Waiting {
  const attempt = lastAttempt(visit);
  const resource = attempt?.resource ?? String(definition?.['Resource'] ?? '');
  const waiting = (what: string, canAnswer = false): Waiting => ({ visit, what, canAnswer });
  if (visit.status === 'RETRYING') return waiting('its next attempt');
  if (visit.type === 'Wait') {
    const untilMs = endOfWait(visit, definition);
    return untilMs === undefined ? waiting('its time') : { ...waiting('its time'), untilMs };
  }
  if (resource.includes(':activity:')) {
    const activity = resource.split(':activity:')[1];
    const isTaken = attempt?.startedMs !== undefined;
    return waiting(isTaken ? `the worker of activity ${activity}` : `a worker of activity ${activity}`, true);
  }
  if (waitsForToken(visit)) return waiting('an answer to its task token', true);
  if (childArnOf(visit) !== undefined) return waiting('the execution that it started');
  if (resource.includes(':function:')) return waiting(`function ${resource.split(':function:')[1]}`);
  if (visit.type === 'Map' || visit.type === 'Parallel') return waiting('what runs in it');
  return waiting('its task');
}

/** Of a Wait whose end stands in the definition. */
function endOfWait(visit: Visit, definition: StateDefinition | undefined): number | undefined {
  const { Seconds: seconds, Timestamp: timestamp } = definition ?? {};
  if (typeof seconds === 'number') return visit.enterMs + seconds * 1000;
  const ms = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
