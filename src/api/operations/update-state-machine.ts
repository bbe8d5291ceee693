/**
 * UpdateStateMachine. Output: updateDate, revisionId (absent until something changed),
 * stateMachineVersionArn (when published).
 * Errors of the request itself: InvalidArn, StateMachineDoesNotExist (for the ARN of a version or alias, which cannot be
 * updated), MissingRequiredParameter, InvalidLoggingConfiguration, InvalidEncryptionConfiguration, ValidationException.
 */
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import { requireRoleArn, requireStateMachineArn } from '../arns.ts';
import { changedConfiguration, warnOfKey } from '../configuration.ts';
import type { Input } from '../model.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';
import { publishing } from '../versions.ts';

export const updateStateMachine: Operation<'UpdateStateMachine'> = {
  name: 'UpdateStateMachine',
  async handle(input, { service, realm, log }) {
    const { arn, qualifier } = requireStateMachineArn(input.stateMachineArn, realm);
    if (qualifier !== undefined) throw apiErrors.stateMachineDoesNotExist(input.stateMachineArn);
    const request = { stateMachineArn: arn, ...publishing(input), ...changes(input) };
    const { revision, updateMs, versionArn } = await service.updateStateMachine(request);
    warnOfKey(log, arn, input);
    return {
      updateDate: epochSeconds(updateMs),
      ...(revision.revisionId !== undefined && { revisionId: revision.revisionId }),
      ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
    };
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
