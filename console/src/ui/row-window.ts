/**
 * Which rows of a long list are drawn: those in sight and some around them. All rows are equally high (`rowPx`); a few
 * may have something more below them (`extras`). Elements are used again for other rows while scrolling: draw each with
 * its `slot` as key, unless it holds a state of its own.
 */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export interface WindowRow {
  readonly index: number;
  readonly slot: number;
  readonly topPx: number;
}

/** Pixels below a row that belong to it. */
export interface RowExtra {
  readonly index: number;
  readonly px: number;
}

interface RowWindowOptions {
  readonly count: number;
  readonly rowPx: number;
  /** Height of a head that stays on top inside of what scrolls. */
  readonly headPx?: number;
  /** In the order of their rows. */
  readonly extras?: readonly RowExtra[];
}

export interface RowWindow {
  /** For what scrolls. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  readonly rows: readonly WindowRow[];
  /** Of all rows. */
  readonly heightPx: number;
  readonly isAtTop: boolean;
  /** Brings a row into sight, by moving as little as possible or to the middle. */
  readonly show: (index: number, where?: 'near' | 'middle') => void;
}

/** Rows drawn above and below those in sight. */
const AHEAD = 8;
const NO_EXTRAS: readonly RowExtra[] = [];

interface Sight {
  readonly first: number;
  /** How many rows fit. */
  readonly fit: number;
}

export function useRowWindow({ count, rowPx, headPx = 0, extras = NO_EXTRAS }: RowWindowOptions): RowWindow {
  const [sight, setSight] = useState<Sight>({ first: 0, fit: 32 });
  const scroller = useRef<HTMLElement>(undefined);
  const layout = useRef({ count, rowPx, headPx, extras });
  const read = useCallback(() => {
    const box = scroller.current;
    if (box === undefined) return;
    const { rowPx, headPx, extras } = layout.current;
    const next = {
      first: rowAt(box.scrollTop, rowPx, extras),
      fit: Math.ceil((box.clientHeight - headPx) / rowPx) + 1,
    };
    setSight((before) => (before.first === next.first && before.fit === next.fit ? before : next));
  }, []);
  useLayoutEffect(() => {
    layout.current = { count, rowPx, headPx, extras };
    read();
  }, [count, rowPx, headPx, extras, read]);

  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      scroller.current = element;
      read();
      // In the same frame: what comes into sight would be empty for a moment.
      const onScroll = () => flushSync(read);
      const observer = new ResizeObserver(read);
      element.addEventListener('scroll', onScroll, { passive: true });
      observer.observe(element);
      return () => {
        element.removeEventListener('scroll', onScroll);
        observer.disconnect();
        scroller.current = undefined;
      };
    },
    [read],
  );
  const show = useCallback(
    (index: number, where: 'near' | 'middle' = 'near') => {
      const box = scroller.current;
      if (box === undefined) return;
      const { rowPx, headPx, extras } = layout.current;
      const top = topOf(index, rowPx, extras);
      const room = box.clientHeight - headPx;
      if (where === 'middle') box.scrollTop = top - (room - rowPx) / 2;
      else if (top < box.scrollTop) box.scrollTop = top;
      else if (top + rowPx > box.scrollTop + room) box.scrollTop = top + rowPx - room;
      read();
    },
    [read],
  );
  const rows = useMemo(() => rowsOf(sight, { count, rowPx, extras }), [sight, count, rowPx, extras]);
  return { ref, rows, heightPx: topOf(count, rowPx, extras), isAtTop: sight.first === 0, show };
}

export function rowsOf(
  { first, fit }: Sight,
  { count, rowPx, extras }: { count: number; rowPx: number; extras: readonly RowExtra[] },
): WindowRow[] {
  // The list may have become shorter than where it was scrolled to.
  const from = Math.max(0, Math.min(first, count - fit) - AHEAD);
  const to = Math.min(count, first + fit + AHEAD);
  const slots = fit + 2 * AHEAD;
  return Array.from({ length: Math.min(slots, Math.max(0, to - from)) }, (_, at) => {
    const index = from + at;
    return { index, slot: index % slots, topPx: topOf(index, rowPx, extras) };
  });
}

function topOf(index: number, rowPx: number, extras: readonly RowExtra[]): number {
  let top = index * rowPx;
  for (const extra of extras) {
    if (extra.index >= index) break;
    top += extra.px;
  }
  return top;
}

/** The row that is at this height, or whose extra is. */
export function rowAt(px: number, rowPx: number, extras: readonly RowExtra[]): number {
  let extraPx = 0;
  for (const extra of extras) {
    const endPx = (extra.index + 1) * rowPx + extraPx;
    if (px < endPx) break;
    if (px < endPx + extra.px) return extra.index;
    extraPx += extra.px;
  }
  return Math.max(0, Math.floor((px - extraPx) / rowPx));
}
