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
  string,
  timestamp,
  variablePath,
} from './checks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Check, Context, Field, Shape } from './shape.ts';
import { checkObject, fields, jsonataOnly, jsonPathOnly } from './shape.ts';

const ORDERS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/** Operator → what it is compared with. */
const COMPARATORS: ReadonlyMap<string, Check> = new Map([
  ...ordered('String', string),
  ...ordered('Numeric', number),
  ...ordered('Timestamp', timestamp),
  ['BooleanEquals', boolean],
  ['BooleanEqualsPath', variablePath],
  ['StringMatches', string],
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((test): [string, Check] => [
    test,
    boolean,
  ]),
]);

function ordered(kind: string, check: Check): [string, Check][] {
  return ORDERS.flatMap((order): [string, Check][] => [
    [`${kind}${order}`, check],
    [`${kind}${order}Path`, variablePath],
  ]);
}

const nestedRule: Check = (value, at, cx) => checkObject(value, at, cx, NESTED_RULE);

const TESTS: Readonly<Record<string, Field>> = {
  Variable: jsonPathOnly(variablePath),
  ...Object.fromEntries([...COMPARATORS].map(([name, check]) => [name, jsonPathOnly(check)])),
  And: jsonPathOnly(nonEmptyList(nestedRule)),
  Or: jsonPathOnly(nonEmptyList(nestedRule)),
  Not: jsonPathOnly(nestedRule),
};

/** What makes a rule: exactly one of these. */
const NESTED_RULES = ['And', 'Or', 'Not', 'Variable'];
const RULES = [...NESTED_RULES, 'Condition'];

const NESTED_RULE: Shape = { fields: fields({ Comment: string, ...TESTS }), also: checkNestedRule };

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
  also: checkRule,
};

export const choices: Check = nonEmptyList((value, at, cx) => checkObject(value, at, cx, RULE));

function checkRule(rule: JsonObject, at: Place, cx: Context): void {
  checkKind(rule, RULES, at);
  if (cx.language.name === 'JSONPath') checkComparators(rule, at);
}

function checkNestedRule(rule: JsonObject, at: Place): void {
  checkKind(rule, NESTED_RULES, at);
  checkComparators(rule, at);
}

function checkKind(rule: JsonObject, kinds: readonly string[], at: Place): void {
  if (kinds.filter((name) => Object.hasOwn(rule, name)).length !== 1) at.report(messages.oneRule(kinds));
}

/** One comparison beside a Variable, none beside And, Or and Not. */
function checkComparators(rule: JsonObject, at: Place): void {
  const comparators = Object.keys(rule).filter((name) => COMPARATORS.has(name));
  if (comparators.length > 1) at.report(messages.onlyOne(comparators));
  const [comparator] = comparators;
  if (Object.hasOwn(rule, 'Variable')) {
    if (comparator === undefined) at.report(messages.noComparator);
  } else if (comparator !== undefined && NESTED_RULES.some((name) => Object.hasOwn(rule, name))) {
    at.report(messages.unsupported(comparator));
  }
}
