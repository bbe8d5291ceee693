/** PublishStateMachineVersion, ListStateMachineVersions, DeleteStateMachineVersion, and versions in other operations. */
import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessApi, PASS, PREFIX, ROLE, WAIT } from './in-process-api.fake.ts';

const ARN = `${PREFIX}:stateMachine:m`;
const text = JSON.stringify;

let api: InProcessApi;
beforeEach(async () => {
  api = await InProcessApi.start();
});

const publish = (more: object = {}) => api.call('PublishStateMachineVersion', { stateMachineArn: ARN, ...more });
const listed = async () => {
  const { stateMachineVersions = [] } = await api.call('ListStateMachineVersions', { stateMachineArn: ARN });
  return (stateMachineVersions as { stateMachineVersionArn: string }[]).map((one) => one.stateMachineVersionArn);
};

describe('the revision of a machine', () => {
  const update = (more: object) => api.call('UpdateStateMachine', { stateMachineArn: ARN, ...more });
  const shown = async () => (await api.call('DescribeStateMachine', { stateMachineArn: ARN }))['revisionId'];
  const otherRole = `${ROLE}-other`;

  it('has no id until something changes, whatever is updated and published', async () => {
    await api.create('m');
    for (const same of [{ definition: text(PASS) }, { roleArn: ROLE }, { definition: text(PASS), roleArn: ROLE }]) {
      const updated = await update({ ...same, publish: true });
      expect(updated).toEqual({ updateDate: expect.any(Number), stateMachineVersionArn: `${ARN}:1` });
      expect(await shown()).toBeUndefined();
    }
  });

  it('gets an id with another role, and keeps it when the definition is sent along again', async () => {
    await api.create('m');
    const { revisionId } = await update({ roleArn: otherRole });
    expect(revisionId).toEqual(expect.any(String));
    expect(await update({ definition: text(PASS), roleArn: otherRole })).toMatchObject({ revisionId });
    expect(await shown()).toBe(revisionId);
  });
});

describe('PublishStateMachineVersion', () => {
  it('names the current revision, once', async () => {
    await api.create('m');
    const version = { stateMachineVersionArn: `${ARN}:1`, creationDate: api.test.ports.nowMs() / 1000 };
    expect(await publish({ description: 'first' })).toEqual(version);
    await api.test.advance(10);
    expect(await publish({ description: 'other' })).toEqual(version);
    expect(await api.call('ListStateMachineVersions', { stateMachineArn: ARN })).toEqual({
      stateMachineVersions: [version],
    });
  });

  it('names another one after an update', async () => {
    await api.versions('m', 3);
    expect(await listed()).toEqual([3, 2, 1].map((number) => `${ARN}:${number}`));
  });

  it('takes the revision that it is told, or none', async () => {
    await api.create('m');
    const stale = (given: string, current: string | null) => [
      'ConflictException',
      `Failed to publish the State Machine version for revision ${given}. The current State Machine revision is ${current}.`,
    ];
    const refused = (revisionId: string) =>
      api.refusal('PublishStateMachineVersion', { stateMachineArn: ARN, revisionId });
    expect(await refused('r')).toEqual(stale('r', null));
    expect(await publish({ revisionId: 'INITIAL' })).toMatchObject({ stateMachineVersionArn: `${ARN}:1` });
    const { revisionId } = await api.call('UpdateStateMachine', { stateMachineArn: ARN, definition: text(WAIT) });
    expect(await refused('INITIAL')).toEqual(stale('INITIAL', revisionId as string));
    expect(await publish({ revisionId })).toMatchObject({ stateMachineVersionArn: `${ARN}:2` });
  });

  it('takes unqualified ARNs of machines that are there', async () => {
    await api.versions('m', 1);
    const refused = (stateMachineArn: string) => api.refusal('PublishStateMachineVersion', { stateMachineArn });
    for (const arn of [`${ARN}:1`, `${ARN}absent`]) {
      expect(await refused(arn)).toEqual(['StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`]);
    }
    expect(await refused('invalid_arn')).toEqual(['InvalidArn', "Invalid Arn: 'Invalid ARN prefix: invalid_arn'"]);
    expect((await refused(`${ARN}/label`))[0]).toBe('ValidationException');
  });
});

describe('CreateStateMachine and UpdateStateMachine', () => {
  it('publish when they are asked to', async () => {
    const versioned = { publish: true, versionDescription: 'd' };
    const created = await api.create('m', PASS, versioned);
    expect(created).toMatchObject({ stateMachineVersionArn: `${ARN}:1` });
    const update = (more: object) => api.call('UpdateStateMachine', { stateMachineArn: ARN, publish: true, ...more });
    expect(await update({ definition: text(PASS) })).toEqual({
      updateDate: expect.any(Number),
      stateMachineVersionArn: `${ARN}:1`,
    });
    expect(await update({ definition: text(WAIT), versionDescription: 'two' })).toEqual({
      updateDate: expect.any(Number),
      revisionId: expect.any(String),
      stateMachineVersionArn: `${ARN}:2`,
    });
    const described = await api.call('DescribeStateMachine', { stateMachineArn: `${ARN}:2` });
    expect(described).toMatchObject({ description: 'two', definition: text(WAIT) });
  });

  it('want no description without it', async () => {
    const expected = ['ValidationException', 'Version description can only be set when publish is true'];
    const input = { name: 'm', definition: text(PASS), roleArn: 'arn:aws:iam::123456789012:role/r' };
    expect(await api.refusal('CreateStateMachine', { ...input, versionDescription: 'd' })).toEqual(expected);
    await api.create('m');
    const update = { stateMachineArn: ARN, definition: text(WAIT), versionDescription: 'd' };
    expect(await api.refusal('UpdateStateMachine', update)).toEqual(expected);
  });

  it('repeated, must publish the same', async () => {
    const versioned = { publish: true, versionDescription: 'd' };
    const created = await api.create('m', PASS, versioned);
    expect(await api.create('m', PASS, versioned)).toEqual(created);
    for (const other of [{}, { publish: true }, { publish: true, versionDescription: 'e' }]) {
      expect(await api.create('m', PASS, other)).toMatchObject({ __type: 'StateMachineAlreadyExists' });
    }
    await api.create('unpublished');
    expect(await api.create('unpublished', PASS, { publish: true })).toMatchObject({
      __type: 'StateMachineAlreadyExists',
    });
  });
});

describe('a version', () => {
  it('stays what it was when the machine changes', async () => {
    await api.create('m', PASS, { publish: true, versionDescription: 'first' });
    const versionDate = api.test.ports.nowMs() / 1000;
    await api.test.advance(10);
    await api.call('UpdateStateMachine', { stateMachineArn: ARN, definition: text(WAIT) });
    const described = await api.call('DescribeStateMachine', { stateMachineArn: `${ARN}:1` });
    expect(described).toMatchObject({
      ...{ stateMachineArn: `${ARN}:1`, name: 'm', definition: text(PASS) },
      ...{ description: 'first', creationDate: versionDate, status: 'ACTIVE' },
    });
    expect(described['revisionId']).toBeUndefined();
    const { executionArn } = await api.call('StartExecution', { stateMachineArn: `${ARN}:1` });
    await api.test.settle();
    const execution = await api.call('DescribeExecution', { executionArn });
    expect(execution).toMatchObject({
      ...{ status: 'SUCCEEDED', stateMachineArn: ARN, stateMachineVersionArn: `${ARN}:1` },
    });
    expect(execution['stateMachineAliasArn']).toBeUndefined();
    const forExecution = await api.call('DescribeStateMachineForExecution', { executionArn });
    expect(forExecution).toMatchObject({ definition: text(PASS), stateMachineArn: ARN });
  });

  it('lists its executions only', async () => {
    await api.versions('m', 2);
    for (const qualifier of ['', ':1', ':2']) {
      await api.call('StartExecution', { stateMachineArn: ARN + qualifier, name: `by${qualifier.replace(':', '-')}` });
    }
    await api.test.settle();
    const names = async (stateMachineArn: string) => {
      const { executions } = await api.call('ListExecutions', { stateMachineArn });
      return (executions as { name: string }[]).map(({ name }) => name);
    };
    expect(await names(ARN)).toEqual(['by-2', 'by-1', 'by']);
    expect(await names(`${ARN}:1`)).toEqual(['by-1']);
    const listOfNone = await api.refusal('ListExecutions', { stateMachineArn: `${ARN}:3` });
    expect(listOfNone).toEqual(['StateMachineDoesNotExist', `State Machine Does Not Exist: '${ARN}:3'`]);
  });

  it('that is not there cannot be started, described or updated', async () => {
    await api.versions('m', 1);
    for (const arn of [`${ARN}:2`, `${ARN}:01`, `${ARN}:toString`]) {
      const expected = ['StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`];
      for (const operation of ['StartExecution', 'DescribeStateMachine', 'UpdateStateMachine']) {
        expect(await api.refusal(operation, { stateMachineArn: arn })).toEqual(expected);
      }
    }
  });

  it('is deleted, and its number never used again', async () => {
    await api.versions('m', 2);
    const remove = () => api.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:2` });
    expect([await remove(), await remove()]).toEqual([{}, {}]);
    expect(await listed()).toEqual([`${ARN}:1`]);
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${ARN}:3` });
    expect(await api.refusal('DeleteStateMachineVersion', { stateMachineVersionArn: ARN })).toContain('InvalidArn');
  });

  it('goes with its machine, whose successor counts anew', async () => {
    await api.versions('m', 3);
    await api.call('DeleteStateMachine', { stateMachineArn: ARN });
    await api.create('m');
    expect(await listed()).toEqual([]);
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${ARN}:1` });
  });
});

describe('ListStateMachineVersions', () => {
  it('goes down in pages', async () => {
    await api.versions('m', 5);
    const pages: number[][] = [];
    for (let nextToken: unknown; pages.length < 9; ) {
      const page = await api.call('ListStateMachineVersions', { stateMachineArn: ARN, maxResults: 2, nextToken });
      const arns = page['stateMachineVersions'] as { stateMachineVersionArn: string }[];
      pages.push(arns.map((one) => Number(one.stateMachineVersionArn.split(':').at(-1))));
      nextToken = page['nextToken'];
      if (nextToken === undefined) break;
    }
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
  });

  it('does not know machines that are not there', async () => {
    const [code] = await api.refusal('ListStateMachineVersions', { stateMachineArn: ARN });
    expect(code).toBe('InvalidArn');
  });
});

describe('EXPRESS machines', () => {
  it('have versions, too', async () => {
    const created = await api.create('m', PASS, { type: 'EXPRESS', publish: true });
    expect(created).toMatchObject({ stateMachineVersionArn: `${ARN}:1` });
  });
});
