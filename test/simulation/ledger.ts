/**
 * Watches every batch that becomes durable, and checks what has to hold at every step, whatever happens around it: the
 * promises P2, P3, P4, P6, P10 and P13 of docs/durability.md. It has its own books, made from the batches alone.
 */
import { createHash } from 'node:crypto';
import type { HistoryEvent } from '../../src/asl/history-events.ts';
import { historyEvents } from '../../src/asl/history-record.ts';
import type { Batch, ExecutionRow, ExecutionUpdate, HistoryRow } from '../../src/store/store.ts';

export interface Account {
  row: ExecutionRow;
  readonly events: HistoryEvent[];
  readonly texts: string[];
  /** By id of the …Scheduled event: how many results it has. */
  readonly results: Map<number, number>;
  /** By id of the …StateEntered event: how many attempts it made since the last redrive. */
  attempts: Map<number, number>;
  /** Rows of frames. */
  readonly frames: Set<string>;
  /** The store has deleted it. */
  isPurged: boolean;
}

const ENDS: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};
const SCHEDULED = /^(Task|Activity|LambdaFunction)Scheduled$/;
const RESULT = /^(Task|Activity|LambdaFunction)(Succeeded|Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$/;

export class Ledger {
  readonly accounts = new Map<number, Account>();
  readonly byArn = new Map<string, Account>();
  readonly revisions = new Map<number, string>();
  readonly running = new Set<number>();
  readonly inbox = new Set<number>();
  readonly activityTasks = new Set<string>();
  readonly expressStarts = new Set<string>();
  /** ARNs of executions that the store has deleted. */
  readonly purged = new Set<string>();
  /** Of nested executions: parent, frame and attempt. */
  readonly #children = new Set<string>();
  readonly #violation: (text: string) => void;
  batches = 0;
  events = 0;

  constructor(violation: (text: string) => void) {
    this.#violation = violation;
  }

  applied(batch: Batch): void {
    this.batches++;
    for (const { id, definition } of batch.revisions) this.revisions.set(id, definition);
    for (const { kind, key } of batch.resourcesDeleted) this.#resources(kind)?.delete(key);
    for (const { kind, key } of batch.resourcesPut) this.#resources(kind)?.add(key);
    for (const row of batch.inserts) this.#insert(row);
    for (const update of batch.updates) this.#update(update);
    for (const row of batch.inserts) this.#child(row, batch);
    for (const id of batch.framesDropped) this.accounts.get(id)?.frames.clear();
    for (const { executionId, path } of batch.framesDeleted) this.accounts.get(executionId)?.frames.delete(path);
    for (const { executionId, path } of batch.framesPut) this.accounts.get(executionId)?.frames.add(path);
    for (const row of batch.history) this.#history(row);
    for (const id of batch.inboxDeleted) this.inbox.delete(id);
    for (const { id } of batch.inboxPut) this.inbox.add(id);
    this.#ends(batch);
  }

  /** The store has deleted an execution. `closedBeforeMs`: what it was asked for. */
  purge(id: number, closedBeforeMs: number): void {
    const account = this.accounts.get(id);
    if (account === undefined) return;
    account.isPurged = true;
    const { status, stopMs, arn, parent } = account.row;
    this.purged.add(arn);
    if (status === 'RUNNING' || stopMs === undefined || stopMs >= closedBeforeMs) {
      this.#violation(`P1: ${arn} was deleted: it is ${status} since ${stopMs}, not before ${closedBeforeMs}`);
    }
    if (parent?.sync && this.running.has(parent.id)) this.#violation(`P7: ${arn} was deleted before its parent ended`);
  }

  /** Of all histories. */
  digest(): string {
    const hash = createHash('sha1');
    for (const { texts } of this.accounts.values()) for (const text of texts) hash.update(text);
    return hash.digest('hex');
  }

  #resources(kind: string): Set<string> | undefined {
    if (kind === 'activityTask') return this.activityTasks;
    return kind === 'expressStart' ? this.expressStarts : undefined;
  }

  #insert(row: ExecutionRow): void {
    const account: Account = {
      ...{ row, events: [], texts: [], results: new Map(), attempts: new Map(), frames: new Set(), isPurged: false },
    };
    if (this.byArn.get(row.arn)?.isPurged === false) this.#violation(`P11: a second execution ${row.arn}`);
    this.accounts.set(row.id, account);
    this.byArn.set(row.arn, account);
    if (row.status === 'RUNNING') this.running.add(row.id);
  }

  /** Started once for each attempt, in the batch in which the parent says so. */
  #child({ arn, parent, mapRunArn }: ExecutionRow, batch: Batch): void {
    if (parent === undefined || parent.id < 0) return; // EXPRESS: at least once
    const lives = this.accounts.get(parent.id)?.row.redriveCount;
    const attempt = `${parent.id} ${parent.framePath} ${parent.taskId} ${mapRunArn ?? ''} ${lives}`;
    if (this.#children.has(attempt)) this.#violation(`P6: a second child of ${parent.arn} for ${attempt}`);
    this.#children.add(attempt);
    const isTold = mapRunArn !== undefined || batch.history.some((part) => part.executionId === parent.id);
    if (!isTold) this.#violation(`P6: ${arn} exists, and its parent does not say so`);
  }

  #update(update: ExecutionUpdate): void {
    const account = this.accounts.get(update.id);
    if (account === undefined) return this.#violation(`an update of execution ${update.id}, which is not there`);
    const { id: _, ...changes } = update;
    const members = Object.entries({ ...account.row, ...changes }).filter(([, value]) => value != null);
    const { status: was, redriveCount: lives } = account.row;
    account.row = Object.fromEntries(members) as unknown as ExecutionRow;
    const { status, arn, redriveCount } = account.row;
    if (status === 'RUNNING') this.running.add(update.id);
    else this.running.delete(update.id);
    if (was !== 'RUNNING' && status !== was && redriveCount === lives) {
      this.#violation(`P3: ${arn} was ${was} and is ${status}`);
    }
  }

  #history(row: HistoryRow): void {
    const { executionId, firstEventId, body } = row;
    const account = this.accounts.get(executionId);
    if (account === undefined) return this.#violation(`P1: history of execution ${executionId}, which is not there`);
    if (firstEventId !== account.events.length + 1) {
      this.#violation(`P2: ${account.row.arn}: event ${firstEventId} follows ${account.events.length}`);
    }
    account.texts.push(body);
    for (const event of historyEvents(row)) this.#event(account, event);
  }

  #event(account: Account, event: HistoryEvent): void {
    this.events++;
    const { events, row } = account;
    const say = (text: string) => this.#violation(`${text}: ${row.arn}, event ${event.id} (${event.type})`);
    const last = events.at(-1);
    if (event.id !== events.length + 1) say(`P2: id out of order, after ${events.length}`);
    if (event.previousEventId >= event.id) say('P2: follows a later one');
    if (last !== undefined && event.timestampMs < last.timestampMs)
      say(`P2: earlier than the one before, ${last.timestampMs}`);
    if ((last === undefined) !== (event.type === 'ExecutionStarted')) say('P2: not the right beginning');
    if (last !== undefined && last.type in ENDS && event.type !== 'ExecutionRedriven')
      say('P2: something after the end');
    events.push(event);
    if (event.type === 'ExecutionRedriven') account.attempts = new Map();
    if (SCHEDULED.test(event.type)) this.#scheduled(account, event, say);
    if (RESULT.test(event.type)) this.#result(account, event, say);
    if (event.type === 'WaitStateExited') this.#waited(account, event, say);
    const name = /StateEntered$/.test(event.type) ? nameIn(event) : undefined;
    if (name !== undefined && !this.revisions.get(row.revision)?.includes(JSON.stringify(name))) {
      say(`P13: ${name} is not in the definition that it started with`);
    }
  }

  #scheduled(account: Account, event: HistoryEvent, say: (text: string) => void): void {
    const entered = before(
      account,
      event,
      (one) => one.type === 'TaskStateEntered' || one.type === 'ExecutionRedriven',
    );
    if (entered === undefined || entered.type === 'ExecutionRedriven') return;
    const attempts = (account.attempts.get(entered.id) ?? 0) + 1;
    account.attempts.set(entered.id, attempts);
    const [, most, seconds] = /_a(\d+)i(\d+)_/.exec(nameIn(entered)) ?? [];
    if (attempts > Number(most)) say(`P4: attempt ${attempts} of ${most}`);
    const previous = account.events[event.previousEventId - 1];
    if (
      previous !== undefined &&
      RESULT.test(previous.type) &&
      event.timestampMs - previous.timestampMs < Number(seconds) * 1000
    ) {
      say('P10: tried again too early');
    }
  }

  #result(account: Account, event: HistoryEvent, say: (text: string) => void): void {
    const scheduled = before(account, event, (one) => SCHEDULED.test(one.type));
    if (scheduled === undefined) return say('P4: a result of nothing');
    const results = (account.results.get(scheduled.id) ?? 0) + 1;
    account.results.set(scheduled.id, results);
    if (results > 1) say(`P4: result ${results} of attempt ${scheduled.id}`);
  }

  #waited(account: Account, event: HistoryEvent, say: (text: string) => void): void {
    if (before(account, event, ({ type }) => type === 'ExecutionRedriven') !== undefined) return; // entered in a life before
    const entered = before(account, event, (one) => one.type === 'WaitStateEntered');
    const seconds = Number(/^Wait(\d+)_/.exec(nameIn(entered))?.[1]);
    if (entered === undefined || event.timestampMs - entered.timestampMs < seconds * 1000) say('P10: woke too early');
  }

  /** Status and last event change together. */
  #ends(batch: Batch): void {
    const touched = new Set([...batch.updates, ...batch.inserts].map(({ id }) => id));
    for (const { executionId } of batch.history) touched.add(executionId);
    for (const id of touched) {
      const account = this.accounts.get(id);
      if (account === undefined) continue;
      const { row, events } = account;
      const told = ENDS[events.at(-1)?.type ?? ''] ?? 'RUNNING';
      if (told !== row.status) this.#violation(`P3: ${row.arn} is ${row.status}, its history says ${told}`);
      if ((row.stopMs === undefined) !== (row.status === 'RUNNING')) this.#violation(`P3: ${row.arn}: stopDate`);
    }
  }
}

/** Of a state. */
export function nameIn(event: HistoryEvent | undefined): string {
  return String(event?.details?.['name'] ?? '');
}

/** The nearest event on the way back that is one of those. */
export function before(
  { events }: Pick<Account, 'events'>,
  { previousEventId }: HistoryEvent,
  is: (event: HistoryEvent) => boolean,
): HistoryEvent | undefined {
  for (let event = events[previousEventId - 1]; event !== undefined; event = events[event.previousEventId - 1]) {
    if (is(event)) return event;
  }
  return undefined;
}
