import { describe, expect, it } from 'vitest';
import { entry, parts, pass, settle } from './delivery.fixture.ts';
import { LineSink, type LineWriter } from './line-sink.ts';

class FakeWriter implements LineWriter {
  readonly written: string[] = [];
  problem: Error | undefined;
  gate: Promise<void> = Promise.resolve();
  closed = false;
  async write(lines: string): Promise<void> {
    await this.gate;
    if (this.problem !== undefined) throw this.problem;
    this.written.push(lines);
  }
  async close(): Promise<void> {
    this.closed = true;
  }
}

function sinkWith(maxLength?: number) {
  const common = parts();
  const writer = new FakeWriter();
  const sink = new LineSink({ writer, ...common, ...(maxLength !== undefined && { maxLength }) });
  return { ...common, writer, sink };
}

const ids = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => Number(JSON.parse(line).id));

describe('lines of execution logs', () => {
  it('name log group and log stream in front of the record', async () => {
    const { sink, writer } = sinkWith();
    sink.write(entry(1));
    await settle();
    expect(writer.written).toEqual(['{"log_group":"/aws/states/g","log_stream":"states/m/s","id":"1"}\n']);
  });

  it('are written together while the writer is busy, in order', async () => {
    const { sink, writer } = sinkWith();
    let open = () => {};
    writer.gate = new Promise((resolve) => {
      open = resolve;
    });
    sink.write(entry(1));
    await settle();
    for (const n of [2, 3, 4]) sink.write(entry(n));
    open();
    await settle();
    expect(writer.written.map(ids)).toEqual([[1], [2, 3, 4]]);
  });

  it('are written again after a failure', async () => {
    const { sink, writer, ports, log } = sinkWith();
    writer.problem = new Error('disk full');
    sink.write(entry(1));
    await settle();
    sink.write(entry(2));
    writer.problem = undefined;
    await pass(ports, 1000);
    expect(writer.written.map(ids)).toEqual([[1], [2]]);
    expect(log.lines[0]?.message).toContain('trying again');
  });

  it('beyond the bound push the oldest out, which is counted and said', async () => {
    const { sink, writer, ports, log, drops } = sinkWith(1000);
    writer.problem = new Error('disk full');
    sink.write(entry(0));
    await settle();
    for (let n = 1; n <= 30; n++) sink.write(entry(n));
    writer.problem = undefined;
    await pass(ports, 5000);
    const written = writer.written.flatMap(ids);
    expect(written[0]).toBe(0); // under way already
    expect(written.slice(1)).toEqual(Array.from({ length: written.length - 1 }, (_, i) => 32 - written.length + i));
    expect(written.at(-1)).toBe(30);
    expect(drops.total).toBe(31 - written.length);
    expect(log.lines.at(-1)).toEqual({ message: 'dropped', fields: { dropped: drops.total, total: drops.total } });
  });

  it('are all out when the sink has closed', async () => {
    const { sink, writer } = sinkWith();
    for (const n of [1, 2]) sink.write(entry(n));
    await sink.close(1000);
    expect([writer.written.map(ids), writer.closed]).toEqual([[[1, 2]], true]);
  });

  it('are given up when closing takes too long', async () => {
    const { sink, writer, ports, drops } = sinkWith();
    writer.gate = new Promise(() => {});
    sink.write(entry(1));
    await settle();
    sink.write(entry(2));
    const closed = sink.close(1000);
    await pass(ports, 1000);
    await closed;
    expect([writer.closed, drops.total]).toEqual([true, 1]);
  });
});
