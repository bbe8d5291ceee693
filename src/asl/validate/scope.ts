/**
 * Structure of a definition: the machine and, by recursion, the branches and processors in it. Source: ASL "Top-level fields".
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { integer, MAX_INTEGER, oneOf, SCOPE } from './checks.ts';
import { DIALECTS, dialectOf } from './dialect.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import { checksOf } from './query-language-checks.ts';
import type { Context, MachineType, Shape } from './shape.ts';
import { checkObject, fields } from './shape.ts';
import { checkState } from './states.ts';

/** How deep Parallel and Map states may stand in each other. AWS has a limit, and does not say which. */
const MAX_NESTING = 100;

const MACHINE: Shape = {
  fields: fields({
    ...SCOPE.fields,
    Version: oneOf('1.0'),
    QueryLanguage: oneOf(...DIALECTS),
    TimeoutSeconds: integer(1, MAX_INTEGER),
  }),
  required: SCOPE.required,
};

export function checkMachine(definition: JsonObject, at: Place, machineType: MachineType): void {
  const machineLanguage = dialectOf(getOwn(definition, 'QueryLanguage'), 'JSONPath');
  const language = checksOf(machineLanguage);
  checkObject(definition, at, { machineType, machineLanguage, language, nesting: 0, checkStates }, MACHINE);
}

function checkStates(states: Json, at: Place, outer: Context): void {
  const cx = { ...outer, nesting: outer.nesting + 1 };
  if (outer.nesting > MAX_NESTING) at.report(messages.nesting, 'TOO_DEEPLY_NESTED');
  else if (!isObject(states)) at.report(messages.type('OBJECT'));
  else if (Object.keys(states).length === 0) at.report(messages.empty);
  else for (const name of Object.keys(states)) checkState(states[name] as Json, at.field(name), cx);
}
