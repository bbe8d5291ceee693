/**
 * Checks of the ARNs in requests. Source: API reference, InvalidArn.
 * What is no ARN of Step Functions at all is an "Invalid ARN prefix"; an ARN of another kind of resource is "not valid
 * in this context". A well-formed ARN of another account is answered as if nothing were there, so that nobody learns
 * what exists elsewhere; each function throws the "does not exist" of its kind then.
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import { type Arn, parseArn, parseStateMachineArn, type Realm, type StateMachineRef } from '../aws/arn.ts';
import { registryErrors } from '../engine/registry-errors.ts';
import { isVersionNumber } from '../engine/versions.ts';

/** A (possibly qualified) state machine ARN. `absent`: how the operation answers when there is no such machine. */
export function requireStateMachineArn(
  text: string,
  realm: Realm,
  absent: (arn: string) => ApiError = apiErrors.stateMachineDoesNotExist,
): StateMachineRef {
  const arn = requireResource(text, 'stateMachine');
  const ref = parseStateMachineArn(text);
  if (ref === undefined) throw invalidPrefix(text);
  if (arn.account !== realm.account) throw absent(text);
  return ref;
}

/** An ARN that may be qualified, but not name a Distributed Map of the machine. */
export function requireUnlabeledArn(text: string, realm: Realm, absent?: (arn: string) => ApiError): StateMachineRef {
  const ref = requireStateMachineArn(text, realm, absent);
  if (ref.label !== undefined) {
    throw apiErrors.validation('This operation does not support labeled ARNs', 'API_DOES_NOT_SUPPORT_LABELED_ARNS');
  }
  return ref;
}

/** `…:stateMachine:<machine>:<number>` */
export function requireVersionArn(text: string, realm: Realm): void {
  const { qualifier } = requireUnlabeledArn(text, realm, registryErrors.resourceNotFound);
  if (qualifier !== undefined && isVersionNumber(qualifier)) return;
  throw apiErrors.invalidArn(`Not the ARN of a state machine version: ${text}`);
}

/** `…:stateMachine:<machine>:<name>` */
export function requireAliasArn(text: string, realm: Realm): void {
  const { qualifier } = requireUnlabeledArn(text, realm, registryErrors.referenceNotFound);
  if (qualifier !== undefined && !isVersionNumber(qualifier)) return;
  throw apiErrors.invalidArn(`Not the ARN of a state machine alias: ${text}`);
}

/** `…:activity:<name>` */
export function requireActivityArn(text: string, realm: Realm): void {
  const arn = requireResource(text, 'activity');
  const [, name, ...rest] = arn.resource.split(':');
  if (!name || rest.length > 0) throw invalidPrefix(text);
  if (arn.account !== realm.account) throw registryErrors.activityDoesNotExist(text);
}

/** What can have tags: a state machine or an activity. That versions and aliases cannot is for the engine to say. */
export function requireTaggableArn(text: string, realm: Realm): void {
  if (/^arn:[^:]*:states:[^:]*:[^:]*:activity:/.test(text)) requireResource(text, 'activity');
  else requireStateMachineArn(text, realm, registryErrors.resourceNotFound);
  if (parseArn(text)?.account !== realm.account) throw registryErrors.resourceNotFound(text);
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
  if (arn.account !== realm.account) throw registryErrors.resourceNotFound(text);
}

/** ARN of an IAM role. */
export function requireRoleArn(text: string): void {
  const arn = parseArn(text);
  if (arn?.service === 'iam' && /^\d{12}$/.test(arn.account) && /^role\/\S+$/.test(arn.resource)) return;
  throw new ApiError('InvalidArn', `Invalid Role Arn: '${text}'`);
}

function requireResource(text: string, type: 'activity' | 'execution' | 'mapRun' | 'stateMachine'): Arn {
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
