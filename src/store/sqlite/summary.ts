/** What the store has to know of the stored data when it opens: the first free keys, and how many executions run. */
import type { DatabaseSync } from 'node:sqlite';
import { addRunning, type RunningChanges } from '../running-counts.ts';
import type { Counters } from '../store.ts';
import { PURGED_COUNTER } from './purger.ts';
import { query } from './query.ts';

const COUNTERS = `
SELECT max((SELECT coalesce(max(id), 0) + 1 FROM executions),
    coalesce((SELECT cast(value AS INTEGER) FROM meta WHERE key = '${PURGED_COUNTER}'), 1)) AS nextExecution,
  (SELECT coalesce(max(id), 0) + 1 FROM revisions) AS nextRevision,
  (SELECT coalesce(max(id), 0) + 1 FROM inbox) AS nextMessage`;

/** Steps from one state machine to the next over the index, so that closed executions are not visited. */
const RUNNING = `
WITH RECURSIVE machine (arn) AS (
  SELECT min(state_machine_arn) FROM executions
  UNION ALL
  SELECT (SELECT min(state_machine_arn) FROM executions WHERE state_machine_arn > machine.arn)
  FROM machine WHERE machine.arn IS NOT NULL
)
SELECT arn, (SELECT count(*) FROM executions WHERE state_machine_arn = machine.arn AND status = 'RUNNING') AS running
FROM machine WHERE arn IS NOT NULL`;

export function readCounters(db: DatabaseSync): Counters {
  const stored = query<Counters>(db, COUNTERS).get();
  return { nextExecution: 1, nextRevision: 1, nextMessage: 1, ...stored };
}

export function readRunning(db: DatabaseSync): RunningChanges {
  const counts: RunningChanges = new Map();
  for (const row of query<{ arn: string; running: number }>(db, RUNNING).all()) {
    addRunning(counts, row.arn, row.running);
  }
  return counts;
}
