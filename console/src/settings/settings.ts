/**
 * What a person chose for this browser: theme and how times are shown. Kept in localStorage under `stairwell.settings`
 * and followed across tabs. `rootsOnly`: whether the list of executions leaves out those started by others; `columns`: what
 * it shows of each (pages/executions/columns.tsx), absent as long as nobody chose.
 */
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';
export type TimeMode = 'relative' | 'local' | 'utc';

export interface Settings {
  readonly theme: Theme;
  readonly time: TimeMode;
  readonly rootsOnly: boolean;
  readonly columns?: readonly string[];
}

const KEY = 'stairwell.settings';
const DEFAULTS: Settings = { theme: 'system', time: 'local', rootsOnly: true };

let current = read();
const listeners = new Set<() => void>();
const prefersDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

function read(): Settings {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return DEFAULTS;
  }
}

function publish(next: Settings): void {
  current = next;
  applyTheme();
  for (const listener of listeners) listener();
}

function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

function isDark(): boolean {
  return current.theme === 'dark' || (current.theme === 'system' && prefersDark?.matches === true);
}

export function changeSettings(change: Partial<Settings>): void {
  const next = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
  publish(next);
}

/** Follows the system's theme and choices made in other tabs; called once. */
export function watchSettings(): void {
  applyTheme();
  prefersDark?.addEventListener('change', () => publish({ ...current }));
  addEventListener('storage', (event) => {
    if (event.key === KEY) publish(read());
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current);
}
