/** DescribeActivity. Output: activityArn, name, creationDate, encryptionConfiguration. */
import { describedActivity } from '../activity-view.ts';
import { requireActivityArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const describeActivity: Operation<'DescribeActivity'> = {
  name: 'DescribeActivity',
  async handle({ activityArn }, { service, realm }) {
    requireActivityArn(activityArn, realm);
    return describedActivity(await service.registry.describeActivity(activityArn));
  },
};
