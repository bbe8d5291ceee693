/**
 * CreateStateMachine. Output: stateMachineArn, creationDate, stateMachineVersionArn (when published).
 * Errors of the request itself: InvalidName, InvalidArn (role), InvalidLoggingConfiguration,
 * InvalidEncryptionConfiguration, ValidationException. Definitions, tags and existing machines are the engine's.
 */
import { requireName } from '../../aws/names.ts';
import { requireRoleArn } from '../arns.ts';
import { newConfiguration, warnOfKey } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { requireTags } from '../tags.ts';
import { epochSeconds } from '../timestamps.ts';
import { publishing } from '../versions.ts';

export const createStateMachine: Operation<'CreateStateMachine'> = {
  name: 'CreateStateMachine',
  async handle(input, { service, realm, log }) {
    requireName(input.name);
    requireRoleArn(input.roleArn);
    const published = publishing(input);
    const machine = await service.createStateMachine(realm, {
      name: input.name,
      definition: input.definition,
      roleArn: input.roleArn,
      type: input.type ?? 'STANDARD',
      configuration: JSON.stringify(newConfiguration(input)),
      tags: requireTags(input.tags ?? []),
      ...published,
    });
    warnOfKey(log, machine.arn, input);
    return {
      stateMachineArn: machine.arn,
      creationDate: epochSeconds(machine.createdMs),
      ...(machine.versionArn !== undefined && { stateMachineVersionArn: machine.versionArn }),
    };
  },
};
