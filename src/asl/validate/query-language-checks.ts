/**
 * What differs between the two query languages when a definition is checked. The tables of fields say which fields
 * belong to which language; the values that a language computes are checked here.
 */
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { checkTemplate } from '../jsonpath/check.ts';
import type { Dialect } from './dialect.ts';
import { isExpression } from './dialect.ts';
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
}

const jsonPathChecks: QueryLanguageChecks = {
  name: 'JSONPath',
  template(value, at) {
    for (const { message, location } of checkTemplate(value, at.location)) {
      at.findings.add('SCHEMA_VALIDATION_FAILED', message, location);
    }
  },
  expression: () => false,
};

/** Expressions are not parsed yet: every text between the delimiters is taken. */
const jsonataChecks: QueryLanguageChecks = {
  name: 'JSONata',
  template: refuseTemplateKeys,
  expression: (value) => typeof value === 'string' && isExpression(value),
};

export function checksOf(dialect: Dialect): QueryLanguageChecks {
  return dialect === 'JSONPath' ? jsonPathChecks : jsonataChecks;
}

/** Names ending in `.$`, at any depth. The recursion ends because the depth of the text was bounded before. */
function refuseTemplateKeys(value: Json, at: Place): void {
  if (Array.isArray(value)) {
    for (const item of value) refuseTemplateKeys(item, at);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key.endsWith('.$')) at.report(messages.otherLanguage('JSONata', key, 'JSONPath'));
      refuseTemplateKeys(member, at);
    }
  }
}
