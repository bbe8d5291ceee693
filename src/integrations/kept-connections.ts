/**
 * Agents that keep connections, and give idle ones up before usual servers do (Node's after 5 s): a request sent on a
 * connection that the other side is just closing would fail, and nobody here may repeat it, for it may have had effect.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** At once to one host; as many as an account may run functions at once unless it has asked for more. */
export const MAX_SOCKETS = 1000;
export const IDLE_SOCKET_MS = 4000;
export const CONNECTION_TIMEOUT_MS = 10_000;

export function keptConnections(idleMs = IDLE_SOCKET_MS): Agents {
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return {
    httpAgent: dropIdleSockets(new HttpAgent(options), idleMs),
    httpsAgent: dropIdleSockets(new HttpsAgent(options), idleMs),
  };
}

function dropIdleSockets<A extends HttpAgent>(agent: A, idleMs: number): A {
  const keep = agent.keepSocketAlive.bind(agent) as (socket: Socket) => boolean;
  const reuse = agent.reuseSocket.bind(agent);
  // The agent itself destroys a socket that times out while it is free.
  const keepBriefly = (socket: Socket): boolean => {
    const kept = keep(socket);
    if (kept) socket.setTimeout(Math.min(socket.timeout || idleMs, idleMs));
    return kept;
  };
  agent.keepSocketAlive = keepBriefly as typeof agent.keepSocketAlive;
  agent.reuseSocket = (socket, request) => {
    (socket as Socket).setTimeout(0);
    reuse(socket, request);
  };
  return agent;
}
