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
import { isModelled, LambdaRefusal } from './lambda-client.ts';

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

/** What LambdaClients threw, as an error of the workflow. */
export async function invokeError(thrown: unknown, subject: string): Promise<StatesError> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof AnswerTooLarge) return dataLimitExceeded(subject);
  if (error instanceof LambdaRefusal) return optimisedError(LAMBDA, await serviceFailure(error));
  return sdkClientError(
    LAMBDA.prefix,
    error.name === 'CredentialsProviderError' ? NO_CREDENTIALS : transportText(error),
  );
}

const NO_CREDENTIALS =
  'Unable to load AWS credentials to invoke Lambda functions. To reach AWS set AWS_ACCESS_KEY_ID and ' +
  'AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; to reach a local stand-in set AWS_ENDPOINT_URL_LAMBDA to its URL, ' +
  'for example http://127.0.0.1:3001.';

async function serviceFailure(refusal: LambdaRefusal): Promise<ServiceFailure> {
  const { code, statusCode, requestId, message, isReadable } = refusal;
  return {
    ...{ code, statusCode, requestId },
    modelled: code !== undefined && (await isModelled(code)),
    message: isReadable ? message : `Unable to read the answer: ${message}`,
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
  return `${UNABLE}: ${(first ?? error).message || error.name}`;
}

const UNABLE = 'Unable to execute HTTP request';
