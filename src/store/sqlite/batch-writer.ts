/** Applies batches to the database, each in one transaction. All statements are prepared once. */
import type { DatabaseSync } from 'node:sqlite';
import { conflict, StoreError } from '../errors.ts';
import { addRunning, type RunningChanges } from '../running-counts.ts';
import { INSERT_EXECUTION, placeOf } from './execution-columns.ts';
import { statusOf, UpdateStatements } from './execution-update.ts';
import { insertedRows, type PackedBatch, rowsOf } from './packed-batch.ts';
import { query, type Value } from './query.ts';
import { commitError, messageOf } from './sqlite-errors.ts';

const PUT_MACHINE = `
INSERT INTO state_machines (arn, name, type, status, created_ms, current_revision) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (arn) DO UPDATE SET name = excluded.name, type = excluded.type, status = excluded.status,
  created_ms = excluded.created_ms, current_revision = excluded.current_revision`;

const INSERT_REVISION = `
INSERT INTO revisions (id, state_machine_arn, revision_id, definition, role_arn, configuration, created_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)`;

const PUT_RESOURCE = `
INSERT INTO resources (kind, key, scope, position, body) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (kind, key) DO UPDATE SET scope = excluded.scope, position = excluded.position, body = excluded.body`;

const PUT_FRAME = `
INSERT INTO frames (execution_id, path, body) VALUES (?, ?, ?)
ON CONFLICT (execution_id, path) DO UPDATE SET body = excluded.body`;

const INSERT_HISTORY = 'INSERT INTO history (execution_id, first_event_id, last_event_id, body) VALUES (?, ?, ?, ?)';

export class BatchWriter {
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  readonly #putMachine;
  readonly #deleteMachine;
  readonly #deleteResource;
  readonly #putResource;
  readonly #insertRevision;
  readonly #insertExecution;
  readonly #statusOf;
  readonly #updates;
  readonly #dropFrames;
  readonly #deleteFrame;
  readonly #putFrame;
  readonly #insertHistory;
  readonly #deleteInbox;
  readonly #insertInbox;
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#putMachine = db.prepare(PUT_MACHINE);
    this.#deleteMachine = db.prepare('DELETE FROM state_machines WHERE arn = ?');
    this.#deleteResource = db.prepare('DELETE FROM resources WHERE kind = ? AND key = ?');
    this.#putResource = db.prepare(PUT_RESOURCE);
    this.#insertRevision = db.prepare(INSERT_REVISION);
    this.#insertExecution = db.prepare(INSERT_EXECUTION);
    this.#statusOf = query<{ status: string; stateMachineArn: string }>(
      db,
      'SELECT status, state_machine_arn AS stateMachineArn FROM executions WHERE id = ?',
    );
    this.#updates = new UpdateStatements(db);
    this.#dropFrames = db.prepare('DELETE FROM frames WHERE execution_id = ?');
    this.#deleteFrame = db.prepare('DELETE FROM frames WHERE execution_id = ? AND path = ?');
    this.#putFrame = db.prepare(PUT_FRAME);
    this.#insertHistory = db.prepare(INSERT_HISTORY);
    this.#deleteInbox = db.prepare('DELETE FROM inbox WHERE id = ?');
    this.#insertInbox = db.prepare('INSERT INTO inbox (id, execution_id, body) VALUES (?, ?, ?)');
  }

  /** Answers when COMMIT has returned; throws a StoreError when nothing of the batch was applied. */
  apply(batch: PackedBatch): RunningChanges {
    return this.transaction(() => this.#applyLists(batch));
  }

  transaction<T>(work: () => T): T {
    try {
      this.#begin.run();
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      this.#undo();
      throw commitError(error);
    }
  }

  #undo(): void {
    // Some errors, such as a full disk, have rolled back already.
    if (!this.#db.isTransaction) return;
    try {
      this.#rollback.run();
    } catch (error) {
      throw new StoreError('failed', `A batch could not be rolled back: ${messageOf(error)}`, { cause: error });
    }
  }

  #applyLists(batch: PackedBatch): RunningChanges {
    const changes: RunningChanges = new Map();
    this.#applyMachines(batch);
    for (const values of insertedRows(batch)) this.#insert(values, changes);
    for (let at = 0; at < batch.updates.length; ) at = this.#update(batch.updates, at, changes);
    this.#applyFrames(batch);
    for (const values of rowsOf(batch.history, 4)) this.#insertHistory.run(...values);
    for (const id of batch.inboxDeleted) this.#deleteInbox.run(id);
    for (const values of rowsOf(batch.inboxPut, 3)) this.#insertInbox.run(...values);
    return changes;
  }

  #applyMachines(batch: PackedBatch): void {
    for (const row of batch.machines) {
      this.#putMachine.run(row.arn, row.name, row.type, row.status, row.createdMs, row.currentRevision);
    }
    for (const arn of batch.machinesDeleted) this.#deleteMachine.run(arn);
    for (const { kind, key } of batch.resourcesDeleted) this.#deleteResource.run(kind, key);
    for (const row of batch.resourcesPut) {
      this.#putResource.run(row.kind, row.key, row.scope, row.position, row.body);
    }
    for (const row of batch.revisions) {
      const { id, stateMachineArn, revisionId = null, definition, roleArn, configuration, createdMs } = row;
      this.#insertRevision.run(id, stateMachineArn, revisionId, definition, roleArn, configuration, createdMs);
    }
  }

  #insert(values: Value[], changes: RunningChanges): void {
    this.#insertExecution.run(...values);
    if (values[STATUS] === 'RUNNING') addRunning(changes, values[STATE_MACHINE_ARN] as string, 1);
  }

  /** Answers with the place behind the update. */
  #update(updates: readonly Value[], at: number, changes: RunningChanges): number {
    const id = updates[at] as number;
    const status = statusOf(updates, at);
    const before = status === undefined ? undefined : this.#statusOf.get(id);
    const { next, wasThere } = this.#updates.run(updates, at);
    if (!wasThere) throw conflict(`Execution does not exist: ${id}`);
    if (before === undefined) return next;
    const delta = Number(status === 'RUNNING') - Number(before.status === 'RUNNING');
    if (delta !== 0) addRunning(changes, before.stateMachineArn, delta);
    return next;
  }

  #applyFrames(batch: PackedBatch): void {
    for (const id of batch.framesDropped) this.#dropFrames.run(id);
    for (const values of rowsOf(batch.framesDeleted, 2)) this.#deleteFrame.run(...values);
    for (const values of rowsOf(batch.framesPut, 3)) this.#putFrame.run(...values);
  }
}

const STATUS = placeOf('status');
const STATE_MACHINE_ARN = placeOf('stateMachineArn');
