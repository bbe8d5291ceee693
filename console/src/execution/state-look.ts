/** How a state looks: its status over all its visits, as icon, word and colour. */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock3,
  LoaderCircle,
  type LucideIcon,
  RotateCcw,
  ShieldCheck,
} from 'lucide-react';
import type { Visit, VisitStatus } from '../history/visit.ts';
import { isOpen } from '../history/visit.ts';

export type StateStatus = VisitStatus | 'NONE';

export interface StateLook {
  readonly word: string;
  readonly icon: LucideIcon;
  /** Part of the names of the colours in tokens.css. */
  readonly tone: string;
}

export const STATE_LOOKS: Readonly<Record<StateStatus, StateLook>> = {
  RUNNING: { word: 'Running', icon: LoaderCircle, tone: 'running' },
  RETRYING: { word: 'Waiting to retry', icon: RotateCcw, tone: 'pending' },
  SUCCEEDED: { word: 'Succeeded', icon: CircleCheck, tone: 'succeeded' },
  CAUGHT: { word: 'Caught', icon: ShieldCheck, tone: 'below' },
  FAILED: { word: 'Failed', icon: CircleX, tone: 'failed' },
  TIMED_OUT: { word: 'Timed out', icon: Clock3, tone: 'timed-out' },
  ABORTED: { word: 'Aborted', icon: Ban, tone: 'aborted' },
  NONE: { word: 'Not reached', icon: CircleDashed, tone: 'none' },
};

export interface StateSummary {
  readonly status: StateStatus;
  readonly visits: number;
  readonly open: number;
  readonly bad: number;
  readonly last: Visit | undefined;
}

/** One status for all visits of a state: what still runs, then what went wrong, then how the last one ended. */
export function summarise(visits: readonly Visit[]): StateSummary {
  let open = 0;
  let bad = 0;
  let retrying = 0;
  for (const visit of visits) {
    if (isOpen(visit)) open++;
    if (visit.status === 'RETRYING') retrying++;
    if (visit.status === 'FAILED' || visit.status === 'TIMED_OUT') bad++;
  }
  const last = visits[visits.length - 1];
  const status = statusOf(visits, last, open, retrying, bad);
  return { status, visits: visits.length, open, bad, last };
}

function statusOf(
  visits: readonly Visit[],
  last: Visit | undefined,
  open: number,
  retrying: number,
  bad: number,
): StateStatus {
  if (last === undefined) return 'NONE';
  if (open > 0) return retrying === open ? 'RETRYING' : 'RUNNING';
  if (bad > 0) return visits.findLast(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')!.status;
  return last.status;
}
