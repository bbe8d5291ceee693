/** DescribeStateMachineForExecution: the definition that an execution runs with, whatever was updated since. */
import { requireExecutionArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { describedForExecution } from '../state-machine-view.ts';

export const describeStateMachineForExecution: Operation<'DescribeStateMachineForExecution'> = {
  name: 'DescribeStateMachineForExecution',
  async handle({ executionArn, includedData }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    const described = await service.describeStateMachineForExecution(executionArn);
    return describedForExecution(described, includedData !== 'METADATA_ONLY');
  },
};
