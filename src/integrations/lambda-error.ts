/**
 * Failures of Lambda calls as workflow errors. Source: spec of integrations ("Error names and causes"), recorded cases.
 * Three kinds: the function failed (its own errorType), the service refused (`Lambda.…Exception`), and no answer came
 * (`Lambda.SdkClientException`). The same for function ARNs and `lambda:invoke`.
 */
import type { StatesError } from '../asl/errors.ts';
import type { Json } from '../asl/json.ts';
import { getOwn, isObject } from '../asl/json.ts';
import type { ServiceFailure } from './aws-error.ts';
import { cutCause, optimisedError, sdkClientError } from './aws-error.ts';
import { AnswerTooLarge } from './aws-http-handler.ts';
import { parseAnswer } from './json-answer.ts';
import { isModelled } from './lambda-client.ts';

const LAMBDA = { prefix: 'Lambda', serviceName: 'AWSLambda', baseException: 'AWSLambdaException' } as const;

/** The function failed: `error` is its errorType, `cause` the whole payload as the function's runtime wrote it. */
export function functionError(payload: string): StatesError {
  const value: Json | undefined = parseAnswer(payload)?.value;
  const errorType = isObject(value) ? getOwn(value, 'errorType') : undefined;
  if (typeof errorType === 'string' && errorType !== '') return { error: errorType, cause: cutCause(payload) };
  // Lambda itself stopped the function: it timed out or its process ended.
  return unknownError(
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

export function unknownError(cause: string): StatesError {
  return { error: 'Lambda.Unknown', cause: cutCause(cause) };
}

/** `subject`: what AWS calls the task in the message, the function's ARN or `lambda`. */
export function dataLimitExceeded(subject: string): StatesError {
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/** What the SDK threw, as an error of the workflow. */
export async function invokeError(thrown: unknown, subject: string): Promise<StatesError> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof AnswerTooLarge) return dataLimitExceeded(subject);
  const failure = serviceFailure(error, await isModelled(error));
  if (failure !== undefined) return optimisedError(LAMBDA, failure);
  return sdkClientError(
    LAMBDA.prefix,
    error.name === 'CredentialsProviderError' ? NO_CREDENTIALS : transportText(error),
  );
}

const NO_CREDENTIALS =
  'Unable to load AWS credentials to invoke Lambda functions. To reach AWS set AWS_ACCESS_KEY_ID and ' +
  'AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; to reach a local stand-in set AWS_ENDPOINT_URL_LAMBDA to its URL, ' +
  'for example http://127.0.0.1:3001.';

/** Members that the SDK adds to errors of answers, whether or not it could read the answer's body. */
interface SdkError extends Error {
  /** There when the SDK could read the error that the service sent. */
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly statusCode?: number };
}

/** Undefined when no answer came, or one that began well and broke off. */
function serviceFailure(error: SdkError, modelled: boolean): ServiceFailure | undefined {
  const statusCode = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
  if (statusCode === undefined || statusCode < 300) return undefined;
  const readable = error.$fault !== undefined;
  return {
    code: readable && error.name !== 'Unknown' ? error.name : undefined,
    modelled,
    message: readable ? error.message : `Unable to read the answer: ${ownWords(error)}`,
    statusCode,
    requestId: error.$metadata?.requestId,
  };
}

interface TransportError extends Error {
  readonly code?: string;
  readonly hostname?: string;
  /** One per address that was tried. */
  readonly errors?: readonly Error[];
}

function transportText(error: TransportError): string {
  if (error.code === 'ENOTFOUND') return `${UNABLE}: ${error.hostname}: Name or service not known`;
  const [first] = error.message === '' ? (error.errors ?? []) : [];
  return `${UNABLE}: ${ownWords(first ?? error) || error.name}`;
}

const UNABLE = 'Unable to execute HTTP request';

/** The message without what the SDK puts before and behind it for programmers. */
function ownWords({ message }: Error): string {
  return message
    .replace(/^@smithy\/node-http-handler - (\[ERROR\] )?/, '')
    .replace(/\n\s*Deserialization error:.*$/s, '');
}
