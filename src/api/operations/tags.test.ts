/** TagResource, UntagResource, ListTagsForResource. */
import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessApi, PREFIX } from './in-process-api.fake.ts';

const ARN = `${PREFIX}:stateMachine:m`;
const tag = (key: string, value = '') => ({ key, value });

let api: InProcessApi;
beforeEach(async () => {
  api = await InProcessApi.start();
  await api.create('m', undefined, { publish: true, tags: [tag('made', 'with')] });
});

const list = async (resourceArn = ARN) => (await api.call('ListTagsForResource', { resourceArn }))['tags'];

describe('tags of a state machine', () => {
  it('are set at creation, added, replaced and removed', async () => {
    expect(await list()).toEqual([tag('made', 'with')]);
    expect(await api.call('TagResource', { resourceArn: ARN, tags: [tag('b', '1'), tag('a', '2')] })).toEqual({});
    expect(await api.call('TagResource', { resourceArn: ARN, tags: [tag('b', '3')] })).toEqual({});
    expect(await list()).toEqual([tag('made', 'with'), tag('b', '3'), tag('a', '2')]);
    expect(await api.call('UntagResource', { resourceArn: ARN, tagKeys: ['made', 'a', 'absent'] })).toEqual({});
    expect(await list()).toEqual([tag('b', '3')]);
  });

  it('may be none, or the same one twice', async () => {
    expect(await api.call('TagResource', { resourceArn: ARN, tags: [] })).toEqual({});
    expect(await api.call('TagResource', { resourceArn: ARN, tags: [tag('k', '1'), tag('k', '1')] })).toEqual({});
    await api.call('UntagResource', { resourceArn: ARN, tagKeys: ['made'] });
    expect(await list()).toEqual([tag('k', '1')]);
    await api.call('UntagResource', { resourceArn: ARN, tagKeys: ['k'] });
    expect(await list()).toEqual([]);
  });

  it('are 50 at most', async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => tag(`k${i}`));
    expect(await api.call('TagResource', { resourceArn: ARN, tags: many(49) })).toEqual({});
    expect((await api.refusal('TagResource', { resourceArn: ARN, tags: many(50) }))[0]).toBe('TooManyTags');
    expect(await list()).toHaveLength(50);
  });

  it('have any names, without harm', async () => {
    const tags = ['__proto__', 'constructor', 'toString'].map((key) => tag(key, 'x'));
    await api.call('TagResource', { resourceArn: ARN, tags });
    expect(await list()).toEqual([tag('made', 'with'), ...tags]);
  });

  it('go with it', async () => {
    await api.call('DeleteStateMachine', { stateMachineArn: ARN });
    await api.create('m');
    expect(await list()).toEqual([]);
  });
});

describe('tags of anything else', () => {
  it('are those of activities', async () => {
    const resourceArn = `${PREFIX}:activity:a`;
    await api.call('CreateActivity', { name: 'a' });
    await api.call('TagResource', { resourceArn, tags: [tag('k', 'v')] });
    expect(await list(resourceArn)).toEqual([tag('k', 'v')]);
    await api.call('UntagResource', { resourceArn, tagKeys: ['k'] });
    expect(await list(resourceArn)).toEqual([]);
  });

  it.each([`${ARN}:1`, `${ARN}:PROD`, `${PREFIX}:stateMachine:absent`, `${PREFIX}:activity:absent`])(
    'are not those of %s',
    async (resourceArn) => {
      const expected = { __type: 'ResourceNotFound', message: `Resource not found: '${resourceArn}'` };
      const withName = { ...expected, resourceName: resourceArn };
      expect(await api.call('TagResource', { resourceArn, tags: [tag('k')] })).toEqual(withName);
      expect(await api.call('UntagResource', { resourceArn, tagKeys: ['k'] })).toEqual(withName);
      expect(await api.call('ListTagsForResource', { resourceArn })).toEqual(withName);
    },
  );

  it('of other kinds are refused', async () => {
    expect(await api.refusal('ListTagsForResource', { resourceArn: `${PREFIX}:execution:m:e` })).toEqual([
      'InvalidArn',
      "Invalid Arn: 'Resource type not valid in this context: execution'",
    ]);
    expect((await api.refusal('ListTagsForResource', { resourceArn: ARN }, '999999999999'))[0]).toBe(
      'ResourceNotFound',
    );
  });
});
