/**
 * UpdateStateMachine. Output: updateDate, revisionId (absent until something changed).
 * Errors of the request itself: InvalidArn, StateMachineDoesNotExist (for the ARN of a version or alias, which cannot be
 * updated), MissingRequiredParameter, InvalidLoggingConfiguration, InvalidEncryptionConfiguration, ValidationException.
 */
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import { requireRoleArn, requireStateMachineArn } from '../arns.ts';
import { changedConfiguration } from '../configuration.ts';
import type { Input } from '../model.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';
import { refusePublishing } from '../versions.ts';

export const updateStateMachine: Operation<'UpdateStateMachine'> = {
  name: 'UpdateStateMachine',
  async handle(input, { service, realm }) {
    const { arn, qualifier } = requireStateMachineArn(input.stateMachineArn, realm);
    if (qualifier !== undefined) throw apiErrors.stateMachineDoesNotExist(input.stateMachineArn);
    refusePublishing(input);
    const { revision, updateMs } = await service.updateStateMachine({ stateMachineArn: arn, ...changes(input) });
    const { revisionId } = revision;
    return { updateDate: epochSeconds(updateMs), ...(revisionId !== undefined && { revisionId }) };
  },
};

function changes(input: Input<'UpdateStateMachine'>) {
  const { definition, roleArn } = input;
  const configuration = changedConfiguration(input);
  if (definition === undefined && roleArn === undefined && configuration === undefined) {
    throw new ApiError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  if (roleArn !== undefined) requireRoleArn(roleArn);
  return {
    ...(definition !== undefined && { definition }),
    ...(roleArn !== undefined && { roleArn }),
    ...(configuration !== undefined && { configuration: JSON.stringify(configuration) }),
  };
}
