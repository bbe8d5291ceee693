/** A database file at rest: whether it is ours, whole and of a release that we know, and how it is made to last. */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store/errors.ts';
import { databasePath } from '../store/sqlite/connection.ts';
import { schemaVersion } from '../store/sqlite/migrate.ts';
import { MIGRATIONS } from '../store/sqlite/migrations/index.ts';
import { query } from '../store/sqlite/query.ts';
import { openError } from '../store/sqlite/sqlite-errors.ts';

/** What is in a database, for reports. */
export interface Contents {
  /** Of the schema. */
  readonly schemaVersion: number;
  readonly executions: number;
  readonly running: number;
  readonly bytes: number;
}

/** Throws when the folder holds no data. */
export function existingDatabase(dataDir: string): string {
  const path = databasePath(dataDir);
  if (existsSync(path)) return path;
  throw new StoreError('unreadable', `There are no data in ${dataDir}. Name the folder with --data-dir.`);
}

/** Throws a StoreError `unreadable` when the database is not ours, of a newer release, or damaged. */
export function checkDatabase(db: DatabaseSync): Contents {
  const version = schemaVersion(db, MIGRATIONS);
  const [problem] = integrityProblems(db, 1);
  if (problem !== undefined) throw new StoreError('unreadable', `The database is damaged: ${problem}`);
  return { schemaVersion: version, ...countRows(db) };
}

/** What SQLite's own check finds; nothing when the file is sound. */
export function integrityProblems(db: DatabaseSync, limit: number): string[] {
  try {
    return checkedProblems(db, limit);
  } catch (error) {
    // Some damage keeps the check itself from going on.
    if (error instanceof Error && 'errcode' in error) return [error.message];
    throw error;
  }
}

function checkedProblems(db: DatabaseSync, limit: number): string[] {
  // A pragma takes no parameters; Math.trunc leaves nothing but a number.
  const rows = query<{ integrity_check: string }>(db, `PRAGMA integrity_check(${Math.trunc(limit)})`).all();
  return rows.map((row) => row.integrity_check).filter((problem) => problem !== 'ok');
}

function countRows(db: DatabaseSync): Omit<Contents, 'schemaVersion'> {
  const counted = query<Omit<Contents, 'schemaVersion'>>(
    db,
    `SELECT (SELECT count(*) FROM executions) AS executions,
      (SELECT count(*) FROM executions WHERE status = 'RUNNING') AS running,
      (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) AS bytes`,
  ).get();
  return { executions: 0, running: 0, bytes: 0, ...counted };
}

/** An error of SQLite in words for people; others, such as those of the file system, as they are. */
export function readableError(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? openError(error) : error;
}

/** Makes a file, or the entries of a folder, survive a power failure. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
