/** Pages of a history, whatever the sizes of the stored batches. */
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../asl/history-events.ts';
import { historyRecord } from '../asl/history-record.ts';
import { MemoryStore } from '../store/memory/store.ts';
import { EMPTY_BATCH } from '../store/store.ts';
import { readHistory } from './history-reader.ts';

const EXECUTION = 1;
const EVENTS = 40;

/** A store with a history in batches that end with these events. */
async function storeOf(ends: readonly number[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.open();
  const history = ends.map((lastEventId, index) => {
    const firstEventId = (ends[index - 1] ?? 0) + 1;
    const events = Array.from({ length: lastEventId - firstEventId + 1 }, (_, i) => eventOf(firstEventId + i));
    return { executionId: EXECUTION, firstEventId, lastEventId, body: historyRecord(events) };
  });
  await store.commit({ ...EMPTY_BATCH, history });
  return store;
}

function eventOf(id: number): HistoryEvent {
  return { id, previousEventId: id - 1, timestampMs: 1_700_000_000_000 + id, type: 'MapStateSucceeded' };
}

/** Ids of all events, read page by page. */
async function pages(store: MemoryStore, reverse: boolean, maxResults: number): Promise<number[]> {
  const ids: number[] = [];
  let from: number | undefined;
  do {
    const request = {
      reverse,
      maxResults,
      includeExecutionData: true,
      ...(from !== undefined && { fromEventId: from }),
    };
    const { events, nextEventId } = await readHistory(store, EXECUTION, request);
    expect(events.length).toBeLessThanOrEqual(maxResults);
    ids.push(...events.map((text) => (JSON.parse(text) as { id: number }).id));
    from = nextEventId;
  } while (from !== undefined);
  return ids;
}

const ALL = Array.from({ length: EVENTS }, (_, i) => i + 1);

test.each([[[40]], [[1, 2, 40]], [[10, 20, 30, 40]], [[7, 39, 40]]])('batches that end with %j', async (ends) => {
  const store = await storeOf(ends);
  for (const maxResults of [1, 3, 10, 39, 40, 100]) {
    expect(await pages(store, false, maxResults)).toEqual(ALL);
    expect(await pages(store, true, maxResults)).toEqual(ALL.toReversed());
  }
});
