import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsHttpHandler } from './aws-http-handler.ts';

let server: Server;
let sockets: Set<Socket>;
let answer: (response: ServerResponse) => void;
const handlers: AwsHttpHandler[] = [];

beforeEach(async () => {
  answer = (response) => response.end('{"Functions":[]}');
  sockets = new Set();
  server = createServer((_, response) => answer(response)).on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => server.emit('gone')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  for (const handler of handlers.splice(0)) handler.destroy();
  server.closeAllConnections();
  server.close();
});

/** Any operation will do: the handler sits below all clients. */
function clientWith(idleSocketMs: number): LambdaClient {
  const requestHandler = new AwsHttpHandler({ maxAnswerBytes: 1 << 20, idleSocketMs });
  handlers.push(requestHandler);
  return new LambdaClient({
    requestHandler,
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
}

test('an idle connection is given up before the server does it', async () => {
  const client = clientWith(20);
  const gone = new Promise((resolve) => server.once('gone', resolve));
  await client.send(new ListFunctionsCommand({}));
  await gone;
  await client.send(new ListFunctionsCommand({}));
  expect(sockets.size).toBe(2);
});

test('a connection in use is left alone, however long the answer takes, also when it was idle before', async () => {
  const client = clientWith(20);
  answer = (response) => setTimeout(() => response.end('{"Functions":[]}'), 80);
  await client.send(new ListFunctionsCommand({}));
  await client.send(new ListFunctionsCommand({}));
  expect(sockets.size).toBe(1);
});
