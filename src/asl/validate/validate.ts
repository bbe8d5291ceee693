/**
 * Says what is wrong with a definition: the same findings stand behind CreateStateMachine, UpdateStateMachine,
 * ValidateStateMachineDefinition and the command line. Source: ASL; codes, texts and locations as AWS gives them.
 *
 * Three steps, each only when the one before found nothing, which is how AWS's answers look: JSON syntax, the structure of
 * every object (in the order of the document), names and transitions. A definition without findings can be compiled.
 */
import type { Diagnostic } from '../diagnostics.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { checkGraph, checkRepeatedNames } from './graph.ts';
import { isBlank, parseJson } from './json-text.ts';
import { Findings, Place } from './place.ts';
import { checkMachine } from './scope.ts';
import { scopesIn } from './scopes.ts';
import type { MachineType } from './shape.ts';
import { readJson } from './source-tree.ts';
import { checkVariables } from './variables.ts';

export interface Validation {
  /** Empty when the definition is sound. */
  readonly diagnostics: readonly Diagnostic[];
  /** The parsed definition, when it is an object: also one with findings. */
  readonly definition?: JsonObject;
}

export function validateDefinition(text: string, options: { readonly type: MachineType }): Validation {
  const findings = new Findings();
  const definition = parseDefinition(text, findings);
  if (!definition) return { diagnostics: findings.diagnostics };
  const root = new Place(findings);
  checkMachine(definition, root, options.type);
  if (!findings.hasErrors) checkScopes(text, definition, root);
  return { diagnostics: findings.diagnostics, definition };
}

function checkScopes(text: string, definition: JsonObject, root: Place): void {
  const scopes = [...scopesIn({ object: definition, at: root, distributed: false })];
  checkRepeatedNames(readJson(text), root);
  checkGraph(scopes);
  checkVariables(scopes);
}

const NOT_AN_OBJECT = 'Definition must be a valid JSON object';

function parseDefinition(text: string, findings: Findings): JsonObject | undefined {
  const parsed = isBlank(text) ? { value: null } : parseJson(text);
  if (!('value' in parsed)) {
    const { message, location } = parsed;
    findings.add('INVALID_JSON_DESCRIPTION', `${message}\n at ${location}`, location);
    return undefined;
  }
  if (isObject(parsed.value)) return parsed.value;
  findings.add('SCHEMA_VALIDATION_FAILED', NOT_AN_OBJECT);
  return undefined;
}
