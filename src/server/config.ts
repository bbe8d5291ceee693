/**
 * Configuration of a server: its members, their defaults and the checking of values that people type.
 * Takes texts (from the command line or the environment) and gives a ServerConfig, or throws a ConfigError whose
 * message says which setting is wrong, what was given and what would be right.
 */

import type { LogLevel } from '../observability/log.ts';

export type { LogLevel } from '../observability/log.ts';
export type StoreKind = 'sqlite' | 'memory';
export type InterruptedTasks = 'retry' | 'fail';
/** Where execution logs go; `file` is a file in the data folder. */
export type LogsDestination = 'file' | `file:${string}` | 'stdout' | 'cloudwatch' | 'off';
/** Where status change events go, and under which source when it is not AWS's own. */
export type EventsDestination = 'eventbridge' | `eventbridge:${string}` | 'off';
export type QuotaSet = 'off' | 'aws';
export type TracesTarget = 'off' | 'otlp';

export interface ServerConfig {
  /** Loopback address or name to listen on. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Folder for everything that has to survive; not used with the store `memory`. */
  dataDir: string;
  store: StoreKind;
  /** Account of requests whose access key does not name one. */
  accountId: string;
  /** Region of requests that are not signed for one. */
  region: string;
  /** What becomes of a task that was being called when the process died. */
  interruptedTasks: InterruptedTasks;
  /** Days that a closed execution is kept; 0: for ever. */
  retentionDays: number;
  /** Where the execution logs go that state machines ask for. */
  logs: LogsDestination;
  events: EventsDestination;
  /** Whether requests are throttled as AWS does. */
  quotas: QuotaSet;
  /** Where traces of executions go. */
  traces: TracesTarget;
  logLevel: LogLevel;
}

export const STORES: readonly StoreKind[] = ['sqlite', 'memory'];
export const INTERRUPTED_TASKS: readonly InterruptedTasks[] = ['retry', 'fail'];
export const QUOTA_SETS: readonly QuotaSet[] = ['off', 'aws'];
export const TRACES_TARGETS: readonly TracesTarget[] = ['off', 'otlp'];
export const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

export const DEFAULT_CONFIG: Readonly<ServerConfig> = Object.freeze({
  host: '127.0.0.1',
  port: 8083,
  dataDir: '.stairwell',
  store: 'sqlite',
  accountId: '123456789012',
  region: 'us-east-1',
  interruptedTasks: 'retry',
  retentionDays: 90,
  logs: 'file',
  events: 'off',
  quotas: 'off',
  traces: 'off',
  logLevel: 'info',
});

/** A value that cannot be used; the message is for the person who typed it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Texts as typed. Absent and empty mean the default. */
export type ConfigTexts = { readonly [K in keyof ServerConfig]?: string | undefined };

export function parseConfig(texts: ConfigTexts, defaults: Readonly<ServerConfig> = DEFAULT_CONFIG): ServerConfig {
  return {
    host: given(texts.host, defaults.host, parseHost),
    port: given(texts.port, defaults.port, parsePort),
    dataDir: given(texts.dataDir, defaults.dataDir, (text) => text),
    store: given(texts.store, defaults.store, (text) => oneOf('store', STORES, text)),
    accountId: given(texts.accountId, defaults.accountId, parseAccountId),
    region: given(texts.region, defaults.region, parseRegion),
    interruptedTasks: given(texts.interruptedTasks, defaults.interruptedTasks, (text) =>
      oneOf('interrupted-tasks', INTERRUPTED_TASKS, text),
    ),
    retentionDays: given(texts.retentionDays, defaults.retentionDays, parseRetentionDays),
    logs: given(texts.logs, defaults.logs, parseLogs),
    events: given(texts.events, defaults.events, parseEvents),
    quotas: given(texts.quotas, defaults.quotas, (text) => oneOf('quotas', QUOTA_SETS, text)),
    traces: given(texts.traces, defaults.traces, (text) => oneOf('traces', TRACES_TARGETS, text)),
    logLevel: given(texts.logLevel, defaults.logLevel, (text) => oneOf('log-level', LOG_LEVELS, text)),
  };
}

function given<T>(text: string | undefined, otherwise: T, parse: (text: string) => T): T {
  return text === undefined || text === '' ? otherwise : parse(text);
}

function oneOf<T extends string>(setting: string, values: readonly T[], text: string): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new ConfigError(`${setting} must be one of ${values.join(', ')}; got '${text}'`);
  return value;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) {
    throw new ConfigError(`port must be a whole number from 0 (any free port) to 65535; got '${text}'`);
  }
  return port;
}

/** Requests are not authenticated yet, so nobody but this machine may reach the server. */
function parseHost(text: string): string {
  if (text === 'localhost' || text === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text)) return text;
  throw new ConfigError(
    `host must be a loopback address (127.0.0.1, ::1 or localhost) while requests are not authenticated; got '${text}'`,
  );
}

function parseLogs(text: string): LogsDestination {
  if (text === 'file' || text === 'stdout' || text === 'cloudwatch' || text === 'off') return text;
  if (/^file:./.test(text)) return text as `file:${string}`;
  throw new ConfigError(`logs must be file, file:PATH, stdout, cloudwatch or off; got '${text}'`);
}

/** Ten years are as good as for ever, which is 0. */
const MAX_RETENTION_DAYS = 3650;

function parseRetentionDays(text: string): number {
  if (text === 'off') return 0;
  const days = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (days <= MAX_RETENTION_DAYS) return days;
  throw new ConfigError(
    `retention-days must be a number from 0 (or off: keep for ever) to ${MAX_RETENTION_DAYS}; got '${text}'`,
  );
}

function parseEvents(text: string): EventsDestination {
  if (text === 'eventbridge' || text === 'off') return text;
  if (/^eventbridge:[\w.@/-]{1,256}$/.test(text)) return text as `eventbridge:${string}`;
  throw new ConfigError(`events must be eventbridge, eventbridge:SOURCE or off; got '${text}'`);
}

function parseAccountId(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new ConfigError(`account-id must have twelve digits; got '${text}'`);
}

function parseRegion(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new ConfigError(`region must look like us-east-1; got '${text}'`);
}
