/** Answers of the HTTP server: those of the Api, and refusals before the Api is asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from './http-guards.ts';
import { type ApiResponse, failureOf, newRequestId } from './wire.ts';

export function answer(res: ServerResponse, { status, headers, body }: ApiResponse): void {
  const bytes = Buffer.byteLength(body);
  const list = ['Content-Length', String(bytes)];
  for (const name in headers) list.push(name, headers[name] as string);
  res.writeHead(status, list);
  // Head and body go out in one piece; a body of ASCII letters alone needs no encoding.
  res.end(body, bytes === body.length ? 'latin1' : 'utf8');
}

/**
 * Answers and closes the connection. The answer goes out whole at once, but the connection is kept for a moment
 * while the rest of the body is thrown away: closing it with unread data would make the client lose the answer.
 */
export function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  { status, code, message }: Refusal,
  lingerMs: number,
): void {
  const { headers, body } = failureOf(status, code, message, newRequestId());
  const allow = status === 405 ? { Allow: 'POST' } : {};
  res.writeHead(status, { ...headers, ...allow, 'Content-Length': Buffer.byteLength(body), Connection: 'close' });
  res.write(req.method === 'HEAD' ? '' : body);
  const end = () => {
    clearTimeout(timer);
    if (!res.writableEnded) res.end();
  };
  const timer = setTimeout(() => {
    end();
    req.socket.destroy();
  }, lingerMs);
  if (req.complete) return end();
  req.once('end', end).once('close', end).resume();
}
