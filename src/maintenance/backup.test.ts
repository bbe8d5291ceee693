/** Back-ups: made beside a store that goes on writing, checked before they count, restored without losing what was there. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../store/sqlite/store.ts';
import { arnOf, batch, execution, turn } from '../store/store.contract.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

let folder: string;
let dataDir: string;
let store: SqliteStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stairwell-backup-'));
  dataDir = join(folder, 'data');
  store = new SqliteStore({ dataDir });
  await store.open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const insert = (id: number) =>
  store.commit(batch({ inserts: [execution(id, { input: `"${'x'.repeat(2000)}"` })], history: [turn(id, 1, 3)] }));
const make = (to: string, parts: { force?: boolean; progress?: (step: string, done: number) => void } = {}) =>
  backup({ dataDir, to, force: false, nowMs: NOW_MS, progress: () => {}, ...parts });
const putBack = (from: string, into: string, force = false) =>
  restore({ from, dataDir: into, force, nowMs: NOW_MS, progress: () => {} });

async function restored<T>(into: string, use: (store: SqliteStore) => Promise<T>): Promise<T> {
  const other = new SqliteStore({ dataDir: into });
  await other.open();
  try {
    return await use(other);
  } finally {
    await other.close();
  }
}

describe('backup', () => {
  it('holds all that was committed before it began, while commits go on', async () => {
    for (let id = 1; id <= 500; id++) await insert(id);
    const file = join(folder, 'b.db');
    let isDone = false;
    const copied = make(file).finally(() => {
      isDone = true;
    });
    let last = 500;
    while (!isDone) await insert(++last);
    const report = await copied;
    expect(last).toBeGreaterThan(500);
    expect(report).toMatchObject({ file, running: report.executions });
    expect(report.executions).toBeGreaterThanOrEqual(500);
    putBack(file, join(folder, 'new'));
    await restored(join(folder, 'new'), async (other) => {
      for (let id = 1; id <= 500; id++) expect((await other.load(id))?.lastEventId).toBe(3);
      expect((await other.executions({ limit: 9999 })).length).toBe(report.executions);
    });
  });

  it('is one file for its owner only, and leaves nothing else behind', async () => {
    await insert(1);
    await make(`${folder}/`);
    const name = 'stairwell-20260102T030405Z.db';
    expect(readdirSync(folder).sort()).toEqual(['data', name]);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('tells how far it is', async () => {
    await insert(1);
    const steps: [string, number][] = [];
    await make(join(folder, 'b.db'), { progress: (step, done) => void steps.push([step, done]) });
    expect(steps.at(-1)).toEqual(['checking', 1]);
  });

  it('replaces a file only when told to', async () => {
    const file = join(folder, 'b.db');
    writeFileSync(file, 'mine');
    await expect(make(file)).rejects.toThrow('exists already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await make(file, { force: true });
    expect(readFileSync(file).subarray(0, 6).toString()).toBe('SQLite');
  });

  it('refuses a folder without data', async () => {
    await expect(backup({ ...defaults(), dataDir: join(folder, 'none') })).rejects.toThrow('There are no data in');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('refuses a damaged database, and leaves no file', async () => {
    for (let id = 1; id <= 200; id++) await insert(id);
    await store.close();
    const path = join(dataDir, 'stairwell.db');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 8192 * 20, 8192 * 30);
    writeFileSync(path, bytes);
    await expect(backup(defaults())).rejects.toMatchObject({ code: 'unreadable' });
    expect(readdirSync(folder)).toEqual(['data']);
  });

  const defaults = () => ({ dataDir, to: join(folder, 'b.db'), force: false, nowMs: NOW_MS, progress: () => {} });
});

describe('restore', () => {
  const file = () => join(folder, 'b.db');

  beforeEach(async () => {
    await insert(1);
    await make(file());
  });

  it('takes the newest of a folder of back-ups', async () => {
    await backup({ dataDir, to: `${folder}/`, force: false, nowMs: NOW_MS, progress: () => {} });
    await insert(2);
    await backup({ dataDir, to: `${folder}/`, force: false, nowMs: NOW_MS + 1000, progress: () => {} });
    expect(putBack(folder, join(folder, 'new')).executions).toBe(2);
  });

  it('refuses a folder that a server uses', () => {
    expect(() => putBack(file(), dataDir, true)).toThrow('Stop the server');
  });

  it('moves data aside that are there, when told to', async () => {
    await insert(2);
    await store.close();
    expect(() => putBack(file(), dataDir)).toThrow('has data already');
    const { replaced } = putBack(file(), dataDir, true);
    expect(await restored(dataDir, (other) => other.execution(arnOf(2)))).toBeUndefined();
    const before = new DatabaseSync(replaced ?? '', { readOnly: true });
    expect(before.prepare('SELECT count(*) AS n FROM executions').get()).toMatchObject({ n: 2 });
    before.close();
  });

  it('leaves no log of the data before, which would be taken for its own', async () => {
    await store.close();
    writeFileSync(join(dataDir, 'stairwell.db-wal'), 'log of another database');
    putBack(file(), dataDir, true);
    expect(readdirSync(dataDir).filter((name) => name.includes('-wal') && !name.includes('replaced'))).toEqual([]);
  });

  it.each([
    ['what is not a database', () => writeFileSync(file(), 'no database '.repeat(2000)), 'not a database'],
    ['a cut file', () => writeFileSync(file(), readFileSync(file()).subarray(0, 8192 * 9)), 'cannot be opened'],
    ['another program’s', () => alter((db) => db.exec('DROP TABLE meta')), 'does not belong to Stairwell'],
    ['a newer release’s', () => alter((db) => db.exec("INSERT INTO meta VALUES ('schema/999', 'x')")), 'newer release'],
  ])('refuses %s and changes nothing', (_, damage, message) => {
    damage();
    const into = join(folder, 'new');
    expect(() => putBack(file(), into)).toThrow(message);
    expect(existsSync(join(into, 'stairwell.db'))).toBe(false);
  });

  it('refuses a path where there is nothing', () => {
    expect(() => putBack(join(folder, 'none.db'), join(folder, 'new'))).toThrow('There is no back-up at');
  });

  function alter(change: (db: DatabaseSync) => void): void {
    const db = new DatabaseSync(file());
    change(db);
    db.close();
  }
});
