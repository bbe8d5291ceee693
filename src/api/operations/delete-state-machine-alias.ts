/** DeleteStateMachineAlias. Output: nothing; also when there is no such alias. */
import { absentIsDone } from '../absent.ts';
import { requireAliasArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const deleteStateMachineAlias: Operation<'DeleteStateMachineAlias'> = {
  name: 'DeleteStateMachineAlias',
  async handle({ stateMachineAliasArn }, { service, realm }) {
    await absentIsDone('ResourceNotFound', async () => {
      requireAliasArn(stateMachineAliasArn, realm);
      await service.registry.deleteAlias(stateMachineAliasArn);
    });
    return '{}';
  },
};
