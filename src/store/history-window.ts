/**
 * How many rows a HistoryQuery takes. A row holds the events of one turn, so the first row may begin before (reverse:
 * end after) `fromEventId`; only its events on the asked side count towards `limitEvents`.
 */
import type { HistoryQuery, HistoryRow } from './store.ts';

/** Takes rows, which come in the order asked for, until they hold `limitEvents` events or there are no more. */
export function takeRows(rows: Iterable<HistoryRow>, query: HistoryQuery): HistoryRow[] {
  const taken: HistoryRow[] = [];
  let events = 0;
  if (query.limitEvents <= 0) return taken;
  for (const row of rows) {
    taken.push(row);
    events += eventsAsked(row, query);
    if (events >= query.limitEvents) break;
  }
  return taken;
}

function eventsAsked(row: HistoryRow, { fromEventId, reverse }: HistoryQuery): number {
  const first = reverse ? row.firstEventId : Math.max(row.firstEventId, fromEventId);
  const last = reverse ? Math.min(row.lastEventId, fromEventId) : row.lastEventId;
  return last - first + 1;
}
