/**
 * The context object of a tested state: the caller's, or one as an EXPRESS execution of a machine without name has it.
 * Source: API reference, TestState, `context`; "Accessing execution data from the Context object"; recorded dumps.
 * Of a given context the members' names and types are checked, not what stands in them; `Map` is never taken, `Task` only
 * where a token completes the task. Errors: ValidationException.
 */
import { apiErrors } from '../../aws/api-error.ts';
import type { Realm } from '../../aws/arn.ts';
import { partitionOf, stateMachineArn } from '../../aws/arn.ts';
import type { Host } from '../host.ts';
import { isoTime } from '../iso-time.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { State } from '../program.ts';
import type { Resource } from '../resource.ts';
import { parseJson } from '../validate/json-text.ts';

type FieldType = 'string' | 'number' | 'any';
type Fields = Readonly<Record<string, FieldType>>;

const MEMBERS: ReadonlyMap<string, Fields> = new Map<string, Fields>([
  [
    'Execution',
    {
      Id: 'string',
      Input: 'any',
      Name: 'string',
      RoleArn: 'string',
      StartTime: 'string',
      RedriveCount: 'number',
      RedriveTime: 'string',
    },
  ],
  ['State', { EnteredTime: 'string', Name: 'string', RetryCount: 'number' }],
  ['StateMachine', { Id: 'string', Name: 'string' }],
  ['Task', { Token: 'string' }],
]);

export function parseContext(text: string, state: State): JsonObject {
  const parsed = parseJson(text);
  if (!('value' in parsed) || !isObject(parsed.value)) throw invalid('Context must be a valid JSON object');
  for (const [name, value] of Object.entries(parsed.value)) checkMember(name, value, state);
  return parsed.value;
}

function checkMember(name: string, value: Json, state: State): void {
  if (name === 'Map') throw invalid("'Map' field is not supported when mocking a Context object");
  const fields = MEMBERS.get(name);
  if (fields === undefined) throw invalid(`Field '${name}' is not allowed`);
  if (name === 'Task' && !(state.type === 'Task' && takesToken(state.resource))) {
    throw invalid(
      "'Task' field is only supported for .sync and .waitForTaskToken service integration patterns and activities",
    );
  }
  if (!isObject(value)) throw invalid(`Field '${name}' must be an object`);
  for (const [key, member] of Object.entries(value)) checkField(key, member, fields);
}

function checkField(name: string, value: Json, fields: Fields): void {
  if (!Object.hasOwn(fields, name)) throw invalid(`Field '${name}' is not allowed`);
  const type = fields[name];
  if (type !== 'any' && typeof value !== type) throw invalid(`Field '${name}' must be a ${type}`);
}

function invalid(detail: string) {
  return apiErrors.validation(`Invalid Context object provided: ${detail}`);
}

/** Whether a token can complete the task, so that its context holds one. */
export function takesToken(resource: Resource): boolean {
  return resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'requestResponse');
}

export interface DefaultContext {
  readonly state: State;
  readonly input: Json;
  readonly roleArn: string | undefined;
  readonly retryCount: number;
}

/** Fresh names each time; the ARNs are those of an EXPRESS execution, and nothing stands behind them. */
export function defaultContext(
  realm: Realm,
  host: Host,
  { state, input, roleArn, retryCount }: DefaultContext,
): JsonObject {
  const machine = host.uuid();
  const execution = host.uuid();
  const now = isoTime(host.nowMs());
  const { region, account } = realm;
  return {
    Execution: {
      Id: `arn:${partitionOf(region)}:states:${region}:${account}:express:${machine}:${execution}`,
      Input: input,
      StartTime: now,
      Name: execution,
      ...(roleArn !== undefined && { RoleArn: roleArn }),
    },
    StateMachine: { Id: stateMachineArn(realm, machine), Name: machine },
    State: {
      Name: state.name,
      EnteredTime: now,
      ...(RETRIED.has(state.type) && { RetryCount: retryCount }),
    },
    ...(state.type === 'Task' && takesToken(state.resource) && { Task: { Token: host.uuid() } }),
  };
}

const RETRIED: ReadonlySet<State['type']> = new Set<State['type']>(['Task', 'Parallel', 'Map']);
