/**
 * One HTTP request and its whole answer, over kept connections. No time limit of its own unless one is given: that of
 * the state aborts the request. An answer longer than `maxAnswerBytes` is cut off with `AnswerTooLarge`.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AnswerTooLarge } from './aws-http-handler.ts';
import { type Agents, keptConnections } from './kept-connections.ts';
import type { Header } from './sdk-metadata.ts';

export interface HttpCall {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  /** With the query. */
  readonly path: string;
  readonly method: string;
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
}

const CONNECTION_TIMEOUT_MS = 10_000;

export class HttpCaller {
  readonly #agents: Agents = keptConnections();
  readonly #options: HttpCallerOptions;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
  }

  /** Rejects with the error of the transport. */
  call({ protocol, hostname, port, path, method, headers, body, signal }: HttpCall): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted());
      const isPlain = protocol === 'http:';
      const agent = isPlain ? this.#agents.httpAgent : this.#agents.httpsAgent;
      const request = (isPlain ? httpRequest : httpsRequest)({ agent, hostname, port, path, method, headers });
      const limits = this.#limit(request);
      const onAbort = () => request.destroy(aborted());
      signal.addEventListener('abort', onAbort, { once: true });
      const settle = () => {
        limits.clear();
        signal.removeEventListener('abort', onAbort);
      };
      const fail = (error: Error) => {
        settle();
        reject(error);
      };
      request.on('error', fail);
      request.on('response', (answer) => {
        readAnswer(answer, this.#options.maxAnswerBytes, fail, (text) => {
          settle();
          resolve(replyOf(answer, text));
        });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#agents.httpAgent.destroy();
    this.#agents.httpsAgent.destroy();
  }

  /** Gives up a connection that is not made in time, and an answer that does not come in time. */
  #limit(request: ClientRequest): { clear(): void } {
    const { requestTimeoutMs } = this.#options;
    const giveUp = (ms: number, message: string) => setTimeout(() => request.destroy(timeout(message)), ms);
    let connecting: NodeJS.Timeout | undefined;
    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      connecting = giveUp(CONNECTION_TIMEOUT_MS, `no connection within ${CONNECTION_TIMEOUT_MS} ms`);
      socket.once('connect', () => clearTimeout(connecting));
    });
    const answering =
      requestTimeoutMs === undefined
        ? undefined
        : giveUp(requestTimeoutMs, `a request has exceeded the configured ${requestTimeoutMs} ms requestTimeout.`);
    return {
      clear() {
        clearTimeout(connecting);
        clearTimeout(answering);
      },
    };
  }
}

function readAnswer(
  answer: IncomingMessage,
  maxBytes: number,
  failed: (error: Error) => void,
  done: (text: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) answer.destroy(new AnswerTooLarge(`The answer is longer than ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  answer.on('end', () => done((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8')));
  answer.on('error', failed);
}

function replyOf(answer: IncomingMessage, body: string): HttpReply {
  const headers: Header[] = [];
  const raw = answer.rawHeaders;
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? '']);
  const header = (name: string) => {
    const value = answer.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return { statusCode: answer.statusCode ?? 0, headers, header, body };
}

function timeout(message: string): Error {
  return Object.assign(new Error(message), { name: 'TimeoutError' });
}

function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
