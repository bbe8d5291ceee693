/**
 * Collects the changes of all turns that are to be committed together and makes one Batch of them. Rows are written
 * down only when the batch is closed: an execution that had several turns by then costs one row of history, one
 * update, and each frame once; what came and went in between costs nothing.
 */
import { nextWakeMs } from '../asl/advance.ts';
import type { Frame, Turn } from '../asl/execution.ts';
import { frameBody } from '../asl/frame-codec.ts';
import type { HistoryEvent } from '../asl/history-events.ts';
import { historyRecord } from '../asl/history-record.ts';
import { canStartItems } from '../asl/map-run.ts';
import type {
  Batch,
  ExecutionRow,
  ExecutionUpdate,
  InboxRow,
  ResourceKind,
  ResourceRow,
  RevisionRow,
  StateMachineRow,
} from '../store/store.ts';
import type { ExecutionChange, Feed } from './feed.ts';
import type { LiveExecution } from './live-execution.ts';

interface Change {
  readonly live: LiveExecution;
  readonly events: HistoryEvent[];
  readonly touched: Set<string>;
}

/** Building and writing so many events takes about as long as a row. */
const EVENTS_LIKE_A_ROW = 16;

type MutableBatch = { -readonly [K in keyof Batch]: Batch[K] extends readonly (infer T)[] ? T[] : never };

export class BatchBuilder {
  readonly #changes = new Map<number, Change>();
  readonly #machines = new Map<string, StateMachineRow>();
  readonly #machinesDeleted = new Set<string>();
  readonly #revisions: RevisionRow[] = [];
  /** By kind and key; null: deleted. */
  readonly #resources = new Map<string, { kind: ResourceKind; key: string; row: ResourceRow | null }>();
  readonly #inbox = new Map<number, InboxRow>();
  readonly #inboxDeleted: number[] = [];
  #size = 0;
  /** Turns that were added. */
  turns = 0;

  /** Roughly the number of rows; many events weigh as much as some more. */
  get size(): number {
    return this.#size;
  }

  machine(row: StateMachineRow): void {
    this.#size++;
    this.#machinesDeleted.delete(row.arn);
    this.#machines.set(row.arn, row);
  }

  machineDeleted(arn: string): void {
    this.#size++;
    this.#machines.delete(arn);
    this.#machinesDeleted.add(arn);
  }

  revision(row: RevisionRow): void {
    this.#size++;
    this.#revisions.push(row);
  }

  resource(row: ResourceRow): void {
    this.#size++;
    const { kind, key } = row;
    this.#resources.set(`${kind} ${key}`, { kind, key, row });
  }

  resourceDeleted(kind: ResourceKind, key: string): void {
    this.#size++;
    this.#resources.set(`${kind} ${key}`, { kind, key, row: null });
  }

  /** The execution is new or changed in ways that its own state tells. */
  execution(live: LiveExecution): void {
    this.#change(live);
  }

  turn(live: LiveExecution, turn: Turn): void {
    this.turns++;
    const change = this.#change(live);
    this.#size += Math.floor(turn.events.length / EVENTS_LIKE_A_ROW);
    for (const event of turn.events) change.events.push(event);
    for (const path of turn.touched) change.touched.add(path);
    for (const parent of turn.cleared) {
      for (const path of live.storedFrames) if (path.startsWith(`${parent}.`)) change.touched.add(path);
    }
  }

  inboxPut(row: InboxRow): void {
    this.#size++;
    this.#inbox.set(row.id, row);
  }

  /** A message that was sent in this same batch is never written at all. */
  inboxTaken(id: number): void {
    this.#size++;
    if (!this.#inbox.delete(id)) this.#inboxDeleted.push(id);
  }

  /** What `close` will write and somebody wants to hear of. To be called before it. */
  changes(feed: Feed): ExecutionChange[] {
    const changes: ExecutionChange[] = [];
    if (!feed.isHeard) return changes;
    for (const { live, events } of this.#changes.values()) {
      if (events.length === 0 || !feed.wants(live.row)) continue;
      changes.push({ row: currentRow(live), events, isNew: !live.stored });
    }
    return changes;
  }

  /** Writes everything down. Call once; afterwards the builder is done. */
  close(): Batch {
    const batch: MutableBatch = {
      machines: [...this.#machines.values()],
      machinesDeleted: [...this.#machinesDeleted],
      resourcesDeleted: [],
      resourcesPut: [],
      revisions: this.#revisions,
      inserts: [],
      updates: [],
      framesDropped: [],
      framesDeleted: [],
      framesPut: [],
      history: [],
      inboxDeleted: this.#inboxDeleted,
      inboxPut: [...this.#inbox.values()],
    };
    for (const { kind, key, row } of this.#resources.values()) {
      if (row === null) batch.resourcesDeleted.push({ kind, key });
      else batch.resourcesPut.push(row);
    }
    for (const change of this.#changes.values()) {
      writeRow(batch, change.live);
      writeFrames(batch, change);
      writeHistory(batch, change);
    }
    return batch;
  }

  #change(live: LiveExecution): Change {
    let change = this.#changes.get(live.id);
    if (change === undefined) {
      this.#size++;
      change = { live, events: [], touched: new Set() };
      this.#changes.set(live.id, change);
    }
    return change;
  }
}

/** The row as it is after the last turn. */
export function currentRow(live: LiveExecution): ExecutionRow {
  const { execution } = live;
  const redriveCount = execution.redriveCount ?? 0;
  const row: Changing<ExecutionRow> = redriveCount === live.row.redriveCount ? { ...live.row } : withoutEnd(live.row);
  row.status = execution.status;
  row.redriveCount = redriveCount;
  set(row, 'deadlineMs', execution.deadlineMs);
  set(row, 'wakeAtMs', wakeMs(live));
  if (execution.redriveMs !== undefined) row.redriveMs = execution.redriveMs;
  if (execution.stopMs !== undefined) row.stopMs = execution.stopMs;
  if (execution.output !== undefined) row.output = execution.output.text;
  if (execution.error?.error !== undefined) row.error = execution.error.error;
  if (execution.error?.cause !== undefined) row.cause = execution.error.cause;
  return row;
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** An absent time is no member. */
function set(row: Changing<ExecutionRow>, member: 'deadlineMs' | 'wakeAtMs', ms: number | undefined): void {
  if (ms !== undefined) row[member] = ms;
  else if (row[member] !== undefined) delete row[member];
}

/** The row of an execution that was redriven since it was read. */
function withoutEnd({ stopMs: _, output: __, error: ___, cause: ____, ...row }: ExecutionRow): ExecutionRow {
  return row;
}

/** When the execution must be in memory again: at once while a call of its is unanswered, or it has not begun. */
function wakeMs({ execution }: LiveExecution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  if (execution.nextEventId === 1) return 0;
  for (const frame of execution.frames.values()) if (mustStayAwake(frame)) return 0;
  return nextWakeMs(execution);
}

/** Whether the wait needs us even when nothing happens: a call to make, or an end that
 * nobody will tell us of. A task in an activity's queue does not: the queue is stored. */
export function mustStayAwake(frame: Frame): boolean {
  const { wait } = frame;
  if (wait?.on === 'item') return wait.child === undefined; // EXPRESS: ends with the process
  if (wait?.on === 'children') return canStartItems(frame);
  return (
    wait === null ||
    (wait.on === 'task' && ((wait.request !== undefined && wait.pickup === undefined) || wait.adopted === true))
  );
}

function writeRow(batch: MutableBatch, live: LiveExecution): void {
  const { execution } = live;
  if (!live.stored) {
    const row = currentRow(live);
    batch.inserts.push(row);
    live.stored = true;
    live.storedWakeMs = row.wakeAtMs;
    return;
  }
  const wakeAtMs = wakeMs(live);
  const closed = execution.status !== 'RUNNING';
  const isOpened = live.isRedriven;
  if (!closed && !isOpened && wakeAtMs === live.storedWakeMs) return;
  live.storedWakeMs = wakeAtMs;
  const update: ExecutionUpdate = {
    id: live.id,
    wakeAtMs: wakeAtMs ?? null,
    ...(isOpened && { redriveCount: execution.redriveCount ?? 0, redriveMs: execution.redriveMs ?? 0 }),
    ...(isOpened && { deadlineMs: execution.deadlineMs ?? null }),
    ...((closed || isOpened) && {
      status: execution.status,
      stopMs: execution.stopMs ?? null,
      output: execution.output?.text ?? null,
      error: execution.error?.error ?? null,
      cause: execution.error?.cause ?? null,
    }),
  };
  batch.updates.push(update);
}

function writeFrames(batch: MutableBatch, { live, touched }: Change): void {
  const { execution, storedFrames } = live;
  if (execution.status !== 'RUNNING') {
    if (storedFrames.size > 0) batch.framesDropped.push(live.id);
    storedFrames.clear();
    live.isRedriven = false;
    for (const { path, body } of execution.standing ?? []) putFrame(batch, live, STANDING + path, body);
    return;
  }
  if (touched.size > 0) dropStanding(batch, live);
  for (const path of touched) {
    const body = frameBody(execution, path);
    if (body !== undefined) putFrame(batch, live, path, body);
    else if (storedFrames.delete(path)) batch.framesDeleted.push({ executionId: live.id, path });
  }
}

/** In front of the paths of rows that tell where a closed execution stood. */
export const STANDING = 'redrive:';

function putFrame(batch: MutableBatch, live: LiveExecution, path: string, body: string): void {
  batch.framesPut.push({ executionId: live.id, path, body });
  live.storedFrames.add(path);
}

/** The execution goes on: where it stood is now where it is. */
function dropStanding(batch: MutableBatch, live: LiveExecution): void {
  if (!live.isRedriven) return;
  live.isRedriven = false;
  for (const path of live.storedFrames) {
    if (!path.startsWith(STANDING)) continue;
    live.storedFrames.delete(path);
    batch.framesDeleted.push({ executionId: live.id, path });
  }
}

/** Most events of a row: a page of a long history need not read all of it. */
const MAX_EVENTS_PER_ROW = 1000;

function writeHistory(batch: MutableBatch, { live, events }: Change): void {
  for (let at = 0; at < events.length; at += MAX_EVENTS_PER_ROW) {
    const part = events.length <= MAX_EVENTS_PER_ROW ? events : events.slice(at, at + MAX_EVENTS_PER_ROW);
    const firstEventId = (part[0] as HistoryEvent).id;
    const lastEventId = firstEventId + part.length - 1;
    batch.history.push({ executionId: live.id, firstEventId, lastEventId, body: historyRecord(part) });
  }
}
