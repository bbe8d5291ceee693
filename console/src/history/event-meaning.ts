/** What single events say about a state, its end and the execution that it started. */
import type { Details } from './event.ts';
import { text } from './event.ts';
import type { Attempt, Failure, VisitStatus } from './visit.ts';

const CHILD_ARN = /"(?:ExecutionArn|executionArn)":"([^"\\]{1,2048})"/;

/** Whether a visit ended before its state did: a redrive may open it again. */
export function isCut(status: VisitStatus): boolean {
  return status === 'FAILED' || status === 'ABORTED' || status === 'TIMED_OUT';
}

export function endStatus(type: string): VisitStatus {
  if (type.endsWith('Succeeded')) return 'SUCCEEDED';
  return type.endsWith('Failed') ? 'FAILED' : 'ABORTED';
}

export function isFailureOfTask(type: string): boolean {
  return type.endsWith('Failed') || type.endsWith('TimedOut');
}

export function failureOf(details: Details): Failure {
  const error = text(details, 'error');
  const cause = text(details, 'cause');
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** The execution that a task started, as its answer names it. */
export function childArn({ resource, resourceType }: Attempt, output: string | undefined): string | undefined {
  if (output === undefined || !isStart(resource, resourceType)) return undefined;
  return CHILD_ARN.exec(output.slice(0, 100_000))?.[1];
}

function isStart(resource: string | undefined, resourceType: string | undefined): boolean {
  if (resourceType !== 'states' && resourceType !== 'aws-sdk:sfn') return false;
  return /^start(?:Sync)?Execution/.test(resource ?? '');
}
