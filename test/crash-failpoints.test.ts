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

test('nothing is lost when the server dies at each failpoint', { timeout: 300_000 }, async () => {
  const run = { kills: FAILPOINTS.length, seed: 20_261_125, command, upMs: [100, 200], failpoints: true } as const;
  const { violations, counts } = await crash(run);
  expect(violations).toEqual([]);
  for (const name of FAILPOINTS) expect(counts[`failpoint ${name}`], name).toBe(1);
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
