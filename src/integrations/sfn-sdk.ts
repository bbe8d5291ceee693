/**
 * The generic integration with Step Functions itself, `aws-sdk:sfn:<action>`: PascalCase parameters to the request of
 * the API (camelCase) and its response back. Pure: the engine answers the request, see engine/service.ts.
 * Source: API model of Step Functions; spec of integrations ("aws-sdk rules").
 * Timestamps: seconds since the epoch in the response (as on the wire), ISO-8601 text in the result.
 */

import type { StatesError } from '../asl/errors.ts';
import { isoTime } from '../asl/iso-time.ts';
import type { Json, JsonObject } from '../asl/json.ts';
import { getOwn, isObject, setOwn } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { ApiErrorCode } from '../aws/api-error.ts';
import { awsSdkError } from './aws-error.ts';
import type { Fields } from './parameters.ts';
import { checkParameters, jsonTextField } from './parameters.ts';
import { apiFailure } from './states-start-execution.ts';

const STRING = { type: 'STRING' } as const;
const REQUIRED = { type: 'STRING', required: true } as const;

/**
 * Parameters of every action that is offered. `JSON` members are strings in the API model that hold JSON text; AWS
 * takes any JSON value for them and passes its text on, a string as it is.
 */
const ACTIONS = {
  describeExecution: { ExecutionArn: REQUIRED, IncludedData: STRING },
  listExecutions: {
    StateMachineArn: STRING,
    StatusFilter: STRING,
    MaxResults: { type: 'INTEGER' },
    NextToken: STRING,
    MapRunArn: STRING,
    RedriveFilter: STRING,
  },
  sendTaskFailure: { TaskToken: REQUIRED, Error: STRING, Cause: STRING },
  sendTaskHeartbeat: { TaskToken: REQUIRED },
  sendTaskSuccess: { TaskToken: REQUIRED, Output: { type: 'JSON', required: true } },
  startExecution: { StateMachineArn: REQUIRED, Name: STRING, Input: { type: 'JSON' }, TraceHeader: STRING },
  startSyncExecution: {
    StateMachineArn: REQUIRED,
    Name: STRING,
    Input: { type: 'JSON' },
    TraceHeader: STRING,
    IncludedData: STRING,
  },
  stopExecution: { ExecutionArn: REQUIRED, Error: STRING, Cause: STRING },
} as const satisfies Record<string, Fields>;

export type SfnAction = keyof typeof ACTIONS;

export function isSfnAction(action: string): action is SfnAction {
  return Object.hasOwn(ACTIONS, action);
}

/** The API's request for a task's parameters; `detail` is the text of a States.Runtime failure. */
export function sfnRequest(
  action: SfnAction,
  parameters: Payload,
): { readonly request: JsonObject } | { readonly detail: string } {
  const fields: Fields = ACTIONS[action];
  const checked = checkParameters(parameters, fields);
  if ('detail' in checked) return checked;
  const request: JsonObject = {};
  for (const [name, field] of Object.entries(fields)) {
    const member = field.type === 'JSON' ? jsonTextField(checked.value, name) : getOwn(checked.value, name);
    if (member !== undefined && member !== null) request[decapitalise(name)] = member;
  }
  return { request };
}

/** The task's result for the API's response; `{}` for one without members. */
export function sfnResult(response: JsonObject): Payload {
  return Payload.of(toResult(response));
}

/** Code and message are those of the API's error. */
export function sfnFailure(code: ApiErrorCode, message: string, requestId: string): StatesError {
  return awsSdkError('Sfn', apiFailure(code, message, requestId));
}

/** Timestamps of all responses of the API. */
const TIMESTAMPS: ReadonlySet<string> = new Set(['creationDate', 'redriveDate', 'startDate', 'stopDate', 'updateDate']);

/** Responses nest four levels deep at most: payloads in them are text. */
function toResult(response: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of Object.keys(response).toSorted()) {
    const member = response[name] as Json;
    if (member === null) continue;
    setOwn(result, capitalise(name), TIMESTAMPS.has(name) ? isoOfSeconds(member) : toResultMember(member));
  }
  return result;
}

function toResultMember(member: Json): Json {
  if (Array.isArray(member)) return member.map(toResultMember);
  return isObject(member) ? toResult(member) : member;
}

function isoOfSeconds(seconds: Json): Json {
  return typeof seconds === 'number' ? isoTime(Math.round(seconds * 1000)) : seconds;
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function decapitalise(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
