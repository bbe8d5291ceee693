/**
 * Payload templates: Parameters, ResultSelector, ItemSelector, Assign, Credentials. Members named `x.$` get the value
 * of a path or intrinsic call under the name `x`; all else, at any depth, stays as written.
 * Source: ASL "Payload Template". Compiled once: parts without `.$` are shared by all results, and a template without
 * any gives one constant payload. Errors: States.Runtime, States.IntrinsicFailure, States.DataLimitExceeded.
 */

import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, setOwn } from '../json.ts';
import { Payload } from '../payload.ts';
import type { Expression } from './expression.ts';
import { compileExpression, invalidFieldMessage } from './expression.ts';
import type { Scope } from './scope.ts';
import { HARMLESS_COPIES, limitSize } from './size-limit.ts';

export const DYNAMIC_SUFFIX = '.$';

export interface Template {
  value(scope: Scope): Json;
  payload(scope: Scope): Payload;
}

/** A part of a template: constant, or evaluated each time. */
type Part = { readonly constant: Json } | Expression;

interface Member {
  readonly key: string;
  readonly part: Part;
}

export function compileTemplate(value: Json): Template {
  const part = compilePart(value);
  if ('constant' in part) {
    const payload = Payload.of(part.constant);
    return { value: () => part.constant, payload: () => payload };
  }
  const evaluate = (scope: Scope): Json =>
    part.copies > HARMLESS_COPIES ? limitSize(part.evaluate(scope)) : part.evaluate(scope);
  return { value: evaluate, payload: (scope) => Payload.of(evaluate(scope)) };
}

function compilePart(value: Json): Part {
  if (Array.isArray(value)) return compileArray(value);
  return isObject(value) ? compileObject(value) : { constant: value };
}

function compileArray(value: Json[]): Part {
  const parts = value.map(compilePart);
  if (parts.every((part) => 'constant' in part)) return { constant: value };
  return { copies: copiesIn(parts), evaluate: (scope) => parts.map((part) => evaluatePart(part, scope)) };
}

function compileObject(value: JsonObject): Part {
  const members = Object.keys(value).map((key) => compileMember(key, value[key] as Json));
  if (members.every(({ part }) => 'constant' in part)) return { constant: value };
  return {
    copies: copiesIn(members.map(({ part }) => part)),
    evaluate(scope) {
      const result: JsonObject = {};
      for (const { key, part } of members) setOwn(result, key, evaluatePart(part, scope));
      return result;
    },
  };
}

function compileMember(key: string, value: Json): Member {
  if (!key.endsWith(DYNAMIC_SUFFIX)) return { key, part: compilePart(value) };
  const name = key.slice(0, -DYNAMIC_SUFFIX.length);
  return { key: name, part: typeof value === 'string' ? compileExpression(value, key) : notText(key) };
}

function notText(key: string): Expression {
  return {
    copies: 0,
    evaluate() {
      throw runtimeFailure(invalidFieldMessage(key));
    },
  };
}

function evaluatePart(part: Part, scope: Scope): Json {
  return 'constant' in part ? part.constant : part.evaluate(scope);
}

function copiesIn(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + ('constant' in part ? 0 : part.copies), 0);
}
