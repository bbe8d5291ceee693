/**
 * From the value of an expression to plain JSON: without the marks of sequences, which would mean something to the next
 * expression. Infinity, which JSON has no number for, becomes text, as on AWS. What is plain already stays the same object.
 * Errors: Fault for data nested too deeply; States.DataLimitExceeded for values that share parts with themselves and are far too long when written.
 */
import { EvaluationFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { setOwn } from '../json.ts';
import { MAX_PAYLOAD_BYTES } from '../payload.ts';
import { stackOverflow } from './fault.ts';
import type { Items, Members, Value } from './values.ts';
import { isFunction, LAZY } from './values.ts';

/** Thrown for functions, which are no data. */
export class Unsupported {}

/** Characters of JSON text; the exact check is made on the text. */
const LIMIT = 8 * MAX_PAYLOAD_BYTES;

/** Deeper data could not be written down everywhere it has to be. */
const MAX_DEPTH = 1000;

export function toJson(value: Exclude<Value, undefined>): Json {
  return plain(value, { left: LIMIT, depth: MAX_DEPTH });
}

interface Quota {
  left: number;
  depth: number;
}

function plain(value: Value, quota: Quota): Json {
  quota.left -= 2;
  if (typeof value === 'string') quota.left -= value.length;
  if (quota.left < 0) throw tooLarge();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (isFunction(value)) throw new Unsupported();
  if (--quota.depth < 0) throw stackOverflow();
  const result = Array.isArray(value) ? plainItems(value, quota) : plainMembers(value, quota);
  quota.depth++;
  return result;
}

function plainItems(items: Items, quota: Quota): Json[] {
  const marked = items.sequence !== undefined || items.cons !== undefined;
  let copy: Json[] | undefined = marked ? [] : undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const json = plain(item, quota);
    if (copy === undefined && json !== item) copy = items.slice(0, i) as Json[];
    copy?.push(json);
  }
  return copy ?? (items as Json[]);
}

function plainMembers(object: Members, quota: Quota): JsonObject {
  // `$states` itself is copied: what it shows must stay as it was.
  const isLazy = LAZY in object;
  let copy: JsonObject | undefined;
  const keys = Object.keys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    quota.left -= key.length + 3;
    const value = object[key];
    const json = plain(value, quota);
    if (copy === undefined && (isLazy || json !== value)) copy = copyOf(object, keys.slice(0, i));
    if (copy !== undefined) setOwn(copy, key, json);
  }
  return copy ?? (object as JsonObject);
}

function copyOf(object: Members, keys: readonly string[]): JsonObject {
  const copy: JsonObject = {};
  for (const key of keys) setOwn(copy, key, object[key] as Json);
  return copy;
}

function tooLarge(): EvaluationFailure {
  return new EvaluationFailure(
    'States.DataLimitExceeded',
    'The evaluated data has a size exceeding the maximum number of bytes service limit.',
  );
}
