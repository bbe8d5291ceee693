/**
 * Times and durations as people read them. Dates come from the API as seconds since 1970 with milliseconds after the
 * point; `nowMs` and everything ending in Ms is in milliseconds.
 */
import type { TimeMode } from './settings.ts';

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** `2026-03-01 09:05:02.120`; `utc` adds Z. */
export function formatInstant(epochSeconds: number, mode: Exclude<TimeMode, 'relative'>): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return '–';
  if (mode === 'utc') return date.toISOString().replace('T', ' ');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  return `${day} ${time}.${pad(date.getMilliseconds(), 3)}`;
}

/** The same without milliseconds, and without the date when it is today: for dense lists. */
export function formatShort(epochSeconds: number, mode: TimeMode, nowMs: number): string {
  if (mode === 'relative') return formatRelative(epochSeconds, nowMs);
  const text = formatInstant(epochSeconds, mode);
  const seconds = text.slice(0, 19);
  return mode === 'utc' ? `${seconds}Z` : seconds;
}

/** `just now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`; `in 12 s` for what is to come. */
export function formatRelative(epochSeconds: number, nowMs: number): string {
  const seconds = Math.round(nowMs / 1000 - epochSeconds);
  const distance = Math.abs(seconds);
  if (distance < 2) return 'just now';
  const text = coarse(distance);
  return seconds < 0 ? `in ${text}` : `${text} ago`;
}

function coarse(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** `0 ms`, `340 ms`, `2.41 s`, `1 m 05 s`, `3 h 12 m`, `4 d 02 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} m`;
  return `${Math.floor(seconds / 86_400)} d ${pad(Math.floor((seconds % 86_400) / 3600))} h`;
}
