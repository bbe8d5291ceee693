/**
 * Where the states of one scope lead: Next, the rules and Default of a Choice, and catchers, in the order of the
 * definition. Targets that do not exist are left out. Labels are short text for people, not the whole condition.
 */
import type { ScopeDefinition, StateDefinition } from '../history/definition-index.ts';
import { isRecord, statesOf } from '../history/definition-index.ts';
import { choiceLabel } from './choice-label.ts';

export type EdgeKind = 'next' | 'choice' | 'default' | 'catch';

export interface ScopeEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly label?: string;
}

export function scopeEdges(scope: ScopeDefinition): ScopeEdge[] {
  const states = statesOf(scope);
  const names = new Set(states.map(([name]) => name));
  return states.flatMap(([name, state]) => merged(stateEdges(name, state).filter(({ to }) => names.has(to))));
}

function stateEdges(from: string, state: StateDefinition): ScopeEdge[] {
  const edges: ScopeEdge[] = [];
  const { Next, Default } = state;
  if (typeof Next === 'string') edges.push({ from, to: Next, kind: 'next' });
  for (const rule of list(state['Choices'])) {
    if (typeof rule['Next'] === 'string')
      edges.push({ from, to: rule['Next'], kind: 'choice', label: choiceLabel(rule) });
  }
  if (typeof Default === 'string') edges.push({ from, to: Default, kind: 'default', label: 'otherwise' });
  for (const catcher of list(state['Catch'])) {
    if (typeof catcher['Next'] !== 'string') continue;
    const errors = catcher['ErrorEquals'];
    edges.push({
      from,
      to: catcher['Next'],
      kind: 'catch',
      label: Array.isArray(errors) ? errors.join(', ') : 'catch',
    });
  }
  return edges;
}

/** One line for all rules (or all catchers) that lead to the same state. */
function merged(edges: readonly ScopeEdge[]): ScopeEdge[] {
  const kept = new Map<string, ScopeEdge>();
  for (const edge of edges) {
    const key = `${edge.to}\n${edge.kind === 'catch'}`;
    const known = kept.get(key);
    const label = [known?.label, edge.label].filter((text) => text !== undefined).join(' | ');
    kept.set(key, { ...(known ?? edge), ...(label !== '' && { label }) });
  }
  return [...kept.values()];
}

function list(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
