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
