/** DescribeStateMachineAlias. Output: the alias with its routing configuration. */
import { describedAlias } from '../alias-view.ts';
import { requireAliasArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const describeStateMachineAlias: Operation<'DescribeStateMachineAlias'> = {
  name: 'DescribeStateMachineAlias',
  async handle({ stateMachineAliasArn }, { service, realm }) {
    requireAliasArn(stateMachineAliasArn, realm);
    return describedAlias(await service.registry.describeAlias(stateMachineAliasArn));
  },
};
