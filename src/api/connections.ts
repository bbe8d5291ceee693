/**
 * The connections of a server, so that it can be closed without cutting a running request off. Node's own
 * closeIdleConnections leaves out connections on which nothing was ever asked, such as those a browser opens ahead.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export class Connections {
  /** Number of requests being answered, by connection; more than one when a client sends ahead. */
  readonly #running = new Map<Socket, number>();
  #closing = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#running.set(socket, 0);
      socket.once('close', () => this.#running.delete(socket));
    });
  }

  /** To be called for each request. */
  begin({ socket }: IncomingMessage, response: ServerResponse): void {
    this.#count(socket, +1);
    response.once('close', () => {
      this.#count(socket, -1);
      if (this.#closing && this.#running.get(socket) === 0) socket.destroySoon();
    });
  }

  /** Closes every connection that answers nothing, at once or when it is done. */
  closeWhenIdle(): void {
    this.#closing = true;
    for (const [socket, running] of this.#running) if (running === 0) socket.destroy();
  }

  #count(socket: Socket, change: number): void {
    const running = this.#running.get(socket);
    if (running !== undefined) this.#running.set(socket, running + change);
  }
}
