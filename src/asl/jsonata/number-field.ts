/** Fields that hold a number or an expression for one. Source: ASL "Task State", "Map State". Errors: States.QueryEvaluationError. */
import type { JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import type { Scope } from './scope.ts';
import type { ExpectedType } from './template.ts';
import { compileTyped, failure } from './template.ts';

export interface NumberField {
  readonly type: Extract<ExpectedType, 'integer' | 'number'>;
  readonly smallest: number;
  readonly largest: number;
}

/** Largest number of seconds, and of most else. */
const MAX_INTEGER = 99_999_999;

export const POSITIVE: NumberField = { type: 'integer', smallest: 1, largest: MAX_INTEGER };
export const NOT_NEGATIVE: NumberField = { type: 'integer', smallest: 0, largest: MAX_INTEGER };
export const PERCENTAGE: NumberField = { type: 'number', smallest: 0, largest: 100 };
/** For numbers that are judged by whoever uses them. */
export const ANY_INTEGER: NumberField = {
  type: 'integer',
  smallest: Number.MIN_SAFE_INTEGER,
  largest: Number.MAX_SAFE_INTEGER,
};

/** The number, or undefined when `owner` has no such field. `prefix` leads to the owner in locations. */
export function compileNumberField(
  owner: JsonObject,
  field: string,
  { type, smallest, largest }: NumberField,
  prefix = '',
): (scope: Scope) => number | undefined {
  const value = getOwn(owner, field);
  if (value === undefined) return () => undefined;
  const location = `${prefix}${field}`;
  const typed = compileTyped(value, location, type);
  return (scope) => {
    const number = typed(scope) as number;
    if (number >= smallest && number <= largest) return number;
    throw failure(`The ${field} field must be between ${smallest} and ${largest} but was: ${number}`, location);
  };
}
