/**
 * A batch as it travels to the writer's thread: rows as plain runs of values. Copying an object between threads copies
 * the names of its members with it, row after row; runs of values take a third of the time.
 */
import type { Batch } from '../store.ts';
import { COLUMN_COUNT, pushExecution } from './execution-columns.ts';
import { pushUpdate } from './execution-update.ts';
import type { Value } from './query.ts';

/** What is rare travels as it is. */
type AsIs = 'machines' | 'machinesDeleted' | 'resourcesDeleted' | 'resourcesPut' | 'revisions';

export interface PackedBatch extends Pick<Batch, AsIs | 'framesDropped' | 'inboxDeleted'> {
  /** COLUMN_COUNT values a row. */
  readonly inserts: readonly Value[];
  /** Key, set of members, their values; see execution-update.ts. */
  readonly updates: readonly Value[];
  /** Execution, path. */
  readonly framesDeleted: readonly Value[];
  /** Execution, path, body. */
  readonly framesPut: readonly Value[];
  /** Execution, first event, last event, body. */
  readonly history: readonly Value[];
  /** Key, execution, body. */
  readonly inboxPut: readonly Value[];
}

export function packBatch(batch: Batch): PackedBatch {
  const { machines, machinesDeleted, resourcesDeleted, resourcesPut, revisions, framesDropped, inboxDeleted } = batch;
  const inserts: Value[] = [];
  for (const row of batch.inserts) pushExecution(inserts, row);
  const updates: Value[] = [];
  for (const update of batch.updates) pushUpdate(updates, update);
  const framesDeleted: Value[] = [];
  for (const { executionId, path } of batch.framesDeleted) framesDeleted.push(executionId, path);
  const framesPut: Value[] = [];
  for (const { executionId, path, body } of batch.framesPut) framesPut.push(executionId, path, body);
  const history: Value[] = [];
  for (const row of batch.history) history.push(row.executionId, row.firstEventId, row.lastEventId, row.body);
  const inboxPut: Value[] = [];
  for (const { id, executionId, body } of batch.inboxPut) inboxPut.push(id, executionId, body);
  return {
    ...{ machines, machinesDeleted, resourcesDeleted, resourcesPut, revisions, framesDropped, inboxDeleted },
    ...{ inserts, updates, framesDeleted, framesPut, history, inboxPut },
  };
}

/** The rows of a run, `width` values each. */
export function* rowsOf(run: readonly Value[], width: number): Iterable<Value[]> {
  for (let at = 0; at < run.length; at += width) yield run.slice(at, at + width);
}

export function insertedRows(batch: PackedBatch): Iterable<Value[]> {
  return rowsOf(batch.inserts, COLUMN_COUNT);
}
