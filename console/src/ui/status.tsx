/** The status of an execution: icon, word and colour, never colour alone. */
import { Ban, CircleAlert, CircleCheck, CircleX, Clock3, LoaderCircle, type LucideIcon, RotateCcw } from 'lucide-react';
import type { RollupStatus, Status } from '../api/operations.ts';
import css from './status.module.css';

interface Look {
  readonly word: string;
  readonly icon: LucideIcon;
  /** Part of the names of the colours in tokens.css: `--failed`, `--failed-soft`. */
  readonly tone: string;
}

export const STATUS_LOOKS: Readonly<Record<RollupStatus, Look>> = {
  RUNNING: { word: 'Running', icon: LoaderCircle, tone: 'running' },
  SUCCEEDED: { word: 'Succeeded', icon: CircleCheck, tone: 'succeeded' },
  FAILED: { word: 'Failed', icon: CircleX, tone: 'failed' },
  TIMED_OUT: { word: 'Timed out', icon: Clock3, tone: 'timed-out' },
  ABORTED: { word: 'Aborted', icon: Ban, tone: 'aborted' },
  PENDING_REDRIVE: { word: 'Pending redrive', icon: RotateCcw, tone: 'pending' },
  FAILED_BELOW: { word: 'Failed below', icon: CircleAlert, tone: 'below' },
};

/** What an execution itself can be, and be searched by. */
export const EXECUTION_STATUSES: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

const UNKNOWN: Look = { word: 'Unknown', icon: CircleAlert, tone: 'aborted' };

export function lookOf(status: string): Look {
  return STATUS_LOOKS[status as RollupStatus] ?? { ...UNKNOWN, word: status };
}

/** Icon in the colour of the status; its word for screen readers only when `named`. */
export function StatusIcon({ status, size = 15, named = false }: { status: string; size?: number; named?: boolean }) {
  const { icon: Icon, word, tone } = lookOf(status);
  return (
    <span className={css.icon} data-tone={tone} data-spin={status === 'RUNNING' || undefined}>
      <Icon size={size} strokeWidth={2.25} aria-hidden />
      {named && <span className="visually-hidden">{word}</span>}
    </span>
  );
}

/** Icon and word. `badge` puts them on a tinted ground. */
export function StatusText({ status, badge = false }: { status: string; badge?: boolean }) {
  const { word, tone } = lookOf(status);
  return (
    <span className={badge ? css.badge : css.text} data-tone={tone}>
      <StatusIcon status={status} size={14} />
      {word}
    </span>
  );
}
