/** The attempts of a visit, as the events of its task tell of them. */

import type { HistoryEvent } from './event.ts';
import { number, text } from './event.ts';
import { childArn, failureOf, isFailureOfTask } from './event-meaning.ts';
import type { Attempt, Failure, Visit } from './visit.ts';
import { lastAttempt } from './visit.ts';

/** Task…, LambdaFunction…, Activity…, MapRun…, and whatever else there may be. */
export function takeTaskEvent(visit: Visit, event: HistoryEvent): void {
  const { type, details, atMs } = event;
  if (type.endsWith('Scheduled')) return schedule(visit, event);
  const attempt = currentAttempt(visit, event);
  if (type.startsWith('MapRun')) return takeMapRun(visit, attempt, event);
  if (isFailureOfTask(type)) {
    const failure = failureOf(details);
    visit.failure = failure;
    visit.status = 'RETRYING';
    endAttempt(visit, type.endsWith('TimedOut') ? 'TIMED_OUT' : 'FAILED', atMs, failure);
  } else if (type.endsWith('Succeeded')) {
    const output = text(details, 'output');
    if (output !== undefined) attempt.output = output;
    attempt.childArn ??= childArn(attempt, output);
    endAttempt(visit, 'SUCCEEDED', atMs);
    delete visit.failure;
  } else if (type.endsWith('Submitted')) {
    const output = text(details, 'output');
    attempt.submittedMs = atMs;
    if (output !== undefined) attempt.submitOutput = output;
    attempt.childArn ??= childArn(attempt, output);
  } else if (type.endsWith('Started')) {
    attempt.startedMs = atMs;
    const workerName = text(details, 'workerName');
    if (workerName !== undefined) attempt.workerName = workerName;
  }
}

function schedule(visit: Visit, event: HistoryEvent): void {
  const { details, atMs } = event;
  const attempt: Attempt = { number: visit.attempts.length + 1, scheduledMs: atMs, status: 'RUNNING' };
  const parameters = text(details, 'parameters') ?? text(details, 'input');
  if (parameters !== undefined) attempt.parameters = parameters;
  for (const member of ['resourceType', 'resource'] as const) {
    const value = text(details, member);
    if (value !== undefined) attempt[member] = value;
  }
  const timeout = number(details, 'timeoutInSeconds');
  const heartbeat = number(details, 'heartbeatInSeconds');
  if (timeout !== undefined) attempt.timeoutSeconds = timeout;
  if (heartbeat !== undefined) attempt.heartbeatSeconds = heartbeat;
  endAttempt(visit, 'ABORTED', atMs);
  visit.attempts.push(attempt);
  visit.status = 'RUNNING';
  delete visit.failure;
}

function takeMapRun(visit: Visit, attempt: Attempt, { type, details }: HistoryEvent): void {
  const arn = text(details, 'mapRunArn');
  if (arn !== undefined) attempt.mapRunArn = arn;
  if (type === 'MapRunFailed') visit.failure = failureOf(details);
}

/** The attempt that an event is about; histories that were cut may lack its Scheduled. */
function currentAttempt(visit: Visit, event: HistoryEvent): Attempt {
  const last = lastAttempt(visit);
  if (last !== undefined) return last;
  const attempt: Attempt = { number: 1, scheduledMs: event.atMs, status: 'RUNNING' };
  for (const member of ['resourceType', 'resource'] as const) {
    const value = text(event.details, member);
    if (value !== undefined) attempt[member] = value;
  }
  visit.attempts.push(attempt);
  return attempt;
}

/** Ends the last attempt, if it is open. */
export function endAttempt(visit: Visit, status: Attempt['status'], atMs: number, failure?: Failure): void {
  const attempt = lastAttempt(visit);
  if (attempt === undefined || attempt.status !== 'RUNNING') return;
  attempt.status = status;
  attempt.endMs = atMs;
  if (failure !== undefined) attempt.failure = failure;
}
