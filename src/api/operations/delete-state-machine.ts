/**
 * DeleteStateMachine. Output: nothing; also when there is no such machine.
 * Errors of the request itself: InvalidArn, ValidationException for qualified ARNs.
 */
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import { requireStateMachineArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const deleteStateMachine: Operation<'DeleteStateMachine'> = {
  name: 'DeleteStateMachine',
  async handle({ stateMachineArn }, { service, realm }) {
    try {
      const { arn, qualifier, label } = requireStateMachineArn(stateMachineArn, realm);
      if (label !== undefined) {
        throw apiErrors.validation('This operation does not support labeled ARNs', 'API_DOES_NOT_SUPPORT_LABELED_ARNS');
      }
      if (qualifier !== undefined) throw apiErrors.validation('This operation needs an unqualified state machine ARN');
      await service.deleteStateMachine(arn);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'StateMachineDoesNotExist')) throw error;
    }
    return '{}';
  },
};
