/** The extensions on the wire, over an engine in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import { REALM, TestEngine } from '../../testkit/test-engine.ts';
import type { Api } from '../api.ts';
import { createApi } from '../api.ts';
import { recordingLog } from '../workflow-service.fake.ts';

const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const parentOf = (machine: string) => ({
  StartAt: 'Nest',
  States: {
    Nest: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: machine, Input: { a: 1 } },
      End: true,
    },
  },
});

describe('extensions', () => {
  let t: TestEngine;
  let api: Api;
  let root: string;

  beforeEach(async () => {
    t = await TestEngine.start();
    api = createApi({
      service: t.engine,
      log: recordingLog(),
      defaultAccount: REALM.account,
      defaultRegion: REALM.region,
      tokenKey: 'key',
      nowMs: () => t.ports.nowMs(),
    });
    await t.createMachine('child', { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } });
    root = await t.start(await t.createMachine('parent', parentOf(CHILD)), {}, 'one');
    await t.settle();
  });

  async function call(operation: string, input: object): Promise<Record<string, unknown>> {
    const { body } = await api.handle({ target: `Stairwell.${operation}`, body: JSON.stringify(input) });
    return JSON.parse(body) as Record<string, unknown>;
  }
  const error = async (operation: string, input: object) =>
    String((await call(operation, input))['__type']).split('#')[1];

  it('SearchExecutions and ListChildExecutions show nodes as documented', async () => {
    const { executions, scannedAll, ...rest } = await call('SearchExecutions', { stateMachineName: 'child' });
    const child = (await call('ListChildExecutions', { executionArn: root }))['executions'] as Record<
      string,
      unknown
    >[];
    expect([executions, scannedAll, rest]).toEqual([child, true, {}]);
    const { executionArn, name, startDate, ...node } = child[0] as Record<string, unknown>;
    expect(executionArn).toBe(`arn:aws:states:us-east-1:123456789012:execution:child:${name}`);
    expect(startDate).toBe(t.ports.nowMs() / 1000);
    expect(node).toEqual({
      ...{ stateMachineArn: CHILD, type: 'STANDARD', status: 'RUNNING', rootArn: root, depth: 1, redriveCount: 0 },
      ...{ parent: { executionArn: root, state: 'Nest', attempt: 0, pattern: '.sync:2' }, childCount: 0 },
    });
  });

  it('GetExecutionTree gives the top and what is below, with roll-ups when asked for', async () => {
    const { root: top, nodes } = await call('GetExecutionTree', { executionArn: root, withRollup: true });
    const rollup = { status: 'RUNNING', executions: 2, running: 2, failed: 0 };
    expect(top).toMatchObject({ executionArn: root, childCount: 1, rollup });
    expect(nodes).toMatchObject([{ stateMachineArn: CHILD, rollup: { ...rollup, executions: 1, running: 1 } }]);
    expect(await call('GetExecutionTree', { executionArn: root })).not.toHaveProperty('root.rollup');
  });

  it('GetExecutionAncestors gives the way from the root', async () => {
    const { executions } = await call('ListChildExecutions', { executionArn: root });
    const [{ executionArn }] = executions as [{ executionArn: string }];
    expect(await call('GetExecutionAncestors', { executionArn })).toMatchObject({
      ancestors: [{ executionArn: root }],
    });
  });

  it('pages go on with a token, which is good for the same arguments only', async () => {
    const first = await call('SearchExecutions', { maxResults: 1 });
    expect(first).toMatchObject({ executions: [{ stateMachineArn: CHILD }], scannedAll: false });
    const { nextToken } = first;
    const second = await call('SearchExecutions', { maxResults: 1, nextToken });
    expect(second).toMatchObject({ executions: [{ executionArn: root }], scannedAll: true });
    expect(second).not.toHaveProperty('nextToken');
    expect(await error('SearchExecutions', { maxResults: 1, nextToken, rootsOnly: true })).toBe('InvalidToken');
    expect(await error('GetExecutionTree', { executionArn: root, nextToken })).toBe('InvalidToken');
  });

  it('a condition may compare with null', async () => {
    await t.start(await t.createMachine('other', parentOf(CHILD)), { gone: null }, 'two');
    await t.settle();
    const where = [{ in: 'input', path: '$.gone', op: '=', value: null }];
    expect(await call('SearchExecutions', { where })).toMatchObject({ executions: [{ name: 'two' }] });
    const withoutValue = [{ in: 'input', path: '$.gone', op: '=' }];
    expect(await error('SearchExecutions', { where: withoutValue })).toBe('ValidationException');
  });

  it('CountExecutions counts by status', async () => {
    const none = { SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };
    expect(await call('CountExecutions', {})).toEqual({ count: 2, capped: false, byStatus: { RUNNING: 2, ...none } });
    expect(await call('CountExecutions', { rootsOnly: true })).toMatchObject({ count: 1 });
  });

  it('StopExecutionTree stops everything, and FindFailingLeaf and RedriveExecutionTree know what happened', async () => {
    const executionArn = root;
    expect(await call('FindFailingLeaf', { executionArn })).toEqual({ path: [] });
    expect(await call('StopExecutionTree', { executionArn, dryRun: true })).toEqual({ stopped: 2 });
    expect(await call('StopExecutionTree', { executionArn, error: 'E' })).toEqual({ stopped: 2 });
    expect(await call('FindFailingLeaf', { executionArn })).toMatchObject({ path: [{ executionArn, error: 'E' }] });
    const { redriven } = await call('RedriveExecutionTree', { executionArn });
    expect(redriven).toEqual([expect.stringContaining(':child:'), root]);
    expect(await error('RedriveExecutionTree', { executionArn })).toBe('ExecutionNotRedrivable');
    expect((await t.finish(root)).status).toBe('SUCCEEDED');
  });

  it('StopExecutions and RedriveExecutions change those named, or those that fit, page by page', async () => {
    for (const name of ['a', 'b', 'c']) await t.start(CHILD, {}, name);
    await t.settle();
    const filter = { stateMachineArn: CHILD, rootsOnly: true };
    expect(await call('StopExecutions', { ...filter, dryRun: true })).toEqual({ matched: 3, done: 0, failed: [] });
    const first = await call('StopExecutions', { ...filter, error: 'E', maxResults: 2 });
    expect(first).toEqual({ matched: 2, done: 2, failed: [], nextToken: expect.any(String) });
    const { nextToken } = first;
    expect(await call('StopExecutions', { ...filter, error: 'E', maxResults: 2, nextToken })).toEqual({
      ...{ matched: 1, done: 1, failed: [] },
    });
    expect(await call('SearchExecutions', { ...filter, error: 'E' })).toHaveProperty('executions.length', 3);
    const arn = (name: string) => CHILD.replace(':stateMachine:', ':execution:').concat(':', name);
    expect(await call('RedriveExecutions', { executionArns: [arn('a'), arn('nobody')] })).toEqual({
      ...{ matched: 2, done: 1 },
      failed: [
        {
          executionArn: arn('nobody'),
          code: 'ExecutionDoesNotExist',
          message: `Execution Does Not Exist: '${arn('nobody')}'`,
        },
      ],
    });
    expect(await call('RedriveExecutions', filter)).toMatchObject({ matched: 2, done: 2 });
    expect(await error('StopExecutions', {})).toBe('ValidationException');
    expect(await error('StopExecutions', { ...filter, executionArns: [root] })).toBe('ValidationException');
  });

  it('GetOverview sums everything up; what was stopped did not fail', async () => {
    const other = await t.start(CHILD, {}, 'other');
    await t.engine.stopExecution(other, {});
    await t.start(await t.createMachine('failing', { StartAt: 'F', States: { F: { Type: 'Fail' } } }));
    const { machines, recent, oldestRunning, ...rest } = await call('GetOverview', {});
    expect(rest).toEqual({
      byStatus: { RUNNING: 2, SUCCEEDED: 0, FAILED: 1, TIMED_OUT: 0, ABORTED: 1 },
      ...{ waitingTasks: 0, capped: false },
    });
    expect(machines).toMatchObject([
      { name: 'child', type: 'STANDARD', running: 1, started24h: 2, failed24h: 0 },
      { name: 'failing', running: 0, started24h: 1, failed24h: 1 },
      { name: 'parent', running: 1, started24h: 1, failed24h: 0 },
    ]);
    expect(recent).toHaveLength(60);
    expect((recent as object[]).at(-1)).toMatchObject({ started: 4, succeeded: 0, failed: 2 });
    expect(oldestRunning).toMatchObject([{ executionArn: root }, { stateMachineArn: CHILD }]);
  });

  it('ListOpenTasks gives tokens that complete what waits', async () => {
    const callback = {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token', n: 1 } },
          TimeoutSeconds: 60,
          End: true,
        },
      },
    };
    const realm = REALM;
    const { arn: activity } = await t.engine.registry.createActivity(realm, { name: 'act', configuration: '{}' });
    const work = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: activity, End: true } } };
    const asking = await t.start(await t.createMachine('ask', callback), {}, 'asking');
    const working = await t.start(await t.createMachine('work', work), { job: 7 }, 'working');
    await t.settle();
    const { tasks, nextToken } = await call('ListOpenTasks', {});
    expect([tasks, nextToken]).toMatchObject([
      [
        {
          ...{ executionArn: asking, state: 'Ask', kind: 'token' },
          ...{ resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', timeoutDate: t.ports.nowMs() / 1000 + 60 },
          ...{ since: t.ports.nowMs() / 1000, input: expect.stringContaining('"n":1') },
        },
        { executionArn: working, state: 'Work', kind: 'activity', resource: activity, input: '{"job":7}' },
      ],
      undefined,
    ]);
    expect(await call('ListOpenTasks', { kind: 'activity' })).toMatchObject({ tasks: [{ executionArn: working }] });
    expect(await call('ListOpenTasks', { executionArn: root })).toEqual({ tasks: [] });
    const page = await call('ListOpenTasks', { maxResults: 1 });
    expect(await call('ListOpenTasks', { maxResults: 1, nextToken: page['nextToken'] })).toMatchObject({
      tasks: [{ executionArn: working }],
    });
    expect(await call('GetOverview', {})).toMatchObject({ waitingTasks: 2 });
    for (const { taskToken } of tasks as { taskToken: string }[]) await t.engine.sendTaskSuccess(realm, taskToken, '1');
    expect((await t.finish(asking)).status).toBe('SUCCEEDED');
    expect(await call('ListOpenTasks', {})).toEqual({ tasks: [] });
  });

  it('ForkExecution starts another one, and nodes tell where it comes from', async () => {
    const forked = await call('ForkExecution', { executionArn: root, stateName: 'Nest', name: 'fork' });
    expect(forked).toEqual({ executionArn: root.replace(/one$/, 'fork'), startDate: t.ports.nowMs() / 1000 });
    expect(await call('SearchExecutions', { name: 'fork' })).toMatchObject({
      executions: [{ forkedFrom: { executionArn: root, state: 'Nest' }, depth: 0, status: 'RUNNING' }],
    });
    const fork = (input: object) => error('ForkExecution', { executionArn: root, stateName: 'Nest', ...input });
    expect(await fork({ variables: [] })).toBe('ValidationException');
    expect(await fork({ input: '{' })).toBe('InvalidExecutionInput');
    expect(await fork({ name: 'a b' })).toBe('InvalidName');
  });

  it('GetMachineNesting tells who nests whom', async () => {
    const nest = (resource: string, fields: object) => ({
      ...{ Type: 'Task', Resource: `arn:aws:states:::${resource}`, End: true },
      ...fields,
    });
    const branch = (state: object) => ({ StartAt: 'S', States: { S: state } });
    const jsonata = { QueryLanguage: 'JSONata', Arguments: { StateMachineArn: '{% $x %}' } };
    const inner = { ...branch(nest('states:startExecution', { Parameters: { 'StateMachineArn.$': '$.arn' } })) };
    const from = await t.createMachine('many', {
      StartAt: 'P',
      States: {
        P: { Type: 'Parallel', Branches: [branch(nest('aws-sdk:sfn:startExecution', jsonata))], Next: 'M' },
        M: {
          ...{ Type: 'Map', End: true },
          ItemProcessor: { StartAt: 'I', States: { I: inner.States.S } },
        },
      },
    });
    const parent = t.engine.describeExecution(root).then((row) => row.stateMachineArn);
    const toChild = { from: await parent, state: 'Nest', to: CHILD, pattern: '.sync:2', dynamic: false };
    expect(await call('GetMachineNesting', {})).toEqual({
      edges: [
        { from, state: 'S', to: '{% $x %}', pattern: 'aws-sdk', dynamic: true },
        { from, state: 'I', to: '$.arn', pattern: 'startExecution', dynamic: true },
        toChild,
      ],
    });
    expect(await call('GetMachineNesting', { stateMachineArn: CHILD })).toEqual({ edges: [toChild] });
    expect(await error('GetMachineNesting', { stateMachineArn: `${CHILD}x` })).toBe('StateMachineDoesNotExist');
  });

  it('refuse what the table does not allow', async () => {
    expect(await error('SearchExecutions', { status: ['PENDING'] })).toBe('ValidationException');
    expect(await error('SearchExecutions', { status: 'RUNNING' })).toBe('SerializationException');
    expect(await error('SearchExecutions', { maxResults: 1001 })).toBe('ValidationException');
    expect(await error('SearchExecutions', { parentArn: 'nonsense' })).toBe('InvalidArn');
    expect(await error('GetExecutionTree', {})).toBe('ValidationException');
    expect(await error('GetExecutionTree', { executionArn: `${root}x` })).toBe('ExecutionDoesNotExist');
    expect(await error('Nonsense', {})).toBe('UnknownOperationException');
  });

  it('are not operations of AWS, and the other way round', async () => {
    const { body } = await api.handle({ target: 'AWSStepFunctions.SearchExecutions', body: '{}' });
    expect(body).toContain('UnknownOperationException');
    expect(await error('ListStateMachines', {})).toBe('UnknownOperationException');
  });
});
