/** A function that stays the same and does what the latest one given does: for rows that are drawn once. */
import { useCallback, useLayoutEffect, useRef } from 'react';

export function useLatest<Arguments extends unknown[]>(
  latest: (...args: Arguments) => void,
): (...args: Arguments) => void {
  const held = useRef(latest);
  useLayoutEffect(() => {
    held.current = latest;
  });
  return useCallback((...args: Arguments) => held.current(...args), []);
}
