/**
 * Workflow failures made from the failures of AWS services. Two styles exist side by side, as recorded from AWS:
 * optimised integrations speak like the AWS SDK for Java v1, `aws-sdk:` integrations like v2.
 * Error names always end in `Exception`; a code that the service's API model does not declare falls to the service's
 * base class, such as `Lambda.AWSLambdaException`, and shows in the cause alone (v1).
 */
import type { StatesError } from '../asl/errors.ts';

/** Longest `cause` of an event, in characters. Source: API reference "TaskFailedEventDetails". */
export const MAX_CAUSE_LENGTH = 32_768;

export interface ServiceFailure {
  /** As the service gave it: `ResourceNotFoundException`, `StateMachineDoesNotExist`; undefined when it gave none. */
  readonly code: string | undefined;
  /** Whether the service's API model declares the code. */
  readonly modelled: boolean;
  readonly message: string;
  readonly statusCode: number;
  readonly requestId: string | undefined;
}

/** Names of an optimised integration: `Lambda`, `AWSLambda`, `AWSLambdaException`. */
export interface OptimisedService {
  readonly prefix: string;
  readonly serviceName: string;
  readonly baseException: string;
}

/** `Lambda.TooManyRequestsException` with the cause as the AWS SDK for Java v1 words it. */
export function optimisedError(service: OptimisedService, failure: ServiceFailure): StatesError {
  const { prefix, serviceName, baseException } = service;
  const detail = [
    `Service: ${serviceName}`,
    `Status Code: ${failure.statusCode}`,
    `Error Code: ${failure.code ?? null}`,
    `Request ID: ${failure.requestId ?? null}`,
    'Proxy: null',
  ];
  return {
    error: `${prefix}.${exceptionName(failure) ?? baseException}`,
    cause: cutCause(`${failure.message} (${detail.join('; ')})`),
  };
}

/** `Sfn.InvalidTokenException` with the cause as the AWS SDK for Java v2 words it. `service`: `Sfn`, `DynamoDb`. */
export function awsSdkError(service: string, failure: ServiceFailure): StatesError {
  const detail = [
    `Service: ${service}`,
    `Status Code: ${failure.statusCode}`,
    `Request ID: ${failure.requestId ?? null}`,
  ];
  return {
    error: `${service}.${exceptionName(failure) ?? `${service}Exception`}`,
    cause: cutCause(`${failure.message} (${detail.join(', ')}) (SDK Attempt Count: 1)`),
  };
}

/** The request did not get an answer of the service at all. */
export function sdkClientError(prefix: string, cause: string): StatesError {
  return { error: `${prefix}.SdkClientException`, cause: cutCause(cause) };
}

function exceptionName(failure: ServiceFailure): string | undefined {
  if (!failure.modelled || !failure.code) return undefined;
  return failure.code.endsWith('Exception') ? failure.code : `${failure.code}Exception`;
}

/** The cause, cut to what an event may hold; never between the halves of a surrogate pair. */
export function cutCause(cause: string): string {
  if (cause.length <= MAX_CAUSE_LENGTH) return cause;
  const last = cause.charCodeAt(MAX_CAUSE_LENGTH - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return cause.slice(0, splitsPair ? MAX_CAUSE_LENGTH - 1 : MAX_CAUSE_LENGTH);
}
