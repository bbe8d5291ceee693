/**
 * The embedded store: one SQLite database in a data directory. Reads are answered on the caller's thread over a
 * connection that cannot write; batches are posted to the writer's thread, one transaction each.
 *
 * `commit` may be called again before earlier calls have resolved. When one is rejected, those behind it are rejected
 * too (`behind`), and later ones are taken again; but after an error that leaves the outcome open (`failed`: an I/O
 * error, a lost writer) none is, until the store is closed and opened again. Reads go on in either case.
 */
import type { Worker } from 'node:worker_threads';
import { type Realm, realmKey } from '../../aws/arn.ts';
import { notOpen, StoreError } from '../errors.ts';
import { addTo, type RunningChanges, runningRealms } from '../running-counts.ts';
import type {
  Batch,
  Counters,
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  HistoryQuery,
  HistoryRow,
  LoadedExecution,
  Purged,
  PurgeQuery,
  ResourceKind,
  ResourceQuery,
  ResourceRow,
  RevisionRow,
  StateMachineRow,
  Store,
} from '../store.ts';
import type { ChildrenQuery, FramePlace, Scan, ScanQuery, TreeRow, WaitingFrame } from '../tree-queries.ts';
import { connectReader, lastWritten } from './connection.ts';
import { makeDataDirectory } from './data-directory.ts';
import { KnownNames } from './known-names.ts';
import { lockDirectory } from './lock.ts';
import { packBatch } from './packed-batch.ts';
import type { Answer, WriterOptions } from './protocol.ts';
import { Reader } from './reader.ts';
import { RecentRows } from './recent-rows.ts';
import { RequestQueue } from './request-queue.ts';
import { messageOf, openError } from './sqlite-errors.ts';
import { TreeReader } from './tree-reader.ts';
import { startWriterThread } from './writer-thread.ts';

export interface SqliteStoreOptions extends WriterOptions {
  readonly startWriter?: (options: WriterOptions) => Worker;
}

interface Opened {
  readonly unlock: () => void;
  readonly worker: Worker;
  readonly ended: Promise<void>;
  readonly queue: RequestQueue;
  readonly reader: Reader;
  readonly trees: TreeReader;
  readonly running: RunningChanges;
  /** Of executions: most starts ask for one that is not there. */
  readonly names: KnownNames;
  readonly recent: RecentRows;
}

export class SqliteStore implements Store {
  readonly #options: SqliteStoreOptions;
  #opened: Opened | undefined;

  constructor(options: SqliteStoreOptions) {
    this.#options = options;
  }

  async open(): Promise<Counters> {
    if (this.#opened !== undefined) throw new StoreError('locked', 'The store is open already.');
    const { dataDir } = this.#options;
    const unlock = locked(dataDir);
    const lastWrittenMs = lastWritten(dataDir);
    const writer = this.#startWriter();
    try {
      const { counters, running } = await writer.queue.send({ type: 'open' });
      if (counters === undefined || running === undefined) throw new TypeError('the writer did not tell its data');
      const db = connectReader(dataDir);
      const reader = new Reader(db);
      const memory = { running, names: new KnownNames(reader), recent: new RecentRows() };
      this.#opened = { ...writer, ...memory, unlock, reader, trees: new TreeReader(db) };
      return { ...counters, lastWrittenMs };
    } catch (error) {
      await writer.worker.terminate();
      unlock();
      throw openError(error);
    }
  }

  async commit(batch: Batch): Promise<void> {
    const { queue, running, names, recent } = this.#open();
    for (const { arn } of batch.inserts) names.add(arn);
    for (const { id } of batch.updates) recent.changed(id);
    const answer = await queue.send({ type: 'commit', batch: packBatch(batch) });
    for (const row of batch.inserts) recent.add(row);
    for (const [key, delta] of answer.running ?? []) addTo(running, key, delta);
  }

  async purge(query: PurgeQuery): Promise<Purged> {
    const { queue, recent } = this.#open();
    const { purged } = await queue.send({ type: 'purge', query });
    recent.clear();
    if (purged === undefined) throw new TypeError('the writer did not tell what it purged');
    if ('code' in purged) throw new StoreError(purged.code, purged.message);
    return purged;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined) return;
    this.#opened = undefined;
    await opened.queue.drained();
    opened.names.stop();
    opened.reader.close();
    await closeWriter(opened);
    opened.unlock();
  }

  async setting(key: string, make: () => string): Promise<string> {
    const { reader, queue } = this.#open();
    const stored = reader.setting(key);
    if (stored !== undefined) return stored;
    const value = make();
    const answer = await queue.send({ type: 'setting', key, value });
    return answer.value ?? value;
  }

  async stateMachine(arn: string): Promise<StateMachineRow | undefined> {
    return this.#open().reader.stateMachine(arn);
  }

  async stateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]> {
    return this.#open().reader.stateMachines(realm, query);
  }

  async revision(id: number): Promise<RevisionRow | undefined> {
    return this.#open().reader.revision(id);
  }

  async resource(kind: ResourceKind, key: string): Promise<ResourceRow | undefined> {
    return this.#open().reader.resource(kind, key);
  }

  async resources(query: ResourceQuery): Promise<ResourceRow[]> {
    return this.#open().reader.resources(query);
  }

  mayHaveExecution(arn: string): boolean {
    return this.#opened === undefined || this.#opened.names.mayHave(arn);
  }

  async execution(arn: string): Promise<ExecutionRow | undefined> {
    const { names, reader, recent } = this.#open();
    return names.mayHave(arn) ? (recent.get(arn) ?? reader.execution(arn)) : undefined;
  }

  async executions(query: ExecutionQuery): Promise<ExecutionSummary[]> {
    return this.#open().reader.executions(query);
  }

  async scan(query: ScanQuery): Promise<Scan> {
    return this.#open().trees.scan(query);
  }

  async children(query: ChildrenQuery): Promise<ExecutionSummary[]> {
    return this.#open().trees.children(query);
  }

  async childCounts(parentArns: readonly string[]): Promise<number[]> {
    return this.#open().trees.childCounts(parentArns);
  }

  async treeRows(query: { rootArn: string; afterId: number; limit: number }): Promise<TreeRow[]> {
    return this.#open().trees.treeRows(query);
  }

  async executionsById(ids: readonly number[]): Promise<ExecutionSummary[]> {
    return this.#open().trees.executionsById(ids);
  }

  async oldestRunning(limit: number): Promise<ExecutionSummary[]> {
    return this.#open().trees.oldestRunning(limit);
  }

  async waitingFrames(query: { executionId?: number; after?: FramePlace; limit: number }): Promise<WaitingFrame[]> {
    return this.#open().trees.waitingFrames(query);
  }

  async countRunning(realm: Realm): Promise<number> {
    return this.#open().running.get(realmKey(realm)) ?? 0;
  }

  async runningRealms(): Promise<{ realm: Realm; count: number }[]> {
    return runningRealms(this.#open().running);
  }

  async load(executionId: number): Promise<LoadedExecution | undefined> {
    return this.#open().reader.load(executionId);
  }

  async history(query: HistoryQuery): Promise<HistoryRow[]> {
    return this.#open().reader.history(query);
  }

  async wakeUps(query: {
    after?: { wakeAtMs: number; id: number };
    limit: number;
  }): Promise<{ id: number; wakeAtMs: number }[]> {
    return this.#open().reader.wakeUps(query);
  }

  async executionsWithInbox(query: { afterId: number; limit: number }): Promise<number[]> {
    return this.#open().reader.executionsWithInbox(query);
  }

  async messagesTo(executionId: number): Promise<number[]> {
    return this.#open().reader.messagesTo(executionId);
  }

  #open(): Opened {
    if (this.#opened === undefined) throw notOpen();
    return this.#opened;
  }

  #startWriter(): Pick<Opened, 'worker' | 'ended' | 'queue'> {
    const { startWriter = startWriterThread, dataDir, maxPageCount, failpoint } = this.#options;
    const worker = startWriter({ dataDir, maxPageCount, failpoint });
    const queue = new RequestQueue((request) => worker.postMessage(request));
    worker.on('message', (answer: Answer) => queue.answered(answer));
    worker.on('error', (error) => queue.lost(writerLost(messageOf(error))));
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', (code) => {
        queue.lost(writerLost(`it ended with code ${code}`));
        resolve();
      });
    });
    return { worker, ended, queue };
  }
}

function locked(dataDir: string): () => void {
  try {
    makeDataDirectory(dataDir);
    return lockDirectory(dataDir);
  } catch (error) {
    throw openError(error);
  }
}

function writerLost(why: string): StoreError {
  return new StoreError('failed', `The writer of the store is lost: ${why}`);
}

async function closeWriter({ queue, worker, ended }: Opened): Promise<void> {
  if (!queue.isLost) await queue.send({ type: 'close' }).catch(() => undefined);
  await worker.terminate();
  await ended;
}
