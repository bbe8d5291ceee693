/**
 * One HTTP request and its whole answer, over kept connections. No time limit of its own unless one is given: that of
 * the state aborts the request. An answer longer than `maxAnswerBytes` is cut off with `AnswerTooLarge`. Nothing is
 * repeated that the other side may have seen, for it may have had effect.
 * undici underneath, whose calls cost half the CPU of those of node:http.
 */
import type { Client, Dispatcher } from 'undici';
import { AnswerTooLarge } from './aws-http-handler.ts';
import { HttpClients, type Origin } from './http-clients.ts';
import { CONNECTION_TIMEOUT_MS } from './kept-connections.ts';
import type { Header } from './sdk-metadata.ts';

export interface HttpCall {
  /** Such as `http://127.0.0.1:3001`. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: 'POST';
  /** Without content-length, which is added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface HttpReply {
  readonly statusCode: number;
  /** Names and values as they came. */
  readonly headers: readonly Header[];
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export interface HttpCallerOptions {
  readonly maxAnswerBytes: number;
  readonly requestTimeoutMs?: number | undefined;
  /** At once to one origin; further calls wait for one. As many as an account may run functions at once, by default. */
  readonly maxConnections?: number;
}

type Controller = Dispatcher.DispatchController;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

export class HttpCaller {
  readonly #options: HttpCallerOptions;
  #clients: HttpClients | undefined;
  #loading: Promise<HttpClients> | undefined;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
  }

  /** Rejects with the error of the transport. */
  async call(call: HttpCall): Promise<HttpReply> {
    const clients = this.#clients ?? (await this.#load());
    return new Promise((resolve, reject) => {
      if (call.signal.aborted) reject(aborted());
      else new Exchange(call, clients.of(call.origin), this.#options, resolve, reject).start();
    });
  }

  close(): void {
    this.#clients?.destroy();
  }

  async #load(): Promise<HttpClients> {
    this.#loading ??= HttpClients.load(this.#options.maxConnections);
    this.#clients = await this.#loading;
    return this.#clients;
  }
}

/** A request under way. Settled once; what comes later is ignored. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #call: HttpCall;
  readonly #connections: Origin;
  readonly #maxAnswerBytes: number;
  readonly #resolve: (reply: HttpReply) => void;
  readonly #reject: (error: Error) => void;
  readonly #onAbort = (): void => this.#giveUp(aborted());
  readonly #timer: NodeJS.Timeout | undefined;
  #client: Client | undefined;
  #controller: Controller | undefined;
  #givenUp: Error | undefined;
  #statusCode = 0;
  #headers: Headers = {};
  #rawHeaders: readonly Buffer[] = [];
  #bytes = 0;
  readonly #chunks: Buffer[] = [];

  constructor(
    call: HttpCall,
    connections: Origin,
    { maxAnswerBytes, requestTimeoutMs }: HttpCallerOptions,
    resolve: (reply: HttpReply) => void,
    reject: (error: Error) => void,
  ) {
    this.#call = call;
    this.#connections = connections;
    this.#maxAnswerBytes = maxAnswerBytes;
    this.#resolve = resolve;
    this.#reject = reject;
    call.signal.addEventListener('abort', this.#onAbort);
    if (requestTimeoutMs !== undefined) {
      const error = timeout(`a request has exceeded the configured ${requestTimeoutMs} ms requestTimeout.`);
      this.#timer = setTimeout(() => this.#giveUp(error), requestTimeoutMs);
    }
  }

  start(): void {
    this.#connections.use((client) => {
      if (this.#givenUp !== undefined) return this.#connections.release(client);
      this.#client = client;
      const { path, method, headers, body } = this.#call;
      client.dispatch({ path, method, headers, body }, this);
    });
  }

  /** The connection is there; nothing was sent yet. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#givenUp !== undefined) controller.abort(this.#givenUp);
  }

  /** Comes for informational answers, too; the last one counts. */
  onResponseStart(controller: Controller, statusCode: number, headers: Headers): void {
    this.#statusCode = statusCode;
    this.#headers = headers;
    this.#rawHeaders = controller.rawHeaders as readonly Buffer[];
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#maxAnswerBytes) this.#chunks.push(chunk);
    else controller.abort(new AnswerTooLarge(`The answer is longer than ${this.#maxAnswerBytes} bytes`));
  }

  onResponseEnd(): void {
    this.#settle();
    this.#connections.release(this.#client as Client);
    const chunks = this.#chunks;
    const body = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
    this.#resolve(replyOf(this.#statusCode, this.#headers, this.#rawHeaders, body));
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#settle();
    this.#connections.release(this.#client as Client);
    this.#reject(plainError(error, this.#statusCode !== 0));
  }

  #giveUp(error: Error): void {
    this.#givenUp = error;
    this.#settle();
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#call.signal.removeEventListener('abort', this.#onAbort);
  }
}

function replyOf(statusCode: number, named: Headers, raw: readonly Buffer[], body: string): HttpReply {
  const headers: Header[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    headers.push([(raw[i] as Buffer).toString('latin1'), (raw[i + 1] as Buffer).toString('latin1')]);
  }
  const header = (name: string) => {
    const value = named[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return { statusCode, headers, header, body };
}

/** undici's words for what breaks, in those that everybody knows from node:http. */
function plainError(error: Error & { readonly code?: string }, hasBegun: boolean): Error {
  switch (error.code) {
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new Error(hasBegun ? 'aborted' : 'socket hang up');
    case 'UND_ERR_CONNECT_TIMEOUT':
      return timeout(`no connection within ${CONNECTION_TIMEOUT_MS} ms`);
    default:
      return error;
  }
}

function timeout(message: string): Error {
  return Object.assign(new Error(message), { name: 'TimeoutError' });
}

function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
