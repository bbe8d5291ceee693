/**
 * Status changes of STANDARD executions: read out of the events that make them, kept as rows until they are delivered,
 * and shown as the `detail` of an event. Source: "Step Functions Execution Status Change" in the Developer Guide; that
 * dates are numbers, `redriveDate` included, is what events on AWS have.
 */
import type { EventType, HistoryEvent } from '../asl/history-events.ts';
import type { ExecutionChange } from '../engine/feed.ts';
import { redriveStatus } from '../engine/redrive-status.ts';
import type { ExecutionRow, ExecutionStatus, ResourceRow } from '../store/store.ts';

export interface StatusChange {
  readonly executionId: number;
  /** Of the event that made the change. */
  readonly eventId: number;
  readonly executionArn: string;
  readonly status: ExecutionStatus;
  readonly timestampMs: number;
  readonly redriveCount: number;
  readonly redriveMs?: number;
  /** Of an end that was not a success; a redrive takes them out of the execution's row. */
  readonly error?: string;
  readonly cause?: string;
}

const STATUS_OF: Readonly<Partial<Record<EventType, ExecutionStatus>>> = {
  ExecutionStarted: 'RUNNING',
  ExecutionRedriven: 'RUNNING',
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** EXPRESS executions have none: they are told by their negative key. */
export function statusChanges({ row, events }: ExecutionChange): StatusChange[] {
  if (row.id < 0) return [];
  const changes: StatusChange[] = [];
  let redriveCount = row.redriveCount - events.filter(({ type }) => type === 'ExecutionRedriven').length;
  let { redriveMs } = row;
  for (const event of events) {
    const status = STATUS_OF[event.type];
    if (status === undefined) continue;
    if (event.type === 'ExecutionRedriven') {
      redriveCount++;
      redriveMs = event.timestampMs;
    }
    changes.push({
      executionId: row.id,
      eventId: event.id,
      executionArn: row.arn,
      status,
      timestampMs: event.timestampMs,
      redriveCount,
      ...(redriveCount > 0 && redriveMs !== undefined && { redriveMs }),
      ...failure(status, event),
    });
  }
  return changes;
}

function failure(status: ExecutionStatus, { details = {} }: HistoryEvent): { error?: string; cause?: string } {
  const { error = status === 'TIMED_OUT' ? 'States.Timeout' : undefined, cause } = details;
  return {
    ...(typeof error === 'string' && { error: error.slice(0, MAX_ERROR_LENGTH) }),
    ...(typeof cause === 'string' && { cause: cause.slice(0, MAX_CAUSE_LENGTH) }),
  };
}

/** All rows are listed together, in the order of time. */
export const PENDING_SCOPE = 'pending';

export function rowOf(change: StatusChange): ResourceRow {
  return {
    kind: 'statusChange',
    key: keyOf(change),
    scope: PENDING_SCOPE,
    position: change.timestampMs,
    body: JSON.stringify(change),
  };
}

/** Keys of one execution sort as its events do. */
export function keyOf({ executionId, eventId }: StatusChange): string {
  return `${executionId}/${String(eventId).padStart(6, '0')}`;
}

/** Most that input and output may take of an event together, in bytes of their escaped texts. */
export const MAX_DATA_BYTES = 248 * 1024;

/** Longest error and cause that AWS shows of an execution, in characters. */
const MAX_ERROR_LENGTH = 256;
const MAX_CAUSE_LENGTH = 32_768;

/** JSON text of `detail`. `row`: the execution now, which may have gone on since the change. */
export function detailText(change: StatusChange, row: ExecutionRow): string {
  const { status, timestampMs } = change;
  const isOpen = status === 'RUNNING';
  const stopMs = isOpen ? undefined : timestampMs;
  const { redriveStatus: redrivable, redriveStatusReason } = redriveStatus(
    { status, startMs: row.startMs, ...(stopMs !== undefined && { stopMs }), ...mapRunOf(row) },
    timestampMs,
  );
  const output = status === 'SUCCEEDED' ? row.output : undefined;
  const shown = fitting(row.input, output, change.cause);
  return JSON.stringify({
    executionArn: row.arn,
    stateMachineArn: row.stateMachineArn,
    name: row.name,
    status,
    startDate: row.startMs,
    stopDate: stopMs ?? null,
    input: shown.input ? row.input : null,
    output: shown.output ? (output ?? null) : null,
    stateMachineVersionArn: row.versionArn ?? null,
    stateMachineAliasArn: row.aliasArn ?? null,
    redriveCount: change.redriveCount,
    redriveDate: change.redriveMs ?? null,
    redriveStatus: redrivable,
    redriveStatusReason: redriveStatusReason ?? null,
    inputDetails: { included: shown.input },
    outputDetails: output === undefined ? null : { included: shown.output },
    error: change.error ?? null,
    cause: change.cause ?? null,
  });
}

function mapRunOf({ mapRunArn }: ExecutionRow): { mapRunArn?: string } {
  return mapRunArn === undefined ? {} : { mapRunArn };
}

/** Whether there is room for the output, and then for the input as well. */
function fitting(input: string, output = '', cause = ''): { readonly input: boolean; readonly output: boolean } {
  const outputBytes = escapedBytes(output);
  const showsOutput = outputBytes <= MAX_DATA_BYTES;
  const taken = escapedBytes(cause) + (showsOutput ? outputBytes : 0);
  return { output: showsOutput, input: taken + escapedBytes(input) <= MAX_DATA_BYTES };
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
