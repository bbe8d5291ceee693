/**
 * The loggingConfiguration, tracingConfiguration and encryptionConfiguration of CreateStateMachine and
 * UpdateStateMachine: checked and brought into the one form in which Describe returns them (defaults filled in, fixed
 * order of members), so that equal configurations have equal texts. Source: API reference of these types.
 * Errors: InvalidLoggingConfiguration, InvalidEncryptionConfiguration.
 */
import { ApiError } from '../aws/api-error.ts';
import { parseArn } from '../aws/arn.ts';
import type { Logger } from './logger.ts';
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

/** How long AWS uses a data key again when nothing is said. */
const DATA_KEY_REUSE_SECONDS = 300;

/** A key of the customer is kept and shown, so that deployments work unchanged; nothing is encrypted with it. */
function encryption(sent: NonNullable<Sent['encryptionConfiguration']>) {
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds } = sent;
  if (type === 'CUSTOMER_MANAGED_KMS_KEY') {
    if (kmsKeyId === undefined) throw invalidEncryption('kmsKeyId is required for type CUSTOMER_MANAGED_KMS_KEY.');
    return { kmsKeyId, kmsDataKeyReusePeriodSeconds: kmsDataKeyReusePeriodSeconds ?? DATA_KEY_REUSE_SECONDS, type };
  }
  if (kmsKeyId !== undefined || kmsDataKeyReusePeriodSeconds !== undefined) {
    throw invalidEncryption('kmsKeyId and kmsDataKeyReusePeriodSeconds need type CUSTOMER_MANAGED_KMS_KEY.');
  }
  return { type };
}

/** Says in the server's log that a key is not used, as nobody may believe that it is. */
export function warnOfKey(
  log: Logger,
  arn: string,
  { encryptionConfiguration }: Pick<Sent, 'encryptionConfiguration'>,
) {
  if (encryptionConfiguration?.type !== 'CUSTOMER_MANAGED_KMS_KEY') return;
  const { kmsKeyId } = encryptionConfiguration;
  log.warn({ arn, kmsKeyId }, 'the customer managed key is kept and shown, but nothing is encrypted with it');
}

function invalidLogging(detail: string): ApiError {
  return new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${detail}`);
}

function invalidEncryption(detail: string): ApiError {
  return new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${detail}`);
}
