/**
 * The loggingConfiguration of a revision, as far as it says what to log and where to. An execution is pinned to a
 * revision, so its logging stays what it was when it started.
 */
import { isObject, type Json } from '../asl/json.ts';
import { parseArn, parseStateMachineArn } from '../aws/arn.ts';
import type { RevisionRow } from '../store/store.ts';
import type { LogLevel } from './log-level.ts';

export interface LogGroup {
  readonly name: string;
  readonly region: string;
  readonly account: string;
}

export interface LoggingSettings {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  readonly group: LogGroup;
  readonly stateMachineName: string;
}

const LEVELS: readonly string[] = ['ALL', 'ERROR', 'FATAL'] satisfies LogLevel[];

/** Null: nothing is logged. */
export function loggingSettings(revision: RevisionRow): LoggingSettings | null {
  const logging = member(JSON.parse(revision.configuration) as Json, 'loggingConfiguration');
  const level = member(logging, 'level');
  const destinations = member(logging, 'destinations');
  const destination = Array.isArray(destinations) ? destinations[0] : undefined;
  const group = logGroup(member(member(destination, 'cloudWatchLogsLogGroup'), 'logGroupArn'));
  const stateMachineName = parseStateMachineArn(revision.stateMachineArn)?.name;
  if (typeof level !== 'string' || !LEVELS.includes(level)) return null;
  if (group === undefined || stateMachineName === undefined) return null;
  const includeExecutionData = member(logging, 'includeExecutionData') === true;
  return { level: level as LogLevel, includeExecutionData, group, stateMachineName };
}

function member(value: Json | undefined, name: string): Json | undefined {
  return value !== undefined && isObject(value) ? value[name] : undefined;
}

/** `arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/orders:*` */
function logGroup(text: Json | undefined): LogGroup | undefined {
  const arn = typeof text === 'string' ? parseArn(text) : undefined;
  const [, name] = /^log-group:([^:]+)/.exec(arn?.resource ?? '') ?? [];
  if (arn === undefined || name === undefined) return undefined;
  return { name, region: arn.region, account: arn.account };
}

/**
 * The stream that records of this machine and time go to, such as `states/Orders/2026-08-24-03-00/1f0a9c3e`: a new one
 * every hour, and for every process, so that what one stream gets is in order and never spans more than a day.
 */
export function logStream(stateMachineName: string, timestampMs: number, processId: string): string {
  const hour = new Date(timestampMs).toISOString().slice(0, 13).replace('T', '-');
  return `states/${stateMachineName}/${hour}-00/${processId}`;
}
