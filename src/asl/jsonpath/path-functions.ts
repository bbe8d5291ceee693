/** The functions that may end a path, such as `$.items.length()`. Undefined: not applicable, so nothing is there. */
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { PathFunction } from './path-syntax.ts';

export function applyFunction(name: PathFunction, value: Json): Json | undefined {
  return FUNCTIONS[name](value);
}

const FUNCTIONS: Readonly<Record<PathFunction, (value: Json) => Json | undefined>> = {
  length,
  size: length,
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  concat: (value) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('') : undefined),
  sum: numeric(sum),
  avg: numeric((numbers) => sum(numbers) / numbers.length),
  min: numeric((numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: numeric((numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  stddev: numeric(standardDeviation),
};

function length(value: Json): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function numeric(aggregate: (numbers: readonly number[]) => number): (value: Json) => number | undefined {
  return (value) => {
    const numbers = Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
    return numbers.length === 0 ? undefined : aggregate(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((value) => (value - mean) ** 2)) / numbers.length);
}
