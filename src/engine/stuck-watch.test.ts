/** Executions that wait in every way there is are not stuck; one that nothing will ever move is. */
import { describe, expect, it } from 'vitest';
import type { TaskOutcome } from '../integrations/integration.ts';
import { EMPTY_BATCH, type ExecutionRow } from '../store/store.ts';
import { REALM, TestEngine } from '../testkit/test-engine.ts';
import { StuckWatch } from './stuck-watch.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

function watchOf(t: TestEngine) {
  return new StuckWatch({ store: t.store, care: t.engine, log: QUIET, nowMs: () => t.ports.nowMs() });
}

async function looks(watch: StuckWatch, times = 3) {
  for (let n = 0; n < times; n++) await watch.look(1000);
  return watch.count;
}

const task = (state: object) => ({ StartAt: 'T', States: { T: { Type: 'Task', End: true, ...state } } });
const NESTED = 'arn:aws:states:::states:startExecution.sync:2';

describe('StuckWatch', () => {
  it('finds nothing wrong with timers, calls, tokens, activities and children', async () => {
    const t = await TestEngine.start({ service: () => new Promise<TaskOutcome>(() => {}) });
    const wait = await t.createMachine('wait', {
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 9, End: true } },
    });
    const call = await t.createMachine('call', task({ Resource: LAMBDA }));
    const activity = await t.engine.registry.createActivity(REALM, { name: 'a', configuration: '{}' });
    const queued = await t.createMachine('queued', task({ Resource: activity.arn }));
    const parent = await t.createMachine('parent', task({ Resource: NESTED, Parameters: { StateMachineArn: queued } }));
    for (const arn of [wait, call, queued, parent]) await t.start(arn);
    // The call never ends, so the engine is never idle: a few rounds of the event loop are enough.
    for (let n = 0; n < 50; n++) await new Promise(setImmediate);
    expect(await looks(watchOf(t))).toBe(0);
  });

  it('counts an execution without frames after the second look, and no more once it has ended', async () => {
    const t = await TestEngine.start();
    const machine = await t.createMachine('m', { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
    const done = await t.finish(await t.start(machine));
    const { stopMs: _, output: __, ...rest } = done;
    const arn = `${done.arn}-stuck`;
    const row: ExecutionRow = { ...rest, id: 77, arn, name: 'stuck', rootArn: arn, status: 'RUNNING' };
    await t.store.commit({ ...EMPTY_BATCH, inserts: [row] });
    const watch = watchOf(t);
    expect([await looks(watch, 1), await looks(watch, 1)]).toEqual([0, 1]);
    await t.store.commit({ ...EMPTY_BATCH, updates: [{ id: 77, status: 'FAILED', stopMs: 1 }] });
    expect(await looks(watch, 1)).toBe(0);
  });

  it('looks at a bounded number of executions at a time and gets round to all of them', async () => {
    const t = await TestEngine.start();
    const machine = await t.createMachine('m', {
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 9, End: true } },
    });
    for (let n = 0; n < 250; n++) await t.start(machine);
    await t.settle();
    const seen: number[] = [];
    const load = t.store.load.bind(t.store);
    t.store.load = (id) => {
      seen.push(id);
      return load(id);
    };
    const watch = watchOf(t);
    await watch.look(100);
    expect(seen.length).toBe(100);
    await watch.look(100);
    await watch.look(100);
    expect(new Set(seen).size).toBe(250);
  });
});
