/** How a status looks: icon, word and colour, of executions and of the states in them. */
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock3,
  LoaderCircle,
  type LucideIcon,
  RotateCcw,
  ShieldCheck,
} from 'lucide-react';
import type { RollupStatus, Status } from '../api/operations.ts';
import type { VisitStatus } from '../history/visit.ts';

/** NONE: a state that was not reached. */
export type ShownStatus = RollupStatus | VisitStatus | 'NONE';

export interface Look {
  readonly word: string;
  readonly icon: LucideIcon;
  /** Part of the names of the colours in tokens.css: `--failed`, `--failed-soft`. */
  readonly tone: string;
}

const LOOKS: Readonly<Record<ShownStatus, Look>> = {
  RUNNING: { word: 'Running', icon: LoaderCircle, tone: 'running' },
  SUCCEEDED: { word: 'Succeeded', icon: CircleCheck, tone: 'succeeded' },
  FAILED: { word: 'Failed', icon: CircleX, tone: 'failed' },
  TIMED_OUT: { word: 'Timed out', icon: Clock3, tone: 'timed-out' },
  ABORTED: { word: 'Aborted', icon: Ban, tone: 'aborted' },
  PENDING_REDRIVE: { word: 'Pending redrive', icon: RotateCcw, tone: 'pending' },
  FAILED_BELOW: { word: 'Failed below', icon: CircleAlert, tone: 'below' },
  RETRYING: { word: 'Waiting to retry', icon: RotateCcw, tone: 'pending' },
  CAUGHT: { word: 'Caught', icon: ShieldCheck, tone: 'below' },
  NONE: { word: 'Not reached', icon: CircleDashed, tone: 'none' },
};

/** What an execution itself can be, and be searched by. */
export const EXECUTION_STATUSES: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

const UNKNOWN: Look = { word: 'Unknown', icon: CircleAlert, tone: 'aborted' };

/** Also of a status that this console does not know. */
export function lookOf(status: string): Look {
  return LOOKS[status as ShownStatus] ?? { ...UNKNOWN, word: status };
}
