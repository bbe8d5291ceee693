/** What is registered, across restarts, failures of the store, and requests at the same time. */
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory/store.ts';
import { type Batch, EMPTY_BATCH, type StateMachineRow } from '../store/store.ts';
import { REALM, TestEngine } from '../testkit/test-engine.ts';

const PREFIX = 'arn:aws:states:us-east-1:123456789012';
const ARN = `${PREFIX}:stateMachine:m`;
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const machine = (more: object = {}) => ({
  ...{ name: 'm', definition: JSON.stringify(PASS), roleArn: 'arn:aws:iam::123456789012:role/r' },
  ...{ type: 'STANDARD', configuration: '{}', ...more },
});
const activity = (name: string, configuration = '{}') => ({ name, configuration });

class FailingStore extends MemoryStore {
  failures = 0;
  override commit(batch: Batch): Promise<void> {
    if (this.failures === 0) return super.commit(batch);
    this.failures--;
    return Promise.reject(new Error('disk full'));
  }
}

function create(t: TestEngine, more: object = {}) {
  return t.engine.createStateMachine(REALM, { ...machine(), type: 'STANDARD', ...more });
}

function update(t: TestEngine, Comment: string) {
  return t.engine.updateStateMachine({ stateMachineArn: ARN, definition: JSON.stringify({ ...PASS, Comment }) });
}

describe('a restart', () => {
  test.each(['describeStateMachine', 'listStateMachines'])(
    'between the end of the last execution of a deleted machine and its own: it goes when %s looks at it',
    async (look) => {
      const t = await TestEngine.start();
      await create(t);
      const row = (await t.store.stateMachine(ARN)) as StateMachineRow;
      await t.store.commit({ ...EMPTY_BATCH, machines: [{ ...row, status: 'DELETING' }] });
      await t.crash();
      if (look === 'describeStateMachine') await t.engine.describeStateMachine(ARN);
      else await t.engine.listStateMachines(REALM, { limit: 10 });
      await t.settle();
      expect(await t.engine.listStateMachines(REALM, { limit: 10 })).toEqual([]);
      await expect(t.engine.describeStateMachine(ARN)).rejects.toThrow('State Machine Does Not Exist');
    },
  );

  test('keeps activities, versions, aliases and tags', async () => {
    const t = await TestEngine.start();
    await t.engine.registry.createActivity(REALM, { ...activity('a'), tags: [{ key: 'k', value: 'v' }] });
    await create(t, { publish: true, tags: [{ key: 'k', value: 'v' }] });
    await t.engine.registry.createAlias({ name: 'PROD', routes: [{ versionArn: `${ARN}:1`, weight: 100 }] });
    await t.crash();
    const { registry } = t.engine;
    expect(registry.activityExists(`${PREFIX}:activity:a`)).toBe(true);
    expect(await registry.listActivities(REALM, { limit: 10 })).toMatchObject([{ name: 'a' }]);
    expect(await registry.listTags(`${PREFIX}:activity:a`)).toEqual([{ key: 'k', value: 'v' }]);
    expect(await registry.listTags(ARN)).toEqual([{ key: 'k', value: 'v' }]);
    expect(await registry.listVersions(ARN, { limit: 10 })).toMatchObject([{ number: 1 }]);
    const row = await t.finish(await t.start(`${ARN}:PROD`));
    expect(row).toMatchObject({ status: 'SUCCEEDED', versionArn: `${ARN}:1`, aliasArn: `${ARN}:PROD` });
  });

  test('keeps an execution with the version that it was started with', async () => {
    const t = await TestEngine.start();
    await create(t, { definition: JSON.stringify(WAIT), publish: true });
    const arn = await t.start(`${ARN}:1`);
    await update(t, 'new');
    await t.crash();
    expect(await t.finish(arn)).toMatchObject({ status: 'SUCCEEDED', versionArn: `${ARN}:1` });
    expect(await t.story(arn)).toContain('2<0 WaitStateEntered');
  });
});

describe('requests at the same time', () => {
  test('create one state machine, one activity, one alias', async () => {
    const t = await TestEngine.start();
    const machines = await Promise.all([create(t, { publish: true }), create(t, { publish: true })]);
    expect(machines[0]).toEqual(machines[1]);
    const { registry } = t.engine;
    const alias = { name: 'PROD', routes: [{ versionArn: `${ARN}:1`, weight: 100 }] };
    const aliases = await Promise.all([registry.createAlias(alias), registry.createAlias(alias)]);
    expect(aliases[0]).toEqual(aliases[1]);
    const [one, other] = [activity('a'), activity('a', '{"encryptionConfiguration":{"type":"AWS_OWNED_KEY"}}')];
    const activities = await Promise.allSettled([
      registry.createActivity(REALM, one),
      registry.createActivity(REALM, other),
    ]);
    expect(activities).toMatchObject([
      { status: 'fulfilled' },
      { reason: { code: 'ActivityAlreadyExists', message: `Activity Already Exists: '${PREFIX}:activity:a'` } },
    ]);
  });

  test('give different contents one winner', async () => {
    const t = await TestEngine.start();
    const other = { definition: JSON.stringify(WAIT) };
    const results = await Promise.allSettled([create(t), create(t, other)]);
    expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'StateMachineAlreadyExists' } }]);
  });

  test('publish a revision once, and every revision under a number of its own', async () => {
    const t = await TestEngine.start();
    await create(t);
    const publish = () => t.engine.registry.publishVersion({ stateMachineArn: ARN });
    const versions = await Promise.all([publish(), publish(), update(t, 'two'), publish(), update(t, '3'), publish()]);
    expect(versions.flatMap((one) => ('number' in one ? [one.number] : []))).toEqual([1, 1, 2, 3]);
  });

  test('do not delete a version from under an alias', async () => {
    const t = await TestEngine.start();
    await create(t, { publish: true });
    const { registry } = t.engine;
    const results = await Promise.allSettled([
      registry.createAlias({ name: 'PROD', routes: [{ versionArn: `${ARN}:1`, weight: 100 }] }),
      registry.deleteVersion(`${ARN}:1`),
    ]);
    expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'ConflictException' } }]);
  });

  test('lose no tag', async () => {
    const t = await TestEngine.start();
    await create(t);
    const { registry } = t.engine;
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
    await Promise.all(keys.map((key) => registry.tagResource(ARN, [{ key, value: '' }])));
    expect((await registry.listTags(ARN)).map(({ key }) => key)).toEqual(keys);
  });
});

describe('a store that does not take a change', () => {
  test('leaves everything as it was', async () => {
    const store = new FailingStore();
    const t = await TestEngine.start({ store });
    const { registry } = t.engine;
    await create(t, { publish: true });
    await registry.createActivity(REALM, activity('kept'));
    const refused = async (change: () => Promise<unknown>) => {
      store.failures = 1;
      await expect(change()).rejects.toMatchObject({ code: 'ServiceUnavailable' });
      await t.advance(1);
    };
    await refused(() => registry.createActivity(REALM, activity('lost')));
    await refused(() => registry.deleteActivity(`${PREFIX}:activity:kept`));
    await refused(() => registry.tagResource(ARN, [{ key: 'k', value: '' }]));
    await refused(() => registry.deleteVersion(`${ARN}:1`));
    await refused(() => t.engine.deleteStateMachine(ARN));
    expect(await registry.listActivities(REALM, { limit: 10 })).toMatchObject([{ name: 'kept' }]);
    expect(registry.activityExists(`${PREFIX}:activity:lost`)).toBe(false);
    expect(await registry.listTags(ARN)).toEqual([]);
    expect(await registry.listVersions(ARN, { limit: 10 })).toHaveLength(1);
    await registry.createActivity(REALM, activity('lost'));
    await registry.tagResource(ARN, [{ key: 'k', value: '' }]);
    expect(await registry.listTags(ARN)).toHaveLength(1);
  });
});

describe('versions', () => {
  test('are 1,000 at most, and an update that would publish one more changes nothing', async () => {
    const t = await TestEngine.start();
    await create(t);
    for (let i = 0; i < 1000; i++) {
      await update(t, `${i}`);
      await t.engine.registry.publishVersion({ stateMachineArn: ARN });
    }
    await expect(
      t.engine.updateStateMachine({ stateMachineArn: ARN, definition: JSON.stringify(PASS), publish: true }),
    ).rejects.toMatchObject({ code: 'ServiceQuotaExceededException' });
    expect((await t.engine.describeStateMachine(ARN)).revision.definition).toContain('"Comment":"999"');
    await t.engine.registry.deleteVersion(`${ARN}:1`);
    await update(t, 'last');
    expect(await t.engine.registry.publishVersion({ stateMachineArn: ARN })).toMatchObject({ number: 1001 });
  });
});

describe('a state machine made anew under the name of a deleted one', () => {
  test('has no executions, and the old ones can still be looked at', async () => {
    const t = await TestEngine.start();
    await create(t, { publish: true });
    const old = await t.start(`${ARN}:1`, {}, 'same');
    await t.finish(old);
    await t.advance(1);
    await t.engine.deleteStateMachine(ARN);
    await create(t, { publish: true });
    expect(await t.engine.listExecutions({ stateMachineArn: ARN, limit: 10 })).toEqual([]);
    expect(await t.engine.listExecutions({ versionArn: `${ARN}:1`, limit: 10 })).toEqual([]);
    const fresh = await t.start(`${ARN}:1`);
    expect(await t.engine.listExecutions({ stateMachineArn: ARN, limit: 10 })).toMatchObject([{ arn: fresh }]);
    expect(await t.engine.describeExecution(old)).toMatchObject({ status: 'SUCCEEDED' });
    await expect(t.start(ARN, {}, 'same')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
  });
});

describe('activities', () => {
  test('are those of their account and Region', async () => {
    const t = await TestEngine.start();
    const { registry } = t.engine;
    const elsewhere = { account: '123456789012', region: 'eu-west-1' };
    await registry.createActivity(elsewhere, activity('a'));
    for (const name of ['b', 'a', '__proto__']) await registry.createActivity(REALM, activity(name));
    const names = async (afterArn = '') =>
      (await registry.listActivities(REALM, { afterArn, limit: 2 })).map(({ name }) => name);
    expect(await names()).toEqual(['__proto__', 'a']);
    expect(await names(`${PREFIX}:activity:a`)).toEqual(['b']);
    await registry.deleteActivity(`${PREFIX}:activity:a`);
    expect(await names()).toEqual(['__proto__', 'b']);
    expect(registry.activityExists('arn:aws:states:eu-west-1:123456789012:activity:a')).toBe(true);
  });

  test('are known to the tasks that name them', async () => {
    const t = await TestEngine.start();
    const Resource = `${PREFIX}:activity:a`;
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource, TimeoutSeconds: 5, End: true } } };
    const arn = await t.createMachine('t', task);
    expect(await t.finish(await t.start(arn))).toMatchObject({ error: 'States.Runtime' });
    await t.engine.registry.createActivity(REALM, activity('a'));
    const waiting = await t.start(arn);
    await t.settle();
    expect(await t.story(waiting)).toContain('3<2 ActivityScheduled');
  });
});
