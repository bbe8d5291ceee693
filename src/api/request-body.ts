/**
 * Reads the body of a request into memory within bounds: one request's size, and the sum over all that are being read.
 * Errors: BodyTooLarge (413) when the declared or actual size is over the limit, BodyBudgetExceeded (throttled) when
 * too much is being read at once, BodyAborted when the client is gone.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

export class BodyTooLarge extends Error {}
export class BodyBudgetExceeded extends Error {}
export class BodyAborted extends Error {}

/** Bytes of bodies that may be in memory at once. */
export class BodyBudget {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  take(bytes: number): boolean {
    if (bytes > this.#free) return false;
    this.#free -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.#free += bytes;
  }
}

export function declaredLength(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

/** The body as text; undefined when it is not UTF-8. Rejects with one of the errors above. */
export function readBody(request: IncomingMessage, maxBytes: number, budget: BodyBudget): Promise<string | undefined> {
  if (declaredLength(request) > maxBytes) return Promise.reject(new BodyTooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let isSettled = false;
    const settle = () => {
      isSettled = true;
      budget.give(bytes);
    };
    const fail = (error: Error) => {
      settle();
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      if (isSettled) return; // refused; the rest is thrown away
      if (bytes + chunk.length > maxBytes) return fail(new BodyTooLarge());
      if (!budget.take(chunk.length)) return fail(new BodyBudgetExceeded());
      bytes += chunk.length;
      chunks.push(chunk);
    };
    const onEnd = () => {
      if (isSettled) return;
      settle();
      resolve(toText(chunks, bytes));
    };
    const onClose = () => {
      if (!isSettled) fail(new BodyAborted());
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', ignore);
  });
}

function toText(chunks: readonly Buffer[], bytes: number): string | undefined {
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes);
  return isUtf8(body) ? body.toString('utf8') : undefined;
}

/** Errors of an aborted request are followed by 'close', which is what counts. */
function ignore(): void {}
