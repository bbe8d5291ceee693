/**
 * Values that JSONata expressions work with: JSON, `undefined` for "nothing", functions, and arrays that carry marks of
 * the language. Source: JSONata documentation, "Processing Model" (sequences) and "Array constructors".
 * Marks are plain members of arrays made here; arrays of the workflow's own data never carry any and are never changed.
 */

/** An array, with what the language must remember about it. */
export interface Items extends Array<Value> {
  /** A result sequence: with one item it stands for that item, without items for nothing. */
  sequence?: boolean;
  /** A sequence that stays an array with one item, as `[]` in a path asks for. */
  keepSingleton?: boolean;
  /** Written as an array in the expression; it is not flattened into sequences. */
  cons?: boolean;
  /** Holds tuples: items of a path together with the variables bound on the way. */
  tupleStream?: boolean;
  /** Wraps the array that is the input document as a whole. */
  outerWrapper?: boolean;
}

export interface Members {
  [key: string]: Value;
}

export type Value = undefined | null | boolean | number | string | Items | Members | Fn;

/** Anything that can be called. What it does is decided in call.ts, by its class. */
export abstract class Fn {
  /** How many arguments it takes; higher-order functions pass no more. */
  abstract readonly arity: number;

  /** The mark by which the library's signatures know functions. */
  get _jsonata_lambda(): true {
    return true;
  }
}

export function isFunction(value: Value): value is Fn {
  return value instanceof Fn;
}

/** An object of data: neither array nor function. */
export function isMembers(value: Value): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Fn);
}

export function isSequence(value: Value): value is Items {
  return Array.isArray(value) && value.sequence === true;
}

export function isTupleStream(value: Value): value is Items {
  return Array.isArray(value) && value.tupleStream === true;
}

export function sequence(...items: Value[]): Items {
  const result: Items = items;
  result.sequence = true;
  return result;
}

/** What a sequence stands for: nothing, its only item, or itself. */
export function unwrap(value: Value): Value {
  if (!Array.isArray(value) || value.sequence !== true || value.tupleStream === true) return value;
  if (value.length === 0) return undefined;
  return value.length === 1 && value.keepSingleton !== true ? value[0] : value;
}

/** Marks `$states`, whose members are made when they are asked for. */
export const LAZY: unique symbol = Symbol('lazy');

/** The own member, never one of the prototype. */
export function memberOf(object: Members, key: string): Value {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own member, also when the key is `__proto__`. */
export function setMember(object: Members, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
