/** Makes what carries execution logs and status change events out of the process, as the configuration says, and lets it listen to the feed. */
import { join } from 'node:path';
import { CloudWatchLogsClients } from '../delivery/cloudwatch-client.ts';
import { CloudWatchSink } from '../delivery/cloudwatch-sink.ts';
import { DropCount } from '../delivery/drop-count.ts';
import { EventBridgeClients } from '../delivery/eventbridge-client.ts';
import { ExecutionLogs } from '../delivery/execution-logs.ts';
import { LineSink, type LineWriter } from '../delivery/line-sink.ts';
import type { LogSink } from '../delivery/log-sink.ts';
import { OutputStream } from '../delivery/output-stream.ts';
import { RotatingFile } from '../delivery/rotating-file.ts';
import { StatusEvents } from '../delivery/status-events.ts';
import type { Engine } from '../engine/engine.ts';
import type { Feed } from '../engine/feed.ts';
import type { Logger, Ports } from '../engine/ports.ts';
import type { Store } from '../store/store.ts';
import type { ServerConfig } from './config.ts';

/** How long the end of the process waits for what is still to be delivered. */
const CLOSE_GRACE_MS = 5000;

export interface Delivery {
  /** To be called when the engine is open. */
  start(engine: Engine): void;
  /** To be called while the engine is still open; marks what it can as delivered, for a bounded time. */
  drain(): Promise<void>;
  /** To be called when nothing happens any more; delivers what is left, for a bounded time. */
  close(): Promise<void>;
}

export interface DeliveryParts {
  readonly store: Store;
  readonly ports: Ports;
  readonly log: Logger;
  readonly feed: Feed;
}

/** To be called before the engine opens, which already makes events. Rejects when a log file cannot be written. */
export async function createDelivery(config: ServerConfig, parts: DeliveryParts): Promise<Delivery> {
  const logs = await executionLogs(config, parts);
  const events = statusEvents(config, parts);
  return {
    start: (engine) => events?.start((kind, keys) => engine.forget(kind, keys)),
    drain: () => stayingAlive(async () => events?.close(CLOSE_GRACE_MS)),
    close: () => stayingAlive(async () => logs?.close(CLOSE_GRACE_MS)),
  };
}

/** The timers of ports do not keep the process alive; it must not end before the last is out. */
async function stayingAlive(work: () => Promise<void>): Promise<void> {
  const alive = setInterval(() => {}, CLOSE_GRACE_MS);
  await work().finally(() => clearInterval(alive));
}

async function executionLogs(
  config: ServerConfig,
  { store, ports, log, feed }: DeliveryParts,
): Promise<{ close(graceMs: number): Promise<void> } | undefined> {
  const drops = new DropCount(ports, log, 'records of execution logs were dropped');
  const sink = await logSink(config, { ports, log, drops });
  if (sink === undefined) return undefined;
  const processId = ports.uuid().slice(0, 8);
  const logs = new ExecutionLogs({ sink, processId, revisionOf: (id) => store.revision(id), drops, log });
  feed.subscribe(logs.listen, logs.wants);
  return {
    async close(graceMs) {
      await sink.close(graceMs);
      drops.report();
    },
  };
}

/** Events of AWS have this source; AWS itself takes it from nobody else. */
const AWS_SOURCE = 'aws.states';

function statusEvents({ events }: ServerConfig, { store, ports, log, feed }: DeliveryParts): StatusEvents | undefined {
  if (events === 'off') return undefined;
  const source = events === 'eventbridge' ? AWS_SOURCE : events.slice('eventbridge:'.length);
  const drops = new DropCount(ports, log, 'status change events were refused and dropped');
  const made = new StatusEvents({ bus: new EventBridgeClients(), source, store, ports, log, drops });
  feed.recordWith(made.record);
  feed.subscribe(made.listen);
  return made;
}

type SinkParts = Pick<DeliveryParts, 'ports' | 'log'> & { readonly drops: DropCount };

async function logSink({ logs, dataDir, store }: ServerConfig, parts: SinkParts): Promise<LogSink | undefined> {
  if (logs === 'off') return undefined;
  if (logs === 'cloudwatch') return new CloudWatchSink({ client: new CloudWatchLogsClients(), ...parts });
  const lines = (writer: LineWriter) => new LineSink({ writer, ...parts });
  // Without a data folder there is no place of ours for a file.
  if (logs === 'stdout' || (logs === 'file' && store === 'memory')) return lines(new OutputStream(process.stdout));
  if (logs === 'file') return lines(new RotatingFile(join(dataDir, 'logs', 'executions.log')));
  const file = new RotatingFile(logs.slice('file:'.length));
  await file.open();
  return lines(file);
}
