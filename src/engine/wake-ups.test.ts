/** Wake-ups near and far. */
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../store/memory/store.ts';
import { TestEngine } from '../testkit/test-engine.ts';

const waits = (seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: seconds, End: true } } });

async function waiting(counts: Readonly<Record<number, number>>) {
  const t = await TestEngine.start({ engine: { maxLive: 10 } });
  for (const [seconds, count] of Object.entries(counts)) {
    const machine = await t.createMachine(`wait-${seconds}`, waits(Number(seconds)));
    for (let i = 0; i < count; i++) await t.start(machine, {}, `e${i}`);
  }
  await t.settle();
  return t;
}

async function running(t: TestEngine): Promise<number> {
  return t.store.countRunning({ account: '123456789012', region: 'us-east-1' });
}

describe('executions that wait long', () => {
  it('leave nothing in memory, not even a timer', async () => {
    const t = await waiting({ 3600: 50, 5: 1 });
    expect(t.engine.load.timers).toBe(1);
    expect(t.engine.load.liveExecutions).toBeLessThanOrEqual(10);
  });

  it('wake on time, not early', async () => {
    const t = await waiting({ 3600: 20, 86400: 20 });
    await t.advance(3599.999);
    expect(await running(t)).toBe(40);
    await t.advance(0.001);
    expect(await running(t)).toBe(20);
    await t.advance(86_400);
    expect(await running(t)).toBe(0);
  });

  it('wake on time after a restart, also when their time came meanwhile', async () => {
    const t = await waiting({ 3600: 20, 86400: 20 });
    await t.crash();
    expect(t.engine.load.timers).toBe(0);
    await t.advance(3600);
    expect(await running(t)).toBe(20);
    t.ports.drift(90_000_000);
    await t.crash();
    await t.advance(0);
    expect(await running(t)).toBe(0);
  });

  it('wake on time when they begin to wait while the store is being read for them', async () => {
    const t = await waiting({ 3600: 1 });
    const machine = await t.createMachine('late', waits(119));
    await t.advance(3540); // the window is moved now
    const arn = await t.start(machine);
    await t.advance(119);
    expect((await t.engine.describeExecution(arn)).status).toBe('SUCCEEDED');
  });

  it('wake although the store could not be read at first', async () => {
    const store = new MemoryStore();
    const t = await TestEngine.start({ store });
    const arn = await t.start(await t.createMachine('m', waits(3600)));
    await t.settle();
    const wakeUps = store.wakeUps.bind(store);
    let failures = 2;
    store.wakeUps = (query) => (failures-- > 0 ? Promise.reject(new Error('no luck')) : wakeUps(query));
    await t.advance(3601);
    expect((await t.engine.describeExecution(arn)).status).toBe('SUCCEEDED');
  });
});

it('thousands that are due at once are woken a few hundred at a time', async () => {
  const t = await waiting({ 60: 2000 });
  await t.advance(60);
  expect(await running(t)).toBe(0);
});
