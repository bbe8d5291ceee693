/** Times and durations as elements that follow the chosen way of showing them and tick while they have to. */
import { useState, useSyncExternalStore } from 'react';
import { useSettings } from '../settings/settings.ts';
import { formatDuration, formatInstant, formatRelative, formatShort } from '../settings/time.ts';

let nowMs = Date.now();
const tickers = new Set<() => void>();
let interval: ReturnType<typeof setInterval> | undefined;

function subscribeTicks(ticker: () => void): () => void {
  tickers.add(ticker);
  interval ??= setInterval(() => {
    nowMs = Date.now();
    for (const tick of tickers) tick();
  }, 1_000);
  return () => {
    tickers.delete(ticker);
    if (tickers.size > 0) return;
    clearInterval(interval);
    interval = undefined;
  };
}

const never = () => () => {};

/** The time, once a second while `ticking`. */
export function useNow(ticking = true): number {
  const ticked = useSyncExternalStore(ticking ? subscribeTicks : never, () => nowMs);
  const [first] = useState(() => Date.now());
  return Math.max(ticked, first);
}

/** An instant, in seconds since 1970; hover tells it in full in both local time and UTC. */
export function Instant({ at, full = false }: { readonly at: number; readonly full?: boolean }) {
  const { time } = useSettings();
  const now = useNow(time === 'relative');
  const text = full && time !== 'relative' ? formatInstant(at, time) : formatShort(at, time, now);
  return (
    <time dateTime={instantAttribute(at)} onPointerEnter={(event) => tellInFull(event.currentTarget, at)}>
      {text}
    </time>
  );
}

/** Made when it is asked for, as long lists have many instants of which nobody asks. */
function tellInFull(element: HTMLElement, at: number): void {
  const lines = [`${formatInstant(at, 'local')} local`, formatInstant(at, 'utc'), formatRelative(at, Date.now())];
  element.title = lines.join('\n');
}

function instantAttribute(at: number): string | undefined {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** From `start` to `stop`, or to now while there is no end; both in seconds since 1970. */
export function Duration({ start, stop }: { readonly start: number; readonly stop: number | undefined }) {
  const running = stop === undefined;
  const now = useNow(running);
  if (!running) return <span>{formatDuration((stop - start) * 1000)}</span>;
  return <span>{formatDuration(Math.max(0, Math.floor(now / 1000 - start) * 1000))}</span>;
}
