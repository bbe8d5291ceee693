/**
 * Answers in AWS JSON 1.0. Source: protocol "AWS JSON 1.0": the code of an error is what stands behind '#' in `__type`.
 */
import { randomUUID } from 'node:crypto';
import type { ApiError } from '../aws/api-error.ts';

export interface ApiResponse {
  readonly status: number;
  /** Without Content-Length and Date, which the HTTP server adds. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of a failure. */
  readonly errorCode?: string;
}

/** Errors of AWS's request handling; all others are errors of the service's model. */
const COMMON_ERRORS: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'com.amazon.coral.service#'],
  ['InternalFailure', 'com.amazon.coral.service#'],
  ['InvalidSignatureException', 'com.amazon.coral.service#'],
  ['MissingAuthenticationTokenException', 'com.amazon.coral.service#'],
  ['PayloadTooLargeException', 'com.amazon.coral.service#'],
  ['SerializationException', 'com.amazon.coral.service#'],
  ['ServiceUnavailable', 'com.amazon.coral.availability#'],
  ['ThrottlingException', 'com.amazon.coral.availability#'],
  ['UnknownOperationException', 'com.amazon.coral.service#'],
  ['UnrecognizedClientException', 'com.amazon.coral.service#'],
  ['UnsupportedMediaTypeException', 'com.amazon.coral.service#'],
  ['ValidationException', 'com.amazon.coral.validate#'],
]);
const MODEL_ERRORS = 'com.amazonaws.swf.service.v2.model#';

export function newRequestId(): string {
  return randomUUID();
}

/** `body`: JSON text of the output. */
export function success(body: string, requestId: string): ApiResponse {
  return { status: 200, headers: headers(requestId), body };
}

export function failure(error: ApiError, requestId: string): ApiResponse {
  return failureOf(error.status, error.code, error.message, requestId, error.fields);
}

/** A failure with a status and code of its own, for what goes wrong below the API. */
export function failureOf(
  status: number,
  code: string,
  message: string,
  requestId: string,
  fields: Readonly<Record<string, string>> = {},
): ApiResponse {
  const type = `${COMMON_ERRORS.get(code) ?? MODEL_ERRORS}${code}`;
  const retry = code === 'ThrottlingException' ? { 'Retry-After': '1' } : {};
  const body = JSON.stringify({ __type: type, message, ...fields });
  return { status, headers: { ...headers(requestId), ...retry }, body, errorCode: code };
}

function headers(requestId: string): Record<string, string> {
  return { 'x-amzn-RequestId': requestId, 'Content-Type': 'application/x-amz-json-1.0' };
}
