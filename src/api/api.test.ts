import { describe, expect, it } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { type ApiRequest, createApi } from './api.ts';
import { OPERATIONS } from './model.ts';
import { operations } from './operations/index.ts';
import { FakeService, recordingLog, START_MS } from './workflow-service.fake.ts';

const ROLE = 'arn:aws:iam::123456789012:role/r';
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

function setUp() {
  const service = new FakeService();
  const log = recordingLog();
  const api = createApi({
    ...{ service, log, defaultAccount: '123456789012', defaultRegion: 'us-east-1', tokenKey: 'key' },
    nowMs: () => START_MS,
  });
  const send = async (operation: string, body: string, more: Partial<ApiRequest> = {}) => {
    const response = await api.handle({ target: `AWSStepFunctions.${operation}`, body, ...more });
    return { ...response, json: JSON.parse(response.body) };
  };
  const call = (operation: string, input: object) => send(operation, JSON.stringify(input));
  const create = (more: object = {}) =>
    call('CreateStateMachine', { name: 'm', definition: '{}', roleArn: ROLE, ...more });
  return { service, log, api, send, call, create };
}

describe('Api', () => {
  it('answers in AWS JSON 1.0 with a request id', async () => {
    const { create } = setUp();
    const { status, headers, json } = await create();
    expect(status).toBe(200);
    expect(headers).toEqual({
      'x-amzn-RequestId': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'Content-Type': 'application/x-amz-json-1.0',
    });
    expect(json).toEqual({ stateMachineArn: MACHINE, creationDate: 1_700_000_000.123 });
  });

  it.each([
    undefined,
    '',
    'StartExecution',
    'AWSStepFunctions',
    'AWSStepFunctions.',
    'AWSStepFunctions.__proto__',
    'AWSStepFunctions.constructor',
    'AWSStepFunctions.toString',
    'AWSStepFunctions.startExecution',
    'AWSStepFunctions.StartExecution,AWSStepFunctions.StartExecution',
    'DynamoDB_20120810.ListTables',
  ])('does not know the target %j', async (target) => {
    const response = await setUp().api.handle({ target, body: '{}' });
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body).__type).toBe('com.amazon.coral.service#UnknownOperationException');
  });

  const missing = Object.keys(OPERATIONS).find((name) => !operations.has(name));
  it.runIf(missing)('says which operation of the model is still missing', async () => {
    const { status, json } = await setUp().call(missing as string, {});
    expect(status).toBe(400);
    expect(json).toEqual({
      __type: 'com.amazon.coral.service#UnknownOperationException',
      message: `${missing} is not supported yet`,
    });
  });

  it.each([
    ['', 'empty'],
    ['{', 'cut'],
    ['\ufeff{}', 'byte order mark'],
    ['{}\u0000', 'NUL'],
    ['{"name":"a\u0000"}', 'NUL in a string'],
    ['[]', 'list'],
    ['null', 'null'],
    ['"x"', 'string'],
    ['1', 'number'],
    ['{"a":NaN}', 'NaN'],
    ['{"stateMachineArn":5}', 'wrong type'],
    [`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'depth 1001'],
    ['['.repeat(1_000_000), 'depth a million'],
  ])('SerializationException: %.20s', async (body) => {
    const { status, json } = await setUp().send('StartExecution', body);
    expect(status).toBe(400);
    expect(json.__type).toBe('com.amazon.coral.service#SerializationException');
  });

  it('SerializationException: a body that is not UTF-8', async () => {
    const response = await setUp().api.handle({ target: 'AWSStepFunctions.ListStateMachines', body: undefined });
    expect(JSON.parse(response.body).__type).toBe('com.amazon.coral.service#SerializationException');
  });

  it('takes nesting up to 1000 levels in members it does not know', async () => {
    const deep = `{"a":${'['.repeat(999)}${']'.repeat(999)}}`;
    expect((await setUp().send('ListStateMachines', deep)).status).toBe(200);
  });

  it('lets the last of duplicate keys win', async () => {
    const { create, send, service } = setUp();
    await create();
    await send('StartExecution', `{"stateMachineArn":"${MACHINE}","name":"first","name":"last"}`);
    expect(service.executions.map(({ name }) => name)).toEqual(['last']);
  });

  it('passes hostile input on unchanged', async () => {
    const { create, call } = setUp();
    await create();
    const input = '{"__proto__":{"x":1},"n":1e400,"z":-0,"q":"\'; DROP TABLE executions;--"}';
    const { json } = await call('StartExecution', { stateMachineArn: MACHINE, input });
    expect((await call('DescribeExecution', { executionArn: json.executionArn })).json.input).toBe(input);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('carries the fields of an error beside its message', async () => {
    const { json } = await setUp().call('ListExecutions', {});
    expect(json).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message: 'Either stateMachineArn or mapRunArn must be specified',
      reason: 'MISSING_REQUIRED_PARAMETER',
    });
  });

  it('keeps what went wrong inside from the caller, and logs it with the request id', async () => {
    const { service, call, log } = setUp();
    service.describeExecution = () => Promise.reject(new TypeError('secret detail'));
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:n';
    const { status, headers, json } = await call('DescribeExecution', { executionArn });
    expect(status).toBe(500);
    expect(json.__type).toBe('com.amazon.coral.service#InternalFailure');
    expect(JSON.stringify(json)).not.toContain('secret');
    expect(log.errors).toMatchObject([{ requestId: headers['x-amzn-RequestId'] }]);
  });

  it.each(['closed', 'failed', 'behind', 'unavailable'] as const)(
    'asks callers to try again while the store is %s',
    async (code) => {
      const { service, call, log } = setUp();
      service.describeExecution = () => Promise.reject(new StoreError(code, 'a path of ours'));
      const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:n';
      const { status, json } = await call('DescribeExecution', { executionArn });
      expect([status, json.__type]).toEqual([503, 'com.amazon.coral.availability#ServiceUnavailable']);
      expect(JSON.stringify(json)).not.toContain('path');
      expect(log.errors).toEqual([]);
    },
  );

  it('speaks for the account and Region that the request was signed for', async () => {
    const { send } = setUp();
    const authorization =
      'AWS4-HMAC-SHA256 Credential=999999999999/20240101/eu-west-1/states/aws4_request, Signature=0';
    const body = JSON.stringify({ name: 'm', definition: '{}', roleArn: ROLE });
    const { json } = await send('CreateStateMachine', body, { authorization });
    expect(json.stateMachineArn).toBe('arn:aws:states:eu-west-1:999999999999:stateMachine:m');
    expect((await send('ListStateMachines', '{}')).json.stateMachines).toEqual([]);
    expect((await send('DescribeStateMachine', JSON.stringify(json))).json.message).toBe(
      `State Machine Does Not Exist: '${json.stateMachineArn}'`,
    );
  });
});

describe('operations refuse', () => {
  const cases: [string, string, object, string][] = [
    ['a bad name', 'CreateStateMachine', { name: 'a b', definition: '{}', roleArn: ROLE }, "Invalid Name: 'a b'"],
    ['a bad role', 'CreateStateMachine', { name: 'a', definition: '{}', roleArn: 'r' }, "Invalid Role Arn: 'r'"],
    [
      'a version description without publish',
      'CreateStateMachine',
      { name: 'a', definition: '{}', roleArn: ROLE, versionDescription: 'd' },
      'Version description can only be set when publish is true',
    ],
    [
      'an update of nothing',
      'UpdateStateMachine',
      { stateMachineArn: MACHINE },
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ],
    [
      'an update of a version',
      'UpdateStateMachine',
      { stateMachineArn: `${MACHINE}:2`, definition: '{}' },
      `State Machine Does Not Exist: '${MACHINE}:2'`,
    ],
    [
      'input that is not JSON',
      'StartExecution',
      { stateMachineArn: MACHINE, input: 'not some json' },
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    ],
    [
      'empty input',
      'StartExecution',
      { stateMachineArn: MACHINE, input: '' },
      "Invalid State Machine Execution Input: 'Invalid execution input.'",
    ],
    [
      'input with a bad name of the execution first',
      'StartExecution',
      { stateMachineArn: MACHINE, name: 'a/b', input: '' },
      "Invalid Name: 'a/b'",
    ],
    [
      'the execution of an EXPRESS machine',
      'GetExecutionHistory',
      { executionArn: 'arn:aws:states:us-east-1:123456789012:express:m:n:u' },
      "Invalid Arn: 'Resource type not valid in this context: express'",
    ],
    [
      'both kinds of list',
      'ListExecutions',
      { stateMachineArn: MACHINE, mapRunArn: 'x' },
      'Only one of stateMachineArn and mapRunArn can be specified',
    ],
    [
      'a redrive filter for a machine',
      'ListExecutions',
      { stateMachineArn: MACHINE, redriveFilter: 'REDRIVEN' },
      'redriveFilter can only be used with mapRunArn',
    ],
    [
      'PENDING_REDRIVE for a machine',
      'ListExecutions',
      { stateMachineArn: MACHINE, statusFilter: 'PENDING_REDRIVE' },
      'The status PENDING_REDRIVE can only be used with mapRunArn',
    ],
    [
      'the deletion of a labelled machine',
      'DeleteStateMachine',
      { stateMachineArn: `${MACHINE}/label` },
      'This operation does not support labeled ARNs',
    ],
    ['a forged token', 'ListStateMachines', { nextToken: 'x' }, "Invalid Token: 'Invalid token'"],
  ];
  it.each(cases)('%s', async (_, operation, input, message) => {
    const { status, json } = await setUp().call(operation, input);
    expect([status, json.message]).toEqual([400, message]);
  });

  it('output that is not JSON, before looking at the token', async () => {
    const { status, json } = await setUp().call('SendTaskSuccess', { taskToken: 'good', output: '{' });
    expect(status).toBe(400);
    expect(json.__type).toBe('com.amazonaws.swf.service.v2.model#InvalidOutput');
  });

  it('input that is nested too deep', async () => {
    const { create, call } = setUp();
    await create();
    const input = '['.repeat(10_000) + ']'.repeat(10_000);
    const { status, json } = await call('StartExecution', { stateMachineArn: MACHINE, input });
    expect(status).toBe(400);
    expect(json.__type).toBe('com.amazonaws.swf.service.v2.model#InvalidExecutionInput');
  });
});
