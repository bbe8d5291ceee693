/**
 * Numbers that a state takes from a literal field or from its `…Path` twin: TimeoutSeconds, HeartbeatSeconds,
 * MaxConcurrency. Source: ASL "Task State" and "Map State"; history "Cause prefix for interpreter failures".
 * Errors: States.Runtime when the path leads nowhere or to something else than such an integer.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import { compilePath } from './path.ts';
import type { Scope } from './scope.ts';

/** The number, or undefined when the state has neither field. */
export function compileIntegerField(
  state: JsonObject,
  field: string,
  smallest: 0 | 1,
): (scope: () => Scope) => number | undefined {
  const literal = getOwn(state, field);
  if (typeof literal === 'number') return () => literal;
  const text = getOwn(state, `${field}Path`);
  if (typeof text !== 'string') return () => undefined;
  const path = compilePath(text);
  return (scope) => {
    const value = path.required(scope());
    if (!Number.isSafeInteger(value)) {
      const shown = display(value);
      throw runtimeFailure(`The ${field}Path field refers to value "${shown}" which is not a valid integer: ${text}`);
    }
    if ((value as number) < smallest) {
      throw runtimeFailure(`${field} ${smallest === 0 ? 'cannot be negative' : 'must be positive'}.`);
    }
    return value as number;
  };
}

/** A value in a failure: strings bare, all else as JSON. */
export function display(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
