/**
 * Files as a power failure or a bad disk leaves them. A log that is cut or full of garbage behind an acknowledged commit
 * costs nothing that was acknowledged; a database that is damaged is refused with a clear text, or gives an error where
 * the damage is, but never ends the process.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreError } from '../errors.ts';
import { arnOf, batch, execution, turn } from '../store.contract.ts';
import { databasePath } from './connection.ts';
import { SqliteStore } from './store.ts';

const COMMITS = 60;
const CUTS = 10;
const FLIPS = 12;

const base = mkdtempSync(join(tmpdir(), 'stairwell-torn-'));
const live = join(base, 'live');
/** By commit: the size of the log when it was acknowledged. */
const logBytes: number[] = [];
let store: SqliteStore;
let made = 0;

beforeAll(async () => {
  store = new SqliteStore({ dataDir: live });
  await store.open();
  for (let id = 1; id <= COMMITS; id++) {
    const input = JSON.stringify('x'.repeat(random(9000)));
    await store.commit(batch({ inserts: [execution(id, { input })], history: [turn(id, 1, 3)] }));
    logBytes.push(statSync(`${databasePath(live)}-wal`).size);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(base, { recursive: true });
});

/** mulberry32, so that a failure comes back. */
let state = 20_260_102;
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

/** What is on disk of a running store; the index of the log is in memory only. */
function copyOfFiles(): string {
  const dataDir = join(base, `copy-${++made}`);
  mkdirSync(dataDir);
  for (const part of ['', '-wal']) cpSync(databasePath(live) + part, databasePath(dataDir) + part);
  return dataDir;
}

async function opened<T>(dataDir: string, use: (store: SqliteStore) => Promise<T>): Promise<T> {
  const torn = new SqliteStore({ dataDir });
  await torn.open();
  try {
    return await use(torn);
  } finally {
    await torn.close();
  }
}

/** All up to `acknowledged` are there, what is there is whole, nothing is there without what came before. */
async function expectAll(dataDir: string, acknowledged: number): Promise<void> {
  await opened(dataDir, async (torn) => {
    const ids = (await torn.executions({ limit: COMMITS })).map((row) => row.id).reverse();
    expect(ids.length).toBeGreaterThanOrEqual(acknowledged);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    for (const id of ids) expect((await torn.load(id))?.lastEventId).toBe(3);
    await torn.commit(batch({ inserts: [execution(1000)] }));
    expect(await torn.execution(arnOf(1000))).toEqual(execution(1000));
  });
}

const cuts = Array.from({ length: CUTS }, (_, index) => [index + 1] as const);

describe('a log that the power failure cut', () => {
  it.each(cuts)('has every acknowledged commit (cut %i)', async () => {
    const acknowledged = 1 + random(COMMITS - 1);
    const [from = 0, to = 0] = [logBytes[acknowledged - 1], logBytes.at(-1)];
    const dataDir = copyOfFiles();
    truncateSync(`${databasePath(dataDir)}-wal`, from + random(to - from + 1));
    await expectAll(dataDir, acknowledged);
  });

  it.each(cuts)('has every acknowledged commit when garbage follows (cut %i)', async () => {
    const acknowledged = 1 + random(COMMITS - 1);
    const from = logBytes[acknowledged - 1] ?? 0;
    const dataDir = copyOfFiles();
    const path = `${databasePath(dataDir)}-wal`;
    const bytes = readFileSync(path);
    const start = from + random(bytes.length - from + 1);
    for (let at = start; at < bytes.length; at++) bytes[at] = random(256);
    writeFileSync(path, bytes);
    await expectAll(dataDir, acknowledged);
  });

  it('has every acknowledged commit when pages behind them were written out of order', async () => {
    const acknowledged = COMMITS / 2;
    const from = logBytes[acknowledged - 1] ?? 0;
    const dataDir = copyOfFiles();
    const path = `${databasePath(dataDir)}-wal`;
    const bytes = readFileSync(path);
    // The first page behind the last acknowledged commit never reached the disk, later ones did.
    bytes.fill(0, from, from + 8192);
    writeFileSync(path, bytes);
    await expectAll(dataDir, acknowledged);
  });
});

describe('a database with flipped bytes', () => {
  let closed: string;

  beforeAll(async () => {
    closed = copyOfFiles();
    await opened(closed, async () => {});
  });

  const flips = Array.from({ length: FLIPS }, (_, index) => [index + 1] as const);

  it.each(flips)('is refused, or gives an error where it is damaged, and goes on (flip %i)', async () => {
    const dataDir = join(base, `copy-${++made}`);
    cpSync(closed, dataDir, { recursive: true });
    const path = databasePath(dataDir);
    const bytes = readFileSync(path);
    const at = random(bytes.length - 64);
    for (let offset = 0; offset < 64; offset++) bytes[at + offset] = random(256);
    writeFileSync(path, bytes);
    const torn = new SqliteStore({ dataDir });
    try {
      await torn.open();
      for (let id = 1; id <= COMMITS; id++) await torn.load(id).catch(expectError);
      await torn.executions({ limit: COMMITS }).catch(expectError);
    } catch (error) {
      expect(error).toBeInstanceOf(StoreError);
      expect((error as StoreError).message).toMatch(/^(The data cannot be opened|The database|Schema version)/);
    } finally {
      await torn.close();
    }
  });

  it.each([
    ['its header', 0, 100],
    ['its first table', 100, 8192],
  ])('is refused when the damage is in %s', async (_, from, to) => {
    const dataDir = join(base, `copy-${++made}`);
    cpSync(closed, dataDir, { recursive: true });
    const bytes = readFileSync(databasePath(dataDir));
    bytes.fill(0x5a, from, to);
    writeFileSync(databasePath(dataDir), bytes);
    const torn = new SqliteStore({ dataDir });
    await expect(torn.open()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('cannot be opened'),
    });
  });
});

function expectError(error: unknown): void {
  expect(error).toBeInstanceOf(Error);
}
