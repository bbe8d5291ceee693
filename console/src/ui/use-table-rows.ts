/** The active row of a table that is not virtualised: j and k move it, its link has the focus. */
import { type RefObject, useRef, useState } from 'react';
import { useKeys } from '../shell/keyboard.ts';

interface TableRows {
  /** -1 for none. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly body: RefObject<HTMLTableSectionElement | null>;
}

export function useTableRows(count: number): TableRows {
  const [active, setActive] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to));
    setActive(index);
    body.current?.rows[index]?.querySelector('a')?.focus();
  };
  useKeys({ j: () => move(active + 1), k: () => move(active - 1) });
  return { active, setActive, body };
}
