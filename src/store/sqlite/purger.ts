/**
 * Deletes closed executions, a bounded number of rows at a time: see `purge` in store.ts. An execution disappears in one
 * transaction; if it has more rows than a step may delete, the rest is invisible from then on, is remembered in `meta`
 * under `purge/<id>`, and goes with the next steps, also after a restart. The caller makes each step one transaction.
 * Revisions are found by going round all of them, some in each sweep: none is ever in a hurry to go.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ClosedPlace, Purged, PurgeQuery } from '../store.ts';
import { query } from './query.ts';

interface Expired extends ClosedPlace {
  readonly arn: string;
  readonly isNeeded: number;
}

/** The first behind (?1, ?2) in the order of closing, if it closed before ?3. */
const EXPIRED = `
SELECT id, stop_ms AS stopMs, arn,
  EXISTS (SELECT 1 FROM inbox WHERE execution_id = closed.id)
  OR (coalesce(parent_sync, 0) = 1
    AND EXISTS (SELECT 1 FROM executions WHERE id = closed.parent_id AND status = 'RUNNING')) AS isNeeded
FROM executions AS closed INDEXED BY executions_by_stop
WHERE stop_ms IS NOT NULL AND (stop_ms, id) > (?, ?) AND stop_ms < ?
ORDER BY stop_ms, id LIMIT 1`;

const DELETE_HISTORY = `
DELETE FROM history WHERE rowid IN (SELECT rowid FROM history WHERE execution_id = ? LIMIT ?)`;

const DELETE_FRAMES = `
DELETE FROM frames WHERE execution_id = ?1
  AND path IN (SELECT path FROM frames WHERE execution_id = ?1 LIMIT ?2)`;

/** First key that no purged execution ever had: keys of the rows that are left do not tell. */
export const PURGED_COUNTER = 'counter/execution';

const PUT_COUNTER = `
INSERT INTO meta (key, value) VALUES ('${PURGED_COUNTER}', ?)
ON CONFLICT (key) DO UPDATE SET value = max(cast(value AS INTEGER), cast(excluded.value AS INTEGER))`;

/** The next revisions in their order, and whether there is something to which they belong. '0' is behind '/'. */
const REVISIONS = `
SELECT id,
  EXISTS (SELECT 1 FROM state_machines WHERE arn = revisions.state_machine_arn)
  OR EXISTS (SELECT 1 FROM executions WHERE state_machine_arn = revisions.state_machine_arn)
  OR EXISTS (SELECT 1 FROM executions
    WHERE state_machine_arn > revisions.state_machine_arn || '/' AND state_machine_arn < revisions.state_machine_arn || '0')
  AS isNeeded
FROM revisions WHERE id > ? ORDER BY id LIMIT ?`;

/** EXPRESS executions that have not ended have no rows but this. */
const PENDING = "SELECT 1 FROM resources WHERE kind = 'expressStart' AND body LIKE ? LIMIT 1";

const LEFTOVER = 'purge/';
const NEXT_LEFTOVER = `SELECT key FROM meta WHERE key > '${LEFTOVER}' AND key < 'purge0' LIMIT 1`; // '0' is behind '/'

const BEFORE_ALL: ClosedPlace = { stopMs: Number.MIN_SAFE_INTEGER, id: 0 };

export class Purger {
  readonly #expired;
  readonly #deleteExecution;
  readonly #deleteResources;
  readonly #deleteHistory;
  readonly #deleteFrames;
  readonly #nextLeftover;
  readonly #putLeftover;
  readonly #deleteLeftover;
  readonly #putCounter;
  readonly #revisions;
  readonly #pending;
  readonly #deleteRevision;
  /** The last revision that was looked at. */
  #lastRevision = 0;
  /** Those that belonged to nothing when they were looked at. */
  readonly #orphans = new Set<number>();

  constructor(db: DatabaseSync) {
    this.#expired = query<Expired>(db, EXPIRED);
    this.#deleteExecution = db.prepare('DELETE FROM executions WHERE id = ?');
    this.#deleteResources = db.prepare(
      "DELETE FROM resources WHERE kind IN ('mapRun', 'redrive', 'fork') AND scope = ?",
    );
    this.#deleteHistory = db.prepare(DELETE_HISTORY);
    this.#deleteFrames = db.prepare(DELETE_FRAMES);
    this.#nextLeftover = query<{ key: string }>(db, NEXT_LEFTOVER);
    this.#putLeftover = db.prepare("INSERT INTO meta (key, value) VALUES (?, '')");
    this.#deleteLeftover = db.prepare('DELETE FROM meta WHERE key = ?');
    this.#putCounter = db.prepare(PUT_COUNTER);
    this.#revisions = query<{ id: number; isNeeded: number }>(db, REVISIONS);
    this.#pending = query(db, PENDING);
    this.#deleteRevision = db.prepare('DELETE FROM revisions WHERE id = ?');
  }

  step({ closedBeforeMs, after = BEFORE_ALL, maxRows }: PurgeQuery): Purged {
    let left = maxRows - this.#deleteLeftovers(maxRows);
    let place = after;
    let executions = 0;
    let newest = 0;
    let isDone = false;
    while (left > 0 && !isDone) {
      const expired = this.#expired.get(place.stopMs, place.id, closedBeforeMs);
      if (expired === undefined) {
        isDone = true;
        continue;
      }
      const { stopMs, id, isNeeded } = expired;
      place = { stopMs, id };
      left--;
      if (isNeeded === 1) continue;
      left -= this.#delete(expired, Math.max(left, 1));
      newest = Math.max(newest, id);
      executions++;
    }
    if (newest > 0) this.#putCounter.run(String(newest + 1));
    if (!isDone || this.#hasLeftovers()) return { executions, next: place };
    this.#deleteRevisions(maxRows);
    return { executions };
  }

  /** Goes round all revisions, some at each call. */
  #deleteRevisions(limit: number): void {
    const rows = this.#revisions.all(this.#lastRevision, limit);
    this.#lastRevision = rows.length < limit ? 0 : (rows.at(-1)?.id ?? 0);
    for (const { id, isNeeded } of rows) {
      if (isNeeded === 1 || this.#pending.get(`{"revision":${id},%`) !== undefined) this.#orphans.delete(id);
      else if (!this.#orphans.delete(id)) this.#orphans.add(id);
      else this.#deleteRevision.run(id);
    }
  }

  /** Answers with the number of rows deleted beside the execution's own. */
  #delete({ id, arn }: Expired, limit: number): number {
    this.#deleteExecution.run(id);
    this.#deleteResources.run(arn);
    const rows = this.#deleteParts(id, limit);
    if (rows === limit) this.#putLeftover.run(LEFTOVER + id);
    return rows;
  }

  #deleteLeftovers(limit: number): number {
    let rows = 0;
    while (rows < limit) {
      const key = this.#nextLeftover.get()?.key;
      if (key === undefined) break;
      const id = Number(key.slice(LEFTOVER.length));
      const deleted = this.#deleteParts(id, limit - rows);
      rows += deleted;
      if (rows < limit) this.#deleteLeftover.run(key);
    }
    return rows;
  }

  #hasLeftovers(): boolean {
    return this.#nextLeftover.get() !== undefined;
  }

  #deleteParts(id: number, limit: number): number {
    const history = Number(this.#deleteHistory.run(id, limit).changes);
    if (history === limit) return history;
    return history + Number(this.#deleteFrames.run(id, limit - history).changes);
  }
}
