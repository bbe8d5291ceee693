/** Which calls of tasks stay in the process. */
import type { Resource } from '../asl/resource.ts';
import { SfnTasks } from './sfn-tasks.ts';

/** A call of Step Functions itself. */
export function isSfn(resource: Resource): boolean {
  return resource.kind === 'service' && resource.resourceType === 'aws-sdk:sfn';
}

/** A start of another state machine. */
export function isStart(resource: Resource): boolean {
  if (resource.kind !== 'service' || resource.action !== 'startExecution') return false;
  return resource.resourceType === 'states' || isSfn(resource);
}

/** Whether the call is made by turns of executions here, and so belongs into their commit. */
export function isTurn(resource: Resource): boolean {
  return isStart(resource) || (isSfn(resource) && SfnTasks.completesTasks(resource));
}
