import { describe, expect, it } from 'vitest';
import type { Status } from '../../api/operations.ts';
import { selectionsOf } from './bulk.ts';

const chosen = (...statuses: (Status | undefined)[]) => ({
  chosen: new Map(statuses.map((status, index) => [`arn-${index}`, status])),
});

describe('an action on many executions', () => {
  it('is for those that it is possible for, and those of which nothing is known', () => {
    const selection = chosen('RUNNING', 'SUCCEEDED', 'FAILED', undefined);
    expect(selectionsOf('StopExecutions', selection)).toEqual([{ executionArns: ['arn-0', 'arn-3'] }]);
    expect(selectionsOf('RedriveExecutions', selection)).toEqual([{ executionArns: ['arn-2', 'arn-3'] }]);
  });

  it('takes at most 1,000 a call', () => {
    const selection = chosen(...Array.from({ length: 2_001 }, () => 'RUNNING' as const));
    expect(selectionsOf('StopExecutions', selection).map(({ executionArns }) => executionArns?.length)).toEqual([
      1000, 1000, 1,
    ]);
  });

  it('calls nothing when it is possible for none', () => {
    expect(selectionsOf('StopExecutions', chosen('SUCCEEDED'))).toEqual([]);
  });

  it('takes a search as it is, and one for everything as one for what is possible', () => {
    expect(selectionsOf('StopExecutions', { filters: { name: 'a*' } })).toEqual([{ name: 'a*' }]);
    expect(selectionsOf('StopExecutions', { filters: {} })).toEqual([{ status: ['RUNNING'] }]);
  });
});
