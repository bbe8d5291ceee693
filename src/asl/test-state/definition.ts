/**
 * The state under test: in a definition of its own, or by its name at any depth of a machine's.
 * Source: API reference, TestState, `definition` and `stateName`. A state of its own is named `StateName` (as recorded
 * context objects show), and its Next may point anywhere. Errors: InvalidDefinition, ValidationException.
 */
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import { compile } from '../compile.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject, setOwn } from '../json.ts';
import type { State } from '../program.ts';
import { parseJson } from '../validate/json-text.ts';
import { Findings, Place } from '../validate/place.ts';
import { checkMachine } from '../validate/scope.ts';
import { validateDefinition } from '../validate/validate.ts';

export interface TestedState {
  readonly state: State;
  /** As it stands in the definition. */
  readonly definition: JsonObject;
}

const OWN_NAME = 'StateName';

export function findState(text: string, stateName: string | undefined): TestedState {
  if (stateName === undefined) return singleState(text);
  const { diagnostics, definition } = validateDefinition(text, { type: 'STANDARD' });
  refuse(diagnostics);
  const found = findByName(definition as JsonObject, stateName);
  if (found === undefined) throw apiErrors.validation('State not found in definition');
  return tested(stateName, found, getOwn(definition as JsonObject, 'QueryLanguage'));
}

function singleState(text: string): TestedState {
  const parsed = parseJson(text);
  const value = 'value' in parsed ? parsed.value : undefined;
  // The words for a text that is no JSON object are those for machines.
  if (!isObject(value)) {
    refuse(validateDefinition(text, { type: 'STANDARD' }).diagnostics);
    throw new Error('a text that is no object was not refused');
  }
  const findings = new Findings();
  checkMachine(machineOf(OWN_NAME, value, undefined), new Place(findings), 'STANDARD');
  refuse(findings.diagnostics);
  return tested(OWN_NAME, value, undefined);
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return;
  const texts = errors.map(({ code, message, location }) => {
    return `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`;
  });
  throw new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}

function tested(name: string, definition: JsonObject, language: Json | undefined): TestedState {
  const { states } = compile(machineOf(name, definition, language)).scope;
  return { state: states.get(name) as State, definition };
}

/** A machine of this state alone. */
function machineOf(name: string, state: JsonObject, language: Json | undefined): JsonObject {
  const states: JsonObject = {};
  setOwn(states, name, state);
  return { StartAt: name, States: states, ...(language !== undefined && { QueryLanguage: language }) };
}

/** Validated definitions nest 100 levels at most. */
function findByName(scope: JsonObject, name: string): JsonObject | undefined {
  const states = scope['States'] as JsonObject;
  const found = getOwn(states, name);
  if (found !== undefined) return found as JsonObject;
  for (const state of Object.values(states)) {
    for (const inner of scopesOf(state as JsonObject)) {
      const deeper = findByName(inner, name);
      if (deeper !== undefined) return deeper;
    }
  }
  return undefined;
}

/** The branches of a Parallel, the processor of a Map. */
function scopesOf(state: JsonObject): JsonObject[] {
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  const branches = state['Branches'];
  return [...(Array.isArray(branches) ? branches : []), ...(processor === undefined ? [] : [processor])].filter(
    isObject,
  );
}

/** Whether a Map or Parallel has a state of this name inside. */
export function holdsState(state: JsonObject, name: string): boolean {
  return scopesOf(state).some((scope) => findByName(scope, name) !== undefined);
}
