/**
 * Numbers that a state takes from a literal field or from its `…Path` twin: TimeoutSeconds, HeartbeatSeconds,
 * MaxConcurrency, ToleratedFailurePercentage and others of a Map.
 * Source: ASL "Task State" and "Map State"; history "Cause prefix for interpreter failures".
 * Errors: States.Runtime when the path leads nowhere or to something else than such a number.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import { compilePath } from './path.ts';
import type { Scope } from './scope.ts';

/** The number, or undefined when the state has neither field. */
export type NumberField = (scope: () => Scope) => number | undefined;

export function compileIntegerField(state: JsonObject, field: string, smallest: 0 | 1): NumberField {
  return compileNumberField(state, field, 'integer', (value) => {
    if (value >= smallest) return;
    throw runtimeFailure(`${field} ${smallest === 0 ? 'cannot be negative' : 'must be positive'}.`);
  });
}

/** ToleratedFailurePercentage: 0 to 100, with fractions. */
export function compilePercentageField(state: JsonObject, field: string): NumberField {
  return compileNumberField(state, field, 'float', (value) => {
    if (!(value >= 0 && value <= 100)) throw runtimeFailure(`${field} must be between 0 and 100.`);
  });
}

export function compileNumberField(
  state: JsonObject,
  field: string,
  type: 'integer' | 'float',
  check: (value: number) => void = () => {},
): NumberField {
  const literal = getOwn(state, field);
  if (typeof literal === 'number') return () => literal;
  const text = getOwn(state, `${field}Path`);
  if (typeof text !== 'string') return () => undefined;
  const path = compilePath(text);
  return (scope) => {
    const value = path.required(scope());
    if (typeof value !== 'number' || (type === 'integer' && !Number.isSafeInteger(value))) {
      const shown = display(value);
      throw runtimeFailure(`The ${field}Path field refers to value "${shown}" which is not a valid ${type}: ${text}`);
    }
    check(value);
    return value;
  };
}

/** A value in a failure: strings bare, all else as JSON. */
export function display(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
