/**
 * The HTTP server: `POST /` goes straight to the Api; every other route to the app (`src/web`). Written for hostile clients.
 *
 * Limits, all settable: headers 16 KiB (431), body 3 MiB (413; see MAX_BODY_BYTES), headers and body within 25 s (408),
 * 10,000 connections (more are closed at once), 256 MiB of bodies being read at once (throttled).
 * Malformed HTTP is answered with 400 and a closed connection by node's strict parser.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Api } from './api.ts';
import { Connections } from './connections.ts';
import { answer, refuse } from './http-answers.ts';
import { isLoopbackAddress, mediaRefusal, originRefusal, type Refusal } from './http-guards.ts';
import type { Logger } from './logger.ts';
import { BodyAborted, BodyBudget, BodyBudgetExceeded, BodyTooLarge, declaredLength, readBody } from './request-body.ts';

/**
 * A definition may have 1,048,576 characters, and escaping its quotes and line ends in the request's JSON can double
 * it; 1 MiB is left for the other members (input, variables, context and mock of TestState are 256 KiB each).
 */
export const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** A hono app, or whatever has its `fetch`. */
export interface WebApp {
  fetch(request: Request): Response | Promise<Response>;
}

export interface HttpServerOptions {
  readonly log: Logger;
  /** Serves everything but `POST /`; by default there is nothing else. */
  readonly app?: WebApp;
  /** Further names for the Host header when bound to loopback; lower case, without port. */
  readonly allowedHosts?: readonly string[];
  readonly maxBodyBytes?: number;
  readonly maxBufferedBytes?: number;
  readonly maxConnections?: number;
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** How often the two timeouts are looked at. */
  readonly timeoutCheckMs?: number;
  /** How long an idle connection is kept; longer than clients keep theirs. */
  readonly keepAliveMs?: number;
  /** How long a refused body is still taken in, so that the client gets to read the answer. */
  readonly lingerMs?: number;
}

export interface HttpServer {
  /** The node server, for tests and for upgrades such as WebSockets. */
  readonly server: http.Server;
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Stops accepting, lets running requests end, closes idle connections; after `graceMs` closes what is left. */
  close(graceMs?: number): Promise<void>;
}

type Req = http.IncomingMessage;
type Res = http.ServerResponse;

const NO_APP: WebApp = { fetch: () => new Response('Not found', { status: 404 }) };
const DEFAULT_LINGER_MS = 2_000;
/** Connections that may wait to be accepted; with node's 511 a burst of clients sees resets. */
const CONNECTION_BACKLOG = 4096;
const APP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const METHOD_NOT_ALLOWED: Refusal = { status: 405, code: 'UnknownOperationException', message: 'Method not allowed' };
const TOO_LARGE: Refusal = { status: 413, code: 'PayloadTooLargeException', message: 'The request is too large' };
const THROTTLED: Refusal = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };

export function createHttpServer(api: Api, options: HttpServerOptions): HttpServer {
  const server = newServer(options);
  const connections = new Connections(server);
  const router = newRouter(api, options);
  const onRequest = (req: Req, res: Res) => {
    connections.begin(req, res);
    router.route(req, res);
  };
  server.on('request', onRequest);
  server.on('checkContinue', (req: Req, res: Res) => {
    if (declaredLength(req) <= maxBody(options)) res.writeContinue();
    onRequest(req, res);
  });
  server.on('error', (error) => options.log.error({ err: error }, 'HTTP server error'));
  return {
    server,
    listen(port, host) {
      router.loopback = isLoopbackAddress(host);
      return listen(server, port, host);
    },
    close: (graceMs = 10_000) => closeServer(server, connections, graceMs),
  };
}

/** Sends each request where it belongs. `loopback`: whether the server can be reached from this machine only. */
function newRouter(api: Api, options: HttpServerOptions) {
  const lingerMs = options.lingerMs ?? DEFAULT_LINGER_MS;
  const callApi = apiListener(api, options);
  const callApp = appListener(options);
  return {
    loopback: true,
    route(req: Req, res: Res): void {
      const { method = '', url = '', headers } = req;
      const refusal = originRefusal(headers, this.loopback, options.allowedHosts ?? []) ?? methodRefusal(method, url);
      if (refusal !== undefined) refuse(req, res, refusal, lingerMs);
      else if (method === 'POST' && isRoot(url)) callApi(req, res);
      else callApp(req, res);
    },
  };
}

/** Aborted when the connection ends before the answer was sent. */
function signalOfEnd(res: Res): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  if (res.destroyed) gone.abort();
  return gone.signal;
}

/** `POST /`: guards, body, Api. */
function apiListener(api: Api, options: HttpServerOptions): (req: Req, res: Res) => void {
  const budget = new BodyBudget(options.maxBufferedBytes ?? 256 * 1024 * 1024);
  const lingerMs = options.lingerMs ?? DEFAULT_LINGER_MS;

  async function call(req: Req, res: Res): Promise<void> {
    const refusal = mediaRefusal(req.headers);
    if (refusal !== undefined) return refuse(req, res, refusal, lingerMs);
    const body = await readBody(req, maxBody(options), budget);
    const { 'x-amz-target': target, authorization } = req.headers;
    const credential = queryCredential(req.url as string);
    const whenGone = () => signalOfEnd(res);
    answer(res, await api.handle({ target: single(target), authorization, credential, body, whenGone }));
  }

  return (req, res) => {
    call(req, res).catch((error) => {
      if (error instanceof BodyTooLarge) refuse(req, res, TOO_LARGE, lingerMs);
      else if (error instanceof BodyBudgetExceeded) refuse(req, res, THROTTLED, lingerMs);
      else if (!(error instanceof BodyAborted)) {
        options.log.error({ err: error }, 'request failed unexpectedly');
        res.destroy();
      }
    });
  };
}

/** Every other route. */
function appListener({ app = NO_APP, log }: HttpServerOptions): (req: Req, res: Res) => void {
  const listener = getRequestListener(async (request) => app.fetch(request), {
    errorHandler(error) {
      log.error({ err: error }, 'request failed unexpectedly');
      return new Response('Internal error', { status: 500 });
    },
    overrideGlobalObjects: false,
  });
  return (req, res) => void listener(req, res);
}

function methodRefusal(method: string, url: string): Refusal | undefined {
  const allowed = isRoot(url) ? ['GET', 'HEAD', 'POST'] : APP_METHODS;
  return allowed.includes(method) ? undefined : METHOD_NOT_ALLOWED;
}

async function listen(server: http.Server, port: number, host: string): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: CONNECTION_BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server.address() as AddressInfo;
}

function maxBody(options: HttpServerOptions): number {
  return options.maxBodyBytes ?? MAX_BODY_BYTES;
}

function newServer(options: HttpServerOptions): http.Server {
  const server = http.createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: options.headersTimeoutMs ?? 20_000,
    requestTimeout: options.requestTimeoutMs ?? 25_000,
    connectionsCheckingInterval: options.timeoutCheckMs ?? 2_000,
    keepAliveTimeout: options.keepAliveMs ?? 75_000,
    insecureHTTPParser: false,
    noDelay: true,
  });
  server.maxConnections = options.maxConnections ?? 10_000;
  return server;
}

function closeServer(server: http.Server, connections: Connections, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    connections.closeWhenIdle();
  });
}

function isRoot(url: string): boolean {
  return url === '/' || url.startsWith('/?');
}

function queryCredential(url: string): string | undefined {
  if (url.length <= 2) return undefined;
  return new URLSearchParams(url.slice(2)).get('X-Amz-Credential') ?? undefined;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
