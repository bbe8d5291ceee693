/**
 * The first schema. Choices that matter for speed (measured with 64 executions of 2.5 KB history a transaction):
 *
 * - A root execution that ends in its first turn costs four B-tree entries: its row, its ARN, its place in the listing
 *   of its state machine, and one history row. All other indexes are partial and do not hold it.
 * - `executions_by_machine` has the status inside: it serves listings with and without a status filter (the latter by
 *   merging the statuses) and counts RUNNING ones.
 * - `history` is a rowid table: rows are appended in the order of commits, and bodies up to a page need no overflow
 *   page, as they would beyond a quarter of a page in a WITHOUT ROWID table (1.9 times the executions per second).
 * - `root_arn` is NULL for a root, whose root ARN is its own.
 */
export const sql = `
CREATE TABLE state_machines (
  arn TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  current_revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  state_machine_arn TEXT NOT NULL,
  revision_id TEXT,
  definition TEXT NOT NULL,
  role_arn TEXT NOT NULL,
  configuration TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE executions (
  id INTEGER PRIMARY KEY,
  arn TEXT NOT NULL,
  name TEXT NOT NULL,
  state_machine_arn TEXT NOT NULL,
  revision INTEGER NOT NULL,
  version_arn TEXT,
  alias_arn TEXT,
  status TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  stop_ms INTEGER,
  parent_id INTEGER,
  parent_arn TEXT,
  parent_frame_path TEXT,
  parent_state TEXT,
  parent_attempt INTEGER,
  parent_task_id INTEGER,
  parent_sync INTEGER,
  root_arn TEXT,
  depth INTEGER NOT NULL,
  started_by_arn TEXT,
  map_run_arn TEXT,
  redrive_count INTEGER NOT NULL,
  redrive_ms INTEGER,
  deadline_ms INTEGER,
  wake_at_ms INTEGER,
  trace_header TEXT,
  error TEXT,
  cause TEXT,
  input TEXT NOT NULL,
  output TEXT
) STRICT;

CREATE UNIQUE INDEX executions_by_arn ON executions (arn);
CREATE INDEX executions_by_machine ON executions (state_machine_arn, status, id);
CREATE INDEX executions_by_version ON executions (version_arn, id) WHERE version_arn IS NOT NULL;
CREATE INDEX executions_by_alias ON executions (alias_arn, id) WHERE alias_arn IS NOT NULL;
CREATE INDEX executions_by_map_run ON executions (map_run_arn, status, id) WHERE map_run_arn IS NOT NULL;
CREATE INDEX executions_by_parent ON executions (parent_arn, id) WHERE parent_arn IS NOT NULL;
CREATE INDEX executions_by_root ON executions (root_arn, id) WHERE root_arn IS NOT NULL;
CREATE INDEX executions_by_wake_up ON executions (wake_at_ms, id)
  WHERE status = 'RUNNING' AND wake_at_ms IS NOT NULL;

CREATE TABLE frames (
  execution_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  execution_id INTEGER NOT NULL,
  first_event_id INTEGER NOT NULL,
  last_event_id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution_id, first_event_id)
) STRICT;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  execution_id INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX inbox_by_execution ON inbox (execution_id, id);
`;
