/** Rows of states, and which visits are inside of which. */
import type { Scope, Visit } from './visit.ts';

export function newScope(
  kind: Scope['kind'],
  key: string,
  index: number,
  round: number,
  container: Visit | undefined,
  startMs: number,
): Scope {
  return {
    key,
    kind,
    index,
    round,
    container,
    depth: container === undefined ? 0 : container.scope.depth + 1,
    visits: [],
    startMs,
    status: 'RUNNING',
    variables: {},
  };
}

/** Entries of the same state in the same scope: loops find the last one soon. */
export function countIn(scope: Scope, name: string): number {
  const known = scope.visits.findLast((visit) => visit.name === name);
  return known === undefined ? 0 : known.repeat + 1;
}

export function isInside(visit: Visit, container: Visit): boolean {
  for (let at = visit.scope.container; at !== undefined; at = at.scope.container) if (at === container) return true;
  return false;
}

export function isAround(visit: Visit, inner: Visit | undefined): boolean {
  return inner !== undefined && isInside(inner, visit);
}

export function isWithin(visit: Visit, scope: Scope): boolean {
  for (let at: Scope | undefined = visit.scope; at !== undefined; at = at.container?.scope)
    if (at === scope) return true;
  return false;
}
