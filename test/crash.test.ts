/** The whole server survives kill -9 at any moment: a short run of the crash test. `scripts/crash.mjs` runs longer ones. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { crash } from './crash/crash.ts';
import { repository } from './support/markdown.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));

test('nothing that was acknowledged is lost when the server is killed eight times', async () => {
  const command = [process.execPath, CLI, 'serve'];
  const { violations, counts } = await crash({ kills: 8, seed: 20_261_123, command, upMs: [100, 700] });
  expect(violations).toEqual([]);
  for (const what of [
    'executions',
    'activityTasks',
    'redrives',
    'versions',
    'deletions',
    'mapItems',
    'expressStarts',
    'treeNodes',
    'transitions',
    'examined',
  ]) {
    expect(counts[what], what).toBeGreaterThan(0);
  }
}, 120_000);
