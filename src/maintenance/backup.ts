/**
 * Copies the database of a data directory into one file, while a server may be writing to it: all pages are copied out
 * of one read transaction, so the copy holds everything that was committed before the back-up began. The copy is checked
 * and synced before it gets its name; a back-up that was cut off leaves nothing that looks like one.
 */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { backup as copyPages, DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store/errors.ts';
import { connectReader } from '../store/sqlite/connection.ts';
import { schemaVersion } from '../store/sqlite/migrate.ts';
import { MIGRATIONS } from '../store/sqlite/migrations/index.ts';
import { type Contents, checkDatabase, existingDatabase, readableError, syncPath } from './database-file.ts';

export interface BackupOptions {
  readonly dataDir: string;
  /** A file, or a folder in which a file is named after the time. */
  readonly to: string;
  /** Replaces a file that exists. */
  readonly force: boolean;
  readonly nowMs: number;
  /** `done` of 1 while pages are copied; then 1 while the copy is checked. */
  readonly progress: (step: 'copying' | 'checking', done: number) => void;
}

export interface BackupReport extends Contents {
  readonly file: string;
}

/** Pages copied at a time; between two copies the server may have the disk. */
const PAGES_PER_STEP = 1000;

export async function backup({ dataDir, to, force, nowMs, progress }: BackupOptions): Promise<BackupReport> {
  existingDatabase(dataDir);
  const file = backupFile(to, nowMs);
  if (existsSync(file) && !force) {
    throw new StoreError(
      'unreadable',
      `${file} exists already. Name another file with --to, or replace it with --force.`,
    );
  }
  const partial = `${file}.partial`;
  try {
    // Made here, so that nobody else may read it.
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'wx', 0o600));
    await copy(dataDir, partial, (done) => progress('copying', done));
    progress('checking', 1);
    const contents = checkCopy(partial);
    syncPath(partial);
    renameSync(partial, file);
    syncPath(dirname(file));
    return { file, ...contents };
  } catch (error) {
    for (const path of [partial, `${partial}-journal`]) rmSync(path, { force: true });
    throw readableError(error);
  }
}

async function copy(dataDir: string, target: string, progress: (done: number) => void): Promise<void> {
  const db = connectReader(dataDir);
  try {
    // One transaction from the first to the last page: otherwise every commit would make the copy begin anew.
    db.exec('BEGIN');
    schemaVersion(db, MIGRATIONS);
    await copyPages(db, target, {
      rate: PAGES_PER_STEP,
      progress: ({ totalPages, remainingPages }) => progress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages),
    });
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/** The copy as one file without a log beside it. */
function checkCopy(path: string): Contents {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    db.exec('PRAGMA journal_mode = DELETE');
    return checkDatabase(db);
  } finally {
    db.close();
  }
}

/** `stairwell-20260102T030405Z.db` in a folder. */
function backupFile(to: string, nowMs: number): string {
  const path = resolve(to);
  const isFolder = to.endsWith('/') || (existsSync(path) && statSync(path).isDirectory());
  if (!isFolder) return path;
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  return join(path, `stairwell-${time}.db`);
}
