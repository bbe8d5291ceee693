/**
 * The Invoke operation of Lambda through the AWS SDK. One client per Region (for a stand-in also per account), all on
 * the same connections. The SDK never repeats a call: that is what Retry is for. It is loaded with the first call, so
 * that a server whose workflows use no function starts without it.
 */
import type { InvokeCommandInput, InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import type { Environment } from './aws-credentials.ts';
import { standInCredentials } from './aws-credentials.ts';
import { AwsHttpHandler, rawHeaders } from './aws-http-handler.ts';
import type { HttpAnswer } from './sdk-metadata.ts';

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

export interface InvokeAnswer extends HttpAnswer {
  readonly executedVersion?: string;
  /** `Handled` or `Unhandled` when the function failed; the payload tells how. */
  readonly functionError?: string;
  /** Base64. */
  readonly logResult?: string;
  /** Text that the function returned; empty when there is none. */
  readonly payload: string;
}

type Sdk = typeof import('@aws-sdk/client-lambda');

/** Room for the 6 MB that Lambda lets a function return. */
const MAX_ANSWER_BYTES = 7 * 1024 * 1024;
/** Far more than the Regions there are: stand-ins may see any number of accounts. */
const MAX_CLIENTS = 100;

export class LambdaClients {
  readonly #environment: Environment;
  readonly #handler: AwsHttpHandler;
  readonly #clients = new Map<string, LambdaClient>();

  constructor(options: LambdaClientsOptions = {}) {
    this.#environment = options.environment ?? process.env;
    this.#handler = new AwsHttpHandler({
      maxAnswerBytes: MAX_ANSWER_BYTES,
      ...(options.requestTimeoutMs !== undefined && { requestTimeoutMs: options.requestTimeoutMs }),
    });
  }

  /** Rejects with whatever the SDK throws; see lambda-error.ts. */
  async invoke(input: InvokeCommandInput, caller: InvokeCaller): Promise<InvokeAnswer> {
    const sdk = await loadSdk();
    const command = new sdk.InvokeCommand(input);
    let response: unknown;
    command.middlewareStack.add(
      (next) => async (args) => {
        setHeader(args.request, 'idempotency-key', headerSafe(caller.idempotencyKey));
        const result = await next(args);
        response = result.response;
        return result;
      },
      { step: 'build', name: 'stairwellInvoke' },
    );
    const output = await this.#client(sdk, caller).send(command, { abortSignal: caller.signal });
    return toAnswer(output, response);
  }

  close(): void {
    this.#clients.clear();
    this.#handler.destroy();
  }

  #client(sdk: Sdk, { account, region }: InvokeCaller): LambdaClient {
    const credentials = standInCredentials(this.#environment, 'LAMBDA', account);
    const key = credentials === undefined ? region : `${region}/${account}`;
    let client = this.#clients.get(key);
    if (client === undefined) {
      if (this.#clients.size >= MAX_CLIENTS) this.#clients.clear();
      client = new sdk.LambdaClient({
        region,
        maxAttempts: 1,
        requestHandler: this.#handler,
        ...(credentials && { credentials }),
      });
      this.#clients.set(key, client);
    }
    return client;
  }
}

let loading: Promise<Sdk> | undefined;

function loadSdk(): Promise<Sdk> {
  loading ??= import('@aws-sdk/client-lambda');
  return loading;
}

/** Whether Lambda's API model declares the code of this error: only then the SDK has a class of its own for it. */
export async function isModelled(error: unknown): Promise<boolean> {
  const { LambdaServiceException } = await loadSdk();
  return error instanceof LambdaServiceException && error.constructor !== LambdaServiceException;
}

function setHeader(request: unknown, name: string, value: string): void {
  (request as { headers: Record<string, string> }).headers[name] = value;
}

/** Names of executions may hold any letters; header values may not. */
function headerSafe(text: string): string {
  return encodeURI(Buffer.from(text, 'utf8').toString('utf8'));
}

function toAnswer(output: InvokeCommandOutput, response: unknown): InvokeAnswer {
  const { ExecutedVersion, FunctionError, LogResult, Payload, StatusCode, $metadata } = output;
  return {
    statusCode: StatusCode ?? $metadata.httpStatusCode ?? 200,
    requestId: $metadata.requestId ?? '',
    headers: rawHeaders(response),
    // The SDK gives null, against its types, for an answer without body.
    payload: Payload ? Buffer.from(Payload).toString('utf8') : '',
    ...(ExecutedVersion !== undefined && { executedVersion: ExecutedVersion }),
    ...(FunctionError !== undefined && { functionError: FunctionError }),
    ...(LogResult !== undefined && { logResult: LogResult }),
  };
}
