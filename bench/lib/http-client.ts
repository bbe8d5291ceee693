/**
 * HTTP/1.1 over raw keep-alive sockets, one request in flight on each. An SDK, or node's own client, would cost more
 * CPU per call than the server under test. Loopback only. Takes a path, header lines and a body; resolves with status
 * and body as text; rejects when the connection breaks before the answer.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const OPENED_AT_ONCE = 100;

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

interface Job {
  readonly request: string;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Head {
  readonly status: number;
  readonly bodyAt: number;
  /** Undefined: chunked. */
  readonly length: number | undefined;
  readonly closes: boolean;
}

export class HttpClient {
  readonly #port: number;
  readonly #host: string;
  readonly #maxConnections: number;
  readonly #idle: Connection[] = [];
  readonly #queue: Job[] = [];
  #connections = 0;

  constructor(url: string, maxConnections: number) {
    const { hostname, port } = new URL(url);
    if (!['127.0.0.1', 'localhost'].includes(hostname)) throw new Error(`not a loopback address: ${url}`);
    this.#host = hostname;
    this.#port = Number(port);
    this.#maxConnections = maxConnections;
  }

  /** Opens so many connections, a few at a time, and keeps them. */
  async open(count: number): Promise<void> {
    for (let left = Math.min(count, this.#maxConnections) - this.#connections; left > 0; left -= OPENED_AT_ONCE) {
      const opened = Array.from({ length: Math.min(left, OPENED_AT_ONCE) }, () => this.#connect());
      await Promise.all(opened.map((connection) => connection.opened()));
      this.#idle.push(...opened);
    }
  }

  /** `headers`: complete lines, each ending in CRLF. */
  post(path: string, headers: string, body: string): Promise<HttpAnswer> {
    const length = Buffer.byteLength(body);
    const request = `POST ${path} HTTP/1.1\r\nhost: ${this.#host}:${this.#port}\r\n${headers}content-length: ${length}\r\n\r\n${body}`;
    return new Promise((resolve, reject) => this.#take({ request, resolve, reject }));
  }

  close(): void {
    for (const connection of this.#idle) connection.end();
  }

  #take(job: Job): void {
    const connection = this.#idle.pop();
    if (connection !== undefined) connection.send(job);
    else if (this.#connections < this.#maxConnections) this.#connect().send(job);
    else this.#queue.push(job);
  }

  #connect(): Connection {
    this.#connections++;
    return new Connection(connect({ host: this.#host, port: this.#port, noDelay: true }), {
      idle: (connection) => {
        const next = this.#queue.shift();
        if (next === undefined) this.#idle.push(connection);
        else connection.send(next);
      },
      closed: (connection) => {
        this.#connections--;
        const at = this.#idle.indexOf(connection);
        if (at >= 0) this.#idle.splice(at, 1);
        const next = this.#queue.shift();
        if (next !== undefined) this.#take(next);
      },
    });
  }
}

interface ConnectionEvents {
  idle(connection: Connection): void;
  closed(connection: Connection): void;
}

class Connection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  #job: Job | undefined;
  #received: Buffer | undefined;
  #head: Head | undefined;
  #error: Error | undefined;

  constructor(socket: Socket, events: ConnectionEvents) {
    this.#socket = socket;
    this.#events = events;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => this.#closed());
  }

  send(job: Job): void {
    this.#job = job;
    this.#socket.write(job.request);
  }

  async opened(): Promise<void> {
    await once(this.#socket, 'connect');
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    // Not asked for: the server says goodbye to a connection on which nothing came for long.
    if (this.#job === undefined) return this.end();
    const received = this.#received === undefined ? chunk : Buffer.concat([this.#received, chunk]);
    this.#received = received;
    this.#head ??= parseHead(received);
    if (this.#head === undefined) return;
    const body = bodyOf(received, this.#head);
    if (body !== undefined) this.#done({ status: this.#head.status, body }, this.#head.closes);
  }

  #done(answer: HttpAnswer, closes: boolean): void {
    const job = this.#job;
    this.#job = undefined;
    this.#received = undefined;
    this.#head = undefined;
    if (closes) this.#socket.destroy();
    else this.#events.idle(this);
    job?.resolve(answer);
  }

  #closed(): void {
    this.#events.closed(this);
    this.#job?.reject(this.#error ?? new Error('the server closed the connection'));
    this.#job = undefined;
  }
}

function parseHead(received: Buffer): Head | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const text = received.toString('latin1', 0, end).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(text)?.[1];
  if (length === undefined && !/\r\ntransfer-encoding: *chunked/.test(text)) {
    throw new Error(`an answer without length: ${text}`);
  }
  return {
    status: Number(text.slice(9, 12)),
    bodyAt: end + 4,
    length: length === undefined ? undefined : Number(length),
    closes: text.includes('\r\nconnection: close'),
  };
}

/** Undefined until all of it has arrived. */
function bodyOf(received: Buffer, { bodyAt, length }: Head): string | undefined {
  if (length === undefined) return chunksOf(received, bodyAt);
  return received.length < bodyAt + length ? undefined : received.toString('utf8', bodyAt, bodyAt + length);
}

function chunksOf(received: Buffer, start: number): string | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = received.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + 2;
    if (received.length < from + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks).toString();
    chunks.push(received.subarray(from, from + size));
    at = from + size + 2;
  }
}
