/**
 * What a task asks of Lambda: the Invoke request for a function ARN (the task's input is the payload) or for
 * `lambda:invoke` (Parameters name the function). Source: "Invoke Lambda with Step Functions", recorded cases.
 */
import type { JsonObject } from '../asl/json.ts';
import type { TaskRequest } from './integration.ts';
import { isJsonText } from './json-answer.ts';
import type { InvokeInput } from './lambda-client.ts';
import type { Fields } from './parameters.ts';
import { checkParameters, jsonTextField, stringField } from './parameters.ts';

const FIELDS: Fields = {
  FunctionName: { type: 'STRING', required: true },
  ClientContext: { type: 'STRING' },
  InvocationType: { type: 'STRING' },
  LogType: { type: 'STRING' },
  Payload: { type: 'JSON' },
  Qualifier: { type: 'STRING' },
};

/** The Invoke request; `detail` is the text of a States.Runtime failure. */
export function lambdaCall({ resource, parameters }: TaskRequest): InvokeInput | { readonly detail: string } {
  if (resource.kind === 'lambda') return { FunctionName: resource.arn, Payload: parameters.text };
  const checked = checkParameters(parameters, FIELDS);
  return 'detail' in checked ? checked : invokeInput(checked.value);
}

function invokeInput(value: JsonObject): InvokeInput {
  const input: Record<string, string> = {};
  for (const name of ['FunctionName', 'ClientContext', 'InvocationType', 'LogType', 'Qualifier']) {
    const member = stringField(value, name);
    if (member !== undefined) input[name] = member;
  }
  return { FunctionName: '', ...input, Payload: payloadText(value) };
}

/**
 * `{}` when there is none. A string that is JSON text is sent as it is, as recorded (`"0"` reaches the function as
 * the number 0); any other string as a JSON string, for the function could not read it otherwise.
 */
function payloadText(value: JsonObject): string {
  const text = jsonTextField(value, 'Payload') ?? '{}';
  return isJsonText(text) ? text : JSON.stringify(text);
}
