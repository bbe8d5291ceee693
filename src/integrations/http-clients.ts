/**
 * Connections to origins, each for one request at a time. The one used last is used next, so that the rest fall idle
 * and are dropped. (undici's own pools would open twice as many: to them a connection is free only a while after its
 * answer, and the next call is made at once.)
 */
import type { Client } from 'undici';
import { CONNECTION_TIMEOUT_MS, IDLE_SOCKET_MS, MAX_SOCKETS } from './kept-connections.ts';

/** Idle connections of servers that say how long they keep theirs (`Keep-Alive: timeout=60`) are kept a little less, and so long at most. */
const MAX_IDLE_MS = 60_000;
/** Far more than the Regions there are. */
const MAX_ORIGINS = 100;

/** Makes a request over the client, and gives it back with `release` as soon as the request has ended. */
type Use = (client: Client) => void;

export class HttpClients {
  readonly #newClient: (origin: string) => Client;
  readonly #maxConnections: number;
  /** In the order in which they were first asked for. */
  readonly #origins = new Map<string, Origin>();

  private constructor(newClient: (origin: string) => Client, maxConnections: number) {
    this.#newClient = newClient;
    this.#maxConnections = maxConnections;
  }

  /** Loads undici, without which a server that calls nothing starts sooner. */
  static async load(maxConnections = MAX_SOCKETS): Promise<HttpClients> {
    const undici = await import('undici');
    const connect = undici.buildConnector({ timeout: CONNECTION_TIMEOUT_MS }); // one, so that TLS sessions are shared
    const idle = { keepAliveTimeout: IDLE_SOCKET_MS, keepAliveMaxTimeout: MAX_IDLE_MS };
    const unlimited = { headersTimeout: 0, bodyTimeout: 0 };
    return new HttpClients((origin) => new undici.Client(origin, { connect, ...idle, ...unlimited }), maxConnections);
  }

  of(origin: string): Origin {
    let connections = this.#origins.get(origin);
    if (connections === undefined) {
      this.#makeRoom();
      connections = new Origin(() => this.#newClient(origin), this.#maxConnections);
      this.#origins.set(origin, connections);
    }
    return connections;
  }

  /** Requests under way end with an error. */
  destroy(): void {
    for (const connections of this.#origins.values()) connections.destroy();
    this.#origins.clear();
  }

  #makeRoom(): void {
    const [oldest] = this.#origins;
    if (oldest === undefined || this.#origins.size < MAX_ORIGINS) return;
    this.#origins.delete(oldest[0]);
    oldest[1].retire();
  }
}

export class Origin {
  readonly #open: () => Client;
  readonly #maxConnections: number;
  readonly #clients = new Set<Client>();
  readonly #idle: Client[] = [];
  readonly #waiting: Use[] = [];
  #isRetired = false;

  constructor(open: () => Client, maxConnections: number) {
    this.#open = open;
    this.#maxConnections = maxConnections;
  }

  /** Calls back now, or when a connection is free if there are as many as there may be. */
  use(use: Use): void {
    const client = this.#idle.pop() ?? (this.#clients.size < this.#maxConnections ? this.#add() : undefined);
    if (client === undefined) this.#waiting.push(use);
    else use(client);
  }

  release(client: Client): void {
    const next = this.#waiting.shift();
    // Not at once: undici tells of an end while it is still at work on the client.
    if (next !== undefined) queueMicrotask(() => next(client));
    else if (this.#isRetired) this.#remove(client);
    else this.#idle.push(client);
  }

  /** What is under way or waits ends as ever; then the connections are closed. */
  retire(): void {
    this.#isRetired = true;
    for (const client of this.#idle.splice(0)) this.#remove(client);
  }

  destroy(): void {
    this.#isRetired = true;
    for (const client of this.#clients) this.#remove(client);
  }

  #add(): Client {
    const client = this.#open();
    this.#clients.add(client);
    client.on('disconnect', () => {
      const at = this.#idle.indexOf(client);
      if (at < 0) return; // somebody uses it, over a new connection if need be
      this.#idle.splice(at, 1);
      this.#remove(client);
    });
    return client;
  }

  #remove(client: Client): void {
    this.#clients.delete(client);
    client.destroy().catch(() => {});
  }
}
