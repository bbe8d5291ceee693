import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { Resource } from '../asl/resource.ts';
import type { Integration, TaskOutcome, TaskRequest } from './integration.ts';
import { createLambdaIntegration } from './lambda.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:greet';
const FUNCTION: Resource = { kind: 'lambda', arn: ARN };
const INVOKE: Resource = {
  kind: 'service',
  arn: 'arn:aws:states:::lambda:invoke',
  resourceType: 'lambda',
  resource: 'invoke',
  action: 'invoke',
  pattern: 'requestResponse',
  version2: false,
};

interface Call {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers like the Invoke operation; `answer` is set by each test. */
let server: Server;
let calls: Call[];
let answer: (call: Call, response: ServerResponse) => void;
let lambda: Integration;

const savedEnvironment = { ...process.env };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const call = { url: request.url ?? '', headers: request.headers, body: await bodyOf(request) };
    calls.push(call);
    answer(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  process.env = savedEnvironment;
});

beforeEach(() => {
  calls = [];
  answer = ({ body }, response) => invoked(response, body);
  lambda = createLambdaIntegration();
});

afterEach(() => lambda.close?.());

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

function invoked(response: ServerResponse, payload: string, headers: Record<string, string> = {}): void {
  const fixed = { 'Content-Type': 'application/json', 'x-amzn-RequestId': 'r-1', 'X-Amz-Executed-Version': '$LATEST' };
  response.writeHead(200, { ...fixed, ...headers }).end(payload);
}

function functionFailed(payload: string) {
  return (_: Call, response: ServerResponse) => invoked(response, payload, { 'X-Amz-Function-Error': 'Unhandled' });
}

function refused(status: number, code: string, message: string) {
  return (_: Call, response: ServerResponse) =>
    response
      .writeHead(status, { 'x-amzn-RequestId': 'r-2', 'x-amzn-ErrorType': code })
      .end(JSON.stringify({ Type: 'User', Message: message }));
}

function run(resource: Resource, parameters: Json | Payload, more: Partial<TaskRequest> = {}): Promise<TaskOutcome> {
  return lambda.run({
    resource,
    parameters: parameters instanceof Payload ? parameters : Payload.of(parameters),
    account: '123456789012',
    region: 'us-east-1',
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
    idempotencyKey: 'e/0/1',
    roleArn: 'arn:aws:iam::123456789012:role/r',
    signal: new AbortController().signal,
    ...more,
  });
}

async function result(resource: Resource, parameters: Json | Payload): Promise<Payload> {
  const outcome = await run(resource, parameters);
  if (outcome.type !== 'succeeded') throw new Error(JSON.stringify(outcome));
  return outcome.result;
}

describe('function ARN', () => {
  test('the input is the payload, the payload is the result', async () => {
    expect((await result(FUNCTION, { a: 1 })).text).toBe('{"a":1}');
    expect(calls[0]?.url).toBe(`/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`);
    expect(calls[0]?.headers['x-amz-invocation-type'] ?? 'RequestResponse').toBe('RequestResponse');
  });

  test.each(['"HelloWorld"', '0.0', 'null', '[]', '"ü😀"'])('%s goes there and back untouched', async (text) => {
    expect((await result(FUNCTION, Payload.fromText(text))).text).toBe(text);
    expect(calls[0]?.body).toBe(text);
  });

  test('white space around tokens is dropped', async () => {
    answer = (_, response) => invoked(response, '{"a": [1, 2], "b": "c d"}\n');
    expect((await result(FUNCTION, {})).text).toBe('{"a":[1,2],"b":"c d"}');
  });

  test('no body at all is null', async () => {
    answer = (_, response) => invoked(response, '');
    expect((await result(FUNCTION, {})).value).toBe(null);
  });
});

describe('lambda:invoke', () => {
  test('the result is the answer with the payload as a value and the metadata', async () => {
    answer = (_, response) =>
      invoked(response, '{"b": 0.0}', { Connection: 'keep-alive', Date: 'd', 'Content-Length': '10' });
    expect((await result(INVOKE, { FunctionName: 'greet', Payload: { a: 1 } })).text).toBe(
      '{"ExecutedVersion":"$LATEST","Payload":{"b":0.0},' +
        '"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["application/json"],"x-amzn-RequestId":["r-1"],' +
        '"X-Amz-Executed-Version":["$LATEST"],"Connection":["keep-alive"],"Date":["d"],"Content-Length":["10"]},' +
        '"HttpHeaders":{"Connection":"keep-alive","Content-Length":"10","Content-Type":"application/json","Date":"d",' +
        '"X-Amz-Executed-Version":"$LATEST","x-amzn-RequestId":"r-1"},"HttpStatusCode":200},' +
        '"SdkResponseMetadata":{"RequestId":"r-1"},"StatusCode":200}',
    );
    expect(calls[0]).toMatchObject({ url: '/2015-03-31/functions/greet/invocations', body: '{"a":1}' });
  });

  test.each<[string, Json, string]>([
    ['none', {}, '{}'],
    ['null', { Payload: null }, '{}'],
    ['an array', { Payload: [] }, '[]'],
    ['a string of JSON text', { Payload: '0' }, '0'],
    ['a string of the JSON text of a string', { Payload: '"HelloWorld"' }, '"HelloWorld"'],
    ['any other string', { Payload: 'HelloWorld' }, '"HelloWorld"'],
  ])('Payload: %s', async (_, parameters, body) => {
    await result(INVOKE, { FunctionName: 'greet', ...(parameters as object) });
    expect(calls[0]?.body).toBe(body);
  });

  test('Qualifier, ClientContext and LogType reach Lambda; the log comes back', async () => {
    answer = (_, response) => invoked(response, '1', { 'X-Amz-Log-Result': 'bG9n' });
    const parameters = { FunctionName: 'greet', Qualifier: 'prod', ClientContext: 'e30=', LogType: 'Tail' };
    expect((await result(INVOKE, parameters)).value).toMatchObject({ LogResult: 'bG9n', Payload: 1 });
    expect(calls[0]).toMatchObject({
      url: '/2015-03-31/functions/greet/invocations?Qualifier=prod',
      headers: { 'x-amz-client-context': 'e30=', 'x-amz-log-type': 'Tail' },
    });
  });

  test('InvocationType Event: no Payload in the result', async () => {
    answer = (_, response) => response.writeHead(202, { 'x-amzn-RequestId': 'r-3' }).end();
    const { value } = await result(INVOKE, { FunctionName: 'greet', InvocationType: 'Event' });
    expect(value).toMatchObject({ StatusCode: 202, SdkResponseMetadata: { RequestId: 'r-3' } });
    expect(value).not.toHaveProperty('Payload');
    expect(calls[0]?.headers['x-amz-invocation-type']).toBe('Event');
  });

  test.each<[Json, string]>([
    [{ Payload: {} }, "The field 'FunctionName' is required but was missing"],
    [{ FunctionName: ['greet'] }, "The value for the field 'FunctionName' must be a STRING"],
    [{ FunctionName: 'greet', Timeout: 5 }, 'The field "Timeout" is not supported by Step Functions'],
  ])('%j cannot be used, and nothing is called', async (parameters, finding) => {
    expect(await run(INVOKE, parameters)).toEqual({
      type: 'runtime',
      detail: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${finding}]`,
    });
    expect(calls).toEqual([]);
  });
});

describe.each([
  ['function ARN', FUNCTION],
  ['lambda:invoke', INVOKE],
])('failures, %s', (_, resource) => {
  const failure = async (more: Partial<TaskRequest> = {}) => {
    const outcome = await run(resource, { FunctionName: 'greet' }, more);
    return outcome.type === 'failed' ? outcome.error : outcome;
  };

  test('the function threw: its errorType, and its payload as it wrote it', async () => {
    const payload = '{"errorMessage": "no", "errorType": "CustomException", "stackTrace": []}';
    answer = functionFailed(payload);
    expect(await failure()).toEqual({ error: 'CustomException', cause: payload });
  });

  test('the function was ended by Lambda: Lambda.Unknown with the payload', async () => {
    const payload = '{"errorMessage":"2024-11-26T00:36:39.604Z r-1 Task timed out after 3.00 seconds"}';
    answer = functionFailed(payload);
    expect(await failure()).toEqual({
      error: 'Lambda.Unknown',
      cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
    });
  });

  test('the function returned no JSON', async () => {
    answer = (_call, response) => invoked(response, 'plain text');
    expect(await failure()).toEqual({
      error: 'Lambda.Unknown',
      cause: 'The function did not return JSON. Returned payload: plain text',
    });
  });

  test('no such function', async () => {
    answer = refused(404, 'ResourceNotFoundException', `Function not found: ${ARN}:$LATEST`);
    expect(await failure()).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause: `Function not found: ${ARN}:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r-2; Proxy: null)`,
    });
  });

  test('throttled: asked once, Retry decides', async () => {
    answer = refused(429, 'TooManyRequestsException', 'Rate Exceeded.');
    expect(await failure()).toMatchObject({ error: 'Lambda.TooManyRequestsException' });
    expect(calls).toHaveLength(1);
  });

  test('a code that the API model does not have', async () => {
    answer = refused(403, 'AccessDeniedException', 'User is not authorized to perform: lambda:InvokeFunction');
    expect(await failure()).toEqual({
      error: 'Lambda.AWSLambdaException',
      cause:
        'User is not authorized to perform: lambda:InvokeFunction (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: r-2; Proxy: null)',
    });
  });

  test('an answer that is not of Lambda at all', async () => {
    answer = (_call, response) => response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>bad gateway');
    expect(await failure()).toMatchObject({
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringMatching(
        /^Unable to read the answer: .* \(Service: AWSLambda; Status Code: 502; Error Code: null; Request ID: null; Proxy: null\)$/,
      ),
    });
  });

  test('the connection is cut', async () => {
    answer = (_call, response) => response.socket?.destroy();
    expect(await failure()).toEqual({
      error: 'Lambda.SdkClientException',
      cause: 'Unable to execute HTTP request: socket hang up',
    });
    expect(calls).toHaveLength(1);
  });

  test('the answer breaks off', async () => {
    answer = (_call, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('{', () => response.socket?.destroy());
    };
    expect(await failure()).toEqual({
      error: 'Lambda.SdkClientException',
      cause: 'Unable to execute HTTP request: aborted',
    });
  });

  test('an endless answer is cut off', async () => {
    const chunk = 'x'.repeat(1 << 20);
    let sent = 0;
    answer = (_call, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent++;
      };
      response.writeHead(200).on('drain', more);
      more();
    };
    expect(await failure()).toEqual({
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${resource === FUNCTION ? ARN : 'lambda'}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
    expect(sent).toBeLessThan(200);
  });

  test('an answer nested without end is refused', async () => {
    answer = (_call, response) => invoked(response, '['.repeat(100_000) + ']'.repeat(100_000));
    const error = await failure();
    expect(error).toMatchObject({ error: 'Lambda.Unknown' });
  });

  test('cut by the engine: the request ends', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    expect(await failure({ signal: controller.signal })).toMatchObject({ error: 'Lambda.SdkClientException' });
  });
});

describe('connections and credentials', () => {
  test('one connection serves calls one after the other', async () => {
    const ports = new Set<number | undefined>();
    answer = (call, response) => {
      ports.add(response.socket?.remotePort);
      invoked(response, call.body);
    };
    for (let i = 0; i < 3; i++) await result(FUNCTION, i);
    expect(ports.size).toBe(1);
  });

  test('without credentials a stand-in sees the account as access key', async () => {
    await result(FUNCTION, {});
    expect(calls[0]?.headers.authorization).toMatch(/Credential=123456789012\/\d{8}\/us-east-1\/lambda\//);
  });

  describe('that expire', () => {
    const HOUR_MS = 3_600_000;
    let given: number;
    let lastsMs: number;
    let source: Server;

    beforeEach(async () => {
      given = 0;
      source = createServer((_, response) => {
        const Expiration = new Date(Date.now() + lastsMs).toISOString();
        const keys = { AccessKeyId: `KEY${++given}`, SecretAccessKey: 'secret', Token: 'token' };
        response.end(JSON.stringify({ ...keys, Expiration }));
      });
      await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
      const { port } = source.address() as AddressInfo;
      process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = `http://127.0.0.1:${port}/`;
    });

    afterEach(() => {
      delete process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
      source.closeAllConnections();
      source.close();
    });

    const keysOfCalls = () => calls.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1]);

    test('are used for as long as they last', async () => {
      lastsMs = HOUR_MS;
      for (let i = 0; i < 3; i++) await result(FUNCTION, i);
      expect(new Set(keysOfCalls()).size).toBe(1);
      expect(calls[0]?.headers['x-amz-security-token']).toBe('token');
    });

    test('are replaced before they do', async () => {
      lastsMs = HOUR_MS / 60;
      for (let i = 0; i < 3; i++) await result(FUNCTION, i);
      expect(new Set(keysOfCalls()).size).toBeGreaterThan(1);
      lastsMs = HOUR_MS;
      for (let i = 0; i < 3; i++) await result(FUNCTION, i);
      expect(keysOfCalls().at(-1)).toBe(`KEY${given}`);
    });
  });

  test('the Region is that of the execution', async () => {
    await run(FUNCTION, {}, { region: 'eu-west-1' });
    expect(calls[0]?.headers.authorization).toContain('/eu-west-1/lambda/');
  });

  test('the idempotency key of the attempt is sent, whatever letters it has', async () => {
    await run(FUNCTION, {}, { idempotencyKey: 'ausführung😀/0/1' });
    expect(decodeURI(String(calls[0]?.headers['idempotency-key']))).toBe('ausführung😀/0/1');
  });

  test('nothing listens there', async () => {
    const endpoint = process.env['AWS_ENDPOINT_URL_LAMBDA'];
    process.env['AWS_ENDPOINT_URL_LAMBDA'] = 'http://127.0.0.1:1';
    const outcome = await run(FUNCTION, {});
    process.env['AWS_ENDPOINT_URL_LAMBDA'] = endpoint;
    expect(outcome).toEqual({
      type: 'failed',
      error: {
        error: 'Lambda.SdkClientException',
        cause: 'Unable to execute HTTP request: connect ECONNREFUSED 127.0.0.1:1',
      },
    });
  });

  test('neither endpoint nor credentials: a quick failure that says what to set', async () => {
    const endpoint = process.env['AWS_ENDPOINT_URL_LAMBDA'];
    delete process.env['AWS_ENDPOINT_URL_LAMBDA'];
    const outcome = await run(FUNCTION, {});
    process.env['AWS_ENDPOINT_URL_LAMBDA'] = endpoint;
    expect(outcome).toEqual({
      type: 'failed',
      error: {
        error: 'Lambda.SdkClientException',
        cause: expect.stringMatching(/AWS_ACCESS_KEY_ID.*AWS_ENDPOINT_URL_LAMBDA/),
      },
    });
  });

  test('requestTimeoutMs: a limit for servers that never answer', async () => {
    lambda.close?.();
    lambda = createLambdaIntegration({ requestTimeoutMs: 50 });
    answer = () => {};
    const outcome = await run(FUNCTION, {});
    expect(outcome).toEqual({
      type: 'failed',
      error: {
        error: 'Lambda.SdkClientException',
        cause: 'Unable to execute HTTP request: a request has exceeded the configured 50 ms requestTimeout.',
      },
    });
  });
});
