/** What all visits of a state come to. */
import type { Visit, VisitStatus } from '../history/visit.ts';
import { isOpen } from '../history/visit.ts';

export type StateStatus = VisitStatus | 'NONE';

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
