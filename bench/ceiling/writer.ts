/**
 * The ceiling's store: a thread that writes each batch it is sent in one transaction, synchronous=FULL, and answers when
 * it is durable. One row and one blob of history per execution, one unique index: the least that can be read back.
 */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from './row.ts';

const SCHEMA = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA mmap_size = 1073741824;
CREATE TABLE executions (
  id INTEGER PRIMARY KEY, name TEXT, machine INTEGER, status TEXT, start REAL, stop REAL, input TEXT, output TEXT
);
CREATE UNIQUE INDEX names ON executions (machine, name);
CREATE TABLE history (id INTEGER PRIMARY KEY, body TEXT);
`;

const db = new DatabaseSync((workerData as { file: string }).file);
db.exec(SCHEMA);
const begin = db.prepare('BEGIN IMMEDIATE');
const commit = db.prepare('COMMIT');
const putExecution = db.prepare('INSERT OR REPLACE INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
const putHistory = db.prepare('INSERT INTO history VALUES (?, ?)');

parentPort?.on('message', (batch: readonly Row[]) => {
  begin.run();
  for (const row of batch) {
    const { id, name, machine, status, startSeconds, stopSeconds, input, output, history } = row;
    putExecution.run(id, name, machine, status, startSeconds, stopSeconds, input, output);
    if (history !== null) putHistory.run(id, history);
  }
  commit.run();
  parentPort?.postMessage(0);
});
parentPort?.postMessage(0);
