/**
 * The Step Functions API without sockets: from a request's target and body to the answer.
 * Target → body's JSON → API model → operation → JSON. ApiErrors are answers; a store that cannot answer now makes it
 * ServiceUnavailable; anything else that is thrown is a fault of ours: logged with the request id, answered as
 * InternalFailure without details.
 */

import type { Json } from '../asl/json.ts';
import { jsonDepthExceeds, MAX_JSON_DEPTH } from '../asl/validate/json-text.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import type { WorkflowService } from '../engine/service.ts';
import { StoreError, type StoreErrorCode } from '../store/errors.ts';
import type { Admission } from './admission.ts';
import { decodeInput } from './constraints.ts';
import { extensions } from './extensions/index.ts';
import type { ExtensionInput, ExtensionName } from './extensions/model.ts';
import { extensionModel } from './extensions/model.ts';
import type { Logger } from './logger.ts';
import { type Input, type OperationModel, type OperationName, operationModel } from './model.ts';
import { NextTokens } from './next-token.ts';
import type { About, OperationContext } from './operation.ts';
import { operations } from './operations/index.ts';
import { requestRealm } from './realm.ts';
import { type ApiResponse, failure, newRequestId, success } from './wire.ts';

export interface ApiRequest {
  /** Header X-Amz-Target. */
  readonly target?: string | undefined;
  /** Header Authorization. */
  readonly authorization?: string | undefined;
  /** X-Amz-Credential of a query string. */
  readonly credential?: string | undefined;
  /** Makes a signal that is aborted when the caller goes away. */
  readonly whenGone?: (() => AbortSignal) | undefined;
  /** Undefined when the body is not valid UTF-8. */
  readonly body: string | undefined;
}

export interface Api {
  /** Never rejects. */
  handle(request: ApiRequest): Promise<ApiResponse>;
}

export interface ApiOptions {
  readonly service: WorkflowService;
  readonly defaultAccount: string;
  readonly defaultRegion: string;
  /** Secret that pagination tokens are authenticated with. */
  readonly tokenKey: string;
  readonly log: Logger;
  /** Absent: whoever asks is answered, as the engine's own tasks are. */
  readonly admission?: Admission;
  readonly about?: About;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
}

const TARGETS: readonly { prefix: string; handlers: ReadonlyMap<string, object>; modelOf: typeof operationModel }[] = [
  { prefix: 'AWSStepFunctions.', handlers: operations, modelOf: operationModel },
  { prefix: 'Stairwell.', handlers: extensions, modelOf: extensionModel },
];
/** What a store says while it is opened again, or cannot be read for a moment: the same request may succeed soon. */
const PASSING: ReadonlySet<StoreErrorCode> = new Set(['unavailable', 'behind', 'failed', 'closed']);
const INTERNAL_FAILURE = 'The request processing has failed because of an unknown error, exception or failure.';

export function createApi(options: ApiOptions): Api {
  const { service, log, about } = options;
  const nowMs = options.nowMs ?? Date.now;
  const tokens = new NextTokens(options.tokenKey, nowMs);
  const defaults: Realm = { account: options.defaultAccount, region: options.defaultRegion };

  async function run(request: ApiRequest): Promise<string> {
    const { operation, model } = operationOf(request.target);
    options.admission?.refuseWhenFull(operation.name);
    const input = decodeInput(model.input, parseBody(request.body)) as AnyInput;
    const realm = requestRealm(request, defaults);
    const { whenGone } = request;
    const entered = options.admission?.enter(operation.name, input, realm);
    const leave = entered instanceof Promise ? await entered : entered;
    try {
      const output = await operation.handle(input, { service, realm, tokens, log, nowMs, whenGone, about });
      return typeof output === 'string' ? output : JSON.stringify(output);
    } finally {
      leave?.();
    }
  }

  return {
    async handle(request) {
      const requestId = newRequestId();
      try {
        return success(await run(request), requestId);
      } catch (error) {
        if (error instanceof ApiError) {
          log.debug({ requestId, target: request.target, code: error.code }, 'request refused');
          return failure(error, requestId);
        }
        if (error instanceof StoreError && PASSING.has(error.code)) {
          log.warn({ err: error, requestId, target: request.target }, 'the store could not answer a request');
          return failure(apiErrors.unavailable(), requestId);
        }
        log.error({ err: error, requestId, target: request.target }, 'request failed unexpectedly');
        return failure(new ApiError('InternalFailure', INTERNAL_FAILURE), requestId);
      }
    },
  };
}

/** The input fits the model that was found together with its handler. */
type AnyInput = Input<OperationName> & ExtensionInput<ExtensionName>;

interface Handler {
  readonly name: string;
  handle(input: AnyInput, context: OperationContext): Promise<object | string>;
}

interface Found {
  readonly operation: Handler;
  readonly model: OperationModel;
}

/** By the targets that were asked for; only those of operations that there are. */
const found = new Map<string | undefined, Found>();

function operationOf(target: string | undefined): Found {
  let operation = found.get(target);
  if (operation === undefined) {
    operation = findOperation(target);
    found.set(target, operation);
  }
  return operation;
}

function findOperation(target = ''): Found {
  const family = TARGETS.find(({ prefix }) => target.startsWith(prefix));
  const name = target.slice(family?.prefix.length ?? 0);
  const operation = family?.handlers.get(name) as Handler | undefined;
  const model = family?.modelOf(name);
  if (operation === undefined || model === undefined) {
    throw new ApiError('UnknownOperationException', model ? `${name} is not supported yet` : 'Unknown operation');
  }
  return { operation, model };
}

/** The body as JSON; of duplicate keys the last wins. A byte order mark is not JSON. */
function parseBody(body: string | undefined): Json {
  if (body === undefined) throw new ApiError('SerializationException', 'The request body is not valid UTF-8');
  if (isTooDeep(body)) {
    throw new ApiError('SerializationException', `The request body is nested deeper than ${MAX_JSON_DEPTH} levels`);
  }
  const value = tryParse(body);
  if (value === undefined) throw new ApiError('SerializationException', 'The request body is not valid JSON');
  return value;
}

/** A text shorter than two characters a level cannot be too deep, so most are never scanned. */
function isTooDeep(text: string): boolean {
  return text.length > 2 * MAX_JSON_DEPTH && jsonDepthExceeds(text, MAX_JSON_DEPTH);
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
