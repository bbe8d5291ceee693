/** Applies batches to the database, each in one transaction. All statements are prepared once. */
import type { DatabaseSync } from 'node:sqlite';
import { conflict, StoreError } from '../errors.ts';
import { addRunning, type RunningChanges } from '../running-counts.ts';
import type { Batch, ExecutionRow, ExecutionUpdate } from '../store.ts';
import { executionValues, INSERT_EXECUTION } from './execution-columns.ts';
import { UpdateStatements } from './execution-update.ts';
import { query } from './query.ts';
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
  apply(batch: Batch): RunningChanges {
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

  #applyLists(batch: Batch): RunningChanges {
    const changes: RunningChanges = new Map();
    this.#applyMachines(batch);
    for (const row of batch.inserts) this.#insert(row, changes);
    for (const update of batch.updates) this.#update(update, changes);
    this.#applyFrames(batch);
    for (const row of batch.history) {
      this.#insertHistory.run(row.executionId, row.firstEventId, row.lastEventId, row.body);
    }
    for (const id of batch.inboxDeleted) this.#deleteInbox.run(id);
    for (const row of batch.inboxPut) this.#insertInbox.run(row.id, row.executionId, row.body);
    return changes;
  }

  #applyMachines(batch: Batch): void {
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

  #insert(row: ExecutionRow, changes: RunningChanges): void {
    this.#insertExecution.run(...executionValues(row));
    if (row.status === 'RUNNING') addRunning(changes, row.stateMachineArn, 1);
  }

  #update(update: ExecutionUpdate, changes: RunningChanges): void {
    const before = this.#statusOf.get(update.id);
    if (before === undefined) throw conflict(`Execution does not exist: ${update.id}`);
    this.#updates.run(update);
    const isRunning = (update.status ?? before.status) === 'RUNNING';
    const delta = Number(isRunning) - Number(before.status === 'RUNNING');
    if (delta !== 0) addRunning(changes, before.stateMachineArn, delta);
  }

  #applyFrames(batch: Batch): void {
    for (const id of batch.framesDropped) this.#dropFrames.run(id);
    for (const { executionId, path } of batch.framesDeleted) this.#deleteFrame.run(executionId, path);
    for (const row of batch.framesPut) this.#putFrame.run(row.executionId, row.path, row.body);
  }
}
