/**
 * What an execution leaves does not depend on whether it stayed in memory: the same workflows, run with the engine
 * kept, with every execution dropped from memory after every batch, and with the process "dying" after every batch,
 * leave identical histories. Over the memory store and over SQLite.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { TaskOutcome } from '../src/integrations/integration.ts';
import { MemoryStore } from '../src/store/memory/store.ts';
import { SqliteStore } from '../src/store/sqlite/store.ts';
import type { Batch, Store } from '../src/store/store.ts';
import { failWith, succeedWith, TestEngine } from '../src/testkit/test-engine.ts';
import { WORKFLOWS } from './workflows.fixture.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const stores: Record<string, () => Store> = {
  memory: () => new MemoryStore(),
  sqlite: () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'stairwell-reload-'));
    folders.push(dataDir);
    return new SqliteStore({ dataDir });
  },
};

/** Tells of every batch that became durable. */
function counting(store: Store, onCommit: () => void): Store {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      if (name !== 'commit') return method.bind(target);
      return (batch: Batch) => target.commit(batch).then(onCommit);
    },
  });
}

type Mode = 'kept in memory' | 'dropped after every batch' | 'killed after every batch';

async function histories(makeStore: () => Store, mode: Mode, name: string): Promise<unknown> {
  let isDirty = false;
  const store = counting(makeStore(), () => {
    isDirty = true;
  });
  const answers = new Map<string, TaskOutcome>();
  const t = await TestEngine.start({
    store,
    engine: { maxLive: mode === 'dropped after every batch' ? 0 : 1000 },
    service: ({ parameters, idempotencyKey }) => {
      // A call that is made again after a crash is the same call: it gets the same answer.
      const { fail = 0 } = parameters.value as { fail?: number };
      const state = JSON.stringify(parameters.value);
      const earlier = answers.get(idempotencyKey);
      if (earlier !== undefined) return earlier;
      const tries = [...answers.keys()].filter((key) => key.endsWith(`#${state}`) || key === state).length;
      const outcome = tries < fail ? failWith('Flaky', `try ${tries}`) : succeedWith({ echo: parameters.value });
      answers.set(idempotencyKey, outcome).set(`${idempotencyKey}#${state}`, outcome);
      return outcome;
    },
  });
  const workflow = WORKFLOWS[name];
  if (workflow === undefined) throw new Error(name);
  for (const [machine, definition] of Object.entries(workflow.machines)) await t.createMachine(machine, definition);
  const root = await t.start(
    `arn:aws:states:us-east-1:123456789012:stateMachine:${workflow.start}`,
    workflow.input,
    'root',
  );
  for (let step = 0; step < 2000; step++) {
    if (mode === 'killed after every batch' && isDirty) {
      isDirty = false;
      await t.crash();
    }
    await t.settle();
    if (isDirty && mode === 'killed after every batch') continue;
    if ((await t.engine.describeExecution(root)).status !== 'RUNNING') break;
    const next = t.ports.nextTimerMs;
    if (next === undefined) break;
    t.ports.moveTo(next);
  }
  await t.settle();
  const tree = await t.engine.listExecutions({ rootArn: root, limit: 1000 });
  const told = await Promise.all(tree.map(async (row) => [row.arn, row.status, await t.history(row.arn)] as const));
  await t.close();
  return normalised(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Generated ids differ between runs; what counts is where the same one stands again. */
function normalised(value: unknown): unknown {
  const names = new Map<string, string>();
  const text = JSON.stringify(value).replaceAll(
    /[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g,
    () => '<uuid>',
  );
  return JSON.parse(
    text.replaceAll(/AQ1\.\d+\.[\d.-]+\.[\w-]{43}/g, (token) => {
      if (!names.has(token)) names.set(token, `<token ${names.size}>`);
      return names.get(token) as string;
    }),
  );
}

describe.each(Object.keys(stores))('%s store', (kind) => {
  const makeStore = stores[kind] as () => Store;
  describe.each(Object.keys(WORKFLOWS))('%s', (name) => {
    test.each(['dropped after every batch', 'killed after every batch'] as const)('%s', async (mode) => {
      const expected = await histories(makeStore, 'kept in memory', name);
      expect(JSON.stringify(await histories(makeStore, mode, name), null, 1)).toBe(JSON.stringify(expected, null, 1));
      expect(JSON.stringify(expected)).toContain(`"${WORKFLOWS[name]?.status}"`);
    });
  });
});
