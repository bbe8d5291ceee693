/**
 * The rules of Choice states. Source: ASL "Choice State".
 *
 * JSONPath: a rule compares one Variable with exactly one operator, or combines other rules by And, Or, Not; only the
 * outermost one has Next (and Assign). JSONata: Condition and Next.
 */
import type { JsonObject } from '../json.ts';
import {
  anyTemplate,
  assign,
  boolean,
  nonEmptyList,
  number,
  orExpression,
  singlePath,
  string,
  timestamp,
} from './checks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Check, Field, Shape } from './shape.ts';
import { checkObject, fields, jsonataOnly, jsonPathOnly } from './shape.ts';

const ORDERS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/** Operator → what it is compared with. */
const COMPARATORS: ReadonlyMap<string, Check> = new Map([
  ...ordered('String', string),
  ...ordered('Numeric', number),
  ...ordered('Timestamp', timestamp),
  ['BooleanEquals', boolean],
  ['BooleanEqualsPath', singlePath],
  ['StringMatches', string],
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((test): [string, Check] => [
    test,
    boolean,
  ]),
]);

function ordered(kind: string, check: Check): [string, Check][] {
  return ORDERS.flatMap((order): [string, Check][] => [
    [`${kind}${order}`, check],
    [`${kind}${order}Path`, singlePath],
  ]);
}

const nestedRule: Check = (value, at, cx) => checkObject(value, at, cx, NESTED_RULE);

const TESTS: Readonly<Record<string, Field>> = {
  Variable: jsonPathOnly(singlePath),
  ...Object.fromEntries([...COMPARATORS].map(([name, check]) => [name, jsonPathOnly(check)])),
  And: jsonPathOnly(nonEmptyList(nestedRule)),
  Or: jsonPathOnly(nonEmptyList(nestedRule)),
  Not: jsonPathOnly(nestedRule),
};

const COMBINATORS = ['And', 'Or', 'Not'];
const OPERATORS: ReadonlySet<string> = new Set([...COMPARATORS.keys(), ...COMBINATORS]);

const NESTED_RULE: Shape = { fields: fields({ Comment: string, ...TESTS }), also: checkTest };

const RULE: Shape = {
  fields: fields({
    Comment: string,
    ...TESTS,
    Condition: jsonataOnly(orExpression(boolean)),
    Next: string,
    Assign: assign('input'),
    Output: jsonataOnly(anyTemplate('input')),
  }),
  required: ['Next'],
  also: (rule, at, cx) => (cx.language.name === 'JSONPath' ? checkTest(rule, at) : checkCondition(rule, at)),
};

export const choices: Check = nonEmptyList((value, at, cx) => checkObject(value, at, cx, RULE));

function checkCondition(rule: JsonObject, at: Place): void {
  if (!Object.hasOwn(rule, 'Condition')) at.report(messages.required(['Condition']));
}

/** Exactly one operator; a comparison, and only that, has a Variable. */
function checkTest(rule: JsonObject, at: Place): void {
  const operators = Object.keys(rule).filter((name) => OPERATORS.has(name));
  const combines = operators.some((name) => COMBINATORS.includes(name));
  const hasVariable = Object.hasOwn(rule, 'Variable');
  if (!combines && !hasVariable) at.report(messages.required(['Variable']));
  if (combines && hasVariable) at.report(messages.unsupported('Variable'));
  if (operators.length === 0) at.report(messages.noComparator);
  if (operators.length > 1) at.report(messages.onlyOne(operators));
}
