import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../client.ts';
import { childLinks } from './child-links.ts';

const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:Child:c1';
const output = JSON.stringify({ ExecutionArn: CHILD });

const entered = (id: number, name: string): HistoryEvent => ({
  id,
  previousEventId: id - 1,
  type: 'TaskStateEntered',
  stateEnteredEventDetails: { name },
});
const scheduled = (id: number, resource: string, previousEventId = id - 1): HistoryEvent => ({
  id,
  previousEventId,
  type: 'TaskScheduled',
  taskScheduledEventDetails: { resourceType: 'states', resource },
});
const plain = (id: number, type: string, previousEventId = id - 1): HistoryEvent => ({ id, previousEventId, type });
const submitted = (id: number): HistoryEvent => ({
  ...plain(id, 'TaskSubmitted'),
  taskSubmittedEventDetails: { output },
});

describe('childLinks', () => {
  it('takes the child of a waiting task from TaskSubmitted', () => {
    const events = [entered(2, 'S'), scheduled(3, 'startExecution.sync:2'), plain(4, 'TaskStarted'), submitted(5)];
    expect(childLinks(events)).toEqual([
      { executionArn: CHILD, state: 'S', resource: 'startExecution.sync:2', caught: false },
    ]);
  });

  it('takes the child of a plain start from TaskSucceeded', () => {
    const succeeded = { ...plain(5, 'TaskSucceeded'), taskSucceededEventDetails: { output } };
    const events = [entered(2, 'S'), scheduled(3, 'startExecution'), plain(4, 'TaskStarted'), succeeded];
    expect(childLinks(events)).toMatchObject([{ executionArn: CHILD, resource: 'startExecution' }]);
  });

  it('names a child once, though TaskSucceeded repeats its ARN', () => {
    const succeeded = { ...plain(6, 'TaskSucceeded'), taskSucceededEventDetails: { output } };
    const events = [
      entered(2, 'S'),
      scheduled(3, 'startExecution.sync'),
      plain(4, 'TaskStarted'),
      submitted(5),
      succeeded,
    ];
    expect(childLinks(events)).toHaveLength(1);
  });

  it('knows each attempt of a task that is tried again', () => {
    const events = [
      entered(2, 'S'),
      scheduled(3, 'startExecution.sync'),
      plain(4, 'TaskStarted'),
      submitted(5),
      plain(6, 'TaskFailed'),
      scheduled(7, 'startExecution.sync'),
      plain(8, 'TaskStarted'),
      submitted(9),
    ];
    expect(childLinks(events).map((link) => link.state)).toEqual(['S', 'S']);
  });

  it('sees that a failure was caught', () => {
    const start = [entered(2, 'S'), scheduled(3, 'startExecution.sync'), plain(4, 'TaskStarted'), submitted(5)];
    const caught = [...start, plain(6, 'TaskFailed'), plain(7, 'TaskStateExited')];
    const notCaught = [...start, plain(6, 'TaskFailed'), plain(7, 'ExecutionFailed')];
    expect(childLinks(caught)[0]?.caught).toBe(true);
    expect(childLinks(notCaught)[0]?.caught).toBe(false);
  });

  it('is not led astray by other tasks or by events that point at themselves', () => {
    const other = {
      ...scheduled(3, 'invoke'),
      taskScheduledEventDetails: { resourceType: 'lambda', resource: 'invoke' },
    };
    const succeeded = { ...plain(4, 'TaskSucceeded'), taskSucceededEventDetails: { output } };
    expect(childLinks([entered(2, 'S'), other, succeeded])).toEqual([]);
    expect(childLinks([{ ...succeeded, previousEventId: 4 }])).toEqual([]);
  });
});
