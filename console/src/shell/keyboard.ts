/** Keys that work on every page, and the list of all keys for the help. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether a key belongs to what is being typed, or to an open dialog or menu. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null;
}

export function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** Calls the handler of a key, by `KeyboardEvent.key`, unless somebody is typing. */
export function useKeys(handlers: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event) || hasModifier(event)) return;
    if (!Object.hasOwn(handlers, event.key)) return;
    handlers[event.key]?.(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

const GO = { o: '/', e: '/executions', m: '/machines', i: '/inbox', h: '/import' } as const;
const GO_MS = 1_200;

/** Ctrl/⌘ K, `?`, and `g` followed by the letter of a page. */
export function useGlobalKeys({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): void {
  const navigate = useNavigate();
  const palette = useEffectEvent(onPalette);
  const help = useEffectEvent(onHelp);
  const go = useEffectEvent((key: string) => {
    if (Object.hasOwn(GO, key)) void navigate({ to: GO[key as keyof typeof GO] });
  });
  useEffect(() => {
    let wentAtMs = 0;
    const listener = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.defaultPrevented || isTyping(event) || hasModifier(event)) return;
      if (event.key === '?') help();
      else if (Date.now() - wentAtMs < GO_MS) {
        wentAtMs = 0;
        event.stopImmediatePropagation();
        event.preventDefault();
        go(event.key);
      } else if (event.key === 'g') wentAtMs = Date.now();
    };
    document.addEventListener('keydown', listener, { capture: true });
    return () => document.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

export const KEY_GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] =
  [
    {
      title: 'Everywhere',
      keys: [
        [isMac ? '⌘ K' : 'Ctrl K', 'Go to or do anything'],
        ['?', 'These shortcuts'],
        ['g o', 'Overview'],
        ['g e', 'Executions'],
        ['g m', 'State machines'],
        ['g i', 'Task inbox'],
        ['g h', 'Import a history'],
        ['Esc', 'Close, or leave a field'],
      ],
    },
    {
      title: 'Lists',
      keys: [
        ['/', 'Search'],
        ['j  k', 'Next, previous row'],
        ['Enter', 'Open the row'],
        ['x', 'Select the row'],
        ['e', 'Show or hide its children'],
        ['c', 'Copy its ARN'],
        ['s', 'Start the state machine'],
        ['a  f  h', 'Complete, fail, heartbeat a task'],
      ],
    },
    {
      title: 'Execution',
      keys: [
        ['1 – 4', 'Graph, tree, timeline, events'],
        ['[', 'To the parent'],
        [']', 'To the failing or first child'],
        ['f', 'To the failure'],
        ['r', 'Redrive'],
        ['/', 'Search in the view'],
        ['c', 'Copy the ARN'],
      ],
    },
  ];
