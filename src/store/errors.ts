/**
 * What can go wrong in a store. A caller tells by `code` what it may do next:
 *
 * - `conflict`: the batch contradicts what is stored (a key exists, an execution does not); nothing was changed.
 * - `unavailable`: the write cannot be taken now (disk full, database busy); nothing was changed, later ones may succeed.
 * - `behind`: an earlier commit was rejected, and this one was queued behind it; nothing was changed.
 * - `failed`: writing failed in a way that leaves the outcome open; no more commits are taken until the store is
 *   closed and opened again. Reads go on.
 * - `locked`: the data belong to another process now.
 * - `unreadable`: the data are damaged, of a newer release, or not ours; nothing was changed.
 * - `closed`: the store is not open.
 */
export type StoreErrorCode = 'conflict' | 'unavailable' | 'behind' | 'failed' | 'locked' | 'unreadable' | 'closed';

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

export function conflict(message: string): StoreError {
  return new StoreError('conflict', message);
}

export function queuedBehind(error: StoreError): StoreError {
  return new StoreError('behind', `An earlier commit was rejected: ${error.message}`, { cause: error });
}

export function notOpen(): StoreError {
  return new StoreError('closed', 'The store is not open.');
}
