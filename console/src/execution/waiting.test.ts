/** What an execution that runs waits for. */
import { describe, expect, it } from 'vitest';
import type { Attempt, Visit } from '../history/visit.ts';
import { waitingFor } from './waiting.ts';

const visit = (parts: Partial<Visit> = {}): Visit => ({
  ...{ id: 1, type: 'Task', name: 'S', repeat: 0, enterMs: 1_000, status: 'RUNNING', input: undefined },
  ...{ variables: {}, attempts: [], scopes: [], eventIds: [] },
  scope: undefined as unknown as Visit['scope'],
  ...parts,
});
const task = (parts: Partial<Attempt>) =>
  visit({ attempts: [{ number: 1, scheduledMs: 1_000, status: 'RUNNING', ...parts }] });

describe('an execution waits', () => {
  it.each<[string, Visit, object | undefined, object]>([
    ['for so many seconds', visit({ type: 'Wait' }), { Type: 'Wait', Seconds: 60 }, { untilMs: 61_000 }],
    [
      'until an instant',
      visit({ type: 'Wait' }),
      { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z' },
      { untilMs: 1_893_456_000_000 },
    ],
    ['as long as its input says', visit({ type: 'Wait' }), { Type: 'Wait', SecondsPath: '$.s' }, { what: 'its time' }],
    ['to retry', visit({ status: 'RETRYING' }), undefined, { what: 'its next attempt' }],
    [
      'for a worker',
      task({ resource: 'arn:aws:states:r:1:activity:pack' }),
      undefined,
      { what: 'a worker of activity pack', canAnswer: true },
    ],
    [
      'for a token',
      task({ resource: 'startExecution.waitForTaskToken', startedMs: 1 }),
      undefined,
      { what: 'an answer to its task token', canAnswer: true },
    ],
    [
      'for its child',
      task({ resource: 'startExecution.sync', childArn: 'arn:x' }),
      undefined,
      { what: 'the execution that it started', canAnswer: false },
    ],
    ['for a function', task({ resource: 'arn:aws:lambda:r:1:function:f' }), undefined, { what: 'function f' }],
  ])('%s', (_, waits, definition, expected) => {
    expect(waitingFor(waits, definition as never)).toMatchObject(expected);
  });
});
