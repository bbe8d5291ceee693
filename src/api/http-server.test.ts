/** Hostile HTTP over real sockets. Timeouts are options, so nothing here waits for long. */
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from './api.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions, MAX_BODY_BYTES } from './http-server.ts';
import { FakeService, recordingLog } from './workflow-service.fake.ts';

const running: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((http) => http.close(0)));
});

async function serve(options: Partial<HttpServerOptions> = {}, api?: Api, host = '127.0.0.1') {
  const log = recordingLog();
  const realm = { defaultAccount: '123456789012', defaultRegion: 'us-east-1' };
  const real = createApi({ service: new FakeService(), ...realm, tokenKey: 'key', log });
  const http = createHttpServer(api ?? real, { log, lingerMs: 200, ...options });
  running.push(http);
  const { port } = await http.listen(0, host);
  return { http, port, log };
}

/** Sends bytes on a new connection; gives all that comes back until the server closes it. */
function raw(port: number, ...chunks: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(port, '127.0.0.1', () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      text += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

const HEADERS = {
  Host: 'localhost',
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Target': 'AWSStepFunctions.ListStateMachines',
  Connection: 'close',
};

function head(headers: Record<string, string | number> = {}, line = 'POST / HTTP/1.1'): string {
  const lines = Object.entries({ ...HEADERS, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line}\r\n${lines.join('')}\r\n`;
}

function post(body: string | Buffer, headers: Record<string, string | number> = {}): (string | Buffer)[] {
  return [head({ 'Content-Length': Buffer.byteLength(body), ...headers }), body];
}

const status = (response: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);
const code = (response: string) => /"__type":"[^"#]*#(\w+)"/.exec(response)?.[1];

/** The server still works: the point of every hostile request. */
async function expectAlive(port: number) {
  expect(status(await raw(port, ...post('{}')))).toBe(200);
}

describe('HTTP server', () => {
  it('answers with the headers of AWS', async () => {
    const { port } = await serve();
    const response = await raw(port, ...post('{}'));
    expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(response).toMatch(/\r\nx-amzn-RequestId: [0-9a-f-]{36}\r\n/);
    expect(response).toMatch(/\r\nContent-Type: application\/x-amz-json-1\.0\r\n/);
    expect(response).toMatch(/\r\nContent-Length: 20\r\n/);
    expect(response).toMatch(/\r\nDate: /);
    expect(response).toMatch(/\r\n\r\n\{"stateMachines":\[\]\}$/);
  });

  it.each([
    'application/x-amz-json-1.0',
    'application/x-amz-json-1.1',
    'application/json',
    'Application/JSON; charset=utf-8',
  ])('takes %s', async (type) => {
    const { port } = await serve();
    expect(status(await raw(port, ...post('{}', { 'Content-Type': type })))).toBe(200);
  });

  const refused: [string, number, string | undefined, (string | Buffer)[]][] = [
    [
      'text/plain (cross-site request)',
      415,
      'UnsupportedMediaTypeException',
      post('{}', { 'Content-Type': 'text/plain' }),
    ],
    [
      'a form',
      415,
      'UnsupportedMediaTypeException',
      post('{}', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ],
    ['no content type', 415, 'UnsupportedMediaTypeException', post('{}', { 'Content-Type': '' })],
    ['gzip', 415, 'UnsupportedMediaTypeException', post(gzipSync('{}'), { 'Content-Encoding': 'gzip' })],
    ['a foreign Host', 403, 'AccessDeniedException', post('{}', { Host: 'evil.test' })],
    ['a Host that only begins like ours', 403, 'AccessDeniedException', post('{}', { Host: 'localhost.evil.test' })],
    ['a Host that only ends like ours', 403, 'AccessDeniedException', post('{}', { Host: 'evil-localhost' })],
    ['a foreign Origin', 403, 'AccessDeniedException', post('{}', { Origin: 'https://evil.test' })],
    ['the null Origin', 403, 'AccessDeniedException', post('{}', { Origin: 'null' })],
    ['invalid UTF-8', 400, 'SerializationException', post(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ['an encoded surrogate', 400, 'SerializationException', post(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))],
    ['a byte order mark', 400, 'SerializationException', post('\ufeff{}')],
    ['NUL bytes', 400, 'SerializationException', post('{}\0\0')],
    ['an empty body', 400, 'SerializationException', post('')],
    ['no target', 400, 'UnknownOperationException', post('{}', { 'X-Amz-Target': '' })],
    [
      'an unknown target',
      400,
      'UnknownOperationException',
      post('{}', { 'X-Amz-Target': 'AWSStepFunctions.__proto__' }),
    ],
    [
      'two targets',
      400,
      'UnknownOperationException',
      post('{}', { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' }),
    ],
    ['PUT', 405, 'UnknownOperationException', [head({ 'Content-Length': 0 }, 'PUT / HTTP/1.1')]],
    ['DELETE', 405, 'UnknownOperationException', [head({}, 'DELETE / HTTP/1.1')]],
    ['TRACE', 405, 'UnknownOperationException', [head({}, 'TRACE / HTTP/1.1')]],
    [
      'OPTIONS (no CORS)',
      405,
      'UnknownOperationException',
      [head({ Origin: 'http://localhost' }, 'OPTIONS / HTTP/1.1')],
    ],
    ['GET /', 404, undefined, [head({}, 'GET / HTTP/1.1')]],
    ['an unknown path', 404, undefined, [head({}, 'GET /..%2f..%2fetc/passwd HTTP/1.1')]],
    ['POST to another path', 404, undefined, [head({ 'Content-Length': 2 }, 'POST /x HTTP/1.1'), '{}']],
    [
      'a body over the limit, by its declared length',
      413,
      'PayloadTooLargeException',
      [head({ 'Content-Length': MAX_BODY_BYTES + 1 })],
    ],
    ['a body over the limit', 413, 'PayloadTooLargeException', post(Buffer.alloc(MAX_BODY_BYTES + 1, 0x20))],
    ['headers of 64 KB', 431, undefined, [head({ 'X-Big': 'x'.repeat(65_536) })]],
    [
      'Content-Length and Transfer-Encoding',
      400,
      undefined,
      [head({ 'Content-Length': 2, 'Transfer-Encoding': 'chunked' }), '{}'],
    ],
    ['two Content-Lengths', 400, undefined, [head({ 'Content-Length': 2, 'content-length': 3 }), '{}']],
    ['an unknown Transfer-Encoding', 400, undefined, [head({ 'Transfer-Encoding': 'xchunked' }), '{}']],
    ['a negative Content-Length', 400, undefined, [head({ 'Content-Length': -1 }), '{}']],
    ['bare line feeds', 400, undefined, [head().replaceAll('\r\n', '\n'), '{}']],
    ['a broken chunk', 400, undefined, [head({ 'Transfer-Encoding': 'chunked' }), 'zz\r\n{}\r\n']],
    ['no Host', 400, undefined, ['GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n']],
    ['garbage', 400, undefined, ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03']],
  ];
  it.each(refused)('refuses %s with %i', async (_, expectedStatus, expectedCode, chunks) => {
    const { port } = await serve();
    const response = await raw(port, ...chunks);
    expect([status(response), code(response)]).toEqual([expectedStatus, expectedCode]);
    await expectAlive(port);
  });

  it.each([
    'localhost',
    'LOCALHOST:8083',
    '127.0.0.1:8083',
    '[::1]:8083',
    'sync-localhost:8083',
    'sync-127.0.0.1:8083',
    'stairwell.localhost:8083',
    'states.us-east-1.amazonaws.com',
    'sync-states.eu-west-1.amazonaws.com:443',
    'my-alias:8083',
  ])('lets Host %s in', async (host) => {
    const { port } = await serve({ allowedHosts: ['my-alias'] });
    expect(status(await raw(port, ...post('{}', { Host: host })))).toBe(200);
  });

  it('lets pages of its own host in', async () => {
    const { port } = await serve();
    const own = { Host: 'localhost:8083', Origin: 'http://localhost:8083' };
    expect(status(await raw(port, ...post('{}', own)))).toBe(200);
  });

  it('lets any Host in when bound to all addresses, but no foreign Origin', async () => {
    const { port } = await serve({}, undefined, '0.0.0.0');
    expect(status(await raw(port, ...post('{}', { Host: 'stairwell.internal' })))).toBe(200);
    const own = { Host: 'stairwell.internal', Origin: 'https://stairwell.internal' };
    expect(status(await raw(port, ...post('{}', own)))).toBe(200);
    const foreign = { Host: 'stairwell.internal', Origin: 'http://localhost' };
    expect(status(await raw(port, ...post('{}', foreign)))).toBe(403);
  });

  it('cuts an endless chunked body off with 413', async () => {
    const { port } = await serve({ maxBodyBytes: 10_000 });
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    const response = await raw(port, head({ 'Transfer-Encoding': 'chunked' }), ...new Array(100).fill(chunk));
    expect(status(response)).toBe(413);
    await expectAlive(port);
  });

  it('throttles when too many bytes of bodies are read at once, and recovers', async () => {
    const { port } = await serve({ maxBufferedBytes: 1000 });
    const response = await raw(port, ...post(`{"a":"${'x'.repeat(2000)}"}`));
    expect([status(response), code(response)]).toEqual([400, 'ThrottlingException']);
    await expectAlive(port);
  });

  it.each([
    ['headers that never end', head().slice(0, -2)],
    ['a body that never ends', `${head({ 'Content-Length': 100 })}{`],
    ['a connection that says nothing', ''],
  ])('ends %s with 408', async (_, bytes) => {
    const { port } = await serve({ headersTimeoutMs: 100, requestTimeoutMs: 100, timeoutCheckMs: 20 });
    expect(status(await raw(port, bytes))).toBe(408);
    await expectAlive(port);
  });

  it('survives clients that hang up in the middle of a body', async () => {
    const { port } = await serve({ maxBufferedBytes: 50 });
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) => {
        const socket = net.connect(port, '127.0.0.1', () => {
          socket.write(`${head({ 'Content-Length': 1000 })}{"half":`, () => socket.destroy());
        });
        socket.on('close', () => resolve());
      });
    }
    await expect.poll(async () => status(await raw(port, ...post('{}')))).toBe(200);
  });

  it('closes connections beyond its maximum', async () => {
    const { port } = await serve({ maxConnections: 2 });
    const idle = [net.connect(port, '127.0.0.1'), net.connect(port, '127.0.0.1')];
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await raw(port, ...post('{}'))).toBe('');
    for (const socket of idle) socket.destroy();
    await expect.poll(async () => status(await raw(port, ...post('{}')))).toBe(200);
  });

  it('says "continue" before a body that asks, and refuses one that is too large at once', async () => {
    const { port } = await serve();
    const [headers, body] = post('{}', { Expect: '100-continue' }) as [string, string];
    expect(await raw(port, headers, body)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    const large = head({ Expect: '100-continue', 'Content-Length': MAX_BODY_BYTES + 1 });
    expect(await raw(port, large)).toMatch(/^HTTP\/1\.1 413/);
  });

  it('answers pipelined requests in order on one connection', async () => {
    const { port } = await serve();
    const first = post('{}', { Connection: 'keep-alive' }).join('');
    const second = post('[]').join('');
    const response = await raw(port, first + second);
    expect(response.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it('takes the credential of a query string', async () => {
    const seen: unknown[] = [];
    const answer = { status: 200, headers: {}, body: '{}' };
    const api: Api = {
      async handle(request) {
        seen.push(request);
        return answer;
      },
    };
    const { port } = await serve({}, api);
    await raw(port, head({ 'Content-Length': 2 }, 'POST /?X-Amz-Credential=a%2Fb%2Feu-west-1 HTTP/1.1'), '{}');
    expect(seen).toMatchObject([{ credential: 'a/b/eu-west-1', body: '{}' }]);
  });

  it('serves the app it is given on every other route, or nothing', async () => {
    const bare = await serve();
    expect(status(await raw(bare.port, head({}, 'GET /console HTTP/1.1')))).toBe(404);
    const given = await serve({ app: { fetch: (request) => new Response(new URL(request.url).pathname) } });
    expect(await raw(given.port, head({}, 'GET /console HTTP/1.1'))).toMatch(/\/console$/);
    expect(status(await raw(given.port, head({ Host: 'evil.test' }, 'GET /console HTTP/1.1')))).toBe(403);
  });

  it('does not fall over an app that throws', async () => {
    const app = { fetch: () => Promise.reject(new Error('broken')) };
    const { port, log } = await serve({ app });
    const response = await raw(port, head({}, 'GET /console HTTP/1.1'));
    expect([status(response), response.includes('broken')]).toEqual([500, false]);
    expect(log.errors).toHaveLength(1);
    await expectAlive(port);
  });
});

function gate(): [Promise<void>, () => void] {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [promise, open];
}

describe('closing', () => {
  it('lets running requests end, then closes their connections; new ones are refused', async () => {
    const [begun, begin] = gate();
    const [released, release] = gate();
    const api: Api = {
      async handle() {
        begin();
        await released;
        return { status: 200, headers: {}, body: '{}' };
      },
    };
    const { http, port } = await serve({}, api);
    const idle = raw(port, '');
    const response = raw(port, ...post('{}', { Connection: 'keep-alive' }));
    await begun;
    const closed = http.close();
    await idle;
    expect(await raw(port, ...post('{}'))).toBe('');
    release();
    expect(await response).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    await closed;
  });

  it('does not wait for a request that never ends', async () => {
    const { http, port } = await serve();
    const stuck = raw(port, head({ 'Content-Length': 100 }));
    await new Promise((resolve) => http.server.once('request', resolve));
    await http.close(10);
    expect(await stuck).toBe('');
  });
});
