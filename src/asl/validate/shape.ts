/**
 * Objects of the language as tables: which fields they have, which of them are required or exclude each other, and what
 * each must hold. Checks see one object at a time and report in the order of the document.
 *
 * Fields that no table names are refused, as AWS does: its text `Field 'X' is not supported` is known for fields that
 * stand on the wrong object as well as for ones the service did not know yet (QueryLanguage before it was introduced).
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import type { Dialect } from './dialect.ts';
import { looksLikePath } from './looks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { QueryLanguageChecks } from './query-language-checks.ts';

export type MachineType = 'STANDARD' | 'EXPRESS';

/** What a check must know of the surroundings. */
export interface Context {
  /** Type of the executions in which the states here run. */
  readonly machineType: MachineType;
  readonly machineLanguage: Dialect;
  /** The language of the state the check stands in. */
  readonly language: QueryLanguageChecks;
  /** How many Parallel and Map states are around. */
  readonly nesting: number;
  /** Checks a `States` object; handed down because it holds states and states hold such objects. */
  readonly checkStates: Check;
}

export type Check = (value: Json, at: Place, cx: Context) => void;

export interface Field {
  readonly check: Check;
  /** The only language that has the field. */
  readonly only?: Dialect;
}

export interface Shape {
  /** A Map: names in a definition may be those of Object.prototype. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly required?: readonly string[];
  readonly exactlyOne?: readonly (readonly string[])[];
  readonly atLeastOne?: readonly (readonly string[])[];
  readonly atMostOne?: readonly (readonly string[])[];
  /** What concerns several fields at once. */
  readonly also?: (object: JsonObject, at: Place, cx: Context) => void;
}

/** A table of fields: a check alone stands for a field that both languages have. */
export function fields(table: Readonly<Record<string, Check | Field>>): ReadonlyMap<string, Field> {
  const entries = Object.entries(table);
  return new Map(entries.map(([name, field]) => [name, typeof field === 'function' ? { check: field } : field]));
}

export function jsonPathOnly(check: Check): Field {
  return { check, only: 'JSONPath' };
}

export function jsonataOnly(check: Check): Field {
  return { check, only: 'JSONata' };
}

export function checkObject(value: Json, at: Place, cx: Context, shape: Shape): void {
  if (!isObject(value)) {
    at.report(messages.type('OBJECT'));
    return;
  }
  checkPresence(value, at, shape);
  for (const name of Object.keys(value)) checkField(value, name, at, cx, shape);
  shape.also?.(value, at, cx);
}

/** A check for a field that holds such an object. */
export function object(shape: Shape): Check {
  return (value, at, cx) => checkObject(value, at, cx, shape);
}

function checkPresence(object: JsonObject, at: Place, shape: Shape): void {
  const missing = (shape.required ?? []).filter((name) => !Object.hasOwn(object, name));
  if (missing.length > 0) at.report(messages.required(missing));
  for (const group of shape.exactlyOne ?? []) {
    if (present(object, group).length === 0) at.report(messages.exactlyOne(group));
  }
  for (const group of shape.atLeastOne ?? []) {
    if (present(object, group).length === 0) at.report(messages.atLeastOne(group));
  }
  for (const group of [...(shape.exactlyOne ?? []), ...(shape.atMostOne ?? [])]) {
    if (present(object, group).length > 1) at.report(messages.onlyOne(group));
  }
}

/** `End: false` says nothing: the state needs, and may have, a Next. */
function present(object: JsonObject, group: readonly string[]): string[] {
  return group.filter((name) => Object.hasOwn(object, name) && !(name === 'End' && object[name] === false));
}

function checkField(object: JsonObject, name: string, at: Place, cx: Context, shape: Shape): void {
  const field = shape.fields.get(name);
  if (!field) at.report(messages.unsupported(name));
  else if (field.only !== undefined && field.only !== cx.language.name) {
    at.report(messages.otherLanguage(cx.language.name, name, field.only));
  } else {
    const value = getOwn(object, name) as Json;
    field.check(value, at.field(name), cx);
    if (cx.language.name === 'JSONPath' && hasReadingSister(name, shape)) warnOfPath(value, name, at);
  }
}

/** ResultPath does not read a Result, it says where the result goes. */
function hasReadingSister(name: string, shape: Shape): boolean {
  return shape.fields.has(`${name}Path`) && name !== 'Result';
}

/** A path in the field whose sister with the name on `Path` would have read it. */
function warnOfPath(value: Json, name: string, at: Place): void {
  if (looksLikePath(value)) at.field(name).warn(messages.noPath(name), 'NO_PATH');
}
