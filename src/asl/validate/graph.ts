/**
 * What concerns states together: their names, and the transitions between them. Needs a definition of sound structure.
 * Source: ASL "States", "Transitions"; texts and order as AWS has them.
 */
import type { JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import type { Scope } from './scopes.ts';
import { objectsIn, statesOf } from './scopes.ts';
import type { SourceNode } from './source-tree.ts';

/** A reference to a state by its name, and where it stands. */
interface Transition {
  readonly target: string;
  readonly at: Place;
}

/** `scopes`: the machine and all in it. */
export function checkGraph(scopes: readonly Scope[]): void {
  checkNames(scopes);
  checkLabels(scopes);
  for (const scope of scopes) checkTargets(scope);
  // AWS looks for unreachable states only where the machine can end at all.
  const machine = scopes[0] as Scope;
  if (!canEnd(machine.object)) machine.at.findings.add('MISSING_END_STATE', messages.noTerminalState);
  else for (const scope of scopes) checkReached(scope);
}

/** Names that stand twice in one States object, of which parsing keeps the last. */
export function checkRepeatedNames(scope: SourceNode, at: Place): void {
  const states = scope.members?.get('States')?.value;
  const below = at.field('States');
  for (const name of new Set(states?.repeated)) {
    below.field(name).report(messages.duplicateName(name), 'DUPLICATE_STATE_NAME');
  }
  for (const [name, { value: state }] of states?.members ?? []) {
    const inState = below.field(name);
    for (const [i, branch] of state.members?.get('Branches')?.value.items?.entries() ?? []) {
      checkRepeatedNames(branch, inState.field('Branches').item(i));
    }
    for (const field of ['ItemProcessor', 'Iterator']) {
      const processor = state.members?.get(field)?.value;
      if (processor) checkRepeatedNames(processor, inState.field(field));
    }
  }
}

const MAX_NAME_LENGTH = 80;

/** Names are unique over all scopes. */
function checkNames(scopes: readonly Scope[]): void {
  const seen = new Set<string>();
  for (const { name, at } of scopes.flatMap((scope) => [...statesOf(scope)])) {
    if (name === '') at.report(messages.emptyName, 'INVALID_STATE_NAME');
    if (exceeds(name, MAX_NAME_LENGTH)) at.report(messages.longName(name), 'INVALID_STATE_NAME');
    if (seen.has(name)) at.report(messages.duplicateName(name), 'DUPLICATE_STATE_NAME');
    seen.add(name);
  }
}

/** Counts characters, not UTF-16 units, and only when it matters. */
function exceeds(text: string, length: number): boolean {
  return text.length > length && [...text].length > length;
}

/** Labels of distributed Maps become part of ARNs. */
function checkLabels(scopes: readonly Scope[]): void {
  const seen = new Set<string>();
  for (const { state, at } of scopes.flatMap((scope) => [...statesOf(scope)])) {
    const label = getOwn(state, 'Label');
    if (typeof label !== 'string') continue;
    if (seen.has(label)) at.field('Label').report(messages.duplicateLabel(label), 'DUPLICATE_LABEL_NAME');
    seen.add(label);
  }
}

function checkTargets(scope: Scope): void {
  const states = scope.object['States'] as JsonObject;
  for (const { target, at } of transitionsIn(scope)) {
    if (!Object.hasOwn(states, target)) at.report(messages.target(target), 'MISSING_TRANSITION_TARGET');
  }
}

/** As AWS sees it, a state is reached when anything in its scope names it, be it unreached itself. */
function checkReached(scope: Scope): void {
  const reached = new Set([...transitionsIn(scope)].map(({ target }) => target));
  for (const { name, at } of statesOf(scope)) {
    if (!reached.has(name)) at.report(messages.unreachable(name), 'MISSING_TRANSITION_TARGET');
  }
}

function* transitionsIn(scope: Scope): Generator<Transition> {
  yield* transition(scope.object, 'StartAt', scope.at);
  for (const { state, at } of statesOf(scope)) {
    yield* transition(state, 'Next', at);
    for (const [i, rule] of objectsIn(state, 'Choices')) yield* transition(rule, 'Next', at.field('Choices').item(i));
    yield* transition(state, 'Default', at);
    for (const [i, catcher] of objectsIn(state, 'Catch')) yield* transition(catcher, 'Next', at.field('Catch').item(i));
  }
}

function* transition(object: JsonObject, field: string, at: Place): Generator<Transition> {
  const target = getOwn(object, field);
  if (typeof target === 'string') yield { target, at: at.field(field) };
}

/** Only the machine itself is asked: a branch without an end is taken by AWS. */
function canEnd(definition: JsonObject): boolean {
  const states = Object.values(definition['States'] as JsonObject) as JsonObject[];
  return states.some(({ Type: type, End: end }) => end === true || type === 'Succeed' || type === 'Fail');
}
