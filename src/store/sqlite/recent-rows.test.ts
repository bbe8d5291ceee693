import { describe, expect, it } from 'vitest';
import type { ExecutionRow } from '../store.ts';
import { RecentRows } from './recent-rows.ts';

const row = (id: number, changes: Partial<ExecutionRow> = {}): ExecutionRow => ({
  ...{ id, arn: `arn-${id}`, name: `n${id}`, stateMachineArn: 'machine', revision: 1, status: 'SUCCEEDED', startMs: 1 },
  ...{ input: '{}', output: '{}', rootArn: `arn-${id}`, depth: 0, redriveCount: 0 },
  ...changes,
});

describe('rows of executions that have just ended', () => {
  it('are found by their ARN', () => {
    const rows = new RecentRows();
    rows.add(row(1));
    expect(rows.get('arn-1')).toEqual(row(1));
    expect(rows.get('arn-2')).toBeUndefined();
  });

  it('are forgotten when they change', () => {
    const rows = new RecentRows();
    rows.add(row(1));
    rows.changed(1);
    rows.changed(2);
    expect(rows.get('arn-1')).toBeUndefined();
  });

  it('make room for later ones, oldest first', () => {
    const rows = new RecentRows();
    for (let id = 1; id <= 600; id++) rows.add(row(id));
    expect([rows.get('arn-88'), rows.get('arn-89')?.id, rows.get('arn-600')?.id]).toEqual([undefined, 89, 600]);
  });

  it('are not kept while they run, nor when they are large', () => {
    const rows = new RecentRows();
    rows.add(row(1, { status: 'RUNNING' }));
    rows.add(row(2, { output: 'x'.repeat(10_000) }));
    expect([rows.get('arn-1'), rows.get('arn-2')]).toEqual([undefined, undefined]);
  });
});
