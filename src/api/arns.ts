/**
 * Checks of the ARNs in requests. Source: API reference, InvalidArn.
 * What is no ARN of Step Functions at all is an "Invalid ARN prefix"; an ARN of another kind of resource is "not valid
 * in this context". A well-formed ARN of another account is answered as if nothing were there, so that nobody learns
 * what exists elsewhere; each function throws the "does not exist" of its kind then.
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import { type Arn, parseArn, parseStateMachineArn, type Realm, type StateMachineRef } from '../aws/arn.ts';

/** A (possibly qualified) state machine ARN. */
export function requireStateMachineArn(text: string, realm: Realm): StateMachineRef {
  const arn = requireResource(text, 'stateMachine');
  const ref = parseStateMachineArn(text);
  if (ref === undefined) throw invalidPrefix(text);
  if (arn.account !== realm.account) throw apiErrors.stateMachineDoesNotExist(text);
  return ref;
}

/** ARN of a STANDARD execution: `…:execution:<machine>[/<label>]:<name>`. */
export function requireExecutionArn(text: string, realm: Realm): void {
  const arn = requireResource(text, 'execution');
  const [, machine, name, ...rest] = arn.resource.split(':');
  if (!machine || !name || rest.length > 0) throw invalidPrefix(text);
  if (arn.account !== realm.account) throw apiErrors.executionDoesNotExist(text);
}

/** ARN of a Map Run: `…:mapRun:<machine>/<label>:<uuid>`. */
export function requireMapRunArn(text: string, realm: Realm): void {
  const arn = requireResource(text, 'mapRun');
  if (arn.account !== realm.account)
    throw new ApiError('ResourceNotFound', `Resource not found: '${text}'`, { resourceName: text });
}

/** ARN of an IAM role. */
export function requireRoleArn(text: string): void {
  const arn = parseArn(text);
  if (arn?.service === 'iam' && /^\d{12}$/.test(arn.account) && /^role\/\S+$/.test(arn.resource)) return;
  throw new ApiError('InvalidArn', `Invalid Role Arn: '${text}'`);
}

function requireResource(text: string, type: 'stateMachine' | 'execution' | 'mapRun'): Arn {
  const arn = parseArn(text);
  if (arn?.service !== 'states' || !arn.region || !arn.account) throw invalidPrefix(text);
  const end = arn.resource.indexOf(':');
  if (end < 0) throw invalidPrefix(text);
  const actual = arn.resource.slice(0, end);
  if (actual !== type) throw apiErrors.invalidArn(`Resource type not valid in this context: ${actual}`);
  return arn;
}

function invalidPrefix(text: string): ApiError {
  return apiErrors.invalidArn(`Invalid ARN prefix: ${text}`);
}
