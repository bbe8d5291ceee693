/**
 * What an error of SQLite means for the store. Source: sqlite.org, "Result and Error Codes".
 * A write that finds no room (disk full, quota, file size limit) changes nothing and may be tried again; an error of
 * fsync, a damaged file and the like leave open what is on disk, so they end writing.
 */
import { StoreError, type StoreErrorCode } from '../errors.ts';

const BUSY = 5;
const FULL = 13;
const TOOBIG = 18;
const CONSTRAINT = 19;
/** Writing to the file was refused: EFBIG, EDQUOT and the like. The transaction is rolled back; nothing was synced. */
const IOERR_WRITE = 778;
/** The shared-memory index could not grow. */
const IOERR_SHMSIZE = 4874;
const CORRUPT = 11;
const NOTADB = 26;

/** Extended result code; undefined for an error that is not SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

function primaryCode(error: unknown): number | undefined {
  const code = resultCode(error);
  return code === undefined ? undefined : code & 0xff;
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

/** The error of a batch, once the batch is rolled back. */
export function commitError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(commitErrorCode(error), `The commit failed: ${messageOf(error)}`, { cause: error });
}

function commitErrorCode(error: unknown): StoreErrorCode {
  const code = resultCode(error);
  if (code === undefined) return 'conflict'; // a value that no column takes
  if (code === IOERR_WRITE || code === IOERR_SHMSIZE) return 'unavailable';
  switch (code & 0xff) {
    case CONSTRAINT:
    case TOOBIG:
      return 'conflict';
    case FULL:
    case BUSY:
      return 'unavailable';
    default:
      return 'failed';
  }
}

/** The error of opening the data. */
export function openError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = primaryCode(error);
  const unreadable = code === CORRUPT || code === NOTADB;
  const message = `The data cannot be opened: ${messageOf(error)}`;
  return new StoreError(unreadable ? 'unreadable' : 'failed', message, { cause: error });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
