/**
 * Execution logs to CloudWatch Logs: one queue per log stream, each of which is created when it is first written to.
 * Limits of a PutLogEvents call: 10,000 events, 1 MiB with 26 bytes for each event on top, in the order of time, over
 * 24 hours at most. Source: API reference "PutLogEvents".
 *
 * A log group that does not exist, or is deleted later, costs its records and a warning, never an execution. When a
 * destination is down for long, the oldest records are dropped and counted.
 */
import { Cache } from '../engine/cache.ts';
import type { Logger, Ports } from '../engine/ports.ts';
import type { CloudWatchLogs } from './cloudwatch-client.ts';
import { DeliveryQueue, type SendResult } from './delivery-queue.ts';
import { DeliveryQueues } from './delivery-queues.ts';
import type { DropCount } from './drop-count.ts';
import type { LogEntry, LogSink } from './log-sink.ts';

const MAX_EVENTS = 10_000;
const MAX_CALL_BYTES = 1024 * 1024;
const EVENT_BYTES = 26;
const MAX_SPAN_MS = 24 * 60 * 60 * 1000;
/** Bytes of all records that may wait. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Streams that are known to be there. */
const MAX_STREAMS = 10_000;

interface Sized extends LogEntry {
  readonly bytes: number;
}

export interface CloudWatchSinkInit {
  readonly client: CloudWatchLogs;
  readonly ports: Pick<Ports, 'random' | 'setTimer'>;
  readonly log: Logger;
  readonly drops: DropCount;
  readonly maxWaitingBytes?: number;
}

export class CloudWatchSink implements LogSink {
  readonly #init: CloudWatchSinkInit;
  readonly #queues: DeliveryQueues<Sized>;
  readonly #maxBytes: number;
  /** By name of the queue: whether the stream is there, as far as is known. */
  readonly #created = new Cache<string, boolean>(MAX_STREAMS);
  /** Of what was added since the queues were last looked at; an upper bound of what waits. */
  #bytes = 0;
  #closed = false;

  constructor(init: CloudWatchSinkInit) {
    this.#init = init;
    this.#maxBytes = init.maxWaitingBytes ?? MAX_WAITING_BYTES;
    this.#queues = new DeliveryQueues(init.ports, (name, entry, idle) => this.#queue(name, entry, idle));
  }

  write(entry: LogEntry): void {
    const bytes = Buffer.byteLength(entry.record) + EVENT_BYTES;
    if (this.#closed || bytes > MAX_CALL_BYTES) return this.#init.drops.add(1);
    const { group, stream } = entry;
    // No name of a group or stream has spaces.
    this.#queues.add(`${group.region} ${group.account} ${group.name} ${stream}`, { ...entry, bytes });
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes) this.#shrink();
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    this.#init.drops.add(await this.#queues.close(graceMs));
    this.#init.client.close();
  }

  /** A tenth of all goes at once, so that the queues are not searched for every record. */
  #shrink(): void {
    this.#bytes = this.#queues.size;
    if (this.#bytes <= this.#maxBytes) return;
    this.#init.drops.add(this.#queues.dropOldest(this.#bytes - this.#maxBytes * 0.9));
    this.#bytes = this.#queues.size;
  }

  #queue(name: string, { group, stream }: LogEntry, idle: () => void): DeliveryQueue<Sized> {
    const { client, ports, log } = this.#init;
    const create = async (signal: AbortSignal) => {
      if (this.#created.get(name)) return;
      await client.createLogStream(group, stream, signal).catch(unlessNamed('ResourceAlreadyExistsException'));
      this.#created.set(name, true);
    };
    const send = async (batch: readonly Sized[], signal: AbortSignal): Promise<SendResult<Sized>> => {
      try {
        await create(signal);
        const events = batch.map(({ timestampMs, record }) => ({ timestamp: timestampMs, message: record }));
        this.#init.drops.add(await client.putLogEvents(group, stream, events, signal));
        return {};
      } catch (error) {
        const isGone = named(error, 'ResourceNotFoundException');
        if (isGone) this.#created.set(name, false);
        if (!isGone && !named(error, 'InvalidParameterException')) throw error;
        log.warn({ err: error, logGroup: group.name, region: group.region }, 'execution logs were refused');
        return { refused: batch, mustRest: isGone };
      }
    };
    const refused = (entries: readonly Sized[]) => this.#init.drops.add(entries.length);
    const sizeOf = ({ bytes }: Sized) => bytes;
    return new DeliveryQueue({ ports, log, destination: 'CloudWatch Logs', take, isFull, send, sizeOf, refused, idle });
  }
}

/** The first entries of the queue that fit in one call, in the order of time; of one execution they are so already. */
function take(queue: Sized[]): Sized[] {
  let count = 0;
  let bytes = 0;
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const entry of queue) {
    bytes += entry.bytes;
    firstMs = Math.min(firstMs, entry.timestampMs);
    lastMs = Math.max(lastMs, entry.timestampMs);
    if (count === MAX_EVENTS || bytes > MAX_CALL_BYTES || lastMs - firstMs > MAX_SPAN_MS) break;
    count++;
  }
  return queue.splice(0, count).sort((a, b) => a.timestampMs - b.timestampMs);
}

function isFull(count: number, bytes: number): boolean {
  return count >= MAX_EVENTS || bytes >= MAX_CALL_BYTES;
}

function named(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function unlessNamed(name: string): (error: unknown) => void {
  return (error) => {
    if (!named(error, name)) throw error;
  };
}
