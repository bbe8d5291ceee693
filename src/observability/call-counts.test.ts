import { describe, expect, it } from 'vitest';
import { CallCounts } from './call-counts.ts';

describe('counts of calls', () => {
  it('tell resources and outcomes apart', () => {
    const calls = new CallCounts();
    calls.record('lambda:invoke', 'succeeded', 0.1);
    calls.record('lambda:invoke', 'succeeded', 0.1);
    calls.record('lambda:invoke', 'failed', 0.1);
    expect([...(calls.byResource.get('lambda:invoke')?.outcomes ?? [])]).toEqual([
      ['succeeded', 2],
      ['failed', 1],
    ]);
  });

  it('count the rest as one when there are too many resources', () => {
    const calls = new CallCounts();
    for (let n = 0; n < 500; n++) calls.record(`service:action${n}`, 'failed', 0.1);
    expect(calls.byResource.size).toBe(101);
    expect(calls.byResource.get('other')?.outcomes.get('failed')).toBe(400);
  });
});
