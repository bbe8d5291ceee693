/**
 * The parameters and results of tasks that start a state machine: `states:startExecution` in all its patterns, and
 * `aws-sdk:sfn:startExecution`. Pure: the engine creates the child in its own commit and uses these functions to read
 * what was asked for and to word what the task gets back.
 * Source: spec of nested executions (parameters, results, start failures), AWS API reference "StartExecution".
 */

import type { StatesError } from '../asl/errors.ts';
import { isoTime } from '../asl/iso-time.ts';
import type { JsonObject } from '../asl/json.ts';
import { getOwn, isLongerThan, utf8Length } from '../asl/json.ts';
import { MAX_PAYLOAD_BYTES, Payload } from '../asl/payload.ts';
import { parseExecutionInput } from '../asl/validate/json-text.ts';
import type { ApiErrorCode } from '../aws/api-error.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import { parseArn, parseStateMachineArn } from '../aws/arn.ts';
import { isValidName } from '../aws/names.ts';
import type { ServiceFailure } from './aws-error.ts';
import { awsSdkError, cutCause, optimisedError } from './aws-error.ts';
import { onceASecond } from './once-a-second.ts';
import type { Fields } from './parameters.ts';
import { checkParameters, jsonTextField, mistyped, stringField, unusableParameters } from './parameters.ts';

/** `optimised`: `states:startExecution…`; `aws-sdk`: `aws-sdk:sfn:startExecution`. */
export type StartStyle = 'optimised' | 'aws-sdk';

export interface StartParameters {
  /** Unqualified, version or alias ARN; not checked any further than that it is a string. */
  readonly stateMachineArn: string;
  readonly name?: string;
  /** Text that the child gets as input; `{}` when the task gives none. */
  readonly input: string;
  /** The task gave a text, which may be anything; else `input` was made from a value and is JSON. */
  readonly isTextInput?: boolean;
  readonly traceHeader?: string;
}

const FIELDS: Fields = {
  StateMachineArn: { type: 'STRING', required: true },
  Input: { type: 'JSON' },
  Name: { type: 'STRING' },
  TraceHeader: { type: 'STRING' },
};

/** Reads the task's parameters; `detail` is the text of a States.Runtime failure. */
export function parseStartExecution(parameters: Payload): StartParameters | { readonly detail: string } {
  const checked = checkParameters(parameters, FIELDS);
  if ('detail' in checked) return checked;
  const { value } = checked;
  const finding = findUnusableName(value);
  if (finding !== undefined) return { detail: unusableParameters(parameters, finding) };
  const name = stringField(value, 'Name');
  const traceHeader = stringField(value, 'TraceHeader');
  return {
    stateMachineArn: stringField(value, 'StateMachineArn') ?? '',
    input: jsonTextField(value, 'Input') ?? '{}',
    isTextInput: typeof getOwn(value, 'Input') === 'string',
    ...(name !== undefined && { name }),
    ...(traceHeader !== undefined && { traceHeader }),
  };
}

/** Unlike other members a Name that is null is not taken as absent: the caller wanted a name and has none. */
function findUnusableName(value: JsonObject): string | undefined {
  const name = getOwn(value, 'Name');
  if (name === null) return mistyped('Name', 'STRING');
  return name === '' ? "The value for the field 'Name' must not be empty" : undefined;
}

/**
 * The error that the StartExecution API gives for the form of a request; undefined when the form is right.
 * Nested starts do not pass through the API, which makes these checks for all others.
 */
export function findStartFault(request: StartParameters): ApiError | undefined {
  return (
    findArnFault(request.stateMachineArn) ??
    (request.name === undefined || isValidName(request.name) ? undefined : apiErrors.invalidName(request.name)) ??
    findInputFault(request) ??
    ((request.traceHeader?.length ?? 0) > 256 ? tooLong('traceHeader', 256) : undefined)
  );
}

function findArnFault(arn: string): ApiError | undefined {
  if (parseArn(arn) === undefined) return apiErrors.invalidArn(`Invalid ARN prefix: ${arn}`);
  if (parseStateMachineArn(arn) !== undefined) return undefined;
  return apiErrors.invalidArn(`Resource type not valid in this context: ${parseArn(arn)?.resource.split(':')[0]}`);
}

function findInputFault({ input, isTextInput = true }: StartParameters): ApiError | undefined {
  if (isLongerThan(input, MAX_PAYLOAD_BYTES)) return tooLong('input', MAX_PAYLOAD_BYTES);
  if (!isTextInput) return undefined;
  const parsed = parseExecutionInput(input);
  return 'value' in parsed ? undefined : apiErrors.invalidExecutionInput(parsed.message);
}

function tooLong(member: string, limit: number): ApiError {
  return apiErrors.validation(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${limit}`,
  );
}

/** Code and message are those of the API's error. */
export function startFailure(code: ApiErrorCode, message: string, requestId: string, style: StartStyle): StatesError {
  const failure = apiFailure(code, message, requestId);
  return style === 'optimised' ? optimisedError(STEP_FUNCTIONS, failure) : awsSdkError('Sfn', failure);
}

const STEP_FUNCTIONS = {
  prefix: 'StepFunctions',
  serviceName: 'AWSStepFunctions',
  baseException: 'AWSStepFunctionsException',
} as const;

/** Codes that every AWS service may answer with: they are not in the API model of Step Functions. */
const COMMON_CODES: ReadonlySet<ApiErrorCode> = new Set<ApiErrorCode>([
  'AccessDeniedException',
  'InternalFailure',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'ServiceUnavailable',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
]);

/** A failed call of the Step Functions API as its clients see it. */
export function apiFailure(code: ApiErrorCode, message: string, requestId: string): ServiceFailure {
  return {
    code,
    modelled: !COMMON_CODES.has(code),
    message,
    statusCode: new ApiError(code, message).status,
    requestId,
  };
}

export interface StartedExecution {
  readonly executionArn: string;
  readonly startMs: number;
}

/** What the answer of the API would have carried beside its body. */
export interface StartAnswer {
  readonly requestId: string;
  readonly nowMs: number;
}

/** Result of a request-response task, and output of TaskSubmitted in the other patterns. */
export function startResult(started: StartedExecution, style: StartStyle, answer: StartAnswer): Payload {
  const { executionArn, startMs } = started;
  if (style === 'aws-sdk') return Payload.of({ ExecutionArn: executionArn, StartDate: isoTime(startMs) });
  const { requestId, nowMs } = answer;
  const id = `"${requestId}"`;
  const arn = JSON.stringify(executionArn);
  const length = utf8Length(`{"executionArn":${arn},"startDate":${startMs / 1000}}`);
  const date = httpDate(nowMs);
  // Joined from texts: every nested start has one, and making it of objects costs as much as all the rest of it.
  return Payload.fromText(
    `{"ExecutionArn":${arn},"SdkHttpMetadata":{"AllHttpHeaders":{"x-amzn-RequestId":[${id}],` +
      `"connection":["keep-alive"],"Content-Length":["${length}"],"Date":["${date}"],"Content-Type":["${JSON_TYPE}"]},` +
      `"HttpHeaders":{"connection":"keep-alive","Content-Length":"${length}","Content-Type":"${JSON_TYPE}",` +
      `"Date":"${date}","x-amzn-RequestId":${id}},"HttpStatusCode":200},` +
      `"SdkResponseMetadata":{"RequestId":${id}},"StartDate":${startMs}}`,
  );
}

/** The Date header of an answer. */
const httpDate = onceASecond((ms) => new Date(ms).toUTCString());

const JSON_TYPE = 'application/x-amz-json-1.0';

/** A closed child; times in milliseconds since the epoch, `input` and `output` JSON text. */
export interface ChildExecution {
  readonly arn: string;
  readonly name: string;
  /** Unqualified. */
  readonly stateMachineArn: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  /** SUCCEEDED, FAILED, TIMED_OUT or ABORTED. */
  readonly status: string;
  readonly startMs: number;
  readonly stopMs?: number;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redriveMs?: number;
  readonly traceHeader?: string;
  readonly mapRunArn?: string;
}

/**
 * Result of `.sync` (Input and Output are JSON strings) and `.sync:2` (they are the values themselves).
 * The text is joined, not made from values: a large output is neither parsed nor serialised.
 */
export function childSucceeded(child: ChildExecution, version2: boolean): Payload {
  const embed = version2 ? (text: string) => text : (text: string) => JSON.stringify(text);
  return Payload.fromText(
    describedChild(child, {
      input: embed(child.input),
      output: child.output === undefined ? undefined : embed(child.output),
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    }),
  );
}

/** The `cause` of States.TaskFailed: Input is a JSON string under `.sync:2` too, and there is no Output. */
export function childFailedCause(child: ChildExecution): string {
  const { error, cause } = child;
  return cutCause(
    describedChild(child, { error, cause, input: JSON.stringify(child.input), redriveStatus: 'REDRIVABLE' }),
  );
}

interface Described {
  /** JSON texts. */
  readonly input: string;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly redriveStatus: string;
  readonly redriveStatusReason?: string;
}

/** DescribeExecution of a closed child as JSON text, its members in the order of their names. */
function describedChild(child: ChildExecution, shown: Described): string {
  const text =
    member('Cause', shown.cause) +
    member('Error', shown.error) +
    member('ExecutionArn', child.arn) +
    `,"Input":${shown.input},"InputDetails":{"Included":true}` +
    member('MapRunArn', child.mapRunArn) +
    member('Name', child.name) +
    (shown.output === undefined ? '' : `,"Output":${shown.output},"OutputDetails":{"Included":true}`) +
    member('RedriveCount', child.redriveCount) +
    member('RedriveDate', child.redriveMs) +
    member('RedriveStatus', shown.redriveStatus) +
    member('RedriveStatusReason', shown.redriveStatusReason) +
    member('StartDate', child.startMs) +
    member('StateMachineAliasArn', child.aliasArn) +
    member('StateMachineArn', child.stateMachineArn) +
    member('StateMachineVersionArn', child.versionArn) +
    member('Status', child.status) +
    member('StopDate', child.stopMs) +
    member('TraceHeader', child.traceHeader);
  return `{${text.slice(1)}}`;
}

/** `,"name":value`; nothing when there is no value. */
function member(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`;
}
