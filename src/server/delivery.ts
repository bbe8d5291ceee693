/** Makes what carries execution logs out of the process, as the configuration says, and lets it listen to the feed. */
import { join } from 'node:path';
import { CloudWatchLogsClients } from '../delivery/cloudwatch-client.ts';
import { CloudWatchSink } from '../delivery/cloudwatch-sink.ts';
import { DropCount } from '../delivery/drop-count.ts';
import { ExecutionLogs } from '../delivery/execution-logs.ts';
import { LineSink, type LineWriter } from '../delivery/line-sink.ts';
import type { LogSink } from '../delivery/log-sink.ts';
import { OutputStream } from '../delivery/output-stream.ts';
import { RotatingFile } from '../delivery/rotating-file.ts';
import type { Feed } from '../engine/feed.ts';
import type { Logger, Ports } from '../engine/ports.ts';
import type { Store } from '../store/store.ts';
import type { ServerConfig } from './config.ts';

/** How long the end of the process waits for what is still to be delivered. */
const CLOSE_GRACE_MS = 5000;

export interface Delivery {
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
export async function createDelivery(
  config: ServerConfig,
  { store, ports, log, feed }: DeliveryParts,
): Promise<Delivery> {
  const drops = new DropCount(ports, log, 'records of execution logs were dropped');
  const sink = await logSink(config, { ports, log, drops });
  if (sink !== undefined) {
    const processId = ports.uuid().slice(0, 8);
    const logs = new ExecutionLogs({ sink, processId, revisionOf: (id) => store.revision(id), drops, log });
    feed.subscribe(logs.listen);
  }
  return {
    async close() {
      // The timers of ports do not keep the process alive; it must not end before the last records are out.
      const alive = setInterval(() => {}, CLOSE_GRACE_MS);
      await sink?.close(CLOSE_GRACE_MS);
      clearInterval(alive);
      drops.report();
    },
  };
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
