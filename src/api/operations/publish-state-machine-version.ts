/**
 * PublishStateMachineVersion. Output: stateMachineVersionArn, creationDate; those of the version that the current
 * revision has already, when it has one.
 * Errors of the request itself: InvalidArn, ValidationException, StateMachineDoesNotExist (for qualified ARNs).
 */
import { apiErrors } from '../../aws/api-error.ts';
import { requireUnlabeledArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { listedVersion } from '../version-view.ts';

export const publishStateMachineVersion: Operation<'PublishStateMachineVersion'> = {
  name: 'PublishStateMachineVersion',
  async handle(input, { service, realm }) {
    const { qualifier } = requireUnlabeledArn(input.stateMachineArn, realm);
    if (qualifier !== undefined) throw apiErrors.stateMachineDoesNotExist(input.stateMachineArn);
    return listedVersion(await service.registry.publishVersion(input));
  },
};
