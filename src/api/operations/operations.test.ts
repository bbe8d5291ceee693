/** Every implemented operation through the AWS SDK, over a real socket, against a service that keeps rows only. */
import {
  CreateStateMachineCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFN,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../api.ts';
import { createHttpServer, type HttpServer } from '../http-server.ts';
import { FakeService, recordingLog, START_MS } from '../workflow-service.fake.ts';

const ROLE = 'arn:aws:iam::123456789012:role/r';
const PREFIX = 'arn:aws:states:us-east-1:123456789012';
const DEFINITION = '{"Comment":"é","StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}';
const STARTED = new Date(START_MS);

let service = new FakeService();
let http: HttpServer;
let sfn: SFN;

beforeAll(async () => {
  const log = recordingLog();
  const delegate = new Proxy({} as FakeService, {
    get: (_, name) => {
      const member = service[name as keyof FakeService] as unknown;
      return typeof member === 'function' ? member.bind(service) : member;
    },
  });
  const api = createApi({
    ...{ service: delegate, log, defaultAccount: '123456789012', defaultRegion: 'eu-central-1', tokenKey: 'key' },
    nowMs: () => START_MS,
  });
  http = createHttpServer(api, { log });
  const { port } = await http.listen(0, '127.0.0.1');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  sfn = new SFN({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  sfn.destroy();
  await http.close();
});

beforeEach(() => {
  service = new FakeService();
});

async function machine(name = 'm'): Promise<string> {
  const created = await sfn.createStateMachine({ name, definition: DEFINITION, roleArn: ROLE, tags: [{ key: 'k' }] });
  return created.stateMachineArn as string;
}

async function execution(name = 'n', input = '{"é":1}'): Promise<string> {
  const stateMachineArn = await machine().catch(() => `${PREFIX}:stateMachine:m`);
  return (await sfn.startExecution({ stateMachineArn, name, input })).executionArn as string;
}

const strip = ({ $metadata, ...rest }: { $metadata: unknown }) => rest;

describe('state machines', () => {
  it('CreateStateMachine and DescribeStateMachine', async () => {
    const stateMachineArn = await machine();
    expect(stateMachineArn).toBe(`${PREFIX}:stateMachine:m`);
    expect(strip(await sfn.describeStateMachine({ stateMachineArn }))).toEqual({
      stateMachineArn,
      name: 'm',
      status: 'ACTIVE',
      type: 'STANDARD',
      creationDate: STARTED,
      definition: DEFINITION,
      roleArn: ROLE,
      loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    const hidden = await sfn.describeStateMachine({ stateMachineArn, includedData: 'METADATA_ONLY' });
    expect(hidden.definition).toBe('{}');
  });

  it('CreateStateMachine refuses by exceptions of the SDK', async () => {
    await machine();
    await expect(machine()).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${PREFIX}:stateMachine:m'`,
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    const loggingConfiguration = { level: 'ALL' } as const;
    const input = { name: 'x', definition: '{}', roleArn: ROLE, loggingConfiguration };
    await expect(sfn.send(new CreateStateMachineCommand(input))).rejects.toMatchObject({
      name: 'InvalidLoggingConfiguration',
    });
  });

  it('UpdateStateMachine changes what is named', async () => {
    const stateMachineArn = await machine();
    const updated = await sfn.updateStateMachine({ stateMachineArn, tracingConfiguration: { enabled: true } });
    expect(strip(updated)).toEqual({ updateDate: new Date(START_MS + 1), revisionId: 'r-2' });
    expect(await sfn.describeStateMachine({ stateMachineArn })).toMatchObject({
      revisionId: 'r-2',
      loggingConfiguration: { level: 'OFF' },
      tracingConfiguration: { enabled: true },
    });
  });

  it('DeleteStateMachine, also when there is none', async () => {
    const stateMachineArn = await machine();
    expect(strip(await sfn.deleteStateMachine({ stateMachineArn }))).toEqual({});
    expect(strip(await sfn.deleteStateMachine({ stateMachineArn }))).toEqual({});
    await expect(sfn.describeStateMachine({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  it('ListStateMachines in pages', async () => {
    for (const name of ['c', 'a', 'b']) await machine(name);
    const first = await sfn.listStateMachines({ maxResults: 2 });
    expect(first.stateMachines?.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await sfn.listStateMachines({ maxResults: 2, nextToken: first.nextToken });
    expect(second.stateMachines).toEqual([
      { stateMachineArn: `${PREFIX}:stateMachine:c`, name: 'c', type: 'STANDARD', creationDate: STARTED },
    ]);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('executions', () => {
  it('StartExecution and DescribeExecution', async () => {
    const executionArn = await execution();
    expect(strip(await sfn.describeExecution({ executionArn }))).toEqual({
      executionArn,
      stateMachineArn: `${PREFIX}:stateMachine:m`,
      name: 'n',
      status: 'RUNNING',
      startDate: STARTED,
      input: '{"é":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
  });

  it('StartExecution refuses by exceptions of the SDK', async () => {
    const stateMachineArn = `${PREFIX}:stateMachine:absent`;
    await expect(sfn.startExecution({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
    await expect(sfn.startExecution({ stateMachineArn: 'x' })).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(sfn.startExecution({ stateMachineArn, input: '{' })).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
  });

  it('StopExecution', async () => {
    const executionArn = await execution();
    const stopped = await sfn.stopExecution({ executionArn, error: 'E', cause: 'C' });
    expect(stopped.stopDate).toEqual(new Date(START_MS + 2000));
    expect(await sfn.describeExecution({ executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'C',
      redriveStatus: 'REDRIVABLE',
    });
  });

  it('DescribeStateMachineForExecution shows the definition and when it was set', async () => {
    const executionArn = await execution();
    const described = strip(await sfn.describeStateMachineForExecution({ executionArn }));
    expect(described).toEqual({
      stateMachineArn: `${PREFIX}:stateMachine:m`,
      name: 'm',
      definition: DEFINITION,
      roleArn: ROLE,
      updateDate: STARTED,
      loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  it('ListExecutions newest first, in pages that hold while executions are added', async () => {
    for (const name of ['a', 'b', 'c']) await execution(name);
    const stateMachineArn = `${PREFIX}:stateMachine:m`;
    const names: (string | undefined)[][] = [];
    for await (const page of paginateListExecutions({ client: sfn, pageSize: 2 }, { stateMachineArn })) {
      names.push((page.executions ?? []).map(({ name }) => name));
      await execution(`later-${names.length}`);
    }
    expect(names).toEqual([['c', 'b'], ['a']]);
  });

  it('ListExecutions by status, and its token only for the same status', async () => {
    for (const name of ['a', 'b', 'c']) await execution(name);
    await sfn.stopExecution({ executionArn: `${PREFIX}:execution:m:b` });
    const stateMachineArn = `${PREFIX}:stateMachine:m`;
    const aborted = await sfn.listExecutions({ stateMachineArn, statusFilter: 'ABORTED' });
    expect(aborted.executions?.map(({ name }) => name)).toEqual(['b']);
    const { nextToken } = await sfn.listExecutions({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 });
    await expect(sfn.listExecutions({ stateMachineArn, nextToken })).rejects.toMatchObject({ name: 'InvalidToken' });
    const qualified = await sfn.listExecutions({ stateMachineArn: `${stateMachineArn}:1` });
    expect(qualified.executions).toEqual([]);
  });

  it('GetExecutionHistory in both orders, in pages', async () => {
    const executionArn = await execution();
    const event = (id: number) => ({
      timestamp: 1_700_000_000.5,
      type: 'PassStateEntered',
      id,
      previousEventId: id - 1,
    });
    service.histories.set(
      executionArn,
      [1, 2, 3, 4, 5].map((id) => JSON.stringify(event(id))),
    );
    const ids = async (reverseOrder: boolean) => {
      const pages: (number | undefined)[][] = [];
      const input = { executionArn, reverseOrder };
      for await (const page of paginateGetExecutionHistory({ client: sfn, pageSize: 2 }, input)) {
        pages.push((page.events ?? []).map(({ id }) => id));
      }
      return pages;
    };
    expect(await ids(false)).toEqual([[1, 2], [3, 4], [5]]);
    expect(await ids(true)).toEqual([[5, 4], [3, 2], [1]]);
    const { nextToken } = await sfn.getExecutionHistory({ executionArn, maxResults: 2 });
    await expect(sfn.getExecutionHistory({ executionArn, reverseOrder: true, nextToken })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

describe('task tokens', () => {
  it('SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat', async () => {
    await sfn.sendTaskHeartbeat({ taskToken: 'good' });
    await sfn.sendTaskSuccess({ taskToken: 'good', output: '{"a":1}' });
    await sfn.sendTaskFailure({ taskToken: 'good', cause: 'C' });
    await sfn.sendTaskFailure({ taskToken: 'good' });
    expect(service.taskCalls).toEqual([
      ['heartbeat'],
      ['success', '{"a":1}'],
      ['failure', { cause: 'C' }],
      ['failure', {}],
    ]);
  });

  it('are refused when used or invalid', async () => {
    await expect(sfn.sendTaskHeartbeat({ taskToken: 'used' })).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(sfn.sendTaskFailure({ taskToken: 'bad' })).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(sfn.sendTaskSuccess({ taskToken: 'good', output: 'x' })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
  });
});
