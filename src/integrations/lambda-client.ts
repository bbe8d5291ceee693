/**
 * The Invoke operation of Lambda. The AWS SDK says where Lambda is and with which credentials (lambda-endpoint.ts), and
 * which errors its API model has; the request itself is made here, because on loopback the SDK's way costs five times
 * the CPU of the call. Nothing is repeated: that is what Retry is for. The SDK is loaded with the first call, so that a
 * server whose workflows use no function starts without it. Source: Lambda API reference, "Invoke".
 */
import type { JsonObject } from '../asl/json.ts';
import { getOwn, isObject } from '../asl/json.ts';
import { remembered } from '../asl/remembered.ts';
import type { Environment } from './aws-credentials.ts';
import { standInCredentials } from './aws-credentials.ts';
import type { HttpReply } from './http-call.ts';
import { HttpCaller } from './http-call.ts';
import { parseAnswer } from './json-answer.ts';
import type { LambdaEndpoint } from './lambda-endpoint.ts';
import { findLambda } from './lambda-endpoint.ts';
import type { HttpAnswer } from './sdk-metadata.ts';
import { signedHeaders } from './sigv4.ts';

/** An Invoke request. Source: API reference "Invoke". */
export interface InvokeInput {
  /** Name, ARN or partial ARN. */
  readonly FunctionName: string;
  readonly Payload: string;
  readonly ClientContext?: string;
  readonly InvocationType?: string;
  readonly LogType?: string;
  readonly Qualifier?: string;
}

export interface LambdaClientsOptions {
  /** Where AWS_ENDPOINT_URL_LAMBDA and credentials are looked for; the process's own environment by default. */
  readonly environment?: Environment;
  /** Longest wait for an answer; none by default. */
  readonly requestTimeoutMs?: number;
}

export interface InvokeCaller {
  readonly account: string;
  readonly region: string;
  /** Sent as header `Idempotency-Key`, for stand-ins that look at it; Lambda itself does not. */
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** What was found not long ago. */
interface Lately {
  readonly endpoint: Promise<LambdaEndpoint>;
  readonly untilMs: number;
}

export interface InvokeAnswer extends HttpAnswer {
  readonly executedVersion: string | undefined;
  /** `Handled` or `Unhandled` when the function failed; the payload tells how. */
  readonly functionError: string | undefined;
  /** Base64. */
  readonly logResult: string | undefined;
  /** Text that the function returned; empty when there is none. */
  readonly payload: string;
}

/** An answer that is not one of success. */
export class LambdaRefusal extends Error {
  override readonly name = 'LambdaRefusal';
  readonly statusCode: number;
  readonly requestId: string | undefined;
  /** Undefined when the answer names none. */
  readonly code: string | undefined;
  /** Whether the answer could be read; else `message` says why not. */
  readonly isReadable: boolean;

  constructor(reply: HttpReply) {
    const { code, message, isReadable } = readRefusal(reply);
    super(message);
    this.statusCode = reply.statusCode;
    this.requestId = requestIdOf(reply);
    this.code = code;
    this.isReadable = isReadable;
  }
}

/** Room for the 6 MB that Lambda lets a function return. */
const MAX_ANSWER_BYTES = 7 * 1024 * 1024;
/** Far more than the Regions there are: stand-ins may see any number of accounts. */
const MAX_ENDPOINTS = 100;
const LOOK_AGAIN_MS = 2000;

export class LambdaClients {
  readonly #environment: Environment;
  readonly #http: HttpCaller;
  /** By Region; for a stand-in also by account. */
  readonly #endpoints = new Map<string, Promise<LambdaEndpoint>>();
  /** By Region, account and what the environment says of the endpoint. */
  readonly #lately = new Map<string, Lately>();

  constructor(options: LambdaClientsOptions = {}) {
    this.#environment = options.environment ?? process.env;
    this.#http = new HttpCaller({ maxAnswerBytes: MAX_ANSWER_BYTES, requestTimeoutMs: options.requestTimeoutMs });
  }

  /** Rejects with a LambdaRefusal, or with what the transport or the search for credentials throws. */
  async invoke(input: InvokeInput, caller: InvokeCaller): Promise<InvokeAnswer> {
    const endpoint = await this.#where(caller);
    const { region, signal, idempotencyKey } = caller;
    const { Payload: body, Qualifier } = input;
    const path = `${endpoint.basePath}${invocationPath(input.FunctionName)}`;
    const query = Qualifier === undefined ? [] : [`Qualifier=${encodeRfc3986(Qualifier)}`];
    const headers = signedHeaders(
      { method: 'POST', path, query, headers: headersOf(input, endpoint.host, idempotencyKey), body },
      await endpoint.credentials(),
      { region, service: 'lambda' },
      Date.now(),
    );
    const { origin } = endpoint;
    const target = query.length === 0 ? path : `${path}?${query[0]}`;
    const reply = await this.#http.call({ origin, path: target, method: 'POST', headers, body, signal });
    if (reply.statusCode >= 300) throw new LambdaRefusal(reply);
    return toAnswer(reply);
  }

  close(): void {
    this.#endpoints.clear();
    this.#lately.clear();
    this.#http.close();
  }

  /** Files with credentials are looked at again after a while; tasks ask far more often. */
  #where({ account, region }: InvokeCaller): Promise<LambdaEndpoint> {
    const setting = endpointSetting(this.#environment);
    const key = `${region} ${account} ${setting}`;
    const nowMs = performance.now();
    const known = this.#lately.get(key);
    if (known !== undefined && nowMs < known.untilMs) return known.endpoint;
    if (this.#lately.size >= MAX_ENDPOINTS) this.#lately.clear();
    const endpoint = this.#endpoint(account, region, setting);
    this.#lately.set(key, { endpoint, untilMs: nowMs + LOOK_AGAIN_MS });
    endpoint.catch(() => this.#lately.delete(key)); // credentials may be there the next time
    return endpoint;
  }

  #endpoint(account: string, region: string, setting: string): Promise<LambdaEndpoint> {
    const credentials = standInCredentials(this.#environment, 'LAMBDA', account);
    const key = `${region} ${credentials === undefined ? '' : account} ${setting}`;
    let endpoint = this.#endpoints.get(key);
    if (endpoint === undefined) {
      if (this.#endpoints.size >= MAX_ENDPOINTS) this.#endpoints.clear();
      endpoint = findLambda(region, credentials);
      this.#endpoints.set(key, endpoint);
      endpoint.catch(() => this.#endpoints.delete(key));
    }
    return endpoint;
  }
}

function endpointSetting(environment: Environment): string {
  return environment['AWS_ENDPOINT_URL_LAMBDA'] ?? environment['AWS_ENDPOINT_URL'] ?? '';
}

/** Whether Lambda's API model declares the code: only then the SDK has a class of its own for it. */
export async function isModelled(code: string): Promise<boolean> {
  const sdk: Readonly<Record<string, unknown>> = await import('@aws-sdk/client-lambda');
  return Object.hasOwn(sdk, code) && sdk[code] !== sdk['LambdaServiceException'];
}

function headersOf(input: InvokeInput, host: string, idempotencyKey: string): Record<string, string> {
  const headers: Record<string, string> = {
    host,
    'content-type': 'application/octet-stream',
    'idempotency-key': headerSafe(idempotencyKey),
  };
  const { InvocationType, LogType, ClientContext } = input;
  if (InvocationType !== undefined) headers['x-amz-invocation-type'] = headerSafe(InvocationType);
  if (LogType !== undefined) headers['x-amz-log-type'] = headerSafe(LogType);
  if (ClientContext !== undefined) headers['x-amz-client-context'] = headerSafe(ClientContext);
  return headers;
}

/** By name of the function; the same few are called again and again. */
const invocationPath = remembered(500, (name) => `/2015-03-31/functions/${encodeRfc3986(name)}/invocations`);

/** Names of executions may hold any letters; header values may not. */
function headerSafe(text: string): string {
  return PLAIN.test(text) ? text : encodeURI(Buffer.from(text, 'utf8').toString('utf8'));
}

const PLAIN = /^[\x21-\x24\x26-\x7e]*$/;

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function toAnswer(reply: HttpReply): InvokeAnswer {
  const { statusCode, headers, header, body } = reply;
  return {
    statusCode,
    headers,
    requestId: requestIdOf(reply) ?? '',
    payload: body,
    executedVersion: header('x-amz-executed-version'),
    functionError: header('x-amz-function-error'),
    logResult: header('x-amz-log-result'),
  };
}

function requestIdOf({ header }: HttpReply): string | undefined {
  return header('x-amzn-requestid') ?? header('x-amzn-request-id') ?? header('x-amz-request-id');
}

/** The code stands in a header or in the body, perhaps with a namespace before or a URL behind it. */
function readRefusal({ header, body }: HttpReply): { code?: string; message: string; isReadable: boolean } {
  const value = body === '' ? {} : parseAnswer(body)?.value;
  if (!isObject(value)) return { message: `${body.slice(0, 200)} is not JSON`, isReadable: false };
  const named = header('x-amzn-errortype') ?? textOf(value, '__type') ?? textOf(value, 'code');
  const code = named?.split(',')[0]?.split(':')[0]?.split('#').at(-1);
  const message = textOf(value, 'message') ?? textOf(value, 'Message') ?? 'UnknownError';
  return { ...(code !== undefined && code !== '' && { code }), message, isReadable: true };
}

function textOf(value: JsonObject, name: string): string | undefined {
  const text = getOwn(value, name);
  return typeof text === 'string' ? text : undefined;
}
