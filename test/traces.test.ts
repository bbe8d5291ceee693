/** `--traces otlp`: what a collector receives. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../src/server/config.ts';
import { startServer } from '../src/server/server.ts';
import { callApi, untilClosed } from './support/server.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}
interface Export {
  readonly resourceSpans: {
    readonly resource: {
      readonly attributes: { readonly key: string; readonly value: { readonly stringValue: string } }[];
    };
    readonly scopeSpans: { readonly spans: Span[] }[];
  }[];
}

/** Takes what is sent over OTLP/HTTP. */
async function collector() {
  const received: { path: string; body: Export }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: JSON.parse(text) });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, url, close: () => new Promise((resolve) => server.close(resolve)) };
}

afterEach(() => vi.unstubAllEnvs());

it('sends the spans of parent and child to OTEL_EXPORTER_OTLP_ENDPOINT before the server has closed', async () => {
  const { received, url, close } = await collector();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
  vi.stubEnv('OTEL_SERVICE_NAME', 'workflows');
  const config = {
    ...DEFAULT_CONFIG,
    port: 0,
    store: 'memory',
    logs: 'off',
    traces: 'otlp',
    logLevel: 'silent',
  } as const;
  const server = await startServer(config);
  const create = async (name: string, state: object) => {
    const definition = JSON.stringify({ StartAt: 'S', States: { S: { ...state, End: true } } });
    const request = { name, definition, roleArn: 'arn:aws:iam::123456789012:role/r' };
    return (await callApi(server.url, 'CreateStateMachine', request))['stateMachineArn'];
  };
  const child = await create('child', { Type: 'Pass' });
  const Parameters = { StateMachineArn: child, Input: { secret: 'canary' } };
  const nested = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters };
  const stateMachineArn = await create('parent', nested);
  const { executionArn } = await callApi(server.url, 'StartExecution', { stateMachineArn });
  await untilClosed(server.url, executionArn as string);
  await server.close();
  await close();
  const spans = received.flatMap(({ body }) => body.resourceSpans.flatMap((one) => one.scopeSpans[0]?.spans ?? []));
  expect(received[0]?.path).toBe('/v1/traces');
  expect(spans.map(({ name }) => name).sort()).toEqual(['S', 'S', 'child', 'parent', 'states:startExecution.sync:2']);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  const find = (name: string) => spans.find((span) => span.name === name);
  expect(find('child')?.parentSpanId).toBe(find('states:startExecution.sync:2')?.spanId);
  const names = received[0]?.body.resourceSpans[0]?.resource.attributes.filter(({ key }) => key === 'service.name');
  expect(names?.map(({ value }) => value.stringValue)).toEqual(['workflows']);
  expect(JSON.stringify(received)).not.toContain('canary');
});

it('does not keep a server from closing when no collector answers', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9');
  const config = {
    ...DEFAULT_CONFIG,
    port: 0,
    store: 'memory',
    logs: 'off',
    traces: 'otlp',
    logLevel: 'silent',
  } as const;
  const server = await startServer(config);
  const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
  const request = { name: 'm', definition, roleArn: 'arn:aws:iam::123456789012:role/r' };
  const { stateMachineArn } = await callApi(server.url, 'CreateStateMachine', request);
  await callApi(server.url, 'StartExecution', { stateMachineArn });
  const beganMs = performance.now();
  await server.close();
  expect(performance.now() - beganMs).toBeLessThan(8000);
});
