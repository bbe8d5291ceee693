/**
 * Saved views of the list of executions. A view is an address (query and roots-only), so it can be sent as a link; the
 * names under which a person keeps some are in localStorage under `stairwell.views`.
 */
import { useSyncExternalStore } from 'react';

export interface View {
  readonly name: string;
  readonly q: string;
  readonly roots: boolean;
}

export const BUILT_IN_VIEWS: readonly View[] = [
  { name: 'All roots', q: '', roots: true },
  { name: 'Everything', q: '', roots: false },
  { name: 'Running', q: 'status:RUNNING', roots: false },
  { name: 'Failed in the last 24 hours', q: 'status:FAILED,TIMED_OUT started:>-24h', roots: false },
];

const KEY = 'stairwell.views';
const listeners = new Set<() => void>();
let views = read();

function read(): readonly View[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const { name, q, roots } = (value ?? {}) as Record<string, unknown>;
  return typeof name === 'string' && typeof q === 'string' && typeof roots === 'boolean';
}

function write(next: readonly View[]): void {
  views = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Kept until the browser is closed.
  }
  for (const listener of listeners) listener();
}

/** Saves a view; one of the same name is replaced. */
export function saveView(view: View): void {
  write([...views.filter(({ name }) => name !== view.name), view]);
}

export function deleteView(name: string): void {
  write(views.filter((view) => view.name !== name));
}

export function useSavedViews(): readonly View[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => views,
  );
}
