/** Pages of an execution's history out of the stored batches of events. Source: API reference "GetExecutionHistory". */
import { storedEvents } from '../asl/history-record.ts';
import type { Store } from '../store/store.ts';
import type { HistoryPage } from './service.ts';

export interface HistoryRequest {
  readonly fromEventId?: number;
  readonly reverse: boolean;
  readonly maxResults: number;
  readonly includeExecutionData: boolean;
}

export async function readHistory(store: Store, executionId: number, request: HistoryRequest): Promise<HistoryPage> {
  const { reverse, maxResults } = request;
  const fromEventId = request.fromEventId ?? (reverse ? Number.MAX_SAFE_INTEGER : 1);
  // One more than asked for tells whether there is a next page.
  const rows = await store.history({ executionId, fromEventId, reverse, limitEvents: maxResults + 1 });
  const events: string[] = [];
  for (const row of rows) {
    const left = maxResults - events.length;
    const range = reverse
      ? { first: Math.min(fromEventId, row.lastEventId) - left, last: fromEventId }
      : { first: fromEventId, last: Math.max(fromEventId, row.firstEventId) + left };
    const stored = storedEvents(row, request.includeExecutionData, range);
    for (const { id, text } of reverse ? stored.reverse() : stored) {
      if (events.length === maxResults) return { events, nextEventId: id };
      events.push(text);
    }
  }
  return { events, nextEventId: undefined };
}
