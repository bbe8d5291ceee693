/**
 * Puts a back-up into a data directory that no server uses. The copy is checked before it takes the place of anything;
 * data that were there are moved aside, never deleted.
 */
import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store/errors.ts';
import { databasePath } from '../store/sqlite/connection.ts';
import { makeDataDirectory } from '../store/sqlite/data-directory.ts';
import { lockDirectory } from '../store/sqlite/lock.ts';
import { type Contents, checkDatabase, readableError, syncPath } from './database-file.ts';

export interface RestoreOptions {
  readonly from: string;
  readonly dataDir: string;
  /** Moves data aside that are there. */
  readonly force: boolean;
  readonly nowMs: number;
  readonly progress: (step: 'copying' | 'checking', done: number) => void;
}

export interface RestoreReport extends Contents {
  readonly dataDir: string;
  /** Where the data are that were there before. */
  readonly replaced?: string;
}

const PARTS = ['', '-wal', '-shm'];

export function restore({ from, dataDir, force, nowMs, progress }: RestoreOptions): RestoreReport {
  const source = backupIn(from);
  makeDataDirectory(dataDir);
  const unlock = lock(dataDir);
  const database = databasePath(dataDir);
  const copy = `${database}.restoring`;
  try {
    if (existsSync(database) && !force) {
      throw new StoreError(
        'unreadable',
        `${dataDir} has data already. Name an empty folder with --data-dir, or move them aside with --force.`,
      );
    }
    progress('copying', 0);
    copyFileSync(source, copy);
    chmodSync(copy, 0o600);
    progress('checking', 1);
    const contents = check(copy);
    syncPath(copy);
    const replaced = existsSync(database) ? `${database}.replaced-${nowMs}` : undefined;
    // The log goes with its database: beside another one it would be taken for that one's.
    for (const part of PARTS) moveAside(database + part, replaced === undefined ? undefined : replaced + part);
    renameSync(copy, database);
    syncPath(resolve(dataDir));
    return { dataDir, ...contents, ...(replaced !== undefined && { replaced }) };
  } finally {
    for (const part of [...PARTS, '-journal']) rmSync(copy + part, { force: true });
    unlock();
  }
}

function moveAside(path: string, to: string | undefined): void {
  if (!existsSync(path)) return;
  if (to === undefined) rmSync(path);
  else renameSync(path, to);
}

function lock(dataDir: string): () => void {
  try {
    return lockDirectory(dataDir);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'locked') throw error;
    throw new StoreError('locked', `${error.message} Stop the server before you restore into its folder.`);
  }
}

/** The file, or the newest back-up of a folder. */
function backupIn(from: string): string {
  if (!existsSync(from)) throw new StoreError('unreadable', `There is no back-up at ${from}.`);
  if (!statSync(from).isDirectory()) {
    if (existsSync(`${from}-wal`)) {
      throw new StoreError(
        'unreadable',
        `${from} is a database in use, or one whose server was killed. Make a back-up of its folder with: stairwell backup`,
      );
    }
    return from;
  }
  const newest = readdirSync(from)
    .filter((name) => /^stairwell-\d{8}T\d{6}Z\.db$/.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) throw new StoreError('unreadable', `There is no back-up in ${from}.`);
  return resolve(from, newest);
}

function check(path: string): Contents {
  try {
    const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    try {
      return checkDatabase(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw readableError(error);
  }
}
