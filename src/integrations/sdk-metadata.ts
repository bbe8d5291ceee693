/**
 * The members `SdkHttpMetadata` and `SdkResponseMetadata` that optimised integrations add to a result.
 * `AllHttpHeaders` has every value in the order received; `HttpHeaders` one value each, in the order of the names
 * without regard to case. Header names keep the case in which the service sent them.
 */
import type { Json, JsonObject } from '../asl/json.ts';
import { getOwn, setOwn } from '../asl/json.ts';

export interface HttpAnswer {
  readonly statusCode: number;
  readonly requestId: string;
  readonly headers: readonly Header[];
}

export type Header = readonly [name: string, value: string];

export function sdkHttpMetadata(answer: HttpAnswer): JsonObject {
  return {
    AllHttpHeaders: allHttpHeaders(answer.headers),
    HttpHeaders: httpHeaders(answer.headers),
    HttpStatusCode: answer.statusCode,
  };
}

export function sdkResponseMetadata(answer: HttpAnswer): JsonObject {
  return { RequestId: answer.requestId };
}

function allHttpHeaders(headers: readonly Header[]): JsonObject {
  const all: JsonObject = {};
  for (const [name, value] of headers) {
    const values = getOwn(all, name) as Json[] | undefined;
    if (values) values.push(value);
    else setOwn(all, name, [value]);
  }
  return all;
}

function httpHeaders(headers: readonly Header[]): JsonObject {
  const single: JsonObject = {};
  for (const [name, value] of headers.toSorted(byName)) setOwn(single, name, value);
  return single;
}

function byName([a]: Header, [b]: Header): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return 0;
  return x < y ? -1 : 1;
}
