/**
 * A stand-in for Lambda on the loopback interface. Every function answers with its payload after a moment. The function
 * `closed` fails with the error `Closed` until its payload's `id` has been opened.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longest time that a call takes. */
const SLOWEST_MS = 80;

export class LambdaStandIn {
  readonly #random: () => number;
  /** Calls by the `id` of their payload. */
  readonly calls = new Map<string, number>();
  readonly open = new Set<string>();
  #server: Server | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Answers with the URL. */
  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const payload = Buffer.concat(chunks).toString();
        const isClosed = this.#take(payload) && request.url?.includes('closed') === true;
        const failure = { errorType: 'Closed', errorMessage: 'not open yet' };
        setTimeout(() => {
          response.writeHead(200, isClosed ? { 'x-amz-function-error': 'Unhandled' } : {});
          response.end(isClosed ? JSON.stringify(failure) : payload);
        }, this.#random() * SLOWEST_MS);
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  /** Counts the call; whether its id is closed. */
  #take(payload: string): boolean {
    const { id } = JSON.parse(payload) as { id: string };
    this.calls.set(id, (this.calls.get(id) ?? 0) + 1);
    return !this.open.has(id);
  }
}
