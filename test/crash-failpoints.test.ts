/**
 * The server dies at moments with a name (src/store/failpoint.ts), each where it hurts most, and loses nothing. A short run:
 * `scripts/crash.mjs --failpoints --kills 200` is a long one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FAILPOINTS } from '../src/store/failpoint.ts';
import { MIGRATIONS } from '../src/store/sqlite/migrations/index.ts';
import { crash } from './crash/crash.ts';
import { ServerProcess } from './crash/server-process.ts';
import { repository } from './support/markdown.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const command = [process.execPath, CLI, 'serve'];
/** Those that come up only after a restart under load, and then not every time. */
const RARE = ['child.after-end-before-wake', 'stop.parent-done-children-not'];

test('nothing is lost when the server dies at each failpoint', { timeout: 300_000 }, async () => {
  const names = FAILPOINTS.filter((name) => name !== 'migrate.step');
  const run = { kills: names.length, seed: 20_261_125, command, upMs: [100, 200], failpoints: true } as const;
  const { violations, counts } = await crash(run);
  expect(violations).toEqual([]);
  const missed = names.filter((name) => counts[`failpoint ${name}`] === undefined && !RARE.includes(name));
  expect(missed).toEqual([]);
});

test('a data directory is whole when the server dies at any migration', { timeout: 120_000 }, async () => {
  for (let step = 1; step <= MIGRATIONS.length; step++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-migrate-'));
    const server = new ServerProcess(command, dataDir, 'http://127.0.0.1:1');
    try {
      expect(await server.start(`migrate.step@${step}:kill`), `migration ${step}`).toBe(false);
      expect(await server.start(), `after migration ${step}`).toBe(true);
    } finally {
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
});
