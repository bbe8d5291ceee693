/** Status change events of an engine with virtual time: order, calls, failures, and what a crash leaves. */
import { describe, expect, it } from 'vitest';
import type { Realm } from '../aws/arn.ts';
import { failWith, REALM, TestEngine } from '../testkit/test-engine.ts';
import { parts, type RememberingLog, settle } from './delivery.fixture.ts';
import type { DropCount } from './drop-count.ts';
import type { BusEvent, EventBus, PutFailure } from './eventbridge-client.ts';
import { StatusEvents } from './status-events.ts';

class FakeBus implements EventBus {
  /** Names and statuses of what was taken, by call. */
  readonly calls: string[][] = [];
  readonly taken: BusEvent[] = [];
  isDown = false;
  /** Fails single events. */
  failure: (name: string, attempt: number) => PutFailure | undefined = () => undefined;
  #attempts = new Map<string, number>();

  async putEvents(_: Realm, events: readonly BusEvent[]): Promise<(PutFailure | undefined)[]> {
    await Promise.resolve();
    if (this.isDown) throw Object.assign(new Error('connect ECONNREFUSED'), { name: 'Error' });
    const failures = events.map((event) => {
      const name = label(event);
      const attempt = (this.#attempts.get(name) ?? 0) + 1;
      this.#attempts.set(name, attempt);
      return this.failure(name, attempt);
    });
    const taken = events.filter((_, i) => failures[i] === undefined);
    this.taken.push(...taken);
    this.calls.push(taken.map(label));
    return failures;
  }

  close(): void {}

  get told(): string[] {
    return this.taken.map(label);
  }
}

function label({ detail }: BusEvent): string {
  const { name, status } = JSON.parse(detail);
  return `${name} ${status}`;
}

interface Sending {
  readonly t: TestEngine;
  readonly bus: FakeBus;
  readonly log: RememberingLog;
  readonly drops: DropCount;
  /** Of the present engine. */
  events: StatusEvents;
  /** Ends the engine as a crash would; the new one starts to send what was left. */
  crash(): Promise<void>;
  pending(): Promise<number>;
}

async function sending(more: { maxWaiting?: number; source?: string } = {}): Promise<Sending> {
  const { log, drops } = parts();
  const bus = new FakeBus();
  const holder: { events?: StatusEvents } = {};
  const t = new TestEngine({
    service: () => failWith('Broken'),
    listen: (feed) => {
      const { store, ports } = t;
      const events = new StatusEvents({ bus, source: 'aws.states', store, ports, log, drops, ...more });
      feed.recordWith(events.record);
      feed.subscribe(events.listen);
      holder.events = events;
    },
  });
  const start = async () => {
    holder.events?.start((kind, keys) => t.engine.forget(kind, keys));
    await settle();
  };
  await t.crash(); // opens it
  await start();
  return {
    ...{ t, bus, log, drops },
    get events() {
      return holder.events as StatusEvents;
    },
    crash: async () => {
      await t.crash();
      await start();
    },
    pending: async () => (await t.store.resources({ kind: 'statusChange', scope: 'pending', limit: 10_000 })).length,
  };
}

const PASSES = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAITS = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const FAILS = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } } };

describe('status change events', () => {
  it('tell of start and end, in order, and leave no row behind', async () => {
    const { t, bus, pending } = await sending();
    const arn = await t.createMachine('m', WAITS);
    await t.start(arn, {}, 'e');
    await t.advance(1);
    expect(bus.told).toEqual(['e RUNNING']);
    await t.advance(120);
    expect(bus.told).toEqual(['e RUNNING', 'e SUCCEEDED']);
    expect(await pending()).toBe(0);
  });

  it('have source, type, resources and time of AWS', async () => {
    const { t, bus } = await sending();
    const executionArn = await t.start(await t.createMachine('m', PASSES), { a: 1 }, 'e');
    const startMs = t.ports.nowMs();
    await t.advance(5);
    expect(bus.taken[0]).toMatchObject({
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [executionArn],
      timeMs: startMs,
    });
  });

  it('go with at most ten to a call, one of each execution', async () => {
    const { t, bus } = await sending();
    const arn = await t.createMachine('m', PASSES);
    for (let n = 0; n < 48; n++) await t.start(arn, {}, `e${n}`);
    await t.advance(5);
    expect(bus.taken).toHaveLength(96);
    for (const call of bus.calls) {
      expect(call.length).toBeLessThanOrEqual(10);
      expect(new Set(call.map((one) => one.split(' ')[0])).size).toBe(call.length);
    }
    expect(Math.max(...bus.calls.map((call) => call.length))).toBe(10);
    for (let n = 0; n < 48; n++) {
      expect(bus.told.indexOf(`e${n} RUNNING`)).toBeLessThan(bus.told.indexOf(`e${n} SUCCEEDED`));
    }
  });

  it('keep their order when the first of an execution fails and others do not', async () => {
    const { t, bus, pending } = await sending();
    bus.failure = (name, attempt) =>
      name === 'a RUNNING' && attempt < 4 ? { code: 'InternalFailure', message: 'later' } : undefined;
    const arn = await t.createMachine('m', PASSES);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await t.start(arn, {}, name);
    await t.advance(60);
    expect(bus.told.filter((one) => one.startsWith('a '))).toEqual(['a RUNNING', 'a SUCCEEDED']);
    expect([bus.told.length, await pending()]).toEqual([12, 0]);
  });

  it('are given up when the bus will never take them, which is counted and said', async () => {
    const { t, bus, log, drops, pending } = await sending();
    bus.failure = () => ({ code: 'NotAuthorizedForSourceException', message: 'Not authorized for the source.' });
    await t.start(await t.createMachine('m', PASSES), {}, 'e');
    await t.advance(5);
    expect([drops.total, await pending()]).toEqual([2, 0]);
    expect(log.lines[0]).toMatchObject({ fields: { hint: expect.stringContaining('--events eventbridge:SOURCE') } });
  });

  it('wait while the bus is down, and hold up nothing', async () => {
    const { t, bus, log } = await sending();
    bus.isDown = true;
    const executionArn = await t.start(await t.createMachine('m', FAILS), {}, 'e');
    expect((await t.finish(executionArn)).status).toBe('FAILED');
    await t.advance(600);
    expect(bus.told).toEqual([]);
    bus.isDown = false;
    await t.advance(60);
    expect(bus.told).toEqual(['e RUNNING', 'e FAILED']);
    expect(log.lines[0]?.message).toBe('EventBridge cannot be reached; trying again');
  });

  it('are not kept in memory beyond the bound: the rest is read from the store', async () => {
    const { t, bus, pending } = await sending({ maxWaiting: 5 });
    bus.isDown = true;
    const arn = await t.createMachine('m', PASSES);
    for (let n = 0; n < 30; n++) await t.start(arn, {}, `e${n}`);
    await t.advance(10);
    expect(await pending()).toBe(60);
    bus.isDown = false;
    await t.advance(120);
    expect(bus.told.sort()).toEqual(
      Array.from({ length: 30 }, (_, n) => [`e${n} RUNNING`, `e${n} SUCCEEDED`])
        .flat()
        .sort(),
    );
    await t.start(arn, {}, 'later');
    await t.advance(5);
    expect(bus.told).toHaveLength(62);
  });

  it('are sent after a crash as they were at their time', async () => {
    const { t, bus, crash, pending } = await sending();
    bus.isDown = true;
    const executionArn = await t.start(await t.createMachine('m', FAILS), {}, 'e');
    await t.finish(executionArn);
    await t.engine.redriveExecution(executionArn);
    await t.advance(5);
    await crash();
    bus.isDown = false;
    await t.advance(60);
    expect(bus.told).toEqual(['e RUNNING', 'e FAILED', 'e RUNNING', 'e FAILED']);
    const details = bus.taken.map(({ detail }) => JSON.parse(detail));
    expect(details.map(({ redriveCount, error, stopDate }) => [redriveCount, error, stopDate !== null])).toEqual([
      [0, null, false],
      [0, 'E', true],
      [1, null, false],
      [1, 'E', true],
    ]);
    expect(await pending()).toBe(0);
  });

  it('of what goes on right after a crash come behind what was left', async () => {
    const { t, bus, crash } = await sending();
    bus.isDown = true;
    await t.start(await t.createMachine('m', WAITS), {}, 'e');
    await t.advance(10);
    t.ports.drift(100_000); // the wait is over while the process is down
    await crash();
    await t.advance(10);
    bus.isDown = false;
    await t.advance(60);
    expect(bus.told).toEqual(['e RUNNING', 'e SUCCEEDED']);
  });

  it('that were not marked as delivered before a crash are sent again', async () => {
    const { t, bus, crash } = await sending();
    await t.start(await t.createMachine('m', PASSES), {}, 'e');
    await settle();
    const stored = await t.store.resources({ kind: 'statusChange', scope: 'pending', limit: 10 });
    expect(stored).toHaveLength(2); // still gathered
    await crash();
    await t.advance(5);
    expect(bus.told).toEqual(['e RUNNING', 'e SUCCEEDED']);
  });

  it('are none for EXPRESS executions', async () => {
    const { t, bus, pending } = await sending();
    const definition = JSON.stringify(PASSES);
    const request = { name: 'm', definition, roleArn: 'arn:aws:iam::123456789012:role/r', configuration: '{}' };
    const { arn } = await t.engine.createStateMachine(REALM, { ...request, type: 'EXPRESS' });
    await t.engine.startSyncExecution({ stateMachineArn: arn });
    await t.start(arn);
    await t.advance(5);
    expect([bus.told, await pending()]).toEqual([[], 0]);
  });

  it('are sent when the sender closes, and marked; what happens later is left for the next start', async () => {
    const { t, bus, events, pending } = await sending();
    const arn = await t.createMachine('m', PASSES);
    await t.start(arn, {}, 'e');
    await events.close(5000);
    expect([bus.told, await pending()]).toEqual([['e RUNNING', 'e SUCCEEDED'], 0]);
    await t.start(arn, {}, 'late');
    await t.advance(60);
    expect([bus.told.length, await pending()]).toEqual([2, 2]);
  });
});
