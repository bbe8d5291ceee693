import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ExecutionQuery } from '../store.ts';
import { type Listing, type ListingQuery, listing, listingOf } from './listing.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

const db = new DatabaseSync(':memory:');
migrate(db, MIGRATIONS);

function plan(query: Partial<ExecutionQuery>): string {
  return planOf(listing({ limit: 10, ...query }));
}

function planOf({ sql, values }: Listing): string {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return steps.map((step) => step['detail']).join('\n');
}

describe('a page of a listing walks an index, and neither scans nor sorts', () => {
  it.each<[Partial<ExecutionQuery>, string]>([
    [{ stateMachineArn: 'm' }, 'executions_by_machine (state_machine_arn=? AND status=? AND id<?)'],
    [{ stateMachineArn: 'm', status: 'FAILED' }, 'executions_by_machine (state_machine_arn=? AND status=? AND id<?)'],
    [{ mapRunArn: 'r', status: 'RUNNING' }, 'executions_by_map_run (map_run_arn=? AND status=? AND id<?)'],
    [{ versionArn: 'v' }, 'executions_by_version (version_arn=? AND id<?)'],
    [{ aliasArn: 'a', stateMachineArn: 'm' }, 'executions_by_alias (alias_arn=? AND id<?)'],
    [{ parentArn: 'p', status: 'RUNNING' }, 'executions_by_parent (parent_arn=? AND id<?)'],
    [{ rootArn: 'r' }, 'executions_by_root (root_arn=? AND id<?)'],
    [{}, 'INTEGER PRIMARY KEY (rowid<?)'],
  ])('%o', (query, walked) => {
    const steps = plan(query);
    expect(steps).toContain(walked);
    expect(steps).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});

describe('a page of several statuses walks an index, and neither scans nor sorts', () => {
  it.each<[Partial<ListingQuery>, string]>([
    [{ statuses: ['FAILED', 'RUNNING'] }, 'executions_not_succeeded (status=? AND id<?)'],
    [{ statuses: ['FAILED', 'SUCCEEDED'] }, 'INTEGER PRIMARY KEY (rowid<?)'],
    [{ rootArn: 'r', statuses: ['FAILED', 'ABORTED'] }, 'executions_by_root (root_arn=? AND id<?)'],
  ])('%o', (query, walked) => {
    const steps = planOf(listingOf({ limit: 10, ...query }, 'SELECT id FROM executions'));
    expect(steps).toContain(walked);
    expect(steps.replace(/SCAN json_each.*/g, '')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
