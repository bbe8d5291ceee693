/**
 * Calls operations of the server this page came from: AWS JSON 1.0 by `POST /`, the AWS operations and those that
 * Stairwell adds. Takes and gives the shapes of operations.ts; throws ApiFailure.
 */
import type { Operations } from './operations.ts';
import { isOwnOperation } from './own-operations.ts';

/** `code`: the error's name as AWS has it; `Unreachable` when there was no answer. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = Operations[N]['input'];
export type OutputOf<N extends OperationName> = Operations[N]['output'];

export async function call<N extends OperationName>(
  operation: N,
  input: InputOf<N>,
  signal?: AbortSignal,
): Promise<OutputOf<N>> {
  const service = isOwnOperation(operation) ? 'Stairwell' : 'AWSStepFunctions';
  const response = await send(`${service}.${operation}`, JSON.stringify(input), signal);
  const body = await response.text();
  if (!response.ok) throw failureOf(operation, response.status, body);
  return (body === '' ? {} : JSON.parse(body)) as OutputOf<N>;
}

async function send(target: string, body: string, signal: AbortSignal | undefined): Promise<Response> {
  const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': target };
  try {
    return await fetch('/', { method: 'POST', headers, body, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiFailure('Unreachable', 'The server does not answer. Is it running?', 0);
  }
}

function failureOf(operation: string, status: number, body: string): ApiFailure {
  const { __type = '', message = body.slice(0, 500) } = parsed(body);
  const code = __type.split('#').pop() || `HTTP ${status}`;
  return new ApiFailure(code, message || `${operation} failed`, status);
}

function parsed(body: string): { __type?: string; message?: string } {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
