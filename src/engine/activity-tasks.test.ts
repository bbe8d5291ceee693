/** Activities when the store is slow or refuses: no task is forgotten, and those who poll are not let down. */
import { expect, test } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { Batch } from '../store/store.ts';
import { REALM, TestEngine } from '../testkit/test-engine.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:Work';
const WORK = { StartAt: 'T', States: { T: { Type: 'Task', Resource: ACTIVITY, End: true } } };
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

class SlowStore extends MemoryStore {
  /** What the next commit waits for. */
  gate: Promise<void> | undefined;
  refusesNext = false;

  override async commit(batch: Batch): Promise<void> {
    const { gate } = this;
    this.gate = undefined;
    await gate;
    if (this.refusesNext) {
      this.refusesNext = false;
      throw new StoreError('unavailable', 'the disk is full');
    }
    return super.commit(batch);
  }
}

async function withActivity(): Promise<{ t: TestEngine; store: SlowStore; work: string; pass: string }> {
  const store = new SlowStore();
  const t = await TestEngine.start({ store, engine: { recoveryDelayMs: 0 } });
  await t.engine.registry.createActivity(REALM, { name: 'Work', configuration: '{}' });
  return { t, store, work: await t.createMachine('Work', WORK), pass: await t.createMachine('Pass', PASS) };
}

/** The first commit from now on waits until it is let go. */
function hold(store: SlowStore): () => void {
  let letGo = () => {};
  store.gate = new Promise((resolve) => {
    letGo = resolve;
  });
  return letGo;
}

test('a task that is scheduled while the queue waits for a batch reaches the worker', async () => {
  const { t, store, work, pass } = await withActivity();
  const letGo = hold(store);
  const starts = [t.start(pass)];
  await new Promise((resolve) => setImmediate(resolve)); // its batch is being written
  const task = t.engine.getActivityTask(ACTIVITY);
  await new Promise((resolve) => setImmediate(resolve)); // the queue waits for it
  starts.push(t.start(work, { n: 1 }));
  await new Promise((resolve) => setImmediate(resolve)); // the task is scheduled, for the batch behind it
  letGo();
  await Promise.all(starts);
  await t.settle();
  await t.advance(5);
  expect((await task)?.input).toBe('{"n":1}');
});

test('a worker that polls while a batch is refused goes on waiting, and gets the next task', async () => {
  const { t, store, work, pass } = await withActivity();
  const letGo = hold(store);
  store.refusesNext = true;
  const refused = t.start(pass);
  await new Promise((resolve) => setImmediate(resolve));
  const task = t.engine.getActivityTask(ACTIVITY);
  await new Promise((resolve) => setImmediate(resolve));
  letGo();
  await expect(refused).rejects.toThrow();
  await t.advance(5);
  await t.start(work, { n: 2 });
  await t.advance(5);
  expect((await task)?.input).toBe('{"n":2}');
});
