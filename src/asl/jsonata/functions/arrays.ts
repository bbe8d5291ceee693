/** Functions on arrays and objects that call nothing back. Source: JSONata documentation, "Array Functions", "Object Functions". */
import { toBoolean } from '../casts.ts';
import type { Evaluation } from '../evaluation.ts';
import { Fault } from '../fault.ts';
import { append } from '../operators.ts';
import { lookup } from '../steps.ts';
import { clone } from '../transform.ts';
import type { Items, Members, Value } from '../values.ts';
import { isFunction, isMembers, isSequence, sequence, setMember } from '../values.ts';
import { redefined } from './library.ts';

export const arrays = {
  append: redefined('append', ([a, b], evaluation) => append(a, b, evaluation)),
  reverse: redefined('reverse', ([items], evaluation) => {
    if (!Array.isArray(items) || items.length <= 1) return items;
    evaluation.allocateItems(items.length);
    return [...items].reverse();
  }),
  shuffle: redefined('shuffle', ([items], evaluation) =>
    Array.isArray(items) && items.length > 1 ? shuffle(items, evaluation) : items,
  ),
  distinct: redefined('distinct', ([items], evaluation) =>
    Array.isArray(items) && items.length > 1 ? distinct(items, evaluation) : items,
  ),
  zip: redefined('zip', (args, evaluation) => zip(args, evaluation)),
  keys: redefined('keys', ([value], evaluation) => sequence(...keysOf(value, evaluation))),
  lookup: redefined('lookup', ([value, key], evaluation) => lookup(value, key as string, evaluation)),
  spread: redefined('spread', ([value], evaluation) => spread(value, evaluation)),
  merge: redefined('merge', ([objects], evaluation) =>
    objects === undefined ? undefined : merge(objects as Items, evaluation),
  ),
  clone: redefined('clone', ([value], evaluation) => clone(value, evaluation)),
  error: redefined('error', ([message]) => {
    throw new Fault('D3137', { message: message || '$error() function evaluated' });
  }),
  assert: redefined('assert', ([condition, message]) => {
    if (!toBoolean(condition)) throw new Fault('D3141', { message: message || '$assert() statement failed' });
    return undefined;
  }),
};

/** Fisher–Yates, from the inside out. */
function shuffle(items: Items, evaluation: Evaluation): Items {
  evaluation.allocateItems(items.length);
  const result: Items = [];
  for (const [i, item] of items.entries()) {
    const j = Math.floor(evaluation.host.random() * (i + 1));
    if (i !== j) result[i] = result[j];
    result[j] = item;
  }
  return result;
}

/** The first of each group of equal values. */
function distinct(items: Items, evaluation: Evaluation): Items {
  const seen = new Set<unknown>();
  const result: Items = isSequence(items) ? sequence() : [];
  evaluation.allocateItems(2 * items.length);
  for (const item of items) {
    const identity = identityOf(item, evaluation);
    if (!seen.has(identity)) result.push(item);
    seen.add(identity);
  }
  return result;
}

/** The same for equal values, and for no others. */
function identityOf(value: Value, evaluation: Evaluation): unknown {
  if (value === null || typeof value !== 'object' || isFunction(value)) return value;
  return `json ${canonicalText(value, evaluation)}`;
}

/** JSON with the members in order of their names. No string of the data begins like it: those are not JSON objects. */
function canonicalText(value: Value, evaluation: Evaluation): string {
  evaluation.step(4);
  if (typeof value === 'string') evaluation.allocateText(value.length);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, evaluation)).join(',')}]`;
  if (!isMembers(value)) return JSON.stringify(value) ?? '';
  const keys = Object.keys(value).sort();
  evaluation.allocateText(keys.length * 16);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key], evaluation)}`).join(',')}}`;
}

function zip(args: readonly Value[], evaluation: Evaluation): Items {
  const arrays = args.map((arg) => (Array.isArray(arg) ? arg : []));
  const length = arrays.length === 0 ? 0 : arrays.map((array) => array.length).reduce((a, b) => Math.min(a, b));
  evaluation.allocateItems(length * (arrays.length + 2));
  return Array.from({ length }, (_, i) => arrays.map((array) => array[i]));
}

function keysOf(value: Value, evaluation: Evaluation): string[] {
  if (isMembers(value)) {
    const keys = Object.keys(value);
    evaluation.allocateItems(keys.length);
    return keys;
  }
  if (!Array.isArray(value)) return [];
  const all = new Set<string>();
  for (const item of value) for (const key of keysOf(item, evaluation)) all.add(key);
  return [...all];
}

/** An object for each member. */
function spread(value: Value, evaluation: Evaluation): Value {
  if (Array.isArray(value)) return spreadItems(value, evaluation);
  if (!isMembers(value)) return value;
  const result = sequence();
  for (const key of Object.keys(value)) {
    evaluation.allocate(64);
    const object: Members = {};
    setMember(object, key, value[key]);
    result.push(object);
  }
  return result;
}

/** An array even of one object, unless there is nothing. */
function spreadItems(items: Items, evaluation: Evaluation): Items {
  const result: Items = items.length === 0 ? sequence() : [];
  for (const item of items) {
    const part = spread(item, evaluation);
    if (Array.isArray(part)) for (const object of part) result.push(object);
    else if (part !== undefined) result.push(part);
  }
  return result;
}

/** Later objects win. */
function merge(objects: Items, evaluation: Evaluation): Members {
  const result: Members = {};
  for (const object of objects) {
    if (!isMembers(object)) continue;
    const keys = Object.keys(object);
    evaluation.allocateItems(2 * keys.length);
    for (const key of keys) setMember(result, key, object[key]);
  }
  return result;
}
