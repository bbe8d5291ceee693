import { describe, expect, it } from 'vitest';
import { OPERATIONS } from './model.ts';
import { AWS_QUOTAS, Quotas } from './quotas.ts';

const REALM = { account: '123456789012', region: 'us-east-1' };

function quotas() {
  const clock = { ms: 0 };
  const buckets = new Quotas(() => clock.ms);
  const taken = (operation: string, times: number, realm = REALM) =>
    Array.from({ length: times }, () => buckets.take(operation, realm)).filter(Boolean).length;
  return { clock, taken };
}

describe('quotas of AWS', () => {
  it('let a burst through, then as many a second as come back', () => {
    const { clock, taken } = quotas();
    expect(taken('StartExecution', 5000)).toBe(1300);
    clock.ms = 1000;
    expect(taken('StartExecution', 5000)).toBe(300);
    clock.ms = 1_000_000;
    expect(taken('StartExecution', 5000)).toBe(1300);
  });

  it('are per account, Region and operation', () => {
    const { taken } = quotas();
    expect(taken('ListExecutions', 500)).toBe(200);
    expect(taken('ListExecutions', 500, { ...REALM, account: '000000000000' })).toBe(200);
    expect(taken('ListExecutions', 500, { ...REALM, region: 'eu-west-1' })).toBe(200);
    expect(taken('DescribeExecution', 500)).toBe(300);
  });

  it('leave synchronous starts alone, as AWS does', () => {
    expect(quotas().taken('StartSyncExecution', 10_000)).toBe(10_000);
  });

  it('name operations of the API only', () => {
    expect(Object.keys(AWS_QUOTAS).filter((name) => !(name in OPERATIONS))).toEqual([]);
  });
});
