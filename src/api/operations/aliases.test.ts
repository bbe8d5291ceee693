/**
 * CreateStateMachineAlias, UpdateStateMachineAlias, DescribeStateMachineAlias, DeleteStateMachineAlias,
 * ListStateMachineAliases, and aliases in other operations.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessApi, PREFIX, WAIT } from './in-process-api.fake.ts';

const ARN = `${PREFIX}:stateMachine:m`;
const ALIAS = `${ARN}:PROD`;

let api: InProcessApi;
beforeEach(async () => {
  api = await InProcessApi.start();
  await api.versions('m', 3);
});

const to = (...weights: [number | string, number][]) =>
  weights.map(([version, weight]) => ({ stateMachineVersionArn: `${ARN}:${version}`, weight }));
const input = (routingConfiguration = to([1, 100]), more: object = {}) => ({
  name: 'PROD',
  routingConfiguration,
  ...more,
});
const create = (...args: Parameters<typeof input>) => api.call('CreateStateMachineAlias', input(...args));
const refused = (...args: Parameters<typeof input>) => api.refusal('CreateStateMachineAlias', input(...args));
const describeAlias = () => api.call('DescribeStateMachineAlias', { stateMachineAliasArn: ALIAS });

describe('CreateStateMachineAlias', () => {
  it('makes a name for one or two versions', async () => {
    const nowSeconds = api.test.ports.nowMs() / 1000;
    expect(await create(to([1, 70], [3, 30]), { description: 'd' })).toEqual({
      stateMachineAliasArn: ALIAS,
      creationDate: nowSeconds,
    });
    expect(await describeAlias()).toEqual({
      ...{ stateMachineAliasArn: ALIAS, name: 'PROD', description: 'd', routingConfiguration: to([1, 70], [3, 30]) },
      ...{ creationDate: nowSeconds, updateDate: nowSeconds },
    });
  });

  it('repeated, finds the alias; changed, is a conflict', async () => {
    const first = await create(to([1, 70], [3, 30]));
    await api.test.advance(10);
    expect(await create(to([3, 30], [1, 70]))).toEqual(first);
    const conflict = [
      'ConflictException',
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    ];
    expect(await refused(to([1, 100]))).toEqual(conflict);
    expect(await refused(to([1, 70], [3, 30]), { description: 'new' })).toEqual(conflict);
  });

  it.each([
    [
      to([1, 50], [1, 50]),
      `Routing configuration must contain distinct state machine version ARNs. Received: [${ARN}:1, ${ARN}:1]`,
    ],
    [to([1, 70], [2, 29]), 'Sum of routing configuration weights must equal 100. Received: [70, 29]'],
    [to([1, 99]), 'Sum of routing configuration weights must equal 100. Received: [99]'],
    [to(['PROD', 100]), `Routing configuration must contain state machine version ARNs. Received: [${ALIAS}]`],
    [
      [{ stateMachineVersionArn: ARN, weight: 100 }],
      `Routing configuration must contain state machine version ARNs. Received: [${ARN}]`,
    ],
  ])('takes a sound routing configuration: %j', async (routing, message) => {
    expect(await create(routing)).toEqual({
      ...{ __type: 'ValidationException', message, reason: 'INVALID_ROUTING_CONFIGURATION' },
    });
  });

  it('takes versions of one machine', async () => {
    await api.versions('other', 1);
    const other = { stateMachineVersionArn: `${PREFIX}:stateMachine:other:1`, weight: 50 };
    expect(await refused([...to([1, 50]), other])).toContain('ValidationException');
  });

  it('takes versions that are there', async () => {
    const missing = ['ResourceNotFound', 'Request references a resource that does not exist.'];
    expect(await refused(to([4, 100]))).toEqual(missing);
    expect(await refused([{ stateMachineVersionArn: `${PREFIX}:stateMachine:absent:1`, weight: 100 }])).toEqual(
      missing,
    );
    expect(await api.refusal('CreateStateMachineAlias', input(), '999999999999')).toEqual(missing);
    expect(await refused([{ stateMachineVersionArn: 'invalid_arn', weight: 100 }])).toEqual([
      'InvalidArn',
      "Invalid Arn: 'Invalid ARN prefix: invalid_arn'",
    ]);
  });

  it('takes a name that no version can have', async () => {
    const [code, message] = await refused(undefined, { name: '123' });
    expect(code).toBe('ValidationException');
    expect(message).toContain(
      "Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression",
    );
  });

  it('makes 100 at most', async () => {
    for (let i = 0; i < 100; i++) await create(undefined, { name: `a${i}` });
    expect((await refused())[0]).toBe('ServiceQuotaExceededException');
  });
});

describe('UpdateStateMachineAlias', () => {
  const update = (more: object) => api.call('UpdateStateMachineAlias', { stateMachineAliasArn: ALIAS, ...more });

  it('changes what is named', async () => {
    await create(undefined, { description: 'old' });
    await api.test.advance(10);
    const updateDate = api.test.ports.nowMs() / 1000;
    expect(await update({ description: 'new' })).toEqual({ updateDate });
    expect(await update({ routingConfiguration: to([2, 100]) })).toEqual({ updateDate });
    expect(await describeAlias()).toMatchObject({
      ...{ description: 'new', routingConfiguration: to([2, 100]), updateDate },
    });
  });

  it('refuses what creation refuses, aliases that are not there, and nothing at all', async () => {
    expect(await update({ description: 'd' })).toEqual({
      ...{ __type: 'ResourceNotFound', message: 'Request references a resource that does not exist.' },
    });
    await create();
    expect(await update({ routingConfiguration: to([9, 100]) })).toMatchObject({ __type: 'ResourceNotFound' });
    expect(await update({ routingConfiguration: to([1, 99]) })).toMatchObject({ __type: 'ValidationException' });
    expect(await update({})).toMatchObject({ __type: 'ValidationException', reason: 'MISSING_REQUIRED_PARAMETER' });
    await api.versions('other', 1);
    const routingConfiguration = [{ stateMachineVersionArn: `${PREFIX}:stateMachine:other:1`, weight: 100 }];
    expect(await update({ routingConfiguration })).toMatchObject({ __type: 'ValidationException' });
  });
});

describe('DeleteStateMachineAlias', () => {
  it('succeeds whether it is there or not', async () => {
    await create();
    const remove = () => api.call('DeleteStateMachineAlias', { stateMachineAliasArn: ALIAS });
    expect([await remove(), await remove()]).toEqual([{}, {}]);
    expect(await describeAlias()).toMatchObject({ __type: 'ResourceNotFound' });
    expect(await api.refusal('DeleteStateMachineAlias', { stateMachineAliasArn: `${ARN}:1` })).toContain('InvalidArn');
  });
});

describe('ListStateMachineAliases', () => {
  const list = (more: object) => api.call('ListStateMachineAliases', { stateMachineArn: ARN, ...more });
  const names = ({ stateMachineAliases }: Record<string, unknown>) =>
    (stateMachineAliases as { stateMachineAliasArn: string }[]).map((one) =>
      one.stateMachineAliasArn.split(':').at(-1),
    );

  it('shows them in the order of creation, in pages', async () => {
    for (const name of ['c', 'a', 'b']) await create(undefined, { name });
    const first = await list({ maxResults: 2 });
    expect(names(first)).toEqual(['c', 'a']);
    const second = await list({ maxResults: 2, nextToken: first['nextToken'] });
    expect([names(second), second['nextToken']]).toEqual([['b'], undefined]);
  });

  it('shows those of a version', async () => {
    await create(to([1, 100]), { name: 'one' });
    await create(to([1, 0], [2, 100]), { name: 'both' });
    await create(to([2, 100]), { name: 'two' });
    expect(names(await list({ stateMachineArn: `${ARN}:1` }))).toEqual(['one', 'both']);
    expect(names(await list({ stateMachineArn: `${ARN}:3` }))).toEqual([]);
    expect(await list({ stateMachineArn: `${ARN}:4` })).toMatchObject({ __type: 'StateMachineDoesNotExist' });
    expect(await list({ stateMachineArn: `${ARN}absent` })).toMatchObject({ __type: 'StateMachineDoesNotExist' });
  });
});

describe('an alias', () => {
  it('protects its versions', async () => {
    await create(to([1, 0], [2, 100]));
    await create(to([1, 100]), { name: 'TEST' });
    const remove = (version: number) => ({ stateMachineVersionArn: `${ARN}:${version}` });
    expect(await api.refusal('DeleteStateMachineVersion', remove(1))).toEqual([
      'ConflictException',
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [PROD, TEST]',
    ]);
    expect(await api.call('DeleteStateMachineVersion', remove(3))).toEqual({});
  });

  it('starts its versions by their weights', async () => {
    await create(to([1, 90], [2, 10]));
    for (let i = 0; i < 200; i++) await api.call('StartExecution', { stateMachineArn: ALIAS });
    const { executions } = await api.call('ListExecutions', { stateMachineArn: ALIAS, maxResults: 1000 });
    const started = executions as { stateMachineVersionArn: string; stateMachineAliasArn: string }[];
    expect(new Set(started.map((one) => one.stateMachineAliasArn))).toEqual(new Set([ALIAS]));
    const ofSecond = started.filter((one) => one.stateMachineVersionArn === `${ARN}:2`).length;
    expect(started).toHaveLength(200);
    expect(ofSecond).toBeGreaterThan(5);
    expect(ofSecond).toBeLessThan(45);
  });

  it('never starts a version of weight 0', async () => {
    await create(to([1, 0], [2, 100]));
    for (let i = 0; i < 50; i++) await api.call('StartExecution', { stateMachineArn: ALIAS });
    const { executions } = await api.call('ListExecutions', { stateMachineArn: `${ARN}:1` });
    expect(executions).toEqual([]);
  });

  it('is shown by its executions and their histories', async () => {
    await create();
    const { executionArn } = await api.call('StartExecution', { stateMachineArn: ALIAS });
    await api.test.settle();
    const arns = { stateMachineAliasArn: ALIAS, stateMachineVersionArn: `${ARN}:1` };
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({ ...arns, stateMachineArn: ARN });
    const { events } = await api.call('GetExecutionHistory', { executionArn });
    expect(events).toMatchObject([{ executionStartedEventDetails: arns }, {}, {}, {}]);
  });

  it('can be the child of a task', async () => {
    await create();
    const parent = await api.create('parent', {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: { StateMachineArn: ALIAS },
          End: true,
        },
      },
    });
    const { executionArn } = await api.call('StartExecution', { stateMachineArn: parent['stateMachineArn'] });
    const { output } = await api.test.finish(executionArn as string);
    expect(JSON.parse(output as string)).toMatchObject({
      ...{ StateMachineArn: ARN, StateMachineAliasArn: ALIAS, StateMachineVersionArn: `${ARN}:1`, Status: 'SUCCEEDED' },
    });
  });

  it('cannot be described as a machine, nor started when it is not there', async () => {
    const expected = ['StateMachineDoesNotExist', `State Machine Does Not Exist: '${ALIAS}'`];
    for (const operation of ['StartExecution', 'ListExecutions', 'DescribeStateMachine']) {
      expect(await api.refusal(operation, { stateMachineArn: ALIAS })).toEqual(expected);
    }
    await create();
    expect(await api.refusal('DescribeStateMachine', { stateMachineArn: ALIAS })).toEqual(expected);
  });

  it('goes with its machine, also when that one leaves late', async () => {
    await api.create('late', WAIT, { publish: true });
    const late = `${PREFIX}:stateMachine:late`;
    await create([{ stateMachineVersionArn: `${late}:1`, weight: 100 }]);
    const { executionArn } = await api.call('StartExecution', { stateMachineArn: `${late}:PROD` });
    await api.call('DeleteStateMachine', { stateMachineArn: late });
    const deleting = ['StateMachineDeleting', `State Machine is being deleted: '${late}:PROD'`];
    expect(await api.refusal('StartExecution', { stateMachineArn: `${late}:PROD` })).toEqual(deleting);
    for (const operation of ['PublishStateMachineVersion', 'ListStateMachineAliases']) {
      expect(await api.refusal(operation, { stateMachineArn: late })).toContain('StateMachineDeleting');
    }
    await api.call('StopExecution', { executionArn });
    await api.test.settle();
    expect(await api.call('DescribeStateMachineAlias', { stateMachineAliasArn: `${late}:PROD` })).toMatchObject({
      __type: 'ResourceNotFound',
    });
    await api.create('late', WAIT);
    const aliases = await api.call('ListStateMachineAliases', { stateMachineArn: late });
    expect(aliases).toEqual({ stateMachineAliases: [] });
  });
});
