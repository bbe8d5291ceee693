/** Batches, order, retries and losses on the way to CloudWatch Logs, with virtual time and a client that is a fake. */
import { describe, expect, it } from 'vitest';
import type { CloudWatchLogs, LogEvent } from './cloudwatch-client.ts';
import { CloudWatchSink } from './cloudwatch-sink.ts';
import { entry, parts, pass, settle } from './delivery.fixture.ts';
import type { LogGroup } from './logging-settings.ts';

class FakeLogs implements CloudWatchLogs {
  readonly calls: string[] = [];
  readonly batches: { readonly stream: string; readonly events: readonly LogEvent[] }[] = [];
  /** Thrown by the next calls, one each; undefined lets a call through. */
  readonly problems: (Error | undefined)[] = [];
  /** What every call waits for. */
  gate: Promise<void> = Promise.resolve();
  rejected = 0;
  readonly signals: AbortSignal[] = [];

  async createLogStream(group: LogGroup, stream: string): Promise<void> {
    await this.#call(`create ${group.name} ${stream}`);
  }

  async putLogEvents(_: LogGroup, stream: string, events: readonly LogEvent[], signal: AbortSignal): Promise<number> {
    this.signals.push(signal);
    await this.#call(`put ${events.length}`);
    this.batches.push({ stream, events });
    return this.rejected;
  }

  close(): void {}

  async #call(text: string): Promise<void> {
    this.calls.push(text);
    await this.gate;
    const problem = this.problems.shift();
    if (problem !== undefined) throw problem;
  }
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

function sinkWith(maxWaitingBytes?: number) {
  const common = parts();
  const client = new FakeLogs();
  const sink = new CloudWatchSink({ client, ...common, ...(maxWaitingBytes !== undefined && { maxWaitingBytes }) });
  const sent = () =>
    client.batches.flatMap(({ events }) => events.map(({ message }) => Number(JSON.parse(message).id)));
  return { ...common, client, sink, sent };
}

const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('records for CloudWatch Logs', () => {
  it('are gathered for a moment and sent with one call, into a stream that is made first', async () => {
    const { sink, client, ports } = sinkWith();
    for (const n of [1, 2]) sink.write(entry(n));
    await pass(ports, 199);
    expect(client.calls).toEqual([]);
    await pass(ports, 1);
    expect(client.calls).toEqual(['create /aws/states/g states/m/s', 'put 2']);
    expect(client.batches[0]?.events[0]).toEqual({ timestamp: 1001, message: '{"id":"1"}' });
  });

  it('are sent in the order of time; what is of one time stays in its order', async () => {
    const { sink, sent, ports } = sinkWith();
    sink.write(entry(1, { timestampMs: 5 }));
    sink.write(entry(2, { timestampMs: 4 }));
    sink.write(entry(3, { timestampMs: 5 }));
    await pass(ports, 200);
    expect(sent()).toEqual([2, 1, 3]);
  });

  it('of several streams do not wait for each other', async () => {
    const { sink, client, ports } = sinkWith();
    client.problems.push(named('ThrottlingException'));
    sink.write(entry(1, { stream: 'a' }));
    sink.write(entry(2, { stream: 'b' }));
    await pass(ports, 210);
    expect(client.batches.map(({ stream }) => stream)).toEqual(['b']);
    await pass(ports, 400);
    expect(client.batches.map(({ stream }) => stream)).toEqual(['b', 'a']);
  });

  it('make at most 10,000 events of a call', async () => {
    const { sink, client, ports, sent } = sinkWith();
    for (const n of numbers(1, 10_001)) sink.write(entry(n));
    await settle();
    expect(client.calls.at(-1)).toBe('put 10000'); // without waiting: it is full
    await pass(ports, 200);
    expect(client.calls.at(-1)).toBe('put 1');
    expect(sent()).toEqual(numbers(1, 10_001));
  });

  it('make at most 1 MiB of a call, 26 bytes for each event included', async () => {
    const { sink, client, ports } = sinkWith();
    const record = `"${'ü'.repeat((262_144 - 26 - 2) / 2)}"`;
    for (const n of numbers(1, 5)) sink.write(entry(n, { record }));
    await pass(ports, 200);
    expect(client.batches.map(({ events }) => events.length)).toEqual([4, 1]);
  });

  it('span at most 24 hours with a call', async () => {
    const { sink, client, ports } = sinkWith();
    const hourMs = 3_600_000;
    for (const [n, hours] of [0, 23, 24, 25].entries()) sink.write(entry(n, { timestampMs: hours * hourMs }));
    await pass(ports, 400);
    expect(client.batches.map(({ events }) => events.length)).toEqual([3, 1]);
  });

  it('are sent again after failures, with growing pauses, ahead of what came later', async () => {
    const { sink, client, ports, sent, log } = sinkWith();
    client.problems.push(undefined, named('ThrottlingException'), named('ServiceUnavailableException'));
    sink.write(entry(1));
    await pass(ports, 200);
    sink.write(entry(2));
    await pass(ports, 200);
    expect(client.calls.slice(1)).toEqual(['put 1', 'put 2']);
    await pass(ports, 199);
    expect(client.calls).toHaveLength(3);
    await pass(ports, 201);
    expect(client.calls.slice(1)).toEqual(['put 1', 'put 2', 'put 2']);
    expect(sent()).toEqual([1, 2]);
    expect(log.lines[0]?.message).toBe('CloudWatch Logs cannot be reached; trying again');
  });

  it('wait at most half a minute between attempts, however long the destination is down', async () => {
    const { sink, client, ports, sent } = sinkWith();
    client.problems.push(undefined, ...Array.from({ length: 40 }, () => named('ECONNREFUSED')));
    sink.write(entry(1));
    await pass(ports, 40 * 30_000);
    expect(sent()).toEqual([1]);
    expect(client.calls).toHaveLength(42);
  });

  it('find the stream there already', async () => {
    const { sink, client, ports, sent } = sinkWith();
    client.problems.push(named('ResourceAlreadyExistsException'));
    sink.write(entry(1));
    await pass(ports, 200);
    expect(sent()).toEqual([1]);
  });

  it('for a group that does not exist are dropped; it is asked for again after a while', async () => {
    const { sink, client, ports, sent, drops, log } = sinkWith();
    client.problems.push(named('ResourceNotFoundException'));
    for (const n of [1, 2]) sink.write(entry(n));
    await pass(ports, 200);
    expect(drops.total).toBe(2);
    expect(log.lines[0]).toMatchObject({
      message: 'execution logs were refused',
      fields: { logGroup: '/aws/states/g' },
    });
    sink.write(entry(3));
    await pass(ports, 10_000);
    expect(sent()).toEqual([]);
    await pass(ports, 20_000);
    expect(sent()).toEqual([3]);
  });

  it('that are too old or too new are counted', async () => {
    const { sink, client, ports, drops } = sinkWith();
    client.rejected = 3;
    for (const n of numbers(1, 4)) sink.write(entry(n));
    await pass(ports, 200);
    expect(drops.total).toBe(3);
  });

  it('that are too large for any call are dropped', () => {
    const { sink, drops } = sinkWith();
    sink.write(entry(1, { record: 'x'.repeat(1024 * 1024 - 25) }));
    expect(drops.total).toBe(1);
  });

  it('beyond the bound push the oldest of the stream out that does not keep up', async () => {
    const { sink, client, ports, drops, log } = sinkWith(10_000);
    client.gate = new Promise(() => {});
    sink.write(entry(0, { stream: 'slow' }));
    await pass(ports, 200);
    client.gate = Promise.resolve();
    for (const n of numbers(1, 500)) sink.write(entry(n, { stream: 'slow' }));
    sink.write(entry(999, { stream: 'quick' }));
    await pass(ports, 5000);
    expect(client.batches.map(({ stream }) => stream)).toEqual(['quick']);
    expect(drops.total).toBeGreaterThan(200);
    expect(drops.total).toBeLessThan(300);
    expect(log.lines).toEqual([{ message: 'dropped', fields: { dropped: drops.total, total: drops.total } }]);
  });

  it('are sent at once when the sink closes', async () => {
    const { sink, client, sent } = sinkWith();
    for (const n of [1, 2]) sink.write(entry(n));
    await sink.close(5000);
    expect([sent(), client.calls.length]).toEqual([[1, 2], 2]);
  });

  it('are given up when closing takes too long, and the call under way is cut off', async () => {
    const { sink, client, ports, drops } = sinkWith();
    sink.write(entry(1));
    await pass(ports, 200);
    client.gate = new Promise(() => {});
    for (const n of [2, 3]) sink.write(entry(n));
    const closed = sink.close(5000);
    await pass(ports, 5000);
    await closed;
    expect(drops.total).toBe(2);
    expect(client.signals.at(-1)?.aborted).toBe(true);
  });

  it('do not hold up closing when the destination refuses them', async () => {
    const { sink, client, ports } = sinkWith();
    client.problems.push(named('ResourceNotFoundException'));
    sink.write(entry(1));
    await pass(ports, 200);
    await sink.close(5000);
    expect(client.calls).toHaveLength(1);
  });
});
