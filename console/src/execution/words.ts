/** Short texts about states and executions that several views show. */
import { isRecord, type StateDefinition } from '../history/definition-index.ts';
import type { ExecutionHistory } from '../history/execution-history.ts';
import type { Attempt, Visit } from '../history/visit.ts';
import { lastAttempt } from '../history/visit.ts';

/** `arn:…:execution:Machine:name` and its EXPRESS and Map Run forms. */
export function nameOf(arn: string): string {
  const parts = arn.split(':');
  return parts[7] ?? parts[6] ?? arn;
}

export function machineOf(arn: string): string {
  return arn.split(':')[6] ?? '';
}

/** What a Task does, of its Resource: `lambda invoke`, `startExecution.sync:2`, `function f`, `activity a`. */
export function resourceLabel(definition: StateDefinition | undefined): string | undefined {
  const resource = definition?.['Resource'];
  if (typeof resource !== 'string') return undefined;
  const parts = resource.split(':');
  if (parts[2] === 'lambda') return `function ${parts[6] ?? ''}`;
  if (parts[5] === 'activity') return `activity ${parts[6] ?? ''}`;
  const rest = parts.slice(5);
  if (rest[0] === 'states') return rest.slice(1).join(':');
  return rest.join(' ').replace('aws-sdk ', '');
}

/** Whether a Task starts an execution, by its Resource. */
export function startsExecution(definition: StateDefinition | undefined): boolean {
  const resource = definition?.['Resource'];
  return typeof resource === 'string' && /:states:::(?:states|aws-sdk:sfn):start(?:Sync)?Execution/i.test(resource);
}

/** The machine that a Task starts, when its ARN is written out. */
export function childMachine(definition: StateDefinition | undefined): string | undefined {
  const parameters = definition?.['Parameters'] ?? definition?.['Arguments'];
  const arn = isRecord(parameters) ? parameters['StateMachineArn'] : undefined;
  return typeof arn === 'string' && arn.startsWith('arn:') ? arn.split(':')[6] : undefined;
}

export function attemptResource({ resource, resourceType }: Attempt): string {
  if (resource === undefined) return '';
  return resourceType === undefined ? resource.split(':').slice(5).join(':') : `${resourceType} ${resource}`;
}

/** The child that a visit's last attempt started. */
export function childArnOf(visit: Visit | undefined): string | undefined {
  return visit === undefined
    ? undefined
    : (visit.attempts.findLast(({ childArn }) => childArn !== undefined)?.childArn ?? undefined);
}

export function endMsOf(visit: Visit, history: ExecutionHistory, nowMs: number): number {
  return visit.endMs ?? history.endMs ?? Math.max(nowMs, history.lastMs);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Bytes of UTF-8 as people read them. */
export function sizeLabel(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Whether a visit waits for somebody to answer its token. */
export function waitsForToken(visit: Visit): boolean {
  return visit.status === 'RUNNING' && lastAttempt(visit)?.resource?.endsWith('.waitForTaskToken') === true;
}

/** Of rows at this depth, in pixels: depth 200 still leaves room for the names. */
export function indent(depth: number): number {
  return 8 + Math.min(depth, 8) * 14 + Math.max(0, Math.min(depth - 8, 20)) * 4;
}
