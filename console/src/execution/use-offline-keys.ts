/** The keys of the page where there is no shell: `useKeys` of the shell needs its router only to be imported. */
import { useEffect, useEffectEvent } from 'react';
import { usePageKeys } from './use-page-keys.ts';

export function useOfflineKeys(): void {
  const keys = usePageKeys(() => {});
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof HTMLElement && target.closest('input, textarea, select, [role=menu]') !== null) return;
    if (Object.hasOwn(keys, key)) keys[key]?.(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
