/** What the embedded store does when processes die, disks fill up and files are not what they should be. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, batch, execution, REALM, turn } from '../store.contract.ts';
import { databasePath } from './connection.ts';
import { SqliteStore } from './store.ts';
import { startWriterThread } from './writer-thread.ts';

let base: string;
let dataDir: string;
let stores: SqliteStore[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stairwell-durability-'));
  dataDir = join(base, 'data');
  mkdirSync(dataDir);
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(base, { recursive: true, force: true });
});

function makeStore(parts: Partial<ConstructorParameters<typeof SqliteStore>[0]> = {}): SqliteStore {
  const store = new SqliteStore({ dataDir, ...parts });
  stores.push(store);
  return store;
}

async function codesOf(commits: readonly Promise<void>[]): Promise<string[]> {
  const outcomes = await Promise.allSettled(commits);
  return outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'));
}

const insert = (id: number) => batch({ inserts: [execution(id)], history: [turn(id, 1, 3)] });

describe('the data directory', () => {
  it('is made when it is missing, for its owner only', async () => {
    dataDir = join(dataDir, 'a', 'b');
    await makeStore().open();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('belongs to one store at a time', async () => {
    const first = makeStore();
    await first.open();
    await expect(makeStore().open()).rejects.toMatchObject({
      code: 'locked',
      message: `The data directory ${dataDir} is in use by another process.`,
    });
    await first.close();
    await expect(makeStore().open()).resolves.toBeDefined();
  });

  it('belongs to one process at a time, until that is killed; what it committed is there', async () => {
    const other = spawn(process.execPath, ['--input-type=module', '--eval', OTHER_PROCESS], {
      env: { ...process.env, DATA_DIR: dataDir, STORE: new URL('./store.ts', import.meta.url).href, ROW: rowText() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    const store = makeStore();
    await expect(store.open()).rejects.toMatchObject({ code: 'locked' });
    other.kill('SIGKILL');
    await once(other, 'exit');
    await expect(store.open()).resolves.toMatchObject({ nextExecution: 2 });
    expect(await store.execution(arnOf(1))).toEqual(execution(1));
    expect(await store.countRunning(REALM)).toBe(1);
  });

  it('holds one database file without a log after closing', async () => {
    const store = makeStore();
    await store.open();
    await store.commit(insert(1));
    expect(existsSync(`${databasePath(dataDir)}-wal`)).toBe(true);
    await store.close();
    expect(existsSync(`${databasePath(dataDir)}-wal`)).toBe(false);
  });
});

/** Commits one execution, tells so, and lives until it is killed. */
const OTHER_PROCESS = `
const { SqliteStore } = await import(process.env.STORE);
const store = new SqliteStore({ dataDir: process.env.DATA_DIR });
await store.open();
await store.commit(JSON.parse(process.env.ROW));
console.log('committed');
`;

function rowText(): string {
  return JSON.stringify(insert(1));
}

describe('a lost writer', () => {
  it('rejects what it did not answer, and everything later, until the store is opened again', async () => {
    const workers: Worker[] = [];
    const store = makeStore({
      startWriter: (options) => {
        const worker = startWriterThread(options);
        workers.push(worker);
        return worker;
      },
    });
    await store.open();
    await store.commit(insert(1));
    const terminated = workers[0]?.terminate();
    expect(await codesOf([store.commit(insert(2)), store.commit(insert(3))])).toEqual(['failed', 'failed']);
    await terminated;
    await expect(store.commit(insert(4))).rejects.toThrow('The writer of the store is lost');
    expect(await store.execution(arnOf(1))).toEqual(execution(1));

    await store.close();
    await store.open();
    await store.commit(insert(5));
    expect(await store.execution(arnOf(5))).toEqual(execution(5));
  });
});

describe('a batch that cannot be copied to the writer', () => {
  it('is rejected with those behind it', async () => {
    const store = makeStore();
    await store.open();
    const uncopyable = batch({ inserts: [{ ...execution(1), input: (() => 1) as unknown as string }] });
    const commits = [store.commit(uncopyable), store.commit(insert(2))];
    expect(await codesOf(commits)).toEqual(['conflict', 'behind']);
    await store.commit(insert(3));
    expect((await store.executions({ limit: 9 })).map((one) => one.id)).toEqual([3]);
  });
});

describe('a full disk', () => {
  const big = (executionId: number) => batch({ framesPut: [{ executionId, path: '0', body: 'x'.repeat(400_000) }] });

  it('rejects commits, answers reads, and takes commits again once there is room', async () => {
    const store = makeStore({ maxPageCount: 100 });
    await store.open();
    await store.commit(insert(1));
    await store.commit(big(1));
    const commits = [store.commit(big(2)), store.commit(insert(3))];
    expect(await codesOf(commits)).toEqual(['unavailable', 'behind']);
    await expect(store.commit(big(2))).rejects.toThrow('database or disk is full');
    expect((await store.load(1))?.frames).toHaveLength(1);
    expect(await store.execution(arnOf(3))).toBeUndefined();

    await store.commit(batch({ framesDropped: [1] }));
    await store.commit(big(2));
    await store.commit(insert(3));
    expect(await store.execution(arnOf(3))).toEqual(execution(3));
  });
});

describe('files that are not ours to open', () => {
  it('refuses what is not a database', async () => {
    writeFileSync(databasePath(dataDir), 'This is not a database. '.repeat(1000));
    await expect(makeStore().open()).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('refuses data of a newer release with a clear text, and releases the directory', async () => {
    const store = makeStore();
    await store.open();
    await store.close();
    const db = new DatabaseSync(databasePath(dataDir));
    db.exec("INSERT INTO meta VALUES ('schema/999', 'sum')");
    db.close();
    const refused = { code: 'unreadable', message: expect.stringContaining('newer release: schema version 999') };
    await expect(store.open()).rejects.toMatchObject(refused);
    await expect(store.open()).rejects.toMatchObject(refused);
  });

  it('refuses a directory that is a file', async () => {
    dataDir = join(dataDir, 'file');
    writeFileSync(dataDir, '');
    await expect(makeStore().open()).rejects.toMatchObject({ code: 'failed' });
    rmSync(dataDir);
    mkdirSync(dataDir);
    await expect(makeStore().open()).resolves.toBeDefined();
  });
});
