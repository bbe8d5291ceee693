/**
 * Brings the schema of a database to the version of this release: forwards only, in one transaction.
 * Kept in `meta`: `schema/1`, `schema/2`, ... with the checksum (SHA-256) of the migration that was run.
 * Errors: StoreError `unreadable` for data of a newer release, of an altered schema, or of another program.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { query } from './query.ts';

const META = 'CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID';

export function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    runMissing(db, migrations);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The version that the schema of a database has, without changing anything. Throws a StoreError `unreadable` when this
 * release cannot use the data, or they are not ours.
 */
export function schemaVersion(db: DatabaseSync, migrations: readonly string[]): number {
  const hasMeta = query(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").get() !== undefined;
  const done = hasMeta ? appliedChecksums(db) : new Map<number, string>();
  if (done.size === 0) throw new StoreError('unreadable', 'The database does not belong to Stairwell.');
  checkApplied(done, migrations);
  return Math.max(...done.keys());
}

function runMissing(db: DatabaseSync, migrations: readonly string[]): void {
  makeMeta(db);
  const done = appliedChecksums(db);
  checkApplied(done, migrations);
  const record = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  for (const [index, sql] of migrations.entries()) {
    if (done.has(index + 1)) continue;
    db.exec(sql);
    record.run(`schema/${index + 1}`, checksum(sql));
  }
}

function makeMeta(db: DatabaseSync): void {
  const tables = query<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (tables.some((table) => table.name === 'meta')) return;
  if (tables.length > 0) throw new StoreError('unreadable', 'The database belongs to another program.');
  db.exec(META);
}

function appliedChecksums(db: DatabaseSync): Map<number, string> {
  const rows = query<{ key: string; value: string }>(db, "SELECT key, value FROM meta WHERE key GLOB 'schema/*'").all();
  return new Map(rows.map((row) => [Number(row.key.slice('schema/'.length)), row.value]));
}

function checkApplied(done: ReadonlyMap<number, string>, migrations: readonly string[]): void {
  const newest = Math.max(0, ...done.keys());
  if (newest > migrations.length) {
    throw new StoreError(
      'unreadable',
      `The data are of a newer release: schema version ${newest}, this release knows up to ${migrations.length}. ` +
        'Use the newer release, or restore a back-up made before the upgrade.',
    );
  }
  for (const [version, sum] of done) {
    if (sum === checksum(migrations[version - 1] ?? '')) continue;
    throw new StoreError('unreadable', `Schema version ${version} of the data is not the one this release knows.`);
  }
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
