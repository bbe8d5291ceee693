/**
 * An upgrade loses no execution: the data that every earlier release left, with one execution in each kind of waiting,
 * are opened by the present code, which brings all of them to the end they were meant to have.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../src/store/sqlite/store.ts';
import { REALM, TestEngine } from '../src/testkit/test-engine.ts';
import { ACTIVITY, type StoredWaiting } from './data/waiting.ts';

const FOLDER = fileURLToPath(new URL('data/', import.meta.url));
const RELEASES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe.each(RELEASES)('the data of release %s', (release) => {
  const waiting = JSON.parse(readFileSync(join(FOLDER, release, 'waiting.json'), 'utf8')) as StoredWaiting[];
  let dataDir: string;
  let t: TestEngine;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'stairwell-older-'));
    cpSync(join(FOLDER, release, 'stairwell.db'), join(dataDir, 'stairwell.db'));
    t = await TestEngine.start({ store: new SqliteStore({ dataDir }) });
  });
  afterEach(async () => {
    await t.close();
    rmSync(dataDir, { recursive: true });
  });

  it('hold executions that run, one that failed, and their histories', async () => {
    for (const { executionArn, needs } of waiting) {
      const { status } = await t.engine.describeExecution(executionArn);
      expect(status, executionArn).toBe(needs === 'redrive' ? 'FAILED' : 'RUNNING');
      expect((await t.history(executionArn)).length, executionArn).toBeGreaterThan(1);
    }
  });

  it.each(waiting)('$name ends as it was meant to', async ({ executionArn, needs, tokens, output }) => {
    const before = await t.history(executionArn);
    if (needs === 'redrive') await t.engine.redriveExecution(executionArn);
    if (needs === 'worker') await work();
    for (const token of tokens) await t.engine.sendTaskSuccess(REALM, token, JSON.stringify(output));
    const row = await t.finish(executionArn);
    expect(row.status).toBe('SUCCEEDED');
    expect(JSON.parse(row.output ?? '')).toEqual(output);
    const after = await t.history(executionArn);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.map(({ id }) => id)).toEqual(after.map((_, index) => index + 1));
  });

  it('come to an end all together, and nothing is left over', async () => {
    for (const { executionArn, needs } of waiting) {
      if (needs === 'redrive') await t.engine.redriveExecution(executionArn);
    }
    for (const { tokens, output } of waiting) {
      for (const token of tokens) await t.engine.sendTaskSuccess(REALM, token, JSON.stringify(output));
    }
    await work();
    for (const { executionArn } of waiting) await t.finish(executionArn);
    await t.advance(86_400);
    expect(await t.engine.listExecutions({ status: 'RUNNING', limit: 9 })).toEqual([]);
    expect(await t.store.wakeUps({ limit: 9 })).toEqual([]);
    expect(await t.store.executionsWithInbox({ afterId: 0, limit: 9 })).toEqual([]);
  });

  /** Does the task that waits in the activity's queue. */
  async function work(): Promise<void> {
    const task = await t.engine.getActivityTask(ACTIVITY, 'worker');
    await t.engine.sendTaskSuccess(REALM, task?.taskToken ?? '', '{"by":"token"}');
  }
});
