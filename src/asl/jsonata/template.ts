/**
 * Values of fields: JSON in which texts `{% … %}`, at any depth, stand for the values of expressions. Compiled once; what
 * has no expression in it is shared by all results. Source: Developer Guide, "Transforming data with JSONata"; texts and
 * locations as recorded (history, "Cause prefix for interpreter failures"). Errors: States.QueryEvaluationError,
 * States.DataLimitExceeded.
 */
import { EvaluationFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, setOwn, typeName } from '../json.ts';
import { Payload } from '../payload.ts';
import { compileExpression } from './expression.ts';
import { expressionIn } from './expression-text.ts';
import { Fault } from './fault.ts';
import { toJson, Unsupported } from './result.ts';
import type { Scope } from './scope.ts';

/** A field, or part of one. `evaluate` is undefined when it is constant. */
export interface Template {
  readonly constant: Json;
  readonly evaluate: ((scope: Scope) => Json) | undefined;
}

/** `location` names the field in failures, such as `Output`. */
export function compileTemplate(value: Json, location: string): Template {
  const text = expressionIn(value);
  if (text !== undefined) return { constant: null, evaluate: compileField(text, location) };
  if (Array.isArray(value)) return compileArray(value, location);
  return isObject(value) ? compileObject(value, location) : { constant: value, evaluate: undefined };
}

function compileArray(value: Json[], location: string): Template {
  const parts = value.map((item, i) => compileTemplate(item, `${location}[${i}]`));
  if (parts.every(isConstant)) return { constant: value, evaluate: undefined };
  return { constant: null, evaluate: (scope) => parts.map((part) => resolve(part, scope)) };
}

function compileObject(value: JsonObject, location: string): Template {
  const members = Object.keys(value).map((key) => ({
    key,
    part: compileTemplate(value[key] as Json, `${location}/${key}`),
  }));
  if (members.every(({ part }) => isConstant(part))) return { constant: value, evaluate: undefined };
  return {
    constant: null,
    evaluate(scope) {
      const result: JsonObject = {};
      for (const { key, part } of members) setOwn(result, key, resolve(part, scope));
      return result;
    },
  };
}

function isConstant(part: Template): boolean {
  return part.evaluate === undefined;
}

export function resolve({ evaluate, constant }: Template, scope: Scope): Json {
  return evaluate === undefined ? constant : evaluate(scope);
}

/** The value as a payload; one that is handed on whole keeps its text. */
export function compilePayload(value: Json, location: string): (scope: Scope) => Payload {
  const { evaluate, constant } = compileTemplate(value, location);
  if (evaluate === undefined) {
    const payload = Payload.of(constant);
    return () => payload;
  }
  const whole = expressionIn(value) !== undefined;
  return (scope) => {
    const result = evaluate(scope);
    return (whole ? scope.payloadOf(result) : undefined) ?? Payload.of(result);
  };
}

export type ExpectedType = 'array' | 'boolean' | 'integer' | 'number' | 'string';

/** A field that has to be of one type; literals were checked when the definition was. */
export function compileTyped(value: Json, location: string, expected: ExpectedType): (scope: Scope) => Json {
  const template = compileTemplate(value, location);
  const text = expressionIn(value);
  if (text === undefined) return (scope) => resolve(template, scope);
  return (scope) => {
    const result = resolve(template, scope);
    if (isOfType(result, expected)) return result;
    const found = `Expected '${expected}', but was '${typeName(result)}' for value: ${shown(result)}`;
    throw failure(`${naming(text, location)} returned an unexpected result type. ${found}`, location);
  };
}

function isOfType(value: Json, expected: ExpectedType): boolean {
  return expected === 'integer' ? Number.isInteger(value) : typeName(value) === expected;
}

function compileField(text: string, location: string): (scope: Scope) => Json {
  const expression = compileExpression(text);
  return (scope) => {
    const reason = (why: string) => failure(`${naming(text, location)} ${why}`, location);
    try {
      const value = expression.evaluate(scope.variables, scope.env.host);
      if (value === undefined) throw reason('returned nothing (undefined).');
      return toJson(value);
    } catch (thrown) {
      if (thrown instanceof Unsupported) throw reason('returned an unsupported result type.');
      if (!(thrown instanceof Fault)) throw thrown;
      // AWS sets errors of the language off by a full stop, its own limits by a colon.
      throw reason(`threw an error during evaluation${thrown.code === undefined ? ':' : '.'} ${thrown.text}`);
    }
  };
}

function naming(text: string, location: string): string {
  return `The JSONata expression '${text}' specified for the field '${location}'`;
}

/** A value in a message, without the megabytes. */
export function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 10_000);
}

export function failure(detail: string, location?: string): EvaluationFailure {
  return new EvaluationFailure('States.QueryEvaluationError', detail, location);
}
