/** The rows of a memory store and how a batch changes them: all of it, or, when it throws, nothing. */
import { conflict } from '../errors.ts';
import { addRunning, addTo, type RunningChanges } from '../running-counts.ts';
import type {
  Batch,
  ExecutionRow,
  ExecutionUpdate,
  FrameRow,
  HistoryRow,
  InboxRow,
  ResourceKind,
  ResourceRow,
  RevisionRow,
  StateMachineRow,
} from '../store.ts';
import { Changes } from './changes.ts';

export class Tables {
  readonly settings = new Map<string, string>();
  readonly machines = new Map<string, StateMachineRow>();
  readonly resources = new Map<string, ResourceRow>();
  readonly revisions = new Map<number, RevisionRow>();
  readonly executions = new Map<number, ExecutionRow>();
  readonly executionIds = new Map<string, number>();
  /** RUNNING executions. */
  readonly running = new Map<number, ExecutionRow>();
  readonly runningCounts = new Map<string, number>();
  /** By execution, by path. */
  readonly frames = new Map<number, Map<string, FrameRow>>();
  /** By execution, by first event id. */
  readonly history = new Map<number, Map<number, HistoryRow>>();
  readonly inbox = new Map<number, InboxRow>();
  /** Revisions that belonged to nothing when a purge looked at them. */
  readonly orphans = new Set<number>();
  /** Behind every key of an execution that was purged. */
  firstUnpurged = 1;

  apply(batch: Batch): void {
    const changes = new Changes();
    const counts: RunningChanges = new Map();
    try {
      this.#applyMachines(batch, changes);
      for (const row of batch.inserts) this.#insert(row, changes, counts);
      for (const update of batch.updates) this.#update(update, changes, counts);
      this.#applyFrames(batch, changes);
      this.#applyHistory(batch.history, changes);
      for (const id of batch.inboxDeleted) changes.delete(this.inbox, id);
      for (const row of batch.inboxPut) changes.insert(this.inbox, row.id, { ...row }, 'Inbox row');
    } catch (error) {
      changes.rollback();
      throw error;
    }
    for (const [key, delta] of counts) addTo(this.runningCounts, key, delta);
  }

  #applyMachines(batch: Batch, changes: Changes): void {
    for (const row of batch.machines) changes.set(this.machines, row.arn, { ...row });
    for (const arn of batch.machinesDeleted) changes.delete(this.machines, arn);
    for (const { kind, key } of batch.resourcesDeleted) changes.delete(this.resources, resourceKey(kind, key));
    for (const row of batch.resourcesPut) changes.set(this.resources, resourceKey(row.kind, row.key), { ...row });
    for (const row of batch.revisions) changes.insert(this.revisions, row.id, { ...row }, 'Revision');
  }

  #insert(row: ExecutionRow, changes: Changes, counts: RunningChanges): void {
    const copy = { ...row };
    changes.insert(this.executions, row.id, copy, 'Execution');
    changes.insert(this.executionIds, row.arn, row.id, 'Execution');
    if (row.status !== 'RUNNING') return;
    changes.set(this.running, row.id, copy);
    addRunning(counts, row.stateMachineArn, 1);
  }

  #update(update: ExecutionUpdate, changes: Changes, counts: RunningChanges): void {
    const before = this.executions.get(update.id);
    if (before === undefined) throw conflict(`Execution does not exist: ${update.id}`);
    const after = withUpdate(before, update);
    changes.set(this.executions, after.id, after);
    if (after.status === 'RUNNING') changes.set(this.running, after.id, after);
    else changes.delete(this.running, after.id);
    const delta = Number(after.status === 'RUNNING') - Number(before.status === 'RUNNING');
    if (delta !== 0) addRunning(counts, after.stateMachineArn, delta);
  }

  #applyFrames(batch: Batch, changes: Changes): void {
    for (const id of batch.framesDropped) changes.delete(this.frames, id);
    for (const { executionId, path } of batch.framesDeleted) {
      const frames = this.frames.get(executionId);
      if (frames !== undefined) changes.delete(frames, path);
    }
    for (const row of batch.framesPut) changes.set(changes.inner(this.frames, row.executionId), row.path, { ...row });
  }

  #applyHistory(rows: readonly HistoryRow[], changes: Changes): void {
    for (const row of rows) {
      const history = changes.inner(this.history, row.executionId);
      changes.insert(history, row.firstEventId, { ...row }, `History row of execution ${row.executionId}`);
    }
  }
}

function withUpdate(row: ExecutionRow, update: ExecutionUpdate): ExecutionRow {
  const members = Object.entries({ ...row, ...definedOnly(update) }).filter(([, value]) => value !== null);
  return Object.fromEntries(members) as unknown as ExecutionRow;
}

function definedOnly(update: ExecutionUpdate): Partial<ExecutionUpdate> {
  return Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
}

export function resourceKey(kind: ResourceKind, key: string): string {
  return `${kind} ${key}`;
}
