/** Retriers and catchers. Source: ASL "Retrying after error", "Fallback states". */
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import {
  anyTemplate,
  assign,
  integer,
  list,
  MAX_INTEGER,
  nonEmptyList,
  nullable,
  numberBetween,
  oneOf,
  referencePath,
  string,
} from './checks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Check, Context, Shape } from './shape.ts';
import { checkObject, fields, jsonataOnly, jsonPathOnly } from './shape.ts';

/** A leap year. The documentation says "less than", the service takes it. */
const MAX_DELAY_SECONDS = 31_622_400;

const RETRIER: Shape = {
  fields: fields({
    Comment: string,
    ErrorEquals: nonEmptyList(string),
    // The language asks for a positive integer; AWS takes 0 and retries at once.
    IntervalSeconds: integer(0, MAX_INTEGER),
    MaxAttempts: integer(0, MAX_INTEGER),
    // No maximum is documented; without one a delay could become infinite.
    BackoffRate: numberBetween(1, MAX_INTEGER),
    MaxDelaySeconds: integer(1, MAX_DELAY_SECONDS),
    JitterStrategy: oneOf('NONE', 'FULL'),
  }),
  required: ['ErrorEquals'],
  also: checkMaxDelay,
};

const CATCHER: Shape = {
  fields: fields({
    Comment: string,
    ErrorEquals: nonEmptyList(string),
    Next: string,
    ResultPath: jsonPathOnly(nullable(referencePath)),
    Output: jsonataOnly(anyTemplate('errorOutput')),
    Assign: assign('errorOutput'),
  }),
  required: ['ErrorEquals', 'Next'],
};

/** The list may be empty. */
export const retry: Check = handlers(RETRIER);
export const catchers: Check = handlers(CATCHER);

function handlers(shape: Shape): Check {
  const check = list((value, at, cx) => checkObject(value, at, cx, shape));
  return (value, at, cx) => {
    check(value, at, cx);
    if (Array.isArray(value)) checkStatesAll(value, at);
  };
}

/** States.ALL stands alone in its list, in the last of the retriers or catchers. */
function checkStatesAll(handlers: Json[], at: Place): void {
  handlers.forEach((handler, i) => {
    const errors = isObject(handler) ? handler['ErrorEquals'] : undefined;
    if (!Array.isArray(errors)) return;
    const index = errors.indexOf('States.ALL');
    if (index < 0 || (errors.length === 1 && i === handlers.length - 1)) return;
    at.item(i).field('ErrorEquals').item(index).report(messages.statesAll);
  });
}

function checkMaxDelay(retrier: JsonObject, at: Place, _cx: Context): void {
  const { MaxDelaySeconds: maxDelay, IntervalSeconds: interval = 1 } = retrier;
  if (typeof maxDelay !== 'number' || typeof interval !== 'number' || maxDelay > interval) return;
  at.field('MaxDelaySeconds').report(messages.maxDelay);
}
