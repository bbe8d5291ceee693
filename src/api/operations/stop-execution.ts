/** StopExecution, STANDARD only. Output: stopDate. */
import { requireExecutionArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';

export const stopExecution: Operation<'StopExecution'> = {
  name: 'StopExecution',
  async handle({ executionArn, ...reason }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    const { stopMs } = await service.stopExecution(executionArn, reason);
    return { stopDate: epochSeconds(stopMs) };
  },
};
