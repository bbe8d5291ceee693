/** How the page follows an execution. */
import { expect, test } from 'vitest';
import type { ExecutionDescription } from '../api/operations.ts';
import type { WireEvent } from '../history/event.ts';
import type { Backend, HistoryQuery } from './backend.ts';
import { ExecutionRecord } from './records.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:M:x';

/** A server with a history that grows; `asked` are the pages it was asked for. */
function fakeServer(): { backend: Backend; events: WireEvent[]; asked: string[]; add(...types: string[]): void } {
  const events: WireEvent[] = [];
  const asked: string[] = [];
  const page = (query: HistoryQuery) => {
    const { reverseOrder, maxResults, nextToken } = query;
    const from = Number(nextToken ?? 0);
    const all = reverseOrder ? events.toReversed() : events;
    asked.push(`${reverseOrder ? 'back' : 'on'} ${maxResults}`);
    const end = from + maxResults;
    return { events: all.slice(from, end), ...(end < all.length && { nextToken: String(end) }) };
  };
  const backend = {
    isOffline: false,
    describe: async () => {
      asked.push('describe');
      const status = events.at(-1)?.type === 'ExecutionSucceeded' ? 'SUCCEEDED' : 'RUNNING';
      return { executionArn: ARN, status } as ExecutionDescription;
    },
    definition: async () => '{"StartAt":"A","States":{}}',
    history: async (_arn: string, query: HistoryQuery) => page(query),
  } as unknown as Backend;
  const add = (...types: string[]) => {
    for (const type of types)
      events.push({ id: events.length + 1, previousEventId: events.length, type, timestamp: 1 });
  };
  return { backend, events, asked, add };
}

async function settled(record: ExecutionRecord): Promise<void> {
  for (let before = -1; before !== record.version; ) {
    before = record.version;
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }
}

test('a history is read in pages of 1000, and then only what is new', async () => {
  const { backend, add, asked } = fakeServer();
  add('ExecutionStarted', ...Array.from({ length: 2400 }, () => 'TaskStarted'));
  const record = new ExecutionRecord(ARN, backend);
  await record.load();
  expect(record.history.lastEventId).toBe(2401);
  expect(asked.filter((one) => one !== 'describe')).toEqual(['on 1000', 'on 1000', 'on 1000']);
  asked.length = 0;
  add('TaskSucceeded', 'TaskStarted');
  record.refresh(2403);
  await settled(record);
  expect(asked).toEqual(['back 10']);
  expect(record.history.events.map(({ id }) => id)).toEqual(Array.from({ length: 2403 }, (_, i) => i + 1));
});

test('the end is described once', async () => {
  const { backend, add, asked } = fakeServer();
  add('ExecutionStarted');
  const record = new ExecutionRecord(ARN, backend);
  await record.load();
  asked.length = 0;
  add('ExecutionSucceeded');
  record.refresh(2);
  await settled(record);
  expect(asked).toEqual(['back 10', 'describe']);
  expect(record.description?.status).toBe('SUCCEEDED');
});

test('changes during a refresh lead to one more', async () => {
  const { backend, add, asked } = fakeServer();
  add('ExecutionStarted');
  const record = new ExecutionRecord(ARN, backend);
  await record.load();
  asked.length = 0;
  add('TaskStarted');
  record.refresh(2);
  add('TaskStarted', 'TaskStarted');
  record.refresh(3);
  record.refresh(4);
  await settled(record);
  expect(asked).toEqual(['back 10', 'back 10']);
  expect(record.history.lastEventId).toBe(4);
});

test('an execution that is not there tells why, and is tried again', async () => {
  const { backend, add } = fakeServer();
  add('ExecutionStarted');
  let gone = true;
  const describe = backend.describe;
  const record = new ExecutionRecord(ARN, {
    ...backend,
    describe: (arn) => (gone ? Promise.reject(new Error('no such execution')) : describe(arn)),
  });
  await record.load();
  expect(record).toMatchObject({ state: 'failed', error: { message: 'no such execution' } });
  gone = false;
  record.refresh();
  await settled(record);
  expect(record.state).toBe('ready');
});
