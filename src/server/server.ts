/** The composition root: makes a running server out of a configuration. Nothing else wires parts together. */
import { mkdir } from 'node:fs/promises';
import type { Logger as PinoLogger } from 'pino';
import { Admission } from '../api/admission.ts';
import type { Api } from '../api/api.ts';
import { createApi } from '../api/api.ts';
import { createHttpServer } from '../api/http-server.ts';
import { Quotas } from '../api/quotas.ts';
import { countedApi } from '../api/request-stats.ts';
import type { JsonObject } from '../asl/json.ts';
import type { ApiErrorCode } from '../aws/api-error.ts';
import { ApiError } from '../aws/api-error.ts';
import { Engine } from '../engine/engine.ts';
import { Feed } from '../engine/feed.ts';
import type { ApiCall } from '../engine/sfn-tasks.ts';
import { countedIntegrationOf } from '../integrations/call-stats.ts';
import { createIntegrations } from '../integrations/index.ts';
import { CallCounts } from '../observability/call-counts.ts';
import { createLog } from '../observability/log.ts';
import { Monitor, storeFiles } from '../observability/monitor.ts';
import type { Tracing } from '../observability/traces/otlp.ts';
import { Failpoint } from '../store/failpoint.ts';
import { MemoryStore } from '../store/memory/store.ts';
import { SqliteStore } from '../store/sqlite/store.ts';
import type { Store } from '../store/store.ts';
import { createWebApp } from '../web/app.ts';
import { consoleRoutes } from '../web/console.ts';
import { healthRoutes } from '../web/health.ts';
import { createLive } from '../web/live.ts';
import { metricsRoutes } from '../web/metrics.ts';
import type { ServerConfig } from './config.ts';
import { createDelivery } from './delivery.ts';
import { Failpoints } from './failpoints.ts';
import { nodePorts } from './node-ports.ts';
import { packageVersion } from './version.ts';

export type { ServerConfig } from './config.ts';

export interface RunningServer {
  /** `http://host:port`, as clients reach it. */
  readonly url: string;
  /** Takes no more requests, finishes those under way, writes down what is left. */
  close(): Promise<void>;
}

/** `failpoint`: for tests, see store/failpoint.ts. */
export async function startServer(config: ServerConfig, failpoint?: string): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const store = await makeStore(config, failpoint);
  const failpoints = failpoint === undefined ? undefined : new Failpoints(new Failpoint(failpoint));
  const integrations = createIntegrations();
  const calls = new CallCounts();
  const feed = new Feed();
  const delivery = await createDelivery(config, { store, ports: nodePorts, log, feed });
  const tracing = config.traces === 'otlp' ? await traceTo({ feed, store, log }) : undefined;
  let api: Api | undefined;
  const callApi: ApiCall = (operation, request, realm) => inProcess(api as Api, operation, request, realm);
  const engine = await Engine.open({
    store: failpoints?.store(store) ?? store,
    ports: failpoints?.ports(nodePorts) ?? nodePorts,
    log,
    options: { interruptedTasks: config.interruptedTasks, retentionMs: retentionMs(config) },
    integrationOf:
      failpoints?.integrationOf(countedIntegrationOf(integrations, calls)) ?? countedIntegrationOf(integrations, calls),
    callApi,
    feed,
  });
  delivery.start(engine);
  const apiOptions = {
    service: failpoints?.service(engine) ?? engine,
    defaultAccount: config.accountId,
    defaultRegion: config.region,
    tokenKey: await store.setting('next-token-key', () => nodePorts.uuid() + nodePorts.uuid()),
    log,
    about: () => about(config),
  };
  // Tasks ask without admission: what was accepted goes on.
  api = createApi(apiOptions);
  const admission = new Admission({
    fullness: () => engine.fullness,
    quotas: config.quotas === 'aws' ? new Quotas() : undefined,
  });
  const live = createLive({ feed: engine.feed, ports: nodePorts });
  const monitor = new Monitor({
    ...{ version: packageVersion(), store, engine, calls, log, nowMs: nodePorts.nowMs },
    ...(config.store === 'sqlite' && { dataDir: config.dataDir }),
    throttled: () => admission.throttled,
    startRoom: () => admission.startRoom,
    startsWaiting: () => admission.waiting,
    liveReaders: () => live.readerCount,
  });
  const app = createWebApp([
    healthRoutes(() => monitor.readiness.reasons()),
    metricsRoutes(monitor.metrics),
    live.routes,
    consoleRoutes(),
  ]);
  const admittedApi = createApi({ ...apiOptions, admission });
  const http = createHttpServer(countedApi(admittedApi, monitor.requests), { log, app });
  const close = async () => {
    log.info({}, 'stopping');
    monitor.readiness.drain();
    monitor.stop();
    engine.releaseWaiters();
    live.close();
    await http.close();
    await delivery.drain();
    await engine.close();
    integrations.close();
    await delivery.close();
    await tracing?.close();
    log.info({}, 'stopped');
    flush(log);
  };
  try {
    const { port } = await http.listen(config.port, config.host);
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    const url = `http://${host}:${port}`;
    monitor.start();
    log.info({ version: packageVersion(), url, store: config.store, dataDir: config.dataDir }, 'serving');
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function about(config: ServerConfig): Promise<{ version: string; storeBytes?: number }> {
  const version = packageVersion();
  if (config.store === 'memory') return { version };
  const files = await storeFiles(config.dataDir);
  return { version, storeBytes: files.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

async function makeStore(config: ServerConfig, failpoint: string | undefined): Promise<Store> {
  if (config.store === 'memory') return new MemoryStore();
  await mkdir(config.dataDir, { recursive: true });
  return new SqliteStore({ dataDir: config.dataDir, failpoint });
}

/** The packages of OpenTelemetry are loaded only when they are wanted. */
async function traceTo({ feed, store, log }: { feed: Feed; store: Store; log: PinoLogger }): Promise<Tracing> {
  const { traceOverOtlp } = await import('../observability/traces/otlp.ts');
  const traceHeaderOf = async (arn: string) => (await store.execution(arn))?.traceHeader;
  return traceOverOtlp({ feed, version: packageVersion(), log, traceHeaderOf });
}

/** A task's request to the API: the same checks and answers as for any client of this account and Region. */
async function inProcess(
  api: Api,
  operation: string,
  request: JsonObject,
  { account, region }: { account: string; region: string },
): Promise<JsonObject> {
  const { status, body } = await api.handle({
    target: `AWSStepFunctions.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/states/aws4_request`,
    body: JSON.stringify(request),
  });
  const answer = JSON.parse(body) as JsonObject;
  if (status === 200) return answer;
  const code = String(answer['__type']).split('#').pop() as ApiErrorCode;
  throw new ApiError(code, String(answer['message'] ?? ''));
}

function flush(log: PinoLogger): void {
  log.flush();
}

/** Undefined: closed executions are kept for ever. */
function retentionMs({ retentionDays }: ServerConfig): number | undefined {
  return retentionDays === 0 ? undefined : retentionDays * 86_400_000;
}
