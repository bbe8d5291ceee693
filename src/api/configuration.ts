/**
 * The loggingConfiguration, tracingConfiguration and encryptionConfiguration of CreateStateMachine and
 * UpdateStateMachine: checked and brought into the one form in which Describe returns them (defaults filled in, fixed
 * order of members), so that equal configurations have equal texts. Source: API reference of these types.
 * Errors: InvalidLoggingConfiguration, InvalidEncryptionConfiguration.
 */
import { ApiError } from '../aws/api-error.ts';
import { parseArn } from '../aws/arn.ts';
import type { Input } from './model.ts';

type Sent = Pick<
  Input<'UpdateStateMachine'>,
  'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'
>;

export interface Configuration {
  readonly loggingConfiguration?: unknown;
  readonly tracingConfiguration?: unknown;
  readonly encryptionConfiguration?: unknown;
}

/** For a new state machine: complete. */
export function newConfiguration(sent: Sent): Configuration {
  return {
    ...{ loggingConfiguration: logging({}), tracingConfiguration: tracing({}) },
    ...encryptionOf(sent),
    ...changedConfiguration(sent),
  };
}

/** For a new activity: its encryption is all that can be configured. */
export function encryptionOf({ encryptionConfiguration }: Pick<Sent, 'encryptionConfiguration'>): Configuration {
  return { encryptionConfiguration: encryption(encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' }) };
}

/** For an update: the members that were sent; undefined when there are none. */
export function changedConfiguration(sent: Sent): Configuration | undefined {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = sent;
  if (!loggingConfiguration && !tracingConfiguration && !encryptionConfiguration) return undefined;
  return {
    ...(loggingConfiguration && { loggingConfiguration: logging(loggingConfiguration) }),
    ...(tracingConfiguration && { tracingConfiguration: tracing(tracingConfiguration) }),
    ...(encryptionConfiguration && { encryptionConfiguration: encryption(encryptionConfiguration) }),
  };
}

function logging(sent: NonNullable<Sent['loggingConfiguration']>) {
  const { level = 'OFF', includeExecutionData = false, destinations } = sent;
  checkDestinations(level, destinations ?? []);
  return { ...(destinations && { destinations }), includeExecutionData, level };
}

type Destinations = NonNullable<NonNullable<Sent['loggingConfiguration']>['destinations']>;

function checkDestinations(level: string, destinations: Destinations): void {
  if (destinations.length > 1 || (level !== 'OFF' && destinations.length === 0)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  const groupArn = destinations[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  if (destinations.length === 1 && (groupArn === undefined || parseArn(groupArn)?.service !== 'logs')) {
    throw invalidLogging('Log Destination not found.');
  }
}

function tracing(sent: NonNullable<Sent['tracingConfiguration']>) {
  return { enabled: sent.enabled ?? false };
}

/** Definitions and data are not encrypted with keys of customers here; to accept one would promise what is not done. */
function encryption(sent: NonNullable<Sent['encryptionConfiguration']>) {
  if (sent.type === 'CUSTOMER_MANAGED_KMS_KEY') {
    throw invalidEncryption('Customer managed KMS keys are not supported.');
  }
  if (sent.kmsKeyId !== undefined || sent.kmsDataKeyReusePeriodSeconds !== undefined) {
    throw invalidEncryption('kmsKeyId and kmsDataKeyReusePeriodSeconds need type CUSTOMER_MANAGED_KMS_KEY.');
  }
  return { type: sent.type };
}

function invalidLogging(detail: string): ApiError {
  return new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${detail}`);
}

function invalidEncryption(detail: string): ApiError {
  return new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${detail}`);
}
