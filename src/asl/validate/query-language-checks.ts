/**
 * What differs between the two query languages when a definition is checked. The tables of fields say which fields
 * belong to which language; the values that a language computes are checked here.
 */
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { checkExpression, referencedVariables as variablesInExpressions } from '../jsonata/check.ts';
import { expressionIn } from '../jsonata/expression-text.ts';
import { checkTemplate, referencedVariables } from '../jsonpath/check.ts';
import type { Dialect } from './dialect.ts';
import { constantsThatLookComputed } from './looks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';

/** What an expression in a field may refer to, beside the input, the context object and variables. */
export type Reads = 'input' | 'result' | 'errorOutput';

export interface QueryLanguageChecks {
  readonly name: Dialect;
  /** A value in which parts are computed: payload templates, or any JSON with expressions in it. */
  template(value: Json, at: Place, reads: Reads): void;
  /** Whether `value` is an expression that computes the whole field; checks it if so. */
  expression(value: Json, at: Place, reads: Reads): boolean;
  /** Names of the variables that the fields of a state refer to; `fields` has neither branches nor a processor. */
  variablesReadBy?(fields: JsonObject): Iterable<string>;
}

const jsonPathChecks: QueryLanguageChecks = {
  name: 'JSONPath',
  template(value, at) {
    for (const { message, location } of checkTemplate(value, at.location)) {
      at.findings.add('SCHEMA_VALIDATION_FAILED', message, location);
    }
    constantsThatLookComputed(value, at.location, (key, location) => {
      at.findings.add('NO_DOLLAR', messages.noDollar(key), location, 'WARNING');
    });
  },
  expression: () => false,
  variablesReadBy: referencedVariables,
};

const jsonataChecks: QueryLanguageChecks = {
  name: 'JSONata',
  template: (value, at, reads) => checkJsonataTemplate(value, at, reads),
  expression(value, at, reads) {
    const text = expressionIn(value);
    if (text === undefined) return false;
    for (const { code, message } of checkExpression(text, reads === 'input' ? [] : [reads])) at.report(message, code);
    return true;
  },
  variablesReadBy: variablesInExpressions,
};

export function checksOf(dialect: Dialect): QueryLanguageChecks {
  return dialect === 'JSONPath' ? jsonPathChecks : jsonataChecks;
}

/** Expressions, and names ending in `.$`, at any depth; the depth of the text was bounded before. */
function checkJsonataTemplate(value: Json, at: Place, reads: Reads, field = at): void {
  if (jsonataChecks.expression(value, at, reads)) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) checkJsonataTemplate(item, at.item(i), reads, field);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key.endsWith('.$')) field.report(messages.otherLanguage('JSONata', key, 'JSONPath'));
      checkJsonataTemplate(member, at.field(key), reads, field);
    }
  }
}
