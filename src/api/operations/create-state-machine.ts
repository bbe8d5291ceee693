/**
 * CreateStateMachine. Output: stateMachineArn, creationDate.
 * Errors of the request itself: InvalidName, InvalidArn (role), InvalidLoggingConfiguration,
 * InvalidEncryptionConfiguration, TooManyTags, ValidationException. Definitions and existing machines are the engine's.
 */

import { requireName } from '../../aws/names.ts';
import { requireRoleArn } from '../arns.ts';
import { newConfiguration } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { requireFewTags } from '../tags.ts';
import { epochSeconds } from '../timestamps.ts';
import { refusePublishing } from '../versions.ts';

export const createStateMachine: Operation<'CreateStateMachine'> = {
  name: 'CreateStateMachine',
  async handle(input, { service, realm }) {
    requireName(input.name);
    requireRoleArn(input.roleArn);
    refusePublishing(input);
    requireFewTags(input.tags);
    const machine = await service.createStateMachine(realm, {
      name: input.name,
      definition: input.definition,
      roleArn: input.roleArn,
      type: input.type ?? 'STANDARD',
      configuration: JSON.stringify(newConfiguration(input)),
    });
    return { stateMachineArn: machine.arn, creationDate: epochSeconds(machine.createdMs) };
  },
};
