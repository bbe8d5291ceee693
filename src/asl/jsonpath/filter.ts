/**
 * Decides whether a node passes a filter. Comparisons of values of different types are false, except that a number
 * equals the string that spells it; something missing equals nothing. Source: filters of Jayway JsonPath.
 * Errors: States.Runtime when values are nested too deeply to be compared.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { Filter, FilterOperator, FilterPath, Operand } from './path-syntax.ts';
import { matchesWhole } from './regex.ts';

/** What a filter needs from the evaluation it is part of. */
interface Surroundings {
  operand(path: FilterPath, current: Json): Json | undefined;
  spend(steps: number): void;
}

/** Values nested deeper are not compared: the stack has an end. */
const MAX_DEPTH = 1000;

type Spend = Surroundings['spend'];
type Comparison = (left: Json | undefined, right: Json | undefined, spend: Spend) => boolean;

export function holds(filter: Filter, node: Json, around: Surroundings): boolean {
  switch (filter.kind) {
    case 'or':
      return filter.tests.some((test) => holds(test, node, around));
    case 'and':
      return filter.tests.every((test) => holds(test, node, around));
    case 'not':
      return !holds(filter.test, node, around);
    case 'exists':
      return around.operand(filter.path, node) !== undefined;
    case 'compare':
      return COMPARISONS[filter.operator](
        evaluateOperand(filter.left, node, around),
        evaluateOperand(filter.right, node, around),
        around.spend,
      );
    case 'matches': {
      const text = evaluateOperand(filter.left, node, around);
      return typeof text === 'string' && matchesWhole(filter.regex, text, around.spend);
    }
  }
}

function evaluateOperand(operand: Operand, node: Json, around: Surroundings): Json | undefined {
  return operand.kind === 'literal' ? operand.value : around.operand(operand, node);
}

const COMPARISONS: Readonly<Record<FilterOperator, Comparison>> = {
  '==': equal,
  '!=': (left, right, spend) => !equal(left, right, spend),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  in: (left, right, spend) => includes(right, left, spend),
  nin: (left, right, spend) => !includes(right, left, spend),
  subsetof: lists((left, right, spend) => left.every((item) => includes(right, item, spend))),
  anyof: lists((left, right, spend) => left.some((item) => includes(right, item, spend))),
  noneof: lists((left, right, spend) => !left.some((item) => includes(right, item, spend))),
  all: lists((left, right, spend) => right.every((item) => includes(left, item, spend))),
  contains,
  size: (left, right) => right !== undefined && sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
};

function equal(left: Json | undefined, right: Json | undefined, spend: Spend): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'number' && typeof right === 'string') return spells(right, left);
  if (typeof left === 'string' && typeof right === 'number') return spells(left, right);
  return sameJson(left, right, spend);
}

function spells(text: string, value: number): boolean {
  return text.trim() !== '' && Number(text) === value;
}

/** Deep equality that counts its work, because a filter may compare large values at every node. */
function sameJson(left: Json, right: Json, spend: Spend, depth = 0): boolean {
  spend(1);
  if (left === right) return true;
  if (depth > MAX_DEPTH) throw runtimeFailure('The path compares values that are nested too deeply.');
  if (Array.isArray(left)) {
    const same = (item: Json, i: number): boolean => sameJson(item, (right as Json[])[i] as Json, spend, depth + 1);
    return Array.isArray(right) && left.length === right.length && left.every(same);
  }
  if (!isObject(left) || !isObject(right)) return false;
  const same = (key: string): boolean =>
    Object.hasOwn(right, key) && sameJson(left[key] as Json, right[key] as Json, spend, depth + 1);
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every(same);
}

function ordered(accepts: (order: number) => boolean): Comparison {
  return (left, right) => {
    const comparable =
      (typeof left === 'number' && typeof right === 'number') ||
      (typeof left === 'string' && typeof right === 'string');
    return comparable && accepts(left < right ? -1 : left > right ? 1 : 0);
  };
}

function lists(test: (left: readonly Json[], right: readonly Json[], spend: Spend) => boolean): Comparison {
  return (left, right, spend) => Array.isArray(left) && Array.isArray(right) && test(left, right, spend);
}

function contains(left: Json | undefined, right: Json | undefined, spend: Spend): boolean {
  if (typeof left !== 'string') return includes(left, right, spend);
  spend(left.length >> 6);
  return typeof right === 'string' && left.includes(right);
}

function includes(list: Json | readonly Json[] | undefined, wanted: Json | undefined, spend: Spend): boolean {
  return Array.isArray(list) && list.some((item: Json) => equal(item, wanted, spend));
}

function sizeOf(value: Json | undefined): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
