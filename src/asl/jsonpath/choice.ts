/**
 * Compiles a Choice rule into a test. Source: ASL "Choice State": And, Or, Not around data tests of a Variable.
 * Errors: States.Runtime when a path leads nowhere, but for IsPresent.
 */
import type { EvaluationFailure } from '../errors.ts';
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { COMPARATORS, PATH_COMPARATORS } from './comparators.ts';
import type { Path } from './path.ts';
import { compilePath } from './path.ts';
import type { Scope } from './scope.ts';

export type Rule = (scope: Scope) => boolean;

/** `rule` with all its parts; what the validator refuses makes the test fail when it is made. */
export function compileRule(rule: JsonObject): Rule {
  const and = rulesIn(rule, 'And');
  if (and !== undefined) return (scope) => and.every((part) => part(scope));
  const or = rulesIn(rule, 'Or');
  if (or !== undefined) return (scope) => or.some((part) => part(scope));
  const not = getOwn(rule, 'Not');
  if (isObject(not)) {
    const inner = compileRule(not);
    return (scope) => !inner(scope);
  }
  return compileDataTest(rule);
}

function rulesIn(rule: JsonObject, key: 'And' | 'Or'): Rule[] | undefined {
  const parts = getOwn(rule, key);
  return Array.isArray(parts) ? parts.map((part) => compileRule(isObject(part) ? part : {})) : undefined;
}

function compileDataTest(rule: JsonObject): Rule {
  const variable = compilePath(String(getOwn(rule, 'Variable') ?? ''));
  const isPresent = getOwn(rule, 'IsPresent');
  if (isPresent !== undefined) return (scope) => hasValue(variable, scope) === isPresent;
  for (const key of Object.keys(rule)) {
    const test = compileComparison(key, rule[key] as Json, variable);
    if (test !== undefined) return test;
  }
  return () => {
    throw runtimeFailure('The choice rule has no comparison operator.');
  };
}

/** The test of the comparator `key`, or undefined when `key` is none. */
function compileComparison(key: string, operand: Json, variable: Path): Rule | undefined {
  const comparator = COMPARATORS.get(key);
  if (comparator !== undefined) {
    const test = comparator(operand);
    return (scope) => test(readPresent(variable, scope));
  }
  const name = key.endsWith('Path') ? key.slice(0, -'Path'.length) : '';
  const compare = PATH_COMPARATORS.includes(name) ? COMPARATORS.get(name) : undefined;
  if (compare === undefined || typeof operand !== 'string') return undefined;
  const path = compilePath(operand);
  return (scope) => {
    const value = readPresent(variable, scope);
    return compare(readPresent(path, scope))(value);
  };
}

/** A path that gives a list is there when the list is not empty. */
function hasValue(variable: Path, scope: Scope): boolean {
  const value = variable.read(scope);
  return value !== undefined && !(variable.multiplies && Array.isArray(value) && value.length === 0);
}

function readPresent(path: Path, scope: Scope): Json {
  const value = path.read(scope);
  if (value === undefined) throw invalidPath(path.text);
  return value;
}

function invalidPath(text: string): EvaluationFailure {
  return runtimeFailure(`Invalid path '${text}': The choice state's condition path references an invalid value.`);
}
