/** Keys of long lists of rows of which only some are drawn: arrows, Page Up and Down, Home, End, and j and k. */
import type { KeyboardEvent } from 'react';

export interface RowKeys {
  readonly count: number;
  readonly active: number;
  /** Rows that fit, for Page Up and Down. */
  readonly page: number;
  readonly onMove: (to: number) => void;
  readonly onOpen?: (at: number) => void;
  readonly onRight?: (at: number) => void;
  readonly onLeft?: (at: number) => void;
  /** Opens what is closed and closes what is open. */
  readonly onToggle?: (at: number) => void;
}

export function rowKeys({ count, active, page, onMove, onOpen, onRight, onLeft, onToggle }: RowKeys) {
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const to = targetOf(event.key, active, count, page);
    if (to !== undefined) onMove(Math.max(0, Math.min(count - 1, to)));
    else if (event.key === 'Enter' && onOpen !== undefined) onOpen(active);
    else if (event.key === 'ArrowRight' && onRight !== undefined) onRight(active);
    else if (event.key === 'ArrowLeft' && onLeft !== undefined) onLeft(active);
    else if ((event.key === 'e' || event.key === ' ') && onToggle !== undefined) onToggle(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return active + 1;
    case 'ArrowUp':
    case 'k':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
