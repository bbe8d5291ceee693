/**
 * GetActivityTask: waits up to 60 seconds for a task. Output: taskToken and input; nothing when there was no task.
 * Errors beside those of the model: none.
 */
import { requireActivityArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const getActivityTask: Operation<'GetActivityTask'> = {
  name: 'GetActivityTask',
  async handle({ activityArn, workerName }, { service, realm, whenGone }) {
    requireActivityArn(activityArn, realm);
    const task = await service.getActivityTask(activityArn, workerName, whenGone?.());
    return task ?? {};
  },
};
