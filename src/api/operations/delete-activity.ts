/** DeleteActivity. Output: nothing; also when there is no such activity. */
import { absentIsDone } from '../absent.ts';
import { requireActivityArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const deleteActivity: Operation<'DeleteActivity'> = {
  name: 'DeleteActivity',
  async handle({ activityArn }, { service, realm }) {
    await absentIsDone('ActivityDoesNotExist', async () => {
      requireActivityArn(activityArn, realm);
      await service.registry.deleteActivity(activityArn);
    });
    return '{}';
  },
};
