/** CreateActivity, DescribeActivity, DeleteActivity, ListActivities. */
import { describe, expect, it } from 'vitest';
import { InProcessApi, PREFIX } from './in-process-api.fake.ts';

const ARN = `${PREFIX}:activity:a`;

describe('CreateActivity', () => {
  it('answers with the ARN and the date', async () => {
    const api = await InProcessApi.start();
    const creationDate = api.test.ports.nowMs() / 1000;
    expect(await api.call('CreateActivity', { name: 'a' })).toEqual({ activityArn: ARN, creationDate });
    expect(await api.call('DescribeActivity', { activityArn: ARN })).toEqual({
      ...{ activityArn: ARN, name: 'a', creationDate },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  it('finds what is there when it is repeated, and ignores other tags', async () => {
    const api = await InProcessApi.start();
    const first = await api.call('CreateActivity', { name: 'a', tags: [{ key: 'k', value: '1' }] });
    await api.test.advance(10);
    expect(await api.call('CreateActivity', { name: 'a', tags: [{ key: 'k', value: '2' }] })).toEqual(first);
    const { tags } = await api.call('ListTagsForResource', { resourceArn: ARN });
    expect(tags).toEqual([{ key: 'k', value: '1' }]);
  });

  it('refuses names, half a key of a customer and too many tags', async () => {
    const api = await InProcessApi.start();
    expect(await api.refusal('CreateActivity', { name: 'a b' })).toEqual(['InvalidName', "Invalid Name: 'a b'"]);
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' };
    const [code] = await api.refusal('CreateActivity', { name: 'a', encryptionConfiguration });
    expect(code).toBe('InvalidEncryptionConfiguration');
    const tags = Array.from({ length: 51 }, (_, i) => ({ key: `k${i}`, value: '' }));
    expect((await api.refusal('CreateActivity', { name: 'a', tags }))[0]).toBe('TooManyTags');
    expect((await api.refusal('DescribeActivity', { activityArn: ARN }))[0]).toBe('ActivityDoesNotExist');
  });
});

describe('an activity with a key of the customer', () => {
  const key = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/k' };

  it('shows the key, with the default for the reuse of data keys', async () => {
    const api = await InProcessApi.start();
    await api.call('CreateActivity', { name: 'a', encryptionConfiguration: key });
    const { encryptionConfiguration } = await api.call('DescribeActivity', { activityArn: ARN });
    expect(encryptionConfiguration).toEqual({ ...key, kmsDataKeyReusePeriodSeconds: 300 });
  });

  it('is another one than without it', async () => {
    const api = await InProcessApi.start();
    await api.call('CreateActivity', { name: 'a' });
    const [code] = await api.refusal('CreateActivity', { name: 'a', encryptionConfiguration: key });
    expect(code).toBe('ActivityAlreadyExists');
  });
});

describe('DeleteActivity', () => {
  it('succeeds whether it is there or not', async () => {
    const api = await InProcessApi.start();
    await api.call('CreateActivity', { name: 'a' });
    expect(await api.call('DeleteActivity', { activityArn: ARN })).toEqual({});
    expect(await api.call('DeleteActivity', { activityArn: ARN })).toEqual({});
    expect(await api.call('DeleteActivity', { activityArn: ARN }, '999999999999')).toEqual({});
    expect(await api.refusal('DescribeActivity', { activityArn: ARN })).toEqual([
      'ActivityDoesNotExist',
      `Activity Does Not Exist: '${ARN}'`,
    ]);
    expect(await api.refusal('DeleteActivity', { activityArn: 'x' })).toEqual([
      'InvalidArn',
      "Invalid Arn: 'Invalid ARN prefix: x'",
    ]);
  });

  it('takes the tags along', async () => {
    const api = await InProcessApi.start();
    const create = (tags: object[]) => api.call('CreateActivity', { name: 'a', tags });
    await create([{ key: 'old', value: '' }]);
    await api.call('DeleteActivity', { activityArn: ARN });
    await create([]);
    expect(await api.call('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: [] });
  });
});

describe('ListActivities', () => {
  it('shows those of the account in pages, in the order of names', async () => {
    const api = await InProcessApi.start();
    for (const name of ['c', 'a', 'b']) await api.call('CreateActivity', { name });
    await api.call('CreateActivity', { name: 'foreign' }, '999999999999');
    const first = await api.call('ListActivities', { maxResults: 2 });
    expect(first['activities']).toMatchObject([{ name: 'a', activityArn: ARN }, { name: 'b' }]);
    const second = await api.call('ListActivities', { maxResults: 2, nextToken: first['nextToken'] });
    expect(second).toMatchObject({ activities: [{ name: 'c' }] });
    expect(second['nextToken']).toBeUndefined();
    expect(await api.refusal('ListActivities', { nextToken: 'x' })).toEqual([
      'InvalidToken',
      "Invalid Token: 'Invalid token'",
    ]);
  });
});
