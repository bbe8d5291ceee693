/** DescribeExecution, STANDARD only. METADATA_ONLY hides input and output. */
import { requireExecutionArn } from '../arns.ts';
import { describedExecution } from '../execution-view.ts';
import type { Operation } from '../operation.ts';

export const describeExecution: Operation<'DescribeExecution'> = {
  name: 'DescribeExecution',
  async handle({ executionArn, includedData }, { service, realm, nowMs }) {
    requireExecutionArn(executionArn, realm);
    const row = await service.describeExecution(executionArn);
    return describedExecution(row, includedData !== 'METADATA_ONLY', nowMs());
  },
};
