/** The TreeQueries in SQL. */
import type { DatabaseSync } from 'node:sqlite';
import { takeScan } from '../scan-window.ts';
import type { ExecutionSummary } from '../store.ts';
import type {
  ChildrenQuery,
  FramePlace,
  Scan,
  ScanHints,
  ScannedExecution,
  ScanQuery,
  TreeRow,
  WaitingFrame,
} from '../tree-queries.ts';
import { SELECT_SUMMARY, type StoredExecution, toExecution } from './execution-columns.ts';
import { listingOf, pageOf } from './listing.ts';
import { type Query, query, type Value, withoutNulls } from './query.ts';

const SCANNED =
  'id, arn, name, state_machine_arn AS stateMachineArn, status, start_ms AS startMs, stop_ms AS stopMs, parent_id AS parentId, error';
const SELECT_SCANNED = `SELECT ${SCANNED} FROM executions`;
const SELECT_PAYLOADS = `SELECT ${SCANNED}, cause, input, output FROM executions`;

/** Of a page of keys. Keys rise with the start, so the last one is of the earliest. */
const windowOf = (page: string) =>
  `SELECT looked, lastId, (SELECT start_ms FROM executions WHERE id = lastId) AS oldestMs
FROM (SELECT count(*) AS looked, min(id) AS lastId FROM (${page}))`;

const HAS_TEXT = " AND (name LIKE ? ESCAPE '\\' OR error LIKE ? ESCAPE '\\' OR cause LIKE ? ESCAPE '\\')";

const CHILDREN = `${SELECT_SUMMARY} INDEXED BY executions_by_parent WHERE parent_arn = ? AND id > ?`;

const CHILD_COUNTS = `
SELECT (SELECT count(*) FROM executions INDEXED BY executions_by_parent WHERE parent_arn = arns.value) AS count
FROM json_each(?) AS arns ORDER BY arns.key`;

const SELECT_TREE_ROW = 'SELECT id, arn, parent_id AS parentId, status, depth, stop_ms AS stopMs FROM executions';
const TREE_ROOT = `${SELECT_TREE_ROW} WHERE arn = ? AND root_arn IS NULL AND id > ?`;
const TREE_ROWS = `${SELECT_TREE_ROW} INDEXED BY executions_by_root WHERE root_arn = ? AND id > ? ORDER BY id LIMIT ?`;

const BY_ID = `${SELECT_SUMMARY} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`;

const OLDEST_RUNNING = `${SELECT_SUMMARY} INDEXED BY executions_not_succeeded
WHERE status <> 'SUCCEEDED' AND status = 'RUNNING' ORDER BY id LIMIT ?`;

/** Paths of running frames begin with a digit; see the engine's frames of closed executions. */
const WAITING_FRAMES = `
SELECT execution_id AS executionId, path, body FROM frames
WHERE (execution_id, path) > (?, ?) AND execution_id <= ? AND path < ':' AND instr(body, '"wait":{"on":"task"') > 0
ORDER BY execution_id, path LIMIT ?`;

export class TreeReader {
  readonly #db: DatabaseSync;
  readonly #children;
  readonly #childrenOfStatus;
  readonly #childCounts;
  readonly #treeRoot;
  readonly #treeRows;
  readonly #byId;
  readonly #oldestRunning;
  readonly #waitingFrames;
  /** By their text, of which there is one per combination of filters. */
  readonly #scans = new Map<string, Query<unknown>>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#children = query<StoredExecution>(db, `${CHILDREN} ORDER BY id LIMIT ?`);
    this.#childrenOfStatus = query<StoredExecution>(db, `${CHILDREN} AND status = ? ORDER BY id LIMIT ?`);
    this.#childCounts = query<{ count: number }>(db, CHILD_COUNTS);
    this.#treeRoot = query<TreeRow>(db, TREE_ROOT);
    this.#treeRows = query<TreeRow>(db, TREE_ROWS);
    this.#byId = query<StoredExecution>(db, BY_ID);
    this.#oldestRunning = query<StoredExecution>(db, OLDEST_RUNNING);
    this.#waitingFrames = query<WaitingFrame>(db, WAITING_FRAMES);
  }

  scan(asked: ScanQuery): Scan {
    if (asked.statuses?.length === 0) return { rows: [], looked: 0, isLast: true };
    const select = asked.withPayloads ? SELECT_PAYLOADS : SELECT_SCANNED;
    const { sql: rest, values: hints } = hintsOf(asked.hints);
    const { sql, values } = listingOf(asked, select, rest);
    const rows = this.#query<ScannedExecution>(sql);
    const all = [...values, ...hints];
    // Reading one by one takes longer, but ends early behind large payloads.
    const scan = takeScan(asked.withPayloads ? rows.iterate(...all) : rows.all(...all), asked, scanned);
    return rest === '' ? scan : { ...scan, ...this.#window(asked, scan) };
  }

  /** What was looked at, when rows were left out of a scan. */
  #window(asked: ScanQuery, scan: Scan): Omit<Scan, 'rows'> {
    // It ended early, at its last row.
    if (!scan.isLast) return { ...scan, looked: asked.limit };
    const { sql, values } = pageOf(asked);
    type Window = { looked: number; lastId: number | null; oldestMs: number | null };
    const window = this.#query<Window>(windowOf(sql)).get(...values);
    const { looked = 0, lastId = null, oldestMs = null } = window ?? {};
    const isLast = looked < asked.limit;
    return { looked, isLast, ...(lastId !== null && { lastId }), ...(oldestMs !== null && { oldestMs }) };
  }

  #query<Row>(sql: string): Query<Row> {
    let statement = this.#scans.get(sql);
    if (statement === undefined) {
      statement = query<unknown>(this.#db, sql);
      this.#scans.set(sql, statement);
    }
    return statement as Query<Row>;
  }

  children({ parentArn, status, afterId = 0, limit }: ChildrenQuery): ExecutionSummary[] {
    const rows =
      status === undefined
        ? this.#children.all(parentArn, afterId, limit)
        : this.#childrenOfStatus.all(parentArn, afterId, status, limit);
    return rows.map(toExecution);
  }

  childCounts(parentArns: readonly string[]): number[] {
    return this.#childCounts.all(JSON.stringify(parentArns)).map((row) => row.count);
  }

  treeRows({ rootArn, afterId, limit }: { rootArn: string; afterId: number; limit: number }): TreeRow[] {
    const root = this.#treeRoot.all(rootArn, afterId);
    return [...root, ...this.#treeRows.all(rootArn, afterId, limit - root.length)].map(withoutNulls);
  }

  executionsById(ids: readonly number[]): ExecutionSummary[] {
    return this.#byId.all(JSON.stringify(ids)).map(toExecution);
  }

  oldestRunning(limit: number): ExecutionSummary[] {
    return this.#oldestRunning.all(limit).map(toExecution);
  }

  waitingFrames({ executionId, after, limit }: { executionId?: number; after?: FramePlace; limit: number }) {
    const from = after ?? { executionId: executionId ?? 0, path: '' };
    const last = executionId ?? Number.MAX_SAFE_INTEGER;
    return this.#waitingFrames.all(from.executionId, from.path, last, limit).map(withoutNulls);
  }
}

/** Members that are NULL are left out; written out, as a search makes a hundred thousand of these. */
function scanned(stored: ScannedExecution): ScannedExecution {
  const { id, arn, name, stateMachineArn, status, startMs } = stored;
  const row: { -readonly [Member in keyof ScannedExecution]: ScannedExecution[Member] } = {
    ...{ id, arn, name, stateMachineArn, status, startMs },
  };
  // What is not there is null in what SQLite gives, and not there in rows without payloads.
  if (stored.stopMs != null) row.stopMs = stored.stopMs;
  if (stored.parentId != null) row.parentId = stored.parentId;
  if (stored.error != null) row.error = stored.error;
  if (stored.cause != null) row.cause = stored.cause;
  if (stored.input != null) row.input = stored.input;
  if (stored.output != null) row.output = stored.output;
  return row;
}

/** SQLite's globs also know `[…]`, which stands for itself here. */
function hintsOf(hints: ScanHints = {}): { sql: string; values: Value[] } {
  const { name, stateMachineName, error, rootsOnly, asciiText } = hints;
  const conditions: { readonly sql: string; readonly values: readonly Value[] }[] = [];
  const add = (sql: string, ...values: Value[]) => conditions.push({ sql, values });
  if (rootsOnly) add(' AND parent_id IS NULL');
  if (name !== undefined) add(' AND name GLOB ?', glob(name));
  if (stateMachineName !== undefined) add(' AND state_machine_arn GLOB ?', `*:${glob(stateMachineName)}`);
  if (error !== undefined) add(' AND error GLOB ?', glob(error));
  if (asciiText !== undefined) add(HAS_TEXT, ...Array(3).fill(pattern(asciiText)));
  return { sql: conditions.map(({ sql }) => sql).join(''), values: conditions.flatMap(({ values }) => values) };
}

/** For LIKE, to which upper and lower case of ASCII are the same. */
function pattern(text: string): string {
  return `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
}

function glob(text: string): string {
  return text.replaceAll('[', '[[]');
}
