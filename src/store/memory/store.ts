/**
 * A store in memory, for tests and simulation. It has the semantics of the durable ones: a batch is applied as a whole
 * or not at all, later than the call of `commit` and in the order of the calls, and a rejected commit takes those
 * queued behind it with it. The data outlive `close`: `open` again is a restart.
 */
import { type Realm, realmKey } from '../../aws/arn.ts';
import { notOpen, queuedBehind, StoreError } from '../errors.ts';
import { takeRows } from '../history-window.ts';
import { runningRealms } from '../running-counts.ts';
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
import { matches } from './matches.ts';
import { purge } from './purge.ts';
import { resourceKey, Tables } from './tables.ts';
import {
  childCounts,
  children,
  executionsById,
  oldestRunning,
  scan,
  summary,
  treeRows,
  waitingFrames,
} from './tree-queries.ts';

interface Queued {
  /** Throws when nothing was changed. */
  readonly apply: () => void;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

export class MemoryStore implements Store {
  readonly #tables = new Tables();
  #queue: Queued[] = [];
  #drained: Promise<void> = Promise.resolve();
  #isOpen = false;

  async open(): Promise<Counters> {
    this.#isOpen = true;
    return {
      nextExecution: Math.max(firstFree(this.#tables.executions.keys()), this.#tables.firstUnpurged),
      nextRevision: firstFree(this.#tables.revisions.keys()),
      nextMessage: firstFree(this.#tables.inbox.keys()),
    };
  }

  commit(batch: Batch): Promise<void> {
    return this.#inTurn(() => this.#tables.apply(batch));
  }

  async purge(query: PurgeQuery): Promise<Purged> {
    let purged: Purged = { executions: 0 };
    await this.#inTurn(() => {
      purged = purge(this.#tables, query);
    });
    return purged;
  }

  #inTurn(apply: () => void): Promise<void> {
    if (!this.#isOpen) return Promise.reject(notOpen());
    return new Promise((resolve, reject) => {
      this.#queue.push({ apply, resolve, reject });
      if (this.#queue.length === 1) this.#drained = Promise.resolve().then(() => this.#drain());
    });
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#drained;
  }

  async setting(key: string, make: () => string): Promise<string> {
    const { settings } = this.#open();
    const value = settings.get(key) ?? make();
    settings.set(key, value);
    return value;
  }

  async stateMachine(arn: string): Promise<StateMachineRow | undefined> {
    return this.#open().machines.get(arn);
  }

  async stateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]> {
    const infix = `:states:${realm.region}:${realm.account}:stateMachine:`;
    return [...this.#open().machines.values()]
      .filter((row) => row.arn.includes(infix) && compareText(row.arn, query.afterArn ?? '') > 0)
      .sort((a, b) => compareText(a.arn, b.arn))
      .slice(0, query.limit);
  }

  async revision(id: number): Promise<RevisionRow | undefined> {
    return this.#open().revisions.get(id);
  }

  async resource(kind: ResourceKind, key: string): Promise<ResourceRow | undefined> {
    return this.#open().resources.get(resourceKey(kind, key));
  }

  async resources({ kind, scope, after, reverse = false, limit }: ResourceQuery): Promise<ResourceRow[]> {
    const sign = reverse ? -1 : 1;
    return [...this.#open().resources.values()]
      .filter((row) => row.kind === kind && row.scope === scope)
      .filter((row) => after === undefined || sign * comparePlaces(row, after) > 0)
      .sort((a, b) => sign * comparePlaces(a, b))
      .slice(0, limit);
  }

  mayHaveExecution(arn: string): boolean {
    return this.#tables.executionIds.has(arn);
  }

  async execution(arn: string): Promise<ExecutionRow | undefined> {
    const tables = this.#open();
    return tables.executions.get(tables.executionIds.get(arn) ?? 0);
  }

  async executions(query: ExecutionQuery): Promise<ExecutionSummary[]> {
    return [...this.#open().executions.values()]
      .filter((row) => matches(row, query))
      .sort((a, b) => b.id - a.id)
      .slice(0, query.limit)
      .map(summary);
  }

  async scan(query: ScanQuery): Promise<Scan> {
    return scan(this.#open(), query);
  }

  async children(query: ChildrenQuery): Promise<ExecutionSummary[]> {
    return children(this.#open(), query);
  }

  async childCounts(parentArns: readonly string[]): Promise<number[]> {
    return childCounts(this.#open(), parentArns);
  }

  async treeRows(query: { rootArn: string; afterId: number; limit: number }): Promise<TreeRow[]> {
    return treeRows(this.#open(), query);
  }

  async executionsById(ids: readonly number[]): Promise<ExecutionSummary[]> {
    return executionsById(this.#open(), ids);
  }

  async oldestRunning(limit: number): Promise<ExecutionSummary[]> {
    return oldestRunning(this.#open(), limit);
  }

  async waitingFrames(query: { executionId?: number; after?: FramePlace; limit: number }): Promise<WaitingFrame[]> {
    return waitingFrames(this.#open(), query);
  }

  async countRunning(realm: Realm): Promise<number> {
    return this.#open().runningCounts.get(realmKey(realm)) ?? 0;
  }

  async runningRealms(): Promise<{ realm: Realm; count: number }[]> {
    return runningRealms(this.#open().runningCounts);
  }

  async load(executionId: number): Promise<LoadedExecution | undefined> {
    const tables = this.#open();
    const row = tables.executions.get(executionId);
    if (row === undefined) return undefined;
    return {
      row,
      frames: [...(tables.frames.get(executionId)?.values() ?? [])].sort((a, b) => compareText(a.path, b.path)),
      inbox: [...tables.inbox.values()].filter((one) => one.executionId === executionId).sort((a, b) => a.id - b.id),
      lastEventId: this.#historyRows(executionId).at(-1)?.lastEventId ?? 0,
    };
  }

  async history(query: HistoryQuery): Promise<HistoryRow[]> {
    const { executionId, fromEventId, reverse } = query;
    const rows = this.#historyRows(executionId).filter((row) =>
      reverse ? row.firstEventId <= fromEventId : row.lastEventId >= fromEventId,
    );
    return takeRows(reverse ? rows.reverse() : rows, query);
  }

  async wakeUps(query: {
    after?: { wakeAtMs: number; id: number };
    limit: number;
  }): Promise<{ id: number; wakeAtMs: number }[]> {
    const { after } = query;
    return [...this.#open().running.values()]
      .flatMap(({ id, wakeAtMs }) => (wakeAtMs === undefined ? [] : [{ id, wakeAtMs }]))
      .filter((row) => after === undefined || compareWakeUps(row, after) > 0)
      .sort(compareWakeUps)
      .slice(0, query.limit);
  }

  async executionsWithInbox(query: { afterId: number; limit: number }): Promise<number[]> {
    const ids = new Set<number>();
    for (const row of this.#open().inbox.values()) if (row.executionId > query.afterId) ids.add(row.executionId);
    return [...ids].sort((a, b) => a - b).slice(0, query.limit);
  }

  async messagesTo(executionId: number): Promise<number[]> {
    const rows = [...this.#open().inbox.values()].filter((row) => row.executionId === executionId);
    return rows.map((row) => row.id).sort((a, b) => a - b);
  }

  #open(): Tables {
    if (!this.#isOpen) throw notOpen();
    return this.#tables;
  }

  /** In the order of events. */
  #historyRows(executionId: number): HistoryRow[] {
    const rows = this.#open().history.get(executionId)?.values() ?? [];
    return [...rows].sort((a, b) => a.firstEventId - b.firstEventId);
  }

  #drain(): void {
    const queue = this.#queue;
    this.#queue = [];
    let rejected: StoreError | undefined;
    for (const { apply, resolve, reject } of queue) {
      if (rejected !== undefined) {
        reject(queuedBehind(rejected));
        continue;
      }
      rejected = errorOf(apply);
      if (rejected === undefined) resolve();
      else reject(rejected);
    }
  }
}

function errorOf(apply: () => void): StoreError | undefined {
  try {
    apply();
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error;
    return new StoreError('conflict', `The batch cannot be applied: ${String(error)}`, { cause: error });
  }
}

function firstFree(keys: Iterable<number>): number {
  let last = 0;
  for (const key of keys) last = Math.max(last, key);
  return last + 1;
}

function compareWakeUps(a: { wakeAtMs: number; id: number }, b: { wakeAtMs: number; id: number }): number {
  return a.wakeAtMs - b.wakeAtMs || a.id - b.id;
}

/** In the order of UTF-8 bytes, as databases sort. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

type Place = Pick<ResourceRow, 'position' | 'key'>;

function comparePlaces(a: Place, b: Place): number {
  if (a.position !== b.position) return a.position - b.position;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}
