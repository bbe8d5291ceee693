/** RedriveExecution: an execution that ended without success goes on. Output: redriveDate. Errors of the request itself: InvalidArn. */
import { requireExecutionArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';

export const redriveExecution: Operation<'RedriveExecution'> = {
  name: 'RedriveExecution',
  async handle({ executionArn, clientToken }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    const { redriveMs } = await service.redriveExecution(executionArn, clientToken);
    return { redriveDate: epochSeconds(redriveMs) };
  },
};
