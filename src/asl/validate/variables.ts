/**
 * Variables: which states assign them, which read them, and what scopes forbid. Source: Developer Guide, "Passing data
 * between states with variables"; recorded DescribeStateMachine answers. Needs a definition of sound structure.
 *
 * A variable exists in a scope when any state of the scope assigns it. Reading one that exists nowhere around is no
 * error to AWS (recorded: the execution fails when it gets there), so it is a warning here.
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject, setOwn } from '../json.ts';
import { assignedName } from './checks.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf } from './dialect.ts';
import { messages } from './messages.ts';
import { Findings, Place } from './place.ts';
import { checksOf } from './query-language-checks.ts';
import type { Scope } from './scopes.ts';
import { objectsIn, scopesIn, statesOf } from './scopes.ts';

interface Assignment {
  readonly name: string;
  readonly at: Place;
}

/** `scopes`: the machine and all in it. */
export function checkVariables(scopes: readonly Scope[]): void {
  const machineLanguage = languageOfMachine(scopes);
  const assigned = new Map<Scope, ReadonlySet<string>>();
  for (const scope of scopes) {
    const assignments = [...assignmentsIn(scope, machineLanguage)];
    assigned.set(scope, new Set(assignments.map(({ name }) => name)));
    for (const { name, at } of assignments) {
      if (isAssignedAround(name, scope.outer, assigned))
        at.report(messages.outerVariable(name), 'INVALID_VARIABLE_NAME');
    }
  }
  for (const scope of scopes) warnOfUndeclared(scope, assigned, machineLanguage);
}

/** State → the variables it reads, sorted, as DescribeStateMachine has it; states that read none are left out. */
export function variableReferences(definition: JsonObject): Record<string, string[]> {
  const scopes = [...scopesIn({ object: definition, at: new Place(new Findings()), distributed: false })];
  const machineLanguage = languageOfMachine(scopes);
  const references: JsonObject = {};
  for (const { name, state } of scopes.flatMap((scope) => [...statesOf(scope)])) {
    const read = readBy(state, machineLanguage);
    if (read.length > 0) setOwn(references, name, read);
  }
  return references as Record<string, string[]>;
}

function languageOfMachine(scopes: readonly Scope[]): Dialect {
  return dialectOf(getOwn((scopes[0] as Scope).object, 'QueryLanguage'), 'JSONPath');
}

function* assignmentsIn(scope: Scope, machineLanguage: Dialect): Generator<Assignment> {
  for (const { state, at } of statesOf(scope)) {
    const dialect = dialectOf(getOwn(state, 'QueryLanguage'), machineLanguage);
    yield* assignmentsOf(state, at, dialect);
    for (const field of ['Choices', 'Catch']) {
      for (const [i, rule] of objectsIn(state, field)) yield* assignmentsOf(rule, at.field(field).item(i), dialect);
    }
  }
}

function* assignmentsOf(object: JsonObject, at: Place, dialect: Dialect): Generator<Assignment> {
  const assign = getOwn(object, 'Assign');
  if (!isObject(assign)) return;
  for (const key of Object.keys(assign)) yield { name: assignedName(key, dialect), at: at.field('Assign') };
}

function isAssignedAround(
  name: string,
  innermost: Scope | undefined,
  assigned: ReadonlyMap<Scope, ReadonlySet<string>>,
): boolean {
  for (let scope = innermost; scope; scope = scope.outer) if (assigned.get(scope)?.has(name)) return true;
  return false;
}

function warnOfUndeclared(
  scope: Scope,
  assigned: ReadonlyMap<Scope, ReadonlySet<string>>,
  machineLanguage: Dialect,
): void {
  for (const { state, at } of statesOf(scope)) {
    for (const name of readBy(state, machineLanguage)) {
      if (!isVisible(name, scope, assigned)) at.warn(messages.undeclared(name), 'UNDECLARED_VARIABLE');
    }
  }
}

/** Executions of a distributed Map see nothing of the one that started them. */
function isVisible(name: string, from: Scope, assigned: ReadonlyMap<Scope, ReadonlySet<string>>): boolean {
  for (let scope: Scope | undefined = from; scope; scope = scope.distributed ? undefined : scope.outer) {
    if (assigned.get(scope)?.has(name)) return true;
  }
  return false;
}

/** What belongs to other scopes. */
const INNER: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator']);

function readBy(state: JsonObject, machineLanguage: Dialect): string[] {
  const checks = checksOf(dialectOf(getOwn(state, 'QueryLanguage'), machineLanguage));
  const fields: JsonObject = {};
  for (const key of Object.keys(state)) if (!INNER.has(key)) setOwn(fields, key, state[key] as Json);
  return [...new Set(checks.variablesReadBy?.(fields))].filter((name) => name !== 'states').sort();
}
