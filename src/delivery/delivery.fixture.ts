/** What tests of deliveries share: a log that remembers, time that stands still, and letting promises go on. */
import type { Logger } from '../engine/ports.ts';
import { VirtualPorts } from '../testkit/virtual-ports.ts';
import { DropCount } from './drop-count.ts';
import type { LogEntry, LogSink } from './log-sink.ts';

export class RememberingLog implements Logger {
  readonly lines: { readonly message: string; readonly fields: Record<string, unknown> }[] = [];
  debug(): void {}
  info(): void {}
  warn(fields: object, message: string): void {
    this.lines.push({ message, fields: { ...fields } });
  }
  error(fields: object, message: string): void {
    this.warn(fields, message);
  }
}

export class RememberingSink implements LogSink {
  readonly entries: LogEntry[] = [];
  write(entry: LogEntry): void {
    this.entries.push(entry);
  }
  async close(): Promise<void> {}
}

export function parts() {
  const ports = new VirtualPorts();
  const log = new RememberingLog();
  return { ports, log, drops: new DropCount(ports, log, 'dropped') };
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets time pass, timer by timer. */
export async function pass(ports: VirtualPorts, ms: number): Promise<void> {
  const endMs = ports.nowMs() + ms;
  await settle();
  for (let next = ports.nextTimerMs; next !== undefined && next <= endMs; next = ports.nextTimerMs) {
    ports.moveTo(next);
    await settle();
  }
  ports.moveTo(endMs);
  await settle();
}

export function entry(n: number, more: Partial<LogEntry> = {}): LogEntry {
  const group = { name: '/aws/states/g', region: 'us-east-1', account: '123456789012' };
  return { group, stream: 'states/m/s', timestampMs: 1000 + n, record: `{"id":"${n}"}`, ...more };
}
