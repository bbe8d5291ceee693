/**
 * Checks the executions with keys of one range, with all rows of theirs: history and frames are walked once, in step
 * with the executions, so that rows of executions that do not exist come up too.
 */
import type { DatabaseSync } from 'node:sqlite';
import { STANDING } from '../../engine/batch-builder.ts';
import { query } from '../../store/sqlite/query.ts';
import type { ExecutionSummary, FrameRow } from '../../store/store.ts';
import type { Findings } from './findings.ts';
import { HistoryCheck, type StoredTurn } from './history-check.ts';
import { WaitsCheck } from './waits-check.ts';

type HistoryRow = StoredTurn & { readonly executionId: number };

const HISTORY = `
SELECT execution_id AS executionId, first_event_id AS firstEventId, last_event_id AS lastEventId, body
FROM history WHERE execution_id > ? AND execution_id <= ? ORDER BY execution_id, first_event_id`;

const FRAMES = `
SELECT execution_id AS executionId, path, body FROM frames
WHERE execution_id > ? AND execution_id <= ? ORDER BY execution_id, path`;

/** Closed without success: these may be redriven. */
const REDRIVABLE = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export class ChunkCheck {
  readonly #findings: Findings;
  readonly #quick: boolean;
  readonly #waits: WaitsCheck;
  readonly #history;
  readonly #frames;
  readonly #revision;
  readonly #leftover;
  readonly #parent;
  readonly #inbox;

  constructor(db: DatabaseSync, findings: Findings, quick: boolean) {
    this.#findings = findings;
    this.#quick = quick;
    this.#waits = new WaitsCheck(db, findings);
    this.#history = query<HistoryRow>(db, HISTORY);
    this.#frames = query<FrameRow>(db, FRAMES);
    this.#revision = query(db, 'SELECT 1 FROM revisions WHERE id = ?');
    this.#leftover = query(db, 'SELECT 1 FROM meta WHERE key = ?');
    this.#parent = query<{ status: string }>(db, 'SELECT status FROM executions WHERE id = ?');
    this.#inbox = query(db, 'SELECT 1 FROM inbox WHERE execution_id = ?');
  }

  /** Executions with their rows, and whether they have an output; answers with the number of events. */
  chunk(rows: readonly [ExecutionSummary, boolean][], afterId: number, toId: number): number {
    const lastIds = this.#checkHistories(rows, afterId, toId);
    this.#checkFrames(rows, afterId, toId, lastIds);
    for (const [row] of rows) this.#checkRow(row);
    return [...lastIds.values()].reduce((sum, id) => sum + id, 0);
  }

  /** Answers with the last event of each execution. */
  #checkHistories(rows: readonly [ExecutionSummary, boolean][], afterId: number, toId: number): Map<number, number> {
    const lastIds = new Map<number, number>();
    const turns = new Groups(this.#history.iterate(afterId, toId));
    for (const [row, hasOutput] of rows) {
      for (const id of turns.skipTo(row.id)) this.#orphan(id, 'history-order', 'history');
      const check = new HistoryCheck(row, this.#findings, this.#quick);
      for (const turn of turns.of(row.id)) check.turn(turn);
      check.end(hasOutput);
      lastIds.set(row.id, check.lastId);
    }
    for (const id of turns.skipTo(Number.POSITIVE_INFINITY)) this.#orphan(id, 'history-order', 'history');
    return lastIds;
  }

  #checkFrames(
    rows: readonly [ExecutionSummary, boolean][],
    afterId: number,
    toId: number,
    lastIds: ReadonlyMap<number, number>,
  ): void {
    const frames = new Groups(this.#frames.iterate(afterId, toId));
    for (const [row] of rows) {
      for (const id of frames.skipTo(row.id)) this.#orphan(id, 'frames', 'positions');
      if (row.status === 'RUNNING') this.#checkRunning(row, [...frames.of(row.id)], lastIds.get(row.id) ?? 0);
      else this.#checkStanding(row, frames.of(row.id));
    }
    for (const id of frames.skipTo(Number.POSITIVE_INFINITY)) this.#orphan(id, 'frames', 'positions');
  }

  #checkRunning(row: ExecutionSummary, frames: readonly FrameRow[], lastEventId: number): void {
    const live = frames.filter(({ path }) => !path.startsWith(STANDING));
    if (live.length < frames.length) {
      this.#findings.add('frames', 'it is RUNNING and has positions of an execution that is closed', row.arn);
    }
    this.#waits.check(row, live, lastEventId);
  }

  #checkStanding({ status, arn }: ExecutionSummary, frames: Iterable<FrameRow>): void {
    let wrong = 0;
    for (const { path } of frames) if (!path.startsWith(STANDING) || !REDRIVABLE.includes(status)) wrong++;
    if (wrong > 0) this.#findings.add('frames', `it is ${status} and has ${wrong} positions left`, arn);
  }

  #checkRow({ id, arn, status, revision, parent }: ExecutionSummary): void {
    if (this.#revision.get(revision) === undefined) {
      this.#findings.add('definition', `its revision ${revision} does not exist`, arn);
    }
    if (status !== 'RUNNING' || parent?.sync !== true) return;
    const parentStatus = this.#parent.get(parent.id)?.status ?? 'RUNNING'; // a deleted one was closed in time
    if (parentStatus === 'RUNNING' || this.#inbox.get(id) !== undefined) return;
    this.#findings.add('child-left', `it is RUNNING; ${parent.arn}, which waited for it, is ${parentStatus}`, arn);
  }

  /** Rows of an execution that does not exist; unless it is being deleted, in steps. */
  #orphan(id: number, check: 'history-order' | 'frames', what: string): void {
    if (this.#leftover.get(`purge/${id}`) !== undefined) return;
    this.#findings.add(check, `there are ${what} of execution ${id}, which does not exist`);
  }
}

/** Rows in the order of their execution, taken execution by execution. */
class Groups<Row extends { readonly executionId: number }> {
  readonly #rows: Iterator<Row>;
  #next: Row | undefined;

  constructor(rows: Iterable<Row>) {
    this.#rows = rows[Symbol.iterator]();
    this.#advance();
  }

  /** Ids of executions before this one, each once. */
  *skipTo(executionId: number): Generator<number> {
    let last: number | undefined;
    while (this.#next !== undefined && this.#next.executionId < executionId) {
      if (this.#next.executionId !== last) yield this.#next.executionId;
      last = this.#next.executionId;
      this.#advance();
    }
  }

  *of(executionId: number): Generator<Row> {
    while (this.#next?.executionId === executionId) {
      yield this.#next;
      this.#advance();
    }
  }

  #advance(): void {
    const { value, done } = this.#rows.next();
    this.#next = done === true ? undefined : value;
  }
}
