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
import { listingOf } from './listing.ts';
import { type Query, query, type Value, withoutNulls } from './query.ts';

const SCANNED =
  'id, arn, name, state_machine_arn AS stateMachineArn, status, start_ms AS startMs, stop_ms AS stopMs, parent_id AS parentId, error';
const SELECT_SCANNED = `SELECT ${SCANNED} FROM executions`;
const SELECT_PAYLOADS = `SELECT ${SCANNED}, cause, input, output FROM executions`;

const SELECT_WINDOW = 'SELECT count(*) AS looked, min(id) AS lastId, min(start_ms) AS oldestMs FROM executions';

const HAS_TEXT =
  " AND coalesce(name, '') || char(10) || coalesce(error, '') || char(10) || coalesce(cause, '') LIKE ? ESCAPE '\\'";

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
    const scan = takeScan(asked.withPayloads ? rows.iterate(...all) : rows.all(...all), asked, withoutNulls);
    return rest === '' ? scan : { ...scan, ...this.#window(asked, scan) };
  }

  /** What was looked at, when rows were left out of a scan. */
  #window(asked: ScanQuery, scan: Scan): Omit<Scan, 'rows'> {
    // It ended early, at its last row.
    if (!scan.isLast) return { ...scan, looked: asked.limit };
    const { sql, values } = listingOf(asked, SELECT_WINDOW);
    const window = this.#query<{ looked: number; lastId: number | null; oldestMs: number | null }>(sql).get(...values);
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

/** SQLite's globs also know `[…]`, which stands for itself here. */
function hintsOf({ name, error, rootsOnly, asciiText }: ScanHints = {}): { sql: string; values: Value[] } {
  const conditions = [
    ...(name === undefined ? [] : [{ sql: ' AND name GLOB ?', value: glob(name) }]),
    ...(error === undefined ? [] : [{ sql: ' AND error GLOB ?', value: glob(error) }]),
    ...(asciiText === undefined ? [] : [{ sql: HAS_TEXT, value: pattern(asciiText) }]),
  ];
  const roots = rootsOnly ? ' AND parent_id IS NULL' : '';
  return { sql: roots + conditions.map(({ sql }) => sql).join(''), values: conditions.map(({ value }) => value) };
}

/** For LIKE, to which upper and lower case of ASCII are the same. */
function pattern(text: string): string {
  return `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
}

function glob(text: string): string {
  return text.replaceAll('[', '[[]');
}
