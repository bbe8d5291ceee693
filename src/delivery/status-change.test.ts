import { describe, expect, it } from 'vitest';
import type { EventType, HistoryEvent } from '../asl/history-events.ts';
import type { ExecutionChange } from '../engine/feed.ts';
import type { ExecutionRow } from '../store/store.ts';
import { detailText, keyOf, rowOf, statusChanges } from './status-change.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const ROW: ExecutionRow = {
  id: 7,
  arn: ARN,
  name: 'e',
  stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
  revision: 1,
  status: 'SUCCEEDED',
  startMs: 1000,
  stopMs: 2000,
  input: '{"a":1}',
  output: '"done"',
  rootArn: ARN,
  depth: 0,
  redriveCount: 0,
};

function event(id: number, type: EventType, details: HistoryEvent['details'] = {}): HistoryEvent {
  return { id, previousEventId: id - 1, timestampMs: 1000 * id, type, details };
}

function changes(events: HistoryEvent[], row: Partial<ExecutionRow> = {}) {
  return statusChanges({ row: { ...ROW, ...row }, events, isNew: true } satisfies ExecutionChange);
}

function details(events: HistoryEvent[], row: Partial<ExecutionRow> = {}) {
  return changes(events, row).map((change) => JSON.parse(detailText(change, { ...ROW, ...row })));
}

describe('status changes', () => {
  it('are the start and the end, whatever is in between', () => {
    const events = [event(1, 'ExecutionStarted'), event(2, 'PassStateEntered'), event(3, 'ExecutionSucceeded')];
    expect(changes(events).map(({ eventId, status }) => [eventId, status])).toEqual([
      [1, 'RUNNING'],
      [3, 'SUCCEEDED'],
    ]);
  });

  it.each([
    ['ExecutionFailed', 'FAILED', 'E'],
    ['ExecutionAborted', 'ABORTED', 'E'],
    ['ExecutionTimedOut', 'TIMED_OUT', 'E'],
  ] as const)('%s makes it %s, with error and cause', (type, status, error) => {
    expect(changes([event(2, type, { error: 'E', cause: 'C' })])).toMatchObject([{ status, error, cause: 'C' }]);
  });

  it('name the time-out that names nothing', () => {
    expect(changes([event(2, 'ExecutionTimedOut')])).toMatchObject([{ error: 'States.Timeout' }]);
  });

  it('count redrives, when several happened before they were told', () => {
    const events = [event(5, 'ExecutionFailed'), event(6, 'ExecutionRedriven'), event(7, 'ExecutionFailed')];
    const told = changes(events, { redriveCount: 2, redriveMs: 6000 });
    expect(told.map(({ status, redriveCount, redriveMs }) => [status, redriveCount, redriveMs])).toEqual([
      ['FAILED', 1, 6000],
      ['RUNNING', 2, 6000],
      ['FAILED', 2, 6000],
    ]);
  });

  it('are none for EXPRESS executions', () => {
    expect(changes([event(1, 'ExecutionStarted')], { id: -1 })).toEqual([]);
  });

  it('are kept under keys that sort like the events of an execution', () => {
    const keys = changes([event(9, 'ExecutionFailed'), event(10, 'ExecutionRedriven')]).map(keyOf);
    expect(keys).toEqual(['7/000009', '7/000010']);
    const [change] = changes([event(9, 'ExecutionSucceeded')]);
    expect(rowOf(change!)).toMatchObject({ kind: 'statusChange', key: '7/000009', position: 9000 });
  });
});

describe('the detail of an event', () => {
  it('has every member that AWS gives, in its order, with null for what is not there', () => {
    const [started, succeeded] = details([event(1, 'ExecutionStarted'), event(2, 'ExecutionSucceeded')]);
    expect(started).toEqual({
      executionArn: ARN,
      stateMachineArn: ROW.stateMachineArn,
      name: 'e',
      status: 'RUNNING',
      startDate: 1000,
      stopDate: null,
      input: '{"a":1}',
      output: null,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: 0,
      redriveDate: null,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
      inputDetails: { included: true },
      outputDetails: null,
      error: null,
      cause: null,
    });
    expect(Object.keys(succeeded)).toEqual(Object.keys(started));
    expect(succeeded).toMatchObject({
      ...{ status: 'SUCCEEDED', stopDate: 2000, output: '"done"', outputDetails: { included: true } },
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });

  it('of a failure tells why, and that it can be redriven', () => {
    const versionArn = `${ROW.stateMachineArn}:3`;
    const aliasArn = `${ROW.stateMachineArn}:live`;
    expect(details([event(2, 'ExecutionFailed', { error: 'E', cause: 'C' })], { versionArn, aliasArn })).toMatchObject([
      {
        ...{ status: 'FAILED', error: 'E', cause: 'C', output: null, outputDetails: null },
        ...{ redriveStatus: 'REDRIVABLE', redriveStatusReason: null },
        ...{ stateMachineVersionArn: versionArn, stateMachineAliasArn: aliasArn },
      },
    ]);
  });

  it('leaves the child of a Map Run to the Map Run', () => {
    expect(details([event(2, 'ExecutionFailed')], { mapRunArn: 'x' })).toMatchObject([
      { redriveStatus: 'REDRIVABLE_BY_MAP_RUN' },
    ]);
  });

  it('has the date of the last redrive as a number', () => {
    expect(details([event(6, 'ExecutionRedriven')], { redriveCount: 1, redriveMs: 6000 })).toMatchObject([
      { status: 'RUNNING', redriveCount: 1, redriveDate: 6000, stopDate: null },
    ]);
  });

  const large = JSON.stringify('x'.repeat(130_000));
  const larger = JSON.stringify('x'.repeat(255_000));

  it.each([
    ['the input goes when both are too long together', large, large, [false, true]],
    ['the output goes when it is too long by itself', '{}', larger, [true, false]],
    ['both go when each is too long', larger, larger, [false, false]],
  ])('%s', (_, input, output, [inputIncluded, outputIncluded]) => {
    const [detail] = details([event(2, 'ExecutionSucceeded')], { input, output });
    expect(detail).toMatchObject({
      inputDetails: { included: inputIncluded },
      outputDetails: { included: outputIncluded },
      input: inputIncluded ? input : null,
      output: outputIncluded ? output : null,
    });
  });

  it('stays below what PutEvents takes, whatever is in it', () => {
    const bad = '\u0001'.repeat(40_000);
    const row = { input: JSON.stringify('"'.repeat(60_000)) };
    const [change] = changes([event(2, 'ExecutionFailed', { error: bad, cause: bad })], row);
    expect(Buffer.byteLength(detailText(change!, { ...ROW, ...row }))).toBeLessThan(255 * 1024);
  });
});
