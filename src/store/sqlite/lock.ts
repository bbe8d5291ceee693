/**
 * One owner per data directory. The lock is an exclusive transaction, never finished, on a database of its own: the
 * operating system releases it with the process, however that dies, so there is no stale lock to clear away.
 * Errors: StoreError `locked`.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { isBusy } from './sqlite-errors.ts';

/** Answers with the function that releases the lock. */
export function lockDirectory(dataDir: string): () => void {
  const db = new DatabaseSync(join(dataDir, 'stairwell.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    throw new StoreError('locked', `The data directory ${dataDir} is in use by another process.`, { cause: error });
  }
  return () => db.close();
}
