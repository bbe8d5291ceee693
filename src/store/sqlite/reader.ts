/** Everything that is read, over a connection of its own that cannot write. Statements are prepared once. */
import type { DatabaseSync } from 'node:sqlite';
import { type Realm, stateMachineArn } from '../../aws/arn.ts';
import { takeRows } from '../history-window.ts';
import type {
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  FrameRow,
  HistoryQuery,
  HistoryRow,
  InboxRow,
  LoadedExecution,
  ResourceKind,
  ResourceQuery,
  ResourceRow,
  RevisionRow,
  StateMachineRow,
} from '../store.ts';
import { SELECT_EXECUTION, type StoredExecution, toExecution } from './execution-columns.ts';
import { listing } from './listing.ts';
import { type Query, query, withoutNulls } from './query.ts';
import { readSetting } from './settings.ts';

const SELECT_MACHINE = `
SELECT arn, name, type, status, created_ms AS createdMs, current_revision AS currentRevision FROM state_machines`;

const REVISION = `
SELECT id, state_machine_arn AS stateMachineArn, revision_id AS revisionId, definition, role_arn AS roleArn,
  configuration, created_ms AS createdMs
FROM revisions WHERE id = ?`;

const SELECT_RESOURCE = 'SELECT kind, key, scope, position, body FROM resources';

const RESOURCES = `${SELECT_RESOURCE}
WHERE kind = ? AND scope = ? AND (position, key) > (?, ?) ORDER BY position, key LIMIT ?`;

const RESOURCES_REVERSE = `${SELECT_RESOURCE}
WHERE kind = ? AND scope = ? AND (position, key) < (?, ?) ORDER BY position DESC, key DESC LIMIT ?`;

const FRAMES = 'SELECT execution_id AS executionId, path, body FROM frames WHERE execution_id = ? ORDER BY path';

const INBOX = 'SELECT id, execution_id AS executionId, body FROM inbox WHERE execution_id = ? ORDER BY id';

const LAST_EVENT = `
SELECT last_event_id AS lastEventId FROM history WHERE execution_id = ? ORDER BY first_event_id DESC LIMIT 1`;

const SELECT_HISTORY = `
SELECT execution_id AS executionId, first_event_id AS firstEventId, last_event_id AS lastEventId, body FROM history`;

/** Begins at the row that holds event ?2, or else at the first one behind it. */
const HISTORY = `${SELECT_HISTORY}
WHERE execution_id = ?1 AND last_event_id >= ?2 AND first_event_id >= coalesce(
  (SELECT max(first_event_id) FROM history WHERE execution_id = ?1 AND first_event_id <= ?2), ?2)
ORDER BY first_event_id`;

const HISTORY_REVERSE = `${SELECT_HISTORY}
WHERE execution_id = ? AND first_event_id <= ? ORDER BY first_event_id DESC`;

const WAKE_UPS = `
SELECT id, wake_at_ms AS wakeAtMs FROM executions INDEXED BY executions_by_wake_up
WHERE status = 'RUNNING' AND wake_at_ms IS NOT NULL AND (wake_at_ms, id) > (?, ?)
ORDER BY wake_at_ms, id LIMIT ?`;

const WITH_INBOX = `
SELECT DISTINCT execution_id AS executionId FROM inbox WHERE execution_id > ? ORDER BY execution_id LIMIT ?`;

const BEFORE_ALL = { wakeAtMs: Number.MIN_SAFE_INTEGER, id: 0 };

/** Before (behind) all positions. */
function edge(reverse: boolean): { position: number; key: string } {
  return { position: reverse ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER, key: '' };
}

export class Reader {
  readonly setting: (key: string) => string | undefined;
  readonly #db: DatabaseSync;
  readonly #stateMachine;
  readonly #stateMachines;
  readonly #revision;
  readonly #resource;
  readonly #resources;
  readonly #resourcesReverse;
  readonly #executionByArn;
  readonly #executionById;
  readonly #executionArns;
  readonly #frames;
  readonly #inbox;
  readonly #lastEvent;
  readonly #history;
  readonly #historyReverse;
  readonly #wakeUps;
  readonly #withInbox;
  /** By their text, of which there is one per combination of filters. */
  readonly #listings = new Map<string, Query<StoredExecution>>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.setting = readSetting(db);
    this.#stateMachine = query<StateMachineRow>(db, `${SELECT_MACHINE} WHERE arn = ?`);
    this.#stateMachines = query<StateMachineRow>(
      db,
      `${SELECT_MACHINE} WHERE arn > ? AND arn > ? AND arn < ? ORDER BY arn LIMIT ?`,
    );
    this.#revision = query<RevisionRow>(db, REVISION);
    this.#resource = query<ResourceRow>(db, `${SELECT_RESOURCE} WHERE kind = ? AND key = ?`);
    this.#resources = query<ResourceRow>(db, RESOURCES);
    this.#resourcesReverse = query<ResourceRow>(db, RESOURCES_REVERSE);
    this.#executionByArn = query<StoredExecution>(db, `${SELECT_EXECUTION} WHERE arn = ?`);
    this.#executionById = query<StoredExecution>(db, `${SELECT_EXECUTION} WHERE id = ?`);
    this.#executionArns = query<{ arn: string }>(db, 'SELECT arn FROM executions WHERE arn > ? ORDER BY arn LIMIT ?');
    this.#frames = query<FrameRow>(db, FRAMES);
    this.#inbox = query<InboxRow>(db, INBOX);
    this.#lastEvent = query<{ lastEventId: number }>(db, LAST_EVENT);
    this.#history = query<HistoryRow>(db, HISTORY);
    this.#historyReverse = query<HistoryRow>(db, HISTORY_REVERSE);
    this.#wakeUps = query<{ id: number; wakeAtMs: number }>(db, WAKE_UPS);
    this.#withInbox = query<{ executionId: number }>(db, WITH_INBOX);
  }

  stateMachine(arn: string): StateMachineRow | undefined {
    const stored = this.#stateMachine.get(arn);
    return stored && withoutNulls(stored);
  }

  stateMachines(realm: Realm, { afterArn = '', limit }: { afterArn?: string; limit: number }): StateMachineRow[] {
    const prefix = stateMachineArn(realm, '');
    const behindPrefix = `${prefix.slice(0, -1)};`; // the character behind ':'
    return this.#stateMachines.all(prefix, afterArn, behindPrefix, limit).map(withoutNulls);
  }

  revision(id: number): RevisionRow | undefined {
    const stored = this.#revision.get(id);
    return stored && withoutNulls(stored);
  }

  resource(kind: ResourceKind, key: string): ResourceRow | undefined {
    return this.#resource.get(kind, key);
  }

  resources({ kind, scope, after, reverse = false, limit }: ResourceQuery): ResourceRow[] {
    const { position, key } = after ?? edge(reverse);
    return (reverse ? this.#resourcesReverse : this.#resources).all(kind, scope, position, key, limit);
  }

  execution(arn: string): ExecutionRow | undefined {
    const stored = this.#executionByArn.get(arn);
    return stored && toExecution(stored);
  }

  executions(asked: ExecutionQuery): ExecutionSummary[] {
    const { sql, values } = listing(asked);
    let statement = this.#listings.get(sql);
    if (statement === undefined) {
      statement = query<StoredExecution>(this.#db, sql);
      this.#listings.set(sql, statement);
    }
    return statement.all(...values).map(toExecution);
  }

  load(executionId: number): LoadedExecution | undefined {
    return this.#atOnce(() => {
      const stored = this.#executionById.get(executionId);
      if (stored === undefined) return undefined;
      return {
        row: toExecution(stored),
        frames: this.#frames.all(executionId).map(withoutNulls),
        inbox: this.#inbox.all(executionId).map(withoutNulls),
        lastEventId: this.#lastEvent.get(executionId)?.lastEventId ?? 0,
      };
    });
  }

  history(asked: HistoryQuery): HistoryRow[] {
    const statement = asked.reverse ? this.#historyReverse : this.#history;
    return takeRows(statement.iterate(asked.executionId, asked.fromEventId), asked).map(withoutNulls);
  }

  wakeUps({ after = BEFORE_ALL, limit }: { after?: { wakeAtMs: number; id: number }; limit: number }) {
    return this.#wakeUps.all(after.wakeAtMs, after.id, limit).map(withoutNulls);
  }

  executionsWithInbox({ afterId, limit }: { afterId: number; limit: number }): number[] {
    return this.#withInbox.all(afterId, limit).map((row) => row.executionId);
  }

  messagesTo(executionId: number): number[] {
    return this.#inbox.all(executionId).map((row) => row.id);
  }

  /** ARNs of executions in their order, after the given one. */
  executionArns(after: string, limit: number): string[] {
    return this.#executionArns.all(after, limit).map((row) => row.arn);
  }

  close(): void {
    this.#db.close();
  }

  /** Several statements see the same state of the data, whatever the writer commits in between. */
  #atOnce<T>(read: () => T): T {
    this.#db.exec('BEGIN');
    try {
      return read();
    } finally {
      this.#db.exec('COMMIT');
    }
  }
}
