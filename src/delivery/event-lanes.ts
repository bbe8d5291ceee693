/**
 * The way to EventBridge: a few lanes per account and Region, each with one PutEvents call under way. An execution keeps
 * to its lane and has one event in a call at most, so its events arrive in order even when a part of a call fails.
 * Limits of a call: 10 events, 256 KiB. Source: API reference "PutEvents".
 */
import { type Realm, realmOf } from '../aws/arn.ts';
import type { Logger, Ports } from '../engine/ports.ts';
import type { ExecutionRow } from '../store/store.ts';
import { DeliveryQueue, type SendResult } from './delivery-queue.ts';
import { DeliveryQueues } from './delivery-queues.ts';
import type { BusEvent, EventBus } from './eventbridge-client.ts';
import { detailText, keyOf, type StatusChange } from './status-change.ts';

const DETAIL_TYPE = 'Step Functions Execution Status Change';
const LANES = 4;
const MAX_EVENTS = 10;
const MAX_CALL_BYTES = 256 * 1024;
/** What EventBridge counts for the time of an event. */
const TIME_BYTES = 14;
/** How far a call looks behind events that have to wait for an earlier one of their execution. */
const MAX_LOOK = 200;

interface Queued {
  readonly key: string;
  readonly event: BusEvent;
  readonly bytes: number;
}

export interface EventLanesInit {
  readonly bus: EventBus;
  readonly source: string;
  readonly ports: Pick<Ports, 'random' | 'setTimer'>;
  readonly log: Logger;
  /** Keys of status changes that are delivered, or will never be taken. */
  readonly settled: (keys: readonly string[]) => void;
  readonly refused: (count: number) => void;
}

export class EventLanes {
  readonly #init: EventLanesInit;
  readonly #queues: DeliveryQueues<Queued>;

  constructor(init: EventLanesInit) {
    this.#init = init;
    this.#queues = new DeliveryQueues(init.ports, (_, { event }, idle) => this.#queue(executionOf(event), idle));
  }

  get count(): number {
    return this.#queues.count;
  }

  /** Bytes of what waits. */
  get size(): number {
    return this.#queues.size;
  }

  add(change: StatusChange, row: ExecutionRow): void {
    const { source } = this.#init;
    const detail = detailText(change, row);
    const event = { source, detailType: DETAIL_TYPE, detail, resources: [row.arn], timeMs: change.timestampMs };
    const bytes = [source, DETAIL_TYPE, detail, row.arn].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      TIME_BYTES,
    );
    const { region, account } = realmOf(row.arn);
    this.#queues.add(`${region} ${account} ${row.id % LANES}`, { key: keyOf(change), event, bytes });
  }

  /** Resolves when nothing waits and nothing is under way. */
  emptied(): Promise<void> {
    return this.#queues.emptied();
  }

  /** Sends what waits, for `graceMs` at most. */
  async close(graceMs: number): Promise<void> {
    await this.#queues.close(graceMs);
    this.#init.bus.close();
  }

  #queue(arn: string, idle: () => void): DeliveryQueue<Queued> {
    const { ports, log, refused, settled } = this.#init;
    const realm = realmOf(arn);
    return new DeliveryQueue<Queued>({
      ...{ ports, log, destination: 'EventBridge', take, idle },
      // A call has one event of an execution, and short executions have two close together.
      isFull: (count) => count >= 2 * MAX_EVENTS,
      send: (batch, signal) => this.#send(realm, batch, signal),
      sizeOf: ({ bytes }) => bytes,
      settled: (entries) => settled(entries.map(({ key }) => key)),
      refused: (entries) => refused(entries.length),
    });
  }

  async #send(realm: Realm, batch: readonly Queued[], signal: AbortSignal): Promise<SendResult<Queued>> {
    const { bus, log } = this.#init;
    const events = batch.map(({ event }) => event);
    const failures = await bus.putEvents(realm, events, signal).catch((error: unknown) => {
      if (!isAboutTheRequest(error)) throw error;
      return events.map(() => ({ code: error.name, message: error.message }));
    });
    const again: Queued[] = [];
    const refused: Queued[] = [];
    for (const [i, entry] of batch.entries()) {
      const failure = failures[i];
      if (failure === undefined) continue;
      (isPassing(failure.code) ? again : refused).push(entry);
    }
    const failure = failures.find((one) => one !== undefined && !isPassing(one.code));
    if (failure !== undefined)
      log.warn({ ...failure, ...hint(failure.code) }, 'EventBridge refused status change events');
    return { again, refused };
  }
}

function executionOf({ resources }: BusEvent): string {
  return resources[0] ?? '';
}

function take(queue: Queued[]): Queued[] {
  const batch: Queued[] = [];
  const kept: Queued[] = [];
  const executions = new Set<string>();
  let bytes = 0;
  let looked = 0;
  for (const entry of queue) {
    if (batch.length === MAX_EVENTS || looked === MAX_LOOK) break;
    const execution = executionOf(entry.event);
    const mustWait = executions.has(execution);
    if (!mustWait && batch.length > 0 && bytes + entry.bytes > MAX_CALL_BYTES) break;
    looked++;
    executions.add(execution);
    if (mustWait) kept.push(entry);
    else {
      batch.push(entry);
      bytes += entry.bytes;
    }
  }
  queue.splice(0, looked, ...kept);
  return batch;
}

/** What is worth another try; the rest is about the event itself or about what the sender may do. */
function isPassing(code: string): boolean {
  return /^(?:Throttling|Internal|ServiceUnavailable)/.test(code);
}

/** The call as a whole can never succeed. */
function isAboutTheRequest(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ValidationException';
}

function hint(code: string): { readonly hint?: string } {
  if (!code.startsWith('NotAuthorizedForSource')) return {};
  return { hint: 'AWS takes no events whose source begins with aws.; name another: --events eventbridge:SOURCE' };
}
