/** The whole server, on the embedded store, driven by the official client as any program would. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../src/server/config.ts';
import type { RunningServer } from '../src/server/server.ts';
import { startServer } from '../src/server/server.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'stairwell-sdk-'));
const roleArn = 'arn:aws:iam::123456789012:role/any';
let server: RunningServer;
let sfn: SFNClient;

function client(region = 'us-east-1', accessKeyId = 'test'): SFNClient {
  return new SFNClient({ endpoint: server.url, region, credentials: { accessKeyId, secretAccessKey: 'test' } });
}

beforeAll(async () => {
  server = await startServer({ ...DEFAULT_CONFIG, port: 0, dataDir, logLevel: 'warn' });
  sfn = client();
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function create(name: string, definition: object, on = sfn): Promise<string> {
  const made = await on.send(new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn }));
  return made.stateMachineArn as string;
}

async function ended(executionArn: string, on = sfn) {
  for (;;) {
    const execution = await on.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } };

describe('state machines', () => {
  test('are created, described, updated, listed and deleted', async () => {
    const stateMachineArn = await create('Life', PASS);
    expect(stateMachineArn).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:Life');
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      definition: JSON.stringify(PASS),
      name: 'Life',
      roleArn,
      status: 'ACTIVE',
      type: 'STANDARD',
    });
    const updated = await sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(WAIT) }),
    );
    expect(updated.revisionId).toMatch(/^[0-9a-f-]{36}$/);
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map((machine) => machine.name)).toContain('Life');
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  test('a deleted one with running executions is DELETING, and goes with the last of them', async () => {
    const stateMachineArn = await create('Leaving', WAIT);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).status).toBe('DELETING');
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDeleting',
    });
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await expect
      .poll(() => sfn.send(new DescribeStateMachineCommand({ stateMachineArn })).catch((error) => error.name))
      .toBe('StateMachineDoesNotExist');
  });

  test('definitions are refused with AWS words', async () => {
    await expect(create('Bad', { StartAt: 'X', States: { X: { Type: 'Nope' } } })).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringContaining("The field 'Type' should have one of these values"),
    });
  });
});

describe('executions', () => {
  test('start, end, and tell their history in both directions and in pages', async () => {
    const stateMachineArn = await create('Story', PASS);
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }));
    const executionArn = started.executionArn as string;
    expect(executionArn).toBe('arn:aws:states:us-east-1:123456789012:execution:Story:one');
    expect(started.startDate).toBeInstanceOf(Date);
    expect(await ended(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"a":1}',
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      startDate: started.startDate,
    });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const first = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true }));
    const { nextToken } = first;
    const second = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true, nextToken }),
    );
    expect([...(first.events ?? []), ...(second.events ?? [])].reverse()).toEqual(events);
    expect(second.nextToken).toBeUndefined();
    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(JSON.stringify(bare.events)).not.toContain('\\"a\\"');
  });

  test('keep the definition they were started with', async () => {
    const stateMachineArn = await create('Pinned', WAIT);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(PASS) }));
    const pinned = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(pinned.definition).toBe(JSON.stringify(WAIT));
  });

  test('a repeated start is the same execution while it runs; other input or a closed one collides', async () => {
    const stateMachineArn = await create('Again', WAIT);
    const start = (input: string) => sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input }));
    const [first, second] = await Promise.all([start('{}'), start('{}')]);
    expect(second).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start('{"other":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await sfn.send(new StopExecutionCommand({ executionArn: first.executionArn, error: 'E', cause: 'C' }));
    await expect(start('{}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(await ended(first.executionArn as string)).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
  });

  test('are listed newest first, by status, in pages that stay valid while more are started', async () => {
    const stateMachineArn = await create('Listed', PASS);
    const start = async (name: string) =>
      ended((await sfn.send(new StartExecutionCommand({ stateMachineArn, name }))).executionArn as string);
    for (const name of ['a', 'b', 'c']) await start(name);
    const first = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    await start('d');
    const second = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken: first.nextToken }),
    );
    expect([...(first.executions ?? []), ...(second.executions ?? [])].map((e) => e.name)).toEqual(['c', 'b', 'a']);
    const running = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
    expect(running.executions).toEqual([]);
  });

  test('of several accounts and Regions live side by side', async () => {
    const elsewhere = client('eu-west-1', '210987654321');
    const here = await create('Twin', PASS);
    const there = await create('Twin', PASS, elsewhere);
    expect(there).toBe('arn:aws:states:eu-west-1:210987654321:stateMachine:Twin');
    await ended(
      (await elsewhere.send(new StartExecutionCommand({ stateMachineArn: there }))).executionArn as string,
      elsewhere,
    );
    expect((await sfn.send(new ListExecutionsCommand({ stateMachineArn: here }))).executions).toEqual([]);
    const { stateMachines = [] } = await elsewhere.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map((machine) => machine.stateMachineArn)).toEqual([there]);
  });
});

describe('nested executions', () => {
  const nested = (pattern: string, child: string, input: object = {}) => ({
    StartAt: 'T',
    States: {
      T: {
        Type: 'Task',
        Resource: `arn:aws:states:::states:startExecution${pattern}`,
        Parameters: { StateMachineArn: child, Input: input },
        End: true,
      },
    },
  });

  test('a parent awaits its child', async () => {
    const stateMachineArn = await create('Parent', nested('.sync:2', await create('Child', PASS), { hello: 'child' }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { output, status } = await ended(executionArn as string);
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output as string)).toMatchObject({ Status: 'SUCCEEDED', Output: { hello: 'child' } });
  });

  test.each([
    ['SendTaskSuccess', 'SUCCEEDED'],
    ['SendTaskFailure', 'FAILED'],
  ])('a parent is called back with %s', async (operation, status) => {
    const child = await create(`Called${status}`, PASS);
    const input = { 'token.$': '$$.Task.Token' };
    const stateMachineArn = await create(`Calling${status}`, nested('.waitForTaskToken', child, input));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await expect
      .poll(async () => (await sfn.send(new ListExecutionsCommand({ stateMachineArn: child }))).executions?.length)
      .toBe(1);
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: child }));
    const kid = await ended(executions[0]?.executionArn as string);
    const taskToken = JSON.parse(kid.input as string).token;
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    if (operation === 'SendTaskSuccess')
      await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"ok":true}' }));
    else await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'E', cause: 'C' }));
    const end = await ended(executionArn as string);
    expect(end.status).toBe(status);
    expect([end.output, end.error, end.cause]).toEqual(
      status === 'SUCCEEDED' ? ['{"ok":true}', undefined, undefined] : [undefined, 'E', 'C'],
    );
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('a task describes, lists and stops executions through aws-sdk:sfn', async () => {
    const child = await create('Stoppable', WAIT);
    const { executionArn: running } = await sfn.send(new StartExecutionCommand({ stateMachineArn: child, name: 'x' }));
    const call = (action: string, parameters: object, next: object) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
      Parameters: parameters,
      ResultPath: `$.${action}`,
      ...next,
    });
    const stateMachineArn = await create('Operator', {
      StartAt: 'D',
      States: {
        D: call('describeExecution', { ExecutionArn: running }, { Next: 'L' }),
        L: call('listExecutions', { StateMachineArn: child }, { Next: 'S' }),
        S: call('stopExecution', { ExecutionArn: running, Error: 'Enough' }, { End: true }),
      },
    });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    const output = JSON.parse((await ended(executionArn as string)).output as string);
    expect(output.describeExecution).toMatchObject({ Status: 'RUNNING', ExecutionArn: running });
    expect(output.listExecutions.Executions).toHaveLength(1);
    expect(output.stopExecution.StopDate).toMatch(/^\d{4}-.*Z$/);
    expect(await ended(running as string)).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });
});
