/**
 * GET /live: changes of executions as server-sent events; see docs/tree-api.md, "Live changes". Changes are gathered
 * for a moment, one for each execution, and then sent to the readers that they concern.
 *
 * Every reader has a bounded share of memory: what does not fit is dropped, and the reader is told of the gap. While
 * nobody reads, the feed is not listened to.
 */
import type { Context } from 'hono';
import type { ExecutionChange, Feed } from '../engine/feed.ts';
import type { Ports } from '../engine/ports.ts';
import type { Routes } from './app.ts';
import { LiveReader, type Wanted } from './live-reader.ts';

export interface LiveOptions {
  readonly feed: Pick<Feed, 'subscribe'>;
  readonly ports: Pick<Ports, 'setTimer'>;
  readonly maxReaders?: number;
}

export interface Live {
  readonly routes: Routes;
  /** How many read now. */
  readonly readerCount: number;
  /** Lets all readers go, and takes no more. */
  close(): void;
}

const MAX_READERS = 200;
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

export function createLive({ feed, ports, maxReaders = MAX_READERS }: LiveOptions): Live {
  const readers = new Set<LiveReader>();
  let unsubscribe: (() => void) | undefined;
  let isClosed = false;

  const tell = (changes: readonly ExecutionChange[]) => {
    for (const reader of readers) reader.tell(changes);
  };

  function leave(reader: LiveReader): void {
    readers.delete(reader);
    if (readers.size > 0) return;
    unsubscribe?.();
    unsubscribe = undefined;
  }

  function open(wanted: Wanted): ReadableStream<Uint8Array> {
    const reader = new LiveReader({ wanted, ports, left: () => leave(reader) });
    readers.add(reader);
    unsubscribe ??= feed.subscribe(tell);
    return reader.stream;
  }

  function answer(context: Context): Response {
    const wanted = wantedBy(new URL(context.req.url).searchParams);
    if (wanted === undefined) {
      return context.json(
        { message: 'Ask for executionArn=ARN, rootArn=ARN or list=1, and for one of them only' },
        400,
      );
    }
    if (isClosed || readers.size >= maxReaders) {
      return context.json({ message: `There are ${maxReaders} readers already; try later` }, 503, {
        'retry-after': '5',
      });
    }
    if (context.req.method === 'HEAD') return new Response(null, { headers: HEADERS });
    return new Response(open(wanted), { headers: HEADERS });
  }

  return {
    routes: (app) => void app.get('/live', answer),
    get readerCount() {
      return readers.size;
    },
    close() {
      isClosed = true;
      for (const reader of [...readers]) reader.end();
    },
  };
}

function wantedBy(query: URLSearchParams): Wanted | undefined {
  const [executionArn, rootArn, list] = [query.get('executionArn'), query.get('rootArn'), query.get('list')];
  const given = [executionArn, rootArn, list].filter((value) => value !== null && value !== '');
  if (given.length !== 1) return undefined;
  if (executionArn) return { executionArn };
  if (rootArn) return { rootArn };
  return list === '1' ? { list: true } : undefined;
}
