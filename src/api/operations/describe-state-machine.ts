/** DescribeStateMachine, of a machine or version. METADATA_ONLY hides the definition. */
import { requireStateMachineArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { describedStateMachine } from '../state-machine-view.ts';

export const describeStateMachine: Operation<'DescribeStateMachine'> = {
  name: 'DescribeStateMachine',
  async handle({ stateMachineArn, includedData }, { service, realm }) {
    requireStateMachineArn(stateMachineArn, realm);
    const described = await service.describeStateMachine(stateMachineArn);
    return describedStateMachine(described, includedData !== 'METADATA_ONLY');
  },
};
