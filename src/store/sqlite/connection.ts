/**
 * Connections to the database file of a data directory: one that writes (in the writer's thread) and one that reads.
 * Durability: WAL with synchronous=FULL, so COMMIT returns after the log is on disk. Page size 8 KiB: with 4 KiB
 * a lone commit writes half as much, but the writer needs a quarter more CPU for full batches.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const BUSY_TIMEOUT_MS = 5000;

const WRITER_PRAGMAS = `
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -16384;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 67108864;
PRAGMA temp_store = MEMORY;
`;

const READER_PRAGMAS = `
PRAGMA cache_size = -8192;
PRAGMA temp_store = MEMORY;
`;

export function databasePath(dataDir: string): string {
  return join(dataDir, 'stairwell.db');
}

/** When the data were last written, in milliseconds since the epoch by the clock of that time; 0 when there are none. */
export function lastWritten(dataDir: string): number {
  const path = databasePath(dataDir);
  const times = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(...times);
}

/** `maxPageCount` bounds the file, in pages. */
export function connectWriter(dataDir: string, maxPageCount?: number): DatabaseSync {
  const db = new DatabaseSync(databasePath(dataDir), {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: false,
  });
  db.exec(WRITER_PRAGMAS);
  // A pragma takes no parameters; Math.trunc leaves nothing but a number.
  if (maxPageCount !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPageCount)}`);
  return db;
}

export function connectReader(dataDir: string): DatabaseSync {
  const db = new DatabaseSync(databasePath(dataDir), {
    readOnly: true,
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: false,
  });
  db.exec(READER_PRAGMAS);
  return db;
}
