/** Two parts side by side with a divider that is dragged or moved by arrow keys; below each other where it is narrow. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import css from './split.module.css';

interface SplitProps {
  readonly main: ReactNode;
  readonly side: ReactNode;
  /** Name of the side. */
  readonly label: string;
}

const KEY = 'stairwell.panel';
const MIN = 300;
const MAX = 900;
const FIRST = 470;

export function Split({ main, side, label }: SplitProps) {
  const [width, setWidth] = useState(readWidth);
  const from = useRef<{ x: number; width: number } | undefined>(undefined);
  const change = (next: number) => {
    const kept = Math.round(Math.max(MIN, Math.min(MAX, next)));
    setWidth(kept);
    try {
      localStorage.setItem(KEY, String(kept));
    } catch {
      // As wide as it is for now.
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    change(width + step);
  };
  return (
    <div className={css.split} style={{ '--side': `${width}px` } as Record<string, string>}>
      <div className={css.main}>{main}</div>
      <div
        className={css.divider}
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label.toLowerCase()}`}
        aria-valuenow={width}
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, width };
        }}
        onPointerMove={(event) =>
          from.current !== undefined && change(from.current.width + from.current.x - event.clientX)
        }
        onPointerUp={() => {
          from.current = undefined;
        }}
      />
      <aside className={css.side} aria-label={label}>
        {side}
      </aside>
    </div>
  );
}

function readWidth(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept >= MIN && kept <= MAX ? kept : FIRST;
  } catch {
    return FIRST; // a saved file has no storage
  }
}
