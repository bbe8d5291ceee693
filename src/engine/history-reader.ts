/** Pages of an execution's history out of the stored batches of events. Source: API reference "GetExecutionHistory". */
import type { Json, JsonObject } from '../asl/json.ts';
import { isObject } from '../asl/json.ts';
import type { HistoryRow, Store } from '../store/store.ts';
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
    for (const { id, text } of eventsOf(row, request)) {
      if (reverse ? id > fromEventId : id < fromEventId) continue;
      if (events.length === maxResults) return { events, nextEventId: id };
      events.push(text);
    }
  }
  return { events, nextEventId: undefined };
}

function eventsOf(row: HistoryRow, { reverse, includeExecutionData }: HistoryRequest): { id: number; text: string }[] {
  const events = (JSON.parse(row.body) as JsonObject[]).map((event) => ({
    id: event['id'] as number,
    text: JSON.stringify(includeExecutionData ? event : withoutData(event)),
  }));
  return reverse ? events.reverse() : events;
}

const DATA_MEMBERS = ['input', 'output', 'inputDetails', 'outputDetails'];

/** The event without its payloads; names, errors and a task's parameters stay. */
function withoutData(event: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([name, member]): [string, Json] => [name, isObject(member) ? stripped(member) : member]),
  );
}

function stripped(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA_MEMBERS.includes(name)));
}
