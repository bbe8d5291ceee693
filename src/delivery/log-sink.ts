/** Where records of execution logs go. */
import type { LogGroup } from './logging-settings.ts';

export interface LogEntry {
  readonly group: LogGroup;
  readonly stream: string;
  readonly timestampMs: number;
  /** JSON text of an object; see log-record.ts. */
  readonly record: string;
}

export interface LogSink {
  /** Takes an entry to be delivered soon. Never waits, never throws; what it holds is bounded. */
  write(entry: LogEntry): void;
  /** Delivers what it holds, for `graceMs` at most, and lets everything go. */
  close(graceMs: number): Promise<void>;
}
