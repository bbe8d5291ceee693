/**
 * DeleteStateMachine. Output: nothing; also when there is no such machine.
 * Errors of the request itself: InvalidArn, ValidationException for qualified ARNs.
 */
import { apiErrors } from '../../aws/api-error.ts';
import { absentIsDone } from '../absent.ts';
import { requireUnlabeledArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const deleteStateMachine: Operation<'DeleteStateMachine'> = {
  name: 'DeleteStateMachine',
  async handle({ stateMachineArn }, { service, realm }) {
    await absentIsDone('StateMachineDoesNotExist', async () => {
      const { arn, qualifier } = requireUnlabeledArn(stateMachineArn, realm);
      if (qualifier !== undefined) throw apiErrors.validation('This operation needs an unqualified state machine ARN');
      await service.deleteStateMachine(arn);
    });
    return '{}';
  },
};
