/** Checks of single values, of which the tables of fields are made. */
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { checkIntrinsicOrPath, checkPath, checkReferencePath } from '../jsonpath/check.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Dialect } from './dialect.ts';
import { hasDynamicMember, looksComputed } from './looks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Reads } from './query-language-checks.ts';
import type { Check, Context } from './shape.ts';

/** Largest number of seconds, attempts and the like. */
export const MAX_INTEGER = 99_999_999;

export const anything: Check = () => {};

/** Result of a Pass state: any JSON, in which nothing is evaluated. */
export const staticResult: Check = (value, at) => {
  if (looksComputed(value) || hasDynamicMember(value)) at.warn(messages.staticResult, 'PASS_RESULT_IS_STATIC');
};

export const string: Check = (value, at) => {
  if (typeof value !== 'string') at.report(messages.type('STRING'));
};

export const boolean: Check = (value, at) => {
  if (typeof value !== 'boolean') at.report(messages.type('BOOLEAN'));
};

export const number: Check = (value, at) => {
  if (typeof value !== 'number') at.report(messages.type('NUMBER'));
};

export function integer(minimum: number, maximum: number): Check {
  return (value, at) => {
    if (!Number.isInteger(value)) at.report(messages.integer);
    else checkRange(value as number, minimum, maximum, at);
  };
}

export function numberBetween(minimum: number, maximum: number): Check {
  return (value, at) => {
    if (typeof value !== 'number') at.report(messages.type('NUMBER'));
    else checkRange(value, minimum, maximum, at);
  };
}

function checkRange(value: number, minimum: number, maximum: number, at: Place): void {
  if (value < minimum) at.report(messages.minimum(minimum));
  if (value > maximum) at.report(messages.maximum(maximum));
}

export function oneOf(...values: string[]): Check {
  return (value, at) => {
    if (typeof value !== 'string') at.report(messages.type('STRING'));
    else if (!values.includes(value)) at.report(messages.oneOf(values));
  };
}

/** An array, each item of which passes `check`. */
export function list(check: Check): Check {
  return (value, at, cx) => {
    if (!Array.isArray(value)) at.report(messages.type('ARRAY'));
    else for (const [i, item] of value.entries()) check(item, at.item(i), cx);
  };
}

export function nonEmptyList(check: Check): Check {
  const items = list(check);
  return (value, at, cx) => {
    if (Array.isArray(value) && value.length === 0) at.report(messages.empty);
    else items(value, at, cx);
  };
}

export const timestamp: Check = (value, at) => {
  if (typeof value !== 'string') at.report(messages.type('STRING'));
  else if (parseTimestamp(value) === undefined) at.report(messages.timestamp);
};

/** In JSONata states an expression may stand for the value. */
export function orExpression(check: Check, reads: Reads = 'input'): Check {
  return (value, at, cx) => {
    if (!cx.language.expression(value, at, reads)) check(value, at, cx);
  };
}

/** An object in which values may be computed. */
export function template(reads: Reads): Check {
  return (value, at, cx) => {
    if (!isObject(value)) at.report(messages.type('OBJECT'));
    else cx.language.template(value, at, reads);
  };
}

/** Any JSON in which values may be computed. */
export function anyTemplate(reads: Reads): Check {
  return (value, at, cx) => {
    if (!cx.language.expression(value, at, reads)) cx.language.template(value, at, reads);
  };
}

/** A path that may find any number of values. */
export const path: Check = pathCheck(checkPath);

/** Where ResultPath puts something. */
export const referencePath: Check = pathCheck(checkReferencePath);

/** A path to one value, in the input, the context object or a variable, as rules of Choice states have it. */
export const variablePath: Check = pathCheck(checkVariablePath);

/** The same as a field of a state. */
export const singlePath: Check = pathCheck((text) =>
  text.startsWith('$') ? checkVariablePath(text) : messages.jsonPath,
);

function checkVariablePath(text: string): string | undefined {
  return checkReferencePath(text.replace(OTHER_ROOT, () => '$'));
}

/** `$$` or `$name` at the start of a path. */
const OTHER_ROOT = /^\$(?:\$|\p{ID_Start}\p{ID_Continue}*)/u;

export const intrinsicOrPath: Check = pathCheck(checkIntrinsicOrPath);

function pathCheck(checkText: (text: string) => string | undefined): Check {
  return (value, at) => {
    if (typeof value !== 'string') {
      at.report(messages.type('STRING'));
      return;
    }
    const message = checkText(value);
    if (message !== undefined) at.report(message);
  };
}

export function nullable(check: Check): Check {
  return (value, at, cx) => {
    if (value !== null) check(value, at, cx);
  };
}

/** Assign: variable names and their values. */
export function assign(reads: Reads): Check {
  const values = template(reads);
  return (value, at, cx) => {
    values(value, at, cx);
    if (!isObject(value)) return;
    for (const key of Object.keys(value)) checkVariable(assignedName(key, cx.language.name), at);
  };
}

/** The variable that a member of Assign assigns. */
export function assignedName(key: string, dialect: Dialect): string {
  return dialect === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
}

const MAX_VARIABLE_LENGTH = 80;

/** Unicode identifiers (UAX #31, which lets none begin with `_`) of at most 80 characters; `$states` is taken. */
function checkVariable(name: string, at: Place): void {
  if (name === 'states') at.report(messages.reservedVariable, 'RESERVED_VARIABLE_NAME');
  else if (!/^\p{ID_Start}\p{ID_Continue}*$/u.test(name))
    at.report(messages.variableName(name), 'INVALID_VARIABLE_NAME');
  else if (name.length > MAX_VARIABLE_LENGTH) at.report(messages.longVariable(name), 'INVALID_VARIABLE_NAME');
}

/** What a Map can iterate over. */
export const collection: Check = (value, at) => {
  if (value === null || typeof value !== 'object') at.report(messages.type('ARRAY', 'OBJECT'));
};

/** What the machine, a branch and a processor have in common. */
export const SCOPE = {
  fields: { Comment: string, StartAt: string, States: states },
  required: ['States', 'StartAt'],
} as const;

function states(value: Json, at: Place, cx: Context): void {
  cx.checkStates(value, at, cx);
}
