/**
 * Lets the server die at failpoints (src/store/failpoint.ts), one name after the other under the load of all workloads,
 * until it has died so many times. A name that never comes up is a broken promise of this test.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAILPOINTS } from '../../src/store/failpoint.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import type { CrashOptions } from './crash.ts';
import { ServerProcess } from './server-process.ts';
import { seeded, type World } from './world.ts';

/** How long a failpoint may take to come up in one life of the server. */
const COMES_WITHIN_MS = 6000;
/** At most so many times a moment passes before the server dies at it. */
const MOST_TIMES = 6;
/** Lives in which a moment that has not come may still come. */
const LIVES = 3;

export async function failpointKills(world: World, options: CrashOptions, examineData: () => void): Promise<void> {
  const { kills: number, seed, log } = options;
  const random = seeded(seed + 3);
  for (let n = 0; n < number; n++) {
    const name = FAILPOINTS[n % FAILPOINTS.length] as string;
    const times = 1 + Math.floor(random() * MOST_TIMES);
    if (name === 'migrate.step') await world.guarded(name, () => dieMigrating(world, options.command, times));
    else await die(world, name, times, examineData);
    const { violations, counts } = world;
    log?.(
      `${n + 1} of ${number}: ${name}@${times}, ${counts[`failpoint ${name}`]} deaths, ${violations.length} violations`,
    );
  }
  await world.server.kill();
  await world.server.start();
  const tried = FAILPOINTS.slice(0, number);
  const missed = tried.filter((name) => world.counts[`failpoint ${name}`] === undefined);
  world.check(missed.length === 0, () => `failpoints that never came up: ${missed.join(', ')}`);
}

async function die(world: World, name: string, times: number, examineData: () => void): Promise<void> {
  const { server } = world;
  for (let life = 0; life < LIVES; life++) {
    await server.kill();
    await server.start(`${name}@${times}:kill`);
    if (!(await server.dies(COMES_WITHIN_MS))) continue;
    world.count(`failpoint ${name}`);
    return world.guarded('the doctor', async () => examineData());
  }
  world.count(`missed ${name}`);
}

/** Data with so many migrations. */
const OLDER_MIGRATIONS = 2;
const OLDER_DATA = fileURLToPath(new URL('../data/0.1.0/stairwell.db', import.meta.url));

/** The data of an earlier release, as they are brought up to date, or new data. */
async function dieMigrating(world: World, command: readonly string[], times: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-migrate-'));
  const server = new ServerProcess(command, dataDir, 'http://127.0.0.1:1');
  try {
    const isOlder = times % 2 === 0;
    if (isOlder) cpSync(OLDER_DATA, join(dataDir, 'stairwell.db'));
    const steps = MIGRATIONS.length - (isOlder ? OLDER_MIGRATIONS : 0);
    if (!(await server.start(`migrate.step@${1 + (times % steps)}:kill`))) world.count('failpoint migrate.step');
    await server.kill();
    world.check(await server.start(), () => 'the server does not start on data that were half brought up to date');
  } finally {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
