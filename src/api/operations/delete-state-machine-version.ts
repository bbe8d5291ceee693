/** DeleteStateMachineVersion. Output: nothing; also when there is no such version. */
import { absentIsDone } from '../absent.ts';
import { requireVersionArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const deleteStateMachineVersion: Operation<'DeleteStateMachineVersion'> = {
  name: 'DeleteStateMachineVersion',
  async handle({ stateMachineVersionArn }, { service, realm }) {
    await absentIsDone('ResourceNotFound', async () => {
      requireVersionArn(stateMachineVersionArn, realm);
      await service.registry.deleteVersion(stateMachineVersionArn);
    });
    return '{}';
  },
};
