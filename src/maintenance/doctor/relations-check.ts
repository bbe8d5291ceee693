/** What holds between executions, and between them and small named things: walked page by page, in key order. */
import type { DatabaseSync } from 'node:sqlite';
import { query } from '../../store/sqlite/query.ts';
import type { Findings } from './findings.ts';

/** Rows read at a time; between two pages a server's log may be moved into its database. */
const PAGE = 2000;

interface Child {
  readonly id: number;
  readonly arn: string;
  readonly parentId: number;
  readonly parentArn: string;
  readonly framePath: string;
  readonly state: string;
  readonly attempt: number;
  readonly taskId: number;
  readonly mapRunArn: string | null;
}

const CHILDREN = `
SELECT id, arn, parent_id AS parentId, parent_arn AS parentArn, parent_frame_path AS framePath, parent_state AS state,
  parent_attempt AS attempt, parent_task_id AS taskId, map_run_arn AS mapRunArn
FROM executions INDEXED BY executions_by_parent
WHERE parent_arn IS NOT NULL AND (parent_arn, id) > (?, ?) ORDER BY parent_arn, id LIMIT ${PAGE}`;

/** One attempt starts one execution. An attempt is named by its TaskScheduled event, an item by its place in its run. */
export function checkChildren(db: DatabaseSync, findings: Findings): void {
  const page = query<Child>(db, CHILDREN);
  let parentArn = '';
  let seen = new Set<string | number>();
  let after: { parentArn: string; id: number } = { parentArn: '', id: 0 };
  for (let rows = page.all('', 0); rows.length > 0; rows = page.all(after.parentArn, after.id)) {
    for (const child of rows) {
      if (child.parentArn !== parentArn) seen = new Set();
      parentArn = child.parentArn;
      // Those of EXPRESS executions have no row: they may be run again, and then start theirs again.
      if (child.parentId > 0) noteChild(child, seen, findings);
      after = child;
    }
  }
}

function noteChild(child: Child, seen: Set<string | number>, findings: Findings): void {
  const { mapRunArn, framePath, taskId, state, attempt, parentArn, arn } = child;
  const key = mapRunArn === null ? taskId : `${mapRunArn} ${framePath}`;
  if (seen.has(key)) {
    findings.add('children', `${parentArn} has another child of state ${state}, attempt ${attempt} (${key})`, arn);
  }
  seen.add(key);
}

export function checkInbox(db: DatabaseSync, findings: Findings): void {
  const page = query<{ id: number; executionId: number; body: string }>(
    db,
    `SELECT id, execution_id AS executionId, body FROM inbox WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  );
  const exists = query(db, 'SELECT 1 FROM executions WHERE id = ?');
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.id ?? 0)) {
    for (const { id, executionId, body } of rows) {
      const say = (what: string) => findings.add('inbox', `message ${id} to execution ${executionId} ${what}`);
      if (exists.get(executionId) === undefined) say('has no receiver');
      const message = parsed(body);
      const child = message?.['childId'];
      if (message === undefined) say('cannot be read');
      else if (typeof child === 'number' && exists.get(child) === undefined)
        say(`is of ${child}, which does not exist`);
    }
  }
}

interface Resource {
  readonly key: string;
  readonly scope: string;
  readonly body: string;
}

/** Map Runs, tasks in the queues of activities, and the current revisions of state machines. */
export function checkResources(db: DatabaseSync, findings: Findings): void {
  const byArn = query<{ status: string }>(db, 'SELECT status FROM executions WHERE arn = ?');
  const byId = query<{ status: string }>(db, 'SELECT status FROM executions WHERE id = ?');
  eachResource(db, 'mapRun', ({ key, scope, body }) => {
    const status = byArn.get(scope)?.status;
    const run = parsed(body);
    if (run === undefined) findings.add('map-run', 'it cannot be read', key);
    else if (status === undefined) findings.add('map-run', `its execution ${scope} does not exist`, key);
    else if (run['status'] === 'RUNNING' && status !== 'RUNNING') {
      findings.add('map-run', `it is RUNNING, its execution is ${status}`, key);
    }
    for (const counted of ['items', 'executions']) {
      const wrong = wrongSum(run?.[counted]);
      if (wrong !== undefined) findings.add('map-run', `the counts of its ${counted} ${wrong}`, key);
    }
  });
  eachResource(db, 'activityTask', ({ key, scope, body }) => {
    const status = byId.get(Number(parsed(body)?.['executionId'] ?? 0))?.status;
    if (status !== 'RUNNING') {
      findings.add(
        'activity-task',
        `task ${key}: its execution ${status === undefined ? 'does not exist' : `is ${status}`}`,
        scope,
      );
    }
  });
  const lost = query<{ arn: string; revision: number }>(
    db,
    `SELECT arn, current_revision AS revision FROM state_machines
     WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE id = current_revision)`,
  );
  for (const { arn, revision } of lost.all()) {
    findings.add('definition', `its current revision ${revision} does not exist`, arn);
  }
}

function eachResource(db: DatabaseSync, kind: string, look: (row: Resource) => void): void {
  const page = query<Resource>(
    db,
    `SELECT key, scope, body FROM resources WHERE kind = ? AND key > ? ORDER BY key LIMIT ${PAGE}`,
  );
  for (let rows = page.all(kind, ''); rows.length > 0; rows = page.all(kind, rows.at(-1)?.key ?? ''))
    rows.forEach(look);
}

const PARTS = ['pending', 'running', 'succeeded', 'failed', 'timedOut', 'aborted'];

/** How the counts of a Map Run do not add up; undefined when they do. */
function wrongSum(counts: unknown): string | undefined {
  if (counts === undefined) return undefined;
  const numbers = counts as Record<string, number>;
  const sum = PARTS.reduce((total, part) => total + (numbers[part] ?? 0), 0);
  const isNegative = PARTS.some((part) => (numbers[part] ?? 0) < 0);
  if (!isNegative && sum === numbers['total']) return undefined;
  return `make ${sum} in place of ${numbers['total']}`;
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
