/** What Task states have of their own. Source: ASL "Task State"; texts of the Express limits as recorded. */
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { Resource } from '../resource.ts';
import { parseResource } from '../resource.ts';
import { string } from './checks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Check, Context } from './shape.ts';

export const resource: Check = (value, at, cx) => {
  if (typeof value !== 'string') {
    at.report(messages.type('STRING'));
    return;
  }
  const parsed = parseResource(value);
  if (!parsed) at.report(value.startsWith('arn:') ? messages.resource(value) : messages.notAnArn);
  else if (cx.machineType === 'EXPRESS') checkExpress(parsed, at);
};

/** Express executions keep no history, so nothing that ends later can find its way back to them. */
function checkExpress(parsed: Resource, at: Place): void {
  if (parsed.kind === 'activity') at.report(messages.expressActivity);
  if (parsed.kind !== 'service') return;
  if (parsed.pattern === 'sync') at.report(messages.expressSync);
  if (parsed.pattern === 'waitForTaskToken') at.report(messages.expressToken);
}

/** Credentials: the role to call the service with. */
export const credentials: Check = (value, at, cx) => {
  if (!isObject(value)) {
    at.report(messages.type('OBJECT'));
    return;
  }
  const dynamic = Object.hasOwn(value, 'RoleArn.$') && cx.language.name === 'JSONPath';
  if (!dynamic && (value['RoleArn'] ?? '') === '') at.report(messages.fieldRequired('RoleArn'));
  for (const key of Object.keys(value)) {
    if (key !== 'RoleArn' && key !== 'RoleArn.$') at.report(messages.unsupported(key));
  }
  if (Object.hasOwn(value, 'RoleArn')) string(value['RoleArn'] as Json, at.field('RoleArn'), cx);
  cx.language.template(value, at, 'input');
};

interface KnownParameters {
  readonly required: readonly string[];
  /** Absent: any other is taken. */
  readonly optional?: readonly string[];
}

/** What AWS asks of the parameters of integrations, as far as it is known; all of the one this server answers itself. */
const PARAMETERS: ReadonlyMap<string, KnownParameters> = new Map<string, KnownParameters>([
  ['states:startExecution', { required: ['StateMachineArn'], optional: ['Input', 'Name', 'TraceHeader'] }],
  ['lambda:invoke', { required: ['FunctionName'] }],
  ['sqs:sendMessage', { required: ['QueueUrl', 'MessageBody'] }],
  ['sns:publish', { required: ['Message'] }],
  ['dynamodb:putItem', { required: ['TableName', 'Item'] }],
  ['dynamodb:getItem', { required: ['TableName', 'Key'] }],
  ['events:putEvents', { required: ['Entries'] }],
  ['ecs:runTask', { required: ['TaskDefinition'] }],
  ['glue:startJobRun', { required: ['JobName'] }],
]);

/** What concerns several fields of a Task. */
export function checkTask(task: JsonObject, at: Place, cx: Context): void {
  checkHeartbeat(task, at);
  const parsed = typeof task['Resource'] === 'string' ? parseResource(task['Resource']) : undefined;
  if (parsed?.kind === 'activity' && Object.hasOwn(task, 'Credentials')) {
    at.field('Credentials').report(messages.activityCredentials);
  }
  if (parsed?.kind === 'service') checkParameters(task, parsed, at, cx);
}

type ServiceResource = Extract<Resource, { kind: 'service' }>;

function checkParameters(task: JsonObject, resource: ServiceResource, at: Place, cx: Context): void {
  const field = cx.language.name === 'JSONPath' ? 'Parameters' : 'Arguments';
  const parameters = task[field];
  if (parameters === undefined) at.report(messages.parametersRequired(field, resource.arn));
  const known = PARAMETERS.get(`${resource.resourceType}:${resource.action}`);
  if (known && isObject(parameters)) checkNames(parameters, known, at.field(field), cx);
}

function checkNames(parameters: JsonObject, known: KnownParameters, at: Place, cx: Context): void {
  const names = Object.keys(parameters).map((key) => parameterName(key, cx));
  for (const name of known.required) if (!names.includes(name)) at.report(messages.fieldRequired(name));
  const { required, optional } = known;
  if (!optional) return;
  for (const name of names) {
    if (!required.includes(name) && !optional.includes(name)) at.report(messages.unsupportedParameter(name));
  }
}

function parameterName(key: string, cx: Context): string {
  return cx.language.name === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
}

function checkHeartbeat(task: JsonObject, at: Place): void {
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = task;
  if (typeof heartbeat !== 'number' || typeof timeout !== 'number' || heartbeat < timeout) return;
  at.field('HeartbeatSeconds').report(messages.heartbeat);
}
