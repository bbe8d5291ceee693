/** Conversions between types, and equality, as operators and functions of the language use them. */
import type { Evaluation } from './evaluation.ts';
import { Fault } from './fault.ts';
import type { Items, Value } from './values.ts';
import { isFunction, isMembers, memberOf } from './values.ts';

/** Whether a value counts as true; nothing, empty things, 0, null and functions do not. Source: "Boolean functions". */
export function toBoolean(value: Value): boolean {
  if (Array.isArray(value)) return value.some(toBoolean);
  if (isFunction(value)) return false;
  if (isMembers(value)) return hasMember(value);
  if (typeof value === 'number') return isFiniteNumber(value) && value !== 0;
  return value === true || (typeof value === 'string' && value !== '');
}

function hasMember(object: object): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return true;
  return false;
}

/** Whether it is a number; infinity is an error wherever somebody looks at it. */
export function isFiniteNumber(value: Value): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  return true;
}

/** Deep equality; the order of members does not count. */
export function equals(a: Value, b: Value, evaluation: Evaluation): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  evaluation.step();
  if (Array.isArray(a)) return Array.isArray(b) && itemsEqual(a, b, evaluation);
  if (!isMembers(a) || !isMembers(b)) return false;
  const keys = Object.keys(a);
  evaluation.step(keys.length / 4);
  if (keys.length !== Object.keys(b).length || !keys.every((key) => Object.hasOwn(b, key))) return false;
  return keys.every((key) => equals(memberOf(a, key), memberOf(b, key), evaluation));
}

function itemsEqual(a: Items, b: Items, evaluation: Evaluation): boolean {
  if (a.length !== b.length) return false;
  evaluation.step(a.length / 4);
  return a.every((item, i) => equals(item, b[i], evaluation));
}

/** Fifteen significant digits, which hide what binary fractions cannot hold. */
export function rounded(value: number): number {
  return Number(value.toPrecision(15));
}

/** The text of a value: strings as they are, functions as nothing, all else as JSON. */
export function toText(value: Value, evaluation: Evaluation, indent = 0): string {
  if (typeof value === 'string') return value;
  if (isFunction(value)) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Fault('D3001', { value });
  const whole = Array.isArray(value) && value.outerWrapper === true ? value[0] : value;
  evaluation.allocateText(textLength(whole, evaluation));
  return JSON.stringify(whole, replaceForText, indent);
}

function replaceForText(this: unknown, _key: string, value: Value): Value {
  if (typeof value === 'number' && isFiniteNumber(value)) return rounded(value);
  return isFunction(value) ? '' : value;
}

/** About how long the JSON text is; a value can share parts with itself and be far longer as text than in memory. */
function textLength(value: Value, evaluation: Evaluation): number {
  evaluation.step(0.25);
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object' || isFunction(value)) return 6;
  let length = 2;
  if (Array.isArray(value)) {
    for (const item of value) length += 1 + textLength(item, evaluation);
  } else {
    for (const key of Object.keys(value)) length += key.length + 4 + textLength(value[key], evaluation);
  }
  return length;
}
