import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiCallError, allPages, createClient } from './client.ts';

let server: Server | undefined;

/** Answers every request with this; gives the URL and what came in. */
async function answering(status: number, body: string) {
  const seen: { target: unknown; type: unknown; body: string }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-amz-target': target, 'content-type': type } = request.headers;
      seen.push({ target, type, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

afterEach(() => server?.close());

describe('createClient', () => {
  it('calls an operation in AWS JSON 1.0', async () => {
    const { url, seen } = await answering(200, '{"stateMachines":[]}');
    expect(await createClient(url).call('ListStateMachines', { maxResults: 5 })).toEqual({ stateMachines: [] });
    const [request] = seen;
    expect(request).toEqual({
      target: 'AWSStepFunctions.ListStateMachines',
      type: 'application/x-amz-json-1.0',
      body: '{"maxResults":5}',
    });
  });

  it('throws the code and the message of an error', async () => {
    const { url } = await answering(400, '{"__type":"com.example#InvalidArn","message":"Invalid Arn: \'x\'"}');
    const failure = createClient(url).call('DescribeExecution', { executionArn: 'x' });
    await expect(failure).rejects.toBeInstanceOf(ApiCallError);
    await expect(failure).rejects.toMatchObject({
      code: 'InvalidArn',
      message: "DescribeExecution: InvalidArn: Invalid Arn: 'x'",
    });
  });

  it('throws the status when the answer is not of this API', async () => {
    const { url } = await answering(502, '<html>');
    await expect(createClient(url).call('ListStateMachines', {})).rejects.toMatchObject({ code: 'HTTP 502' });
  });
});

describe('allPages', () => {
  const pages = [{ items: [1, 2], nextToken: 'a' }, { items: [3], nextToken: 'b' }, { items: [4] }];
  const call = async (input: { nextToken?: string }) => {
    const page = pages[['', 'a', 'b'].indexOf(input.nextToken ?? '')];
    return page ?? { items: [] };
  };

  it('follows nextToken to the end', async () => {
    expect(await allPages(call, {}, (page) => page.items)).toEqual([1, 2, 3, 4]);
  });

  it('stops when there are enough', async () => {
    expect(await allPages(call, {}, (page) => page.items, 3)).toEqual([1, 2, 3]);
  });
});
