/**
 * The comparison operators of Choice. Source: ASL "Choice State"; spec "Choice": a value of another type makes the
 * test false, strings compare by code unit, timestamps as instants.
 */
import type { Json } from '../json.ts';
import { compareInstants, parseInstant } from '../timestamp.ts';
import { compileStringMatches } from './string-matches.ts';

/** A test of a variable, compiled from the operand that the rule gives. */
export type Test = (value: Json) => boolean;
export type Comparator = (operand: Json) => Test;

type Accepts = (order: number) => boolean;
type Compare = (value: Json, operand: Json) => number | undefined;

const ORDERS: Readonly<Record<string, Accepts>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** Undefined when the two cannot be compared. */
const TYPES: Readonly<Record<string, Compare>> = {
  String: (a, b) => (typeof a === 'string' && typeof b === 'string' ? order(a, b) : undefined),
  Numeric: (a, b) => (typeof a === 'number' && typeof b === 'number' ? order(a, b) : undefined),
  Timestamp: compareTimestamps,
};

const IS: Readonly<Record<string, Test>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && parseInstant(value) !== undefined,
};

/** Tests by name, without their `…Path` variants and without IsPresent, which needs no value. */
export const COMPARATORS: ReadonlyMap<string, Comparator> = new Map([
  ...Object.entries(TYPES).flatMap(([type, compare]) =>
    Object.entries(ORDERS).map(([suffix, accepts]) => [`${type}${suffix}`, ordered(compare, accepts)] as const),
  ),
  ...Object.entries(IS).map(
    ([name, test]) => [name, (operand: Json) => (value: Json) => test(value) === operand] as const,
  ),
  ['BooleanEquals', (operand: Json) => (value: Json) => typeof value === 'boolean' && value === operand] as const,
  ['StringMatches', stringMatches] as const,
]);

/** Names of the comparators that have a variant with `Path` behind, whose operand is itself a path. */
export const PATH_COMPARATORS: readonly string[] = [...COMPARATORS.keys()].filter((name) =>
  /^(?:String|Numeric|Timestamp|Boolean)(?!Matches)/.test(name),
);

function ordered(compare: Compare, accepts: Accepts): Comparator {
  return (operand) => (value) => {
    const result = compare(value, operand);
    return result !== undefined && accepts(result);
  };
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareTimestamps(a: Json, b: Json): number | undefined {
  const left = typeof a === 'string' ? parseInstant(a) : undefined;
  const right = typeof b === 'string' ? parseInstant(b) : undefined;
  return left && right && compareInstants(left, right);
}

function stringMatches(operand: Json): Test {
  if (typeof operand !== 'string') return () => false;
  const matches = compileStringMatches(operand);
  return (value) => typeof value === 'string' && matches(value);
}
