/**
 * The scopes of a machine: its own states, and those of each branch and processor. Names of states are found, and
 * variables are kept, by scope. Source: ASL "States", "Parallel State", "Map State"; needs a definition of sound
 * structure.
 */
import type { JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import type { Place } from './place.ts';

/** A set of States that transitions cannot leave. */
export interface Scope {
  readonly object: JsonObject;
  readonly at: Place;
  /** The scope of the Parallel or Map; absent for the machine. */
  readonly outer?: Scope;
  /** Whether each pass through the scope is an execution of its own. */
  readonly distributed: boolean;
}

/** The scope itself and all in it, in the order of the document. */
export function* scopesIn(scope: Scope): Generator<Scope> {
  yield scope;
  for (const { state, at } of statesOf(scope)) {
    for (const [i, branch] of objectsIn(state, 'Branches')) {
      yield* scopesIn({ object: branch, at: at.field('Branches').item(i), outer: scope, distributed: false });
    }
    for (const name of ['ItemProcessor', 'Iterator']) {
      const processor = getOwn(state, name);
      if (!isObject(processor)) continue;
      yield* scopesIn({ object: processor, at: at.field(name), outer: scope, distributed: isDistributed(processor) });
    }
  }
}

export function* statesOf(scope: Scope): Generator<{ name: string; state: JsonObject; at: Place }> {
  const states = scope.object['States'] as JsonObject;
  const at = scope.at.field('States');
  for (const name of Object.keys(states)) yield { name, state: states[name] as JsonObject, at: at.field(name) };
}

/** The objects in a list, such as rules and catchers, with their index. */
export function objectsIn(object: JsonObject, field: string): (readonly [number, JsonObject])[] {
  const value = getOwn(object, field);
  return Array.isArray(value) ? value.map((item, i) => [i, item as JsonObject] as const) : [];
}

export function isDistributed(processor: JsonObject): boolean {
  const config = getOwn(processor, 'ProcessorConfig');
  return isObject(config) && config['Mode'] === 'DISTRIBUTED';
}
