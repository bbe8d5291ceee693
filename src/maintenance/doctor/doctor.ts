/**
 * Checks the invariants of a data directory, beside a running server or without one, and changes nothing. Executions are
 * read in chunks, each in a read transaction of its own: whatever the number of executions, memory stays small and the
 * server's log is never held up for long. What is checked: findings.ts.
 */
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../store/errors.ts';
import { connectReader } from '../../store/sqlite/connection.ts';
import { SELECT_SUMMARY, type StoredExecution, toExecution } from '../../store/sqlite/execution-columns.ts';
import { schemaVersion } from '../../store/sqlite/migrate.ts';
import { MIGRATIONS } from '../../store/sqlite/migrations/index.ts';
import { query } from '../../store/sqlite/query.ts';
import type { ExecutionSummary } from '../../store/store.ts';
import { existingDatabase, integrityProblems, readableError } from '../database-file.ts';
import { ChunkCheck } from './chunk-check.ts';
import { type Finding, Findings } from './findings.ts';
import { checkChildren, checkInbox, checkResources } from './relations-check.ts';

export interface DoctorOptions {
  readonly dataDir: string;
  /** Without SQLite's own check of the file, and without reading the events themselves. */
  readonly quick: boolean;
  readonly progress: (step: string, done: number) => void;
}

export interface DoctorReport {
  readonly schemaVersion: number;
  readonly executions: number;
  readonly running: number;
  readonly events: number;
  /** Of all kinds. */
  readonly violations: number;
  /** At most KEPT of each check. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Executions in one read transaction. */
const CHUNK = 500;
/** Findings of one check that are shown. */
const KEPT = 100;

export function examine({ dataDir, quick, progress }: DoctorOptions): DoctorReport {
  existingDatabase(dataDir);
  const findings = new Findings(KEPT);
  try {
    const db = connectReader(dataDir);
    try {
      const version = presentVersion(db);
      const totals = examineAll(db, findings, { quick, progress });
      return report(version, totals, findings);
    } finally {
      db.close();
    }
  } catch (error) {
    throw readableError(error);
  }
}

/** Throws for data of an earlier release, whose tables have not all the columns that are read here. */
function presentVersion(db: DatabaseSync): number {
  const version = schemaVersion(db, MIGRATIONS);
  if (version === MIGRATIONS.length) return version;
  throw new StoreError(
    'unreadable',
    `The data are of an earlier release: schema version ${version}, this release has ${MIGRATIONS.length}. ` +
      'Use the doctor of that release, or start this server on the data once, which brings them up to date.',
  );
}

type Totals = Pick<DoctorReport, 'executions' | 'running' | 'events'>;

function examineAll(db: DatabaseSync, findings: Findings, { quick, progress }: Omit<DoctorOptions, 'dataDir'>): Totals {
  if (!quick) {
    progress('checking the file', 0);
    for (const problem of integrityProblems(db, KEPT)) findings.add('database', problem);
    // A broken file makes no sense beyond this, and reading it may fail anywhere.
    if (findings.count('database') > 0) return { executions: 0, running: 0, events: 0 };
  }
  const totals = examineExecutions(db, findings, quick, (done) => progress('executions', done));
  progress('children', 1);
  checkChildren(db, findings);
  checkInbox(db, findings);
  checkResources(db, findings);
  return totals;
}

function examineExecutions(db: DatabaseSync, findings: Findings, quick: boolean, progress: (done: number) => void) {
  const next = query<StoredExecution & { hasOutput: number }>(
    db,
    `${SELECT_SUMMARY.replace(' FROM', ', output IS NOT NULL AS hasOutput FROM')} WHERE id > ? ORDER BY id LIMIT ${CHUNK}`,
  );
  const { last } = query<{ last: number }>(db, 'SELECT coalesce(max(id), 0) AS last FROM executions').get() ?? {
    last: 0,
  };
  const check = new ChunkCheck(db, findings, quick);
  const totals = { executions: 0, running: 0, events: 0 };
  for (let afterId = 0; ; ) {
    db.exec('BEGIN');
    try {
      const stored = next.all(afterId);
      const rows = stored.map((row): [ExecutionSummary, boolean] => [summaryOf(row), row.hasOutput === 1]);
      const isLast = rows.length < CHUNK;
      const toId = isLast ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.[0].id ?? afterId);
      totals.events += check.chunk(rows, afterId, toId);
      totals.executions += rows.length;
      totals.running += rows.filter(([{ status }]) => status === 'RUNNING').length;
      if (isLast) return totals;
      afterId = toId;
    } finally {
      db.exec('COMMIT');
    }
    progress(Math.min(1, afterId / Math.max(last, 1)));
  }
}

function summaryOf({ hasOutput: _, ...stored }: StoredExecution): ExecutionSummary {
  return toExecution(stored as StoredExecution);
}

function report(version: number, totals: Totals, findings: Findings): DoctorReport {
  return {
    schemaVersion: version,
    ...totals,
    violations: findings.count(),
    findings: findings.all,
    counts: Object.fromEntries(findings.checks.map((check) => [check, findings.count(check)])),
  };
}
