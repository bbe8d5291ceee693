/**
 * Pagination tokens. Source: API reference, nextToken ("expires after 24 hours", InvalidToken).
 * A token is `base64url(<expiry, ms>.<position>)` and an HMAC-SHA256 over operation, query and that; it is good for the
 * same operation with the same arguments only (maxResults may change). Anything else is InvalidToken, without telling why.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { apiErrors } from '../aws/api-error.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

export class NextTokens {
  readonly #key: string;
  readonly #nowMs: () => number;

  constructor(key: string, nowMs: () => number) {
    this.#key = key;
    this.#nowMs = nowMs;
  }

  /** `query`: the arguments that must not change between pages; `position`: where the next page starts. */
  issue(operation: string, query: readonly unknown[], position: string): string {
    return this.#token(operation, query, `${this.#nowMs() + LIFETIME_MS}.${position}`);
  }

  /** The position in a token that this operation gave out for this query; throws InvalidToken otherwise. */
  open(operation: string, query: readonly unknown[], token: string): string {
    const payload = Buffer.from(token.slice(0, Math.max(0, token.indexOf('.'))), 'base64url').toString();
    const dot = payload.indexOf('.');
    // The whole token is made again and compared, so that no other spelling of the same bytes passes.
    if (dot < 0 || !sameText(token, this.#token(operation, query, payload))) throw apiErrors.invalidToken();
    if (Number(payload.slice(0, dot)) < this.#nowMs()) throw apiErrors.invalidToken();
    return payload.slice(dot + 1);
  }

  #token(operation: string, query: readonly unknown[], payload: string): string {
    const text = JSON.stringify([operation, query, payload]);
    const mac = createHmac('sha256', this.#key).update(text).digest('base64url');
    return `${Buffer.from(payload).toString('base64url')}.${mac}`;
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
