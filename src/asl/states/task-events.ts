/** The three families of events that a task's attempt leaves: Task…, LambdaFunction… and Activity…. */
import type { StatesError } from '../errors.ts';
import type { Frame } from '../execution.ts';
import type { Payload } from '../payload.ts';
import type { Resource } from '../resource.ts';
import type { TurnContext } from '../turn.ts';

interface Scheduled {
  readonly parameters: Payload;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly roleArn: string | undefined;
}

/** …Scheduled and, where the engine itself starts the work, …Started. */
export function emitScheduled(turn: TurnContext, frame: Frame, resource: Resource, scheduled: Scheduled): void {
  const limits = {
    timeoutInSeconds: scheduled.timeoutSeconds,
    heartbeatInSeconds: scheduled.heartbeatSeconds,
    taskCredentials: scheduled.roleArn === undefined ? undefined : { roleArn: scheduled.roleArn },
  };
  switch (resource.kind) {
    case 'service':
      turn.emit(frame, 'TaskScheduled', {
        resourceType: resource.resourceType,
        resource: resource.resource,
        region: turn.execution.region,
        parameters: scheduled.parameters,
        ...limits,
      });
      turn.emit(frame, 'TaskStarted', nameOf(resource));
      return;
    case 'lambda':
      turn.emit(frame, 'LambdaFunctionScheduled', { resource: resource.arn, input: scheduled.parameters, ...limits });
      turn.emit(frame, 'LambdaFunctionStarted');
      return;
    case 'activity':
      turn.emit(frame, 'ActivityScheduled', { resource: resource.arn, input: scheduled.parameters, ...limits });
  }
}

export function emitSubmitted(turn: TurnContext, frame: Frame, resource: Resource, output: Payload): void {
  turn.emit(frame, 'TaskSubmitted', { ...nameOf(resource), output });
}

export function emitSucceeded(turn: TurnContext, frame: Frame, resource: Resource, output: Payload): void {
  turn.emit(frame, `${FAMILY[resource.kind]}Succeeded`, { ...nameOf(resource), output });
}

export function emitFailed(turn: TurnContext, frame: Frame, resource: Resource, { error, cause }: StatesError): void {
  turn.emit(frame, `${FAMILY[resource.kind]}Failed`, { ...nameOf(resource), error, cause });
}

export function emitTimedOut(turn: TurnContext, frame: Frame, resource: Resource): void {
  turn.emit(frame, `${FAMILY[resource.kind]}TimedOut`, { ...nameOf(resource), error: 'States.Timeout' });
}

const FAMILY = { service: 'Task', lambda: 'LambdaFunction', activity: 'Activity' } as const;

/** How messages about the size of a result name where it came from. */
export function sourceName(resource: Resource): string {
  return resource.kind === 'service' ? resource.resourceType : resource.arn;
}

/** The members that name the resource in Task… events; the other families name it in …Scheduled alone. */
function nameOf(resource: Resource): { resourceType?: string; resource?: string } {
  if (resource.kind !== 'service') return {};
  return { resourceType: resource.resourceType, resource: resource.resource };
}
