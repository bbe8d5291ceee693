/**
 * The writer's thread: it has the only connection that writes, applies one batch per message in one transaction, and
 * answers when COMMIT has returned. After an error that leaves the outcome open it takes no more work.
 * Requests and answers: protocol.ts.
 */
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { StoreError } from '../errors.ts';
import { Failpoint } from '../failpoint.ts';
import { BatchWriter } from './batch-writer.ts';
import { connectWriter } from './connection.ts';
import { failingDatabase } from './failing-database.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Answer, Done, QueuedRequest, Request, WriterOptions } from './protocol.ts';
import { Purger } from './purger.ts';
import { putSetting } from './settings.ts';
import { commitError, openError } from './sqlite-errors.ts';
import { readCounters, readRunning } from './summary.ts';

interface Writer {
  readonly db: DatabaseSync;
  readonly batches: BatchWriter;
  readonly putSetting: (key: string, value: string) => string;
  readonly purger: Purger;
}

const DONE: Done = { type: 'done' };

let writer: Writer | undefined;
/** After a rejected request, until `resume`. */
let isSkipping = false;
let hasFailed = false;

parentPort?.on('message', (request: Request) => {
  if (request.type === 'resume') isSkipping = hasFailed;
  else if (!isSkipping) parentPort?.postMessage(answer(request));
});

function answer(request: QueuedRequest): Answer {
  try {
    return handle(request);
  } catch (thrown) {
    const error = commitError(thrown);
    isSkipping = true;
    hasFailed = error.code === 'failed';
    return { type: 'rejected', code: error.code, message: error.message };
  }
}

function handle(request: QueuedRequest): Done {
  switch (request.type) {
    case 'open':
      return open();
    case 'commit':
      return commit(request);
    case 'setting':
      return setting(request);
    case 'purge':
      return purge(request);
    case 'unpostable':
      throw new StoreError('conflict', request.message);
    case 'close':
      return close();
  }
}

function open(): Done {
  try {
    const { dataDir, maxPageCount, failpoint } = workerData as WriterOptions;
    const plain = connectWriter(dataDir, maxPageCount);
    const db = failpoint === undefined ? plain : failingDatabase(plain, new Failpoint(failpoint));
    syncLog(db);
    migrate(db, MIGRATIONS);
    writer = { db, batches: new BatchWriter(db), putSetting: putSetting(db), purger: new Purger(db) };
    return { type: 'done', counters: readCounters(db), running: readRunning(db) };
  } catch (error) {
    throw openError(error);
  }
}

/**
 * Moves the log of an earlier writer into the database. After a sync that failed, pages of the log may be in memory only,
 * and counted as written: commits behind them would be lost with them.
 */
function syncLog(db: DatabaseSync): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function commit({ batch }: QueuedRequest & { type: 'commit' }): Done {
  const running = opened().batches.apply(batch);
  return running.size === 0 ? DONE : { type: 'done', running };
}

function setting({ key, value }: QueuedRequest & { type: 'setting' }): Done {
  const { batches, putSetting } = opened();
  return { type: 'done', value: batches.transaction(() => putSetting(key, value)) };
}

function purge({ query }: QueuedRequest & { type: 'purge' }): Done {
  const { batches, purger } = opened();
  try {
    return { type: 'done', purged: batches.transaction(() => purger.step(query)) };
  } catch (thrown) {
    const { code, message } = commitError(thrown);
    if (code === 'failed') throw thrown;
    return { type: 'done', purged: { code, message } };
  }
}

function close(): Done {
  const { db } = opened();
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing is lost: what cannot be moved into the database now stays in the log, where the next open finds it.
  }
  db.close();
  return DONE;
}

function opened(): Writer {
  if (writer === undefined) throw new StoreError('closed', 'The writer has no database.');
  return writer;
}
