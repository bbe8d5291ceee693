/** The rows of the timeline. */
import { expect, test } from 'vitest';
import { START_MS } from '../../../../src/asl/run.fixture.ts';
import { historyOf } from '../../history/history.fixture.ts';
import type { ExecutionRecord } from '../records.ts';
import { segmentsOf, ticks, timelineRows } from './timeline-rows.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:M:x';

function recordOf(history: ReturnType<typeof historyOf>, arn = ARN): ExecutionRecord {
  return { arn, history, index: new Map() } as unknown as ExecutionRecord;
}

const shown = (
  record: ExecutionRecord,
  folds: [string, boolean][] = [],
  children: Record<string, ExecutionRecord> = {},
) =>
  timelineRows(record, { folds: new Map(folds), recordOf: (arn) => children[arn]! }).map(
    ({ depth, label, isOpen, canOpen }) => `${'.'.repeat(depth)}${label}${canOpen ? (isOpen ? ' -' : ' +') : ''}`,
  );

const map = historyOf(
  {
    StartAt: 'M',
    States: {
      M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
    },
  },
  { input: [1, 2] },
);

test('iterations stand under their Map, and can be closed', () => {
  expect(shown(recordOf(map))).toEqual(['M -', '.M -', '..Item 0 -', '...P', '..Item 1 -', '...P']);
  expect(shown(recordOf(map), [[`v ${ARN} 2`, false]])).toEqual(['M -', '.M +']);
});

test('a child stands under the Task that started it, with its own states', () => {
  const child = 'arn:aws:states:us-east-1:123456789012:execution:Child:y';
  const parent = historyOf(
    {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution',
          Parameters: { StateMachineArn: 'm' },
          End: true,
        },
      },
    },
    { answer: () => ({ result: { ExecutionArn: child, StartDate: 1 } }) },
  );
  expect(shown(recordOf(parent), [], { [child]: recordOf(map, child) })).toEqual([
    'M -',
    '.T -',
    '..Child -',
    '...M -',
    '....Item 0 -',
    '.....P',
    '....Item 1 -',
    '.....P',
  ]);
});

test('retries are segments, with the wait between them', () => {
  let calls = 0;
  const history = historyOf(
    {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f' },
          Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 3 }],
          End: true,
        },
      },
    },
    { answer: () => (++calls === 1 ? { failure: { error: 'E' } } : { result: 1 }) },
  );
  expect(
    segmentsOf(history.visits[0]!).map(({ kind, status, startMs, endMs }) => [
      kind,
      status,
      startMs - START_MS,
      endMs! - START_MS,
    ]),
  ).toEqual([
    ['run', 'FAILED', 0, 0],
    ['retry', 'RETRYING', 0, 3000],
    ['run', 'SUCCEEDED', 3000, 3000],
  ]);
});

test('ticks are round', () => {
  expect(ticks(0, 950, 5).map(({ atMs }) => atMs)).toEqual([0, 200, 400, 600, 800]);
  expect(ticks(1_500, 61_500, 6).map(({ atMs }) => atMs)).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  expect(ticks(0, 90 * 86_400_000, 6).length).toBeLessThanOrEqual(7);
});
