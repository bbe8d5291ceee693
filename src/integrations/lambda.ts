/**
 * Lambda functions as tasks, in both forms: the function's ARN as Resource, whose result is the payload itself, and
 * `lambda:invoke` (also `.waitForTaskToken`, whose first answer is the same), whose result is the answer of Invoke with
 * the payload as a value. Source: "Invoke Lambda with Step Functions", recorded cases.
 * The server's own credentials are used; the role of the state machine is not assumed yet.
 */
import type { Json, JsonObject } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { Integration, TaskOutcome, TaskRequest } from './integration.ts';
import { parseAnswer } from './json-answer.ts';
import { lambdaCall } from './lambda-call.ts';
import type { InvokeAnswer, LambdaClientsOptions } from './lambda-client.ts';
import { LambdaClients } from './lambda-client.ts';
import { functionError, invokeError, unknownError } from './lambda-error.ts';
import { sdkHttpMetadata, sdkResponseMetadata } from './sdk-metadata.ts';

export function createLambdaIntegration(options: LambdaClientsOptions = {}): Integration {
  const clients = new LambdaClients(options);
  return {
    run: (request) => run(clients, request),
    close: () => clients.close(),
  };
}

async function run(clients: LambdaClients, request: TaskRequest): Promise<TaskOutcome> {
  try {
    const call = lambdaCall(request);
    if ('detail' in call) return { type: 'runtime', detail: call.detail };
    return outcome(await clients.invoke(call, request), request);
  } catch (error) {
    return { type: 'failed', error: await invokeError(error, subjectOf(request)) };
  }
}

function subjectOf({ resource }: TaskRequest): string {
  return resource.kind === 'service' ? resource.resourceType : resource.arn;
}

function outcome(answer: InvokeAnswer, { resource }: TaskRequest): TaskOutcome {
  if (answer.functionError !== undefined) return { type: 'failed', error: functionError(answer.payload) };
  const payload = answer.payload === '' ? undefined : parseAnswer(answer.payload);
  if (payload === undefined && answer.payload !== '') {
    // No managed runtime answers so, but a function's own runtime or a stand-in may.
    return {
      type: 'failed',
      error: unknownError(`The function did not return JSON. Returned payload: ${answer.payload}`),
    };
  }
  if (resource.kind === 'service') return { type: 'succeeded', result: invokeResult(answer, payload) };
  return { type: 'succeeded', result: payload ?? Payload.of(null) };
}

/** Its text is joined from texts, in the order of the names, so that the payload keeps its numbers as they were written. */
function invokeResult(answer: InvokeAnswer, payload: Payload | undefined): Payload {
  const { executedVersion, logResult, statusCode } = answer;
  const value: JsonObject = {};
  let text = '{';
  const add = (name: string, member: Json | undefined, memberText?: string) => {
    if (member === undefined) return;
    value[name] = member;
    text += `${text === '{' ? '' : ','}"${name}":${memberText ?? JSON.stringify(member)}`;
  };
  add('ExecutedVersion', executedVersion);
  add('LogResult', logResult);
  add('Payload', payload?.value, payload?.text);
  add('SdkHttpMetadata', sdkHttpMetadata(answer));
  add('SdkResponseMetadata', sdkResponseMetadata(answer));
  add('StatusCode', statusCode);
  return Payload.parsed(value, `${text}}`);
}
