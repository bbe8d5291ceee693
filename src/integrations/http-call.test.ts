import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HttpReply } from './http-call.ts';
import { HttpCaller } from './http-call.ts';

/** A server that writes to the connection what each test wants, once for each request. */
let server: Server;
let answer: (socket: Socket, request: string) => void;
let requests: string[];
let sockets: Set<Socket>;
let caller: HttpCaller;

beforeEach(async () => {
  requests = [];
  sockets = new Set();
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      requests.push(String(chunk));
      answer(socket, String(chunk));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  caller = new HttpCaller({ maxAnswerBytes: 1000 });
});

afterEach(() => {
  caller.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

function call(signal: AbortSignal = new AbortController().signal, body = '{}'): Promise<HttpReply> {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return caller.call({ origin, path: '/f?a=b', method: 'POST', headers: { 'x-a': '1' }, body, signal });
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test('the request has the headers, the body and its length in bytes', async () => {
  answer = (socket) => socket.write(OK);
  await call(undefined, '"ü"');
  const [head = '', body] = requests.join('').split('\r\n\r\n');
  expect(head.split('\r\n')).toEqual(
    expect.arrayContaining(['POST /f?a=b HTTP/1.1', 'x-a: 1', 'content-length: 4', 'connection: keep-alive']),
  );
  expect(body).toBe('"ü"');
});

describe('answers', () => {
  test('header names keep their case, and are found without it', async () => {
    answer = (socket) => socket.write('HTTP/1.1 404 Not Found\r\nX-Aa: 1\r\nx-aA: 2\r\nContent-Length: 0\r\n\r\n');
    const { statusCode, headers, header, body } = await call();
    expect({ statusCode, headers, body }).toEqual({
      statusCode: 404,
      headers: [
        ['X-Aa', '1'],
        ['x-aA', '2'],
        ['Content-Length', '0'],
      ],
      body: '',
    });
    expect(header('x-aa')).toBe('1, 2');
    expect(header('x-b')).toBeUndefined();
  });

  test('in chunks, with a letter cut in two', async () => {
    const [first, second] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
    answer = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n');
      socket.write(first);
      socket.write('\r\n1\r\n');
      socket.write(second);
      socket.write('\r\n0\r\n\r\n');
    };
    expect((await call()).body).toBe('ü');
  });

  test('up to the end of the connection', async () => {
    answer = (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nok');
    expect((await call()).body).toBe('ok');
  });

  test('an informational one before is passed over', async () => {
    answer = (socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\n${OK}`);
    const { statusCode, header, body } = await call();
    expect([statusCode, header('x-a'), body]).toEqual([200, undefined, 'ok']);
  });

  test('one that is not HTTP is an error', async () => {
    answer = (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n');
    await expect(call()).rejects.toThrow(/HTTP/);
  });
});

describe('connections', () => {
  test('calls at the same time have one each, calls one after the other share', async () => {
    answer = (socket) => socket.write(OK);
    await Promise.all([call(), call(), call()]);
    for (let i = 0; i < 5; i++) await call();
    expect(sockets.size).toBe(3);
  });

  test.each<[string, (socket: Socket) => void]>([
    [
      'the answer says that it closes',
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n${OK.slice(17)}`),
    ],
    ['the other side closes it without a word', (socket) => void socket.write(OK, () => socket.end())],
  ])('%s: the next call opens another', async (_, close) => {
    answer = close;
    const isClosed = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
    await call();
    await isClosed;
    await call();
    expect(sockets.size).toBe(2);
    expect(requests).toHaveLength(2);
  });

  describe('as many as there may be', () => {
    beforeEach(() => {
      caller = new HttpCaller({ maxAnswerBytes: 1000, maxConnections: 2 });
    });

    test('further calls wait for one', async () => {
      answer = (socket) => socket.write(OK);
      const replies = await Promise.all(Array.from({ length: 10 }, () => call()));
      expect(replies.map(({ body }) => body)).toEqual(Array(10).fill('ok'));
      expect(sockets.size).toBe(2);
    });

    test('a call given up while it waits is not made', async () => {
      const controller = new AbortController();
      answer = (socket) => socket.write(OK);
      await call();
      const [first, second, third] = [call(), call(), call(controller.signal)];
      controller.abort();
      await expect(third).rejects.toThrow('Request aborted');
      await Promise.all([first, second]);
      await call();
      expect(requests).toHaveLength(4);
    });

    test('all calls fail when nobody listens, those that wait too', async () => {
      const origin = 'http://127.0.0.1:1';
      const { signal } = new AbortController();
      const request = { origin, path: '/', method: 'POST', headers: {}, body: '{}', signal } as const;
      const ends = await Promise.allSettled(Array.from({ length: 10 }, () => caller.call(request)));
      for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'ECONNREFUSED' } });
    });
  });

  test('a request that was sent is never sent again', async () => {
    answer = (socket) => socket.write(OK);
    await call();
    answer = (socket) => socket.destroy();
    await expect(call()).rejects.toThrow('socket hang up');
    expect(requests).toHaveLength(2);
  });
});

describe('given up', () => {
  test('before it began: nothing is sent', async () => {
    await expect(call(AbortSignal.abort())).rejects.toThrow('Request aborted');
    expect(sockets.size).toBe(0);
  });

  test('while the connection is being made: nothing is sent', async () => {
    answer = (socket) => socket.write(OK);
    await call();
    const controller = new AbortController();
    const [first, second] = [call(), call(controller.signal)]; // one has the connection that is there
    controller.abort();
    await expect(second).rejects.toThrow('Request aborted');
    await first;
    await Promise.all([call(), call()]);
    expect(requests).toHaveLength(4);
  });

  test('while it waits for the answer: the connection is closed, the next call has another', async () => {
    const controller = new AbortController();
    const ends: Promise<unknown>[] = [];
    answer = (socket) => {
      ends.push(once(socket, 'close'));
      controller.abort();
    };
    await expect(call(controller.signal)).rejects.toThrow('Request aborted');
    await Promise.all(ends);
    answer = (socket) => socket.write(OK);
    expect((await call()).body).toBe('ok');
  });
});
