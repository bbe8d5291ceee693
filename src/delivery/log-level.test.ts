import { describe, expect, it } from 'vitest';
import { EVENT_DETAILS, type EventType } from '../asl/history-events.ts';
import { isLogged, type LogLevel } from './log-level.ts';

const TYPES = Object.keys(EVENT_DETAILS) as EventType[];
const logged = (level: LogLevel) => TYPES.filter((type) => isLogged(type, level));

describe('the log level', () => {
  it('ALL logs every event', () => {
    expect(logged('ALL')).toEqual(TYPES);
  });

  it('ERROR logs what went wrong, caught or not', () => {
    expect(logged('ERROR')).toEqual([
      ...['ActivityFailed', 'ActivityScheduleFailed', 'ActivityTimedOut', 'EvaluationFailed'],
      ...['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut', 'FailStateEntered'],
      ...[
        'LambdaFunctionFailed',
        'LambdaFunctionScheduleFailed',
        'LambdaFunctionStartFailed',
        'LambdaFunctionTimedOut',
      ],
      ...[
        'MapIterationAborted',
        'MapIterationFailed',
        'MapRunAborted',
        'MapRunFailed',
        'MapStateAborted',
        'MapStateFailed',
      ],
      ...['ParallelStateAborted', 'ParallelStateFailed', 'TaskFailed', 'TaskStartFailed', 'TaskStateAborted'],
      ...['TaskSubmitFailed', 'TaskTimedOut', 'WaitStateAborted'],
    ]);
  });

  it('FATAL logs the end of an execution that did not succeed', () => {
    expect(logged('FATAL')).toEqual(['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut']);
  });
});
