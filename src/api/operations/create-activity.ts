/**
 * CreateActivity. Output: activityArn, creationDate. A repeated request finds the activity that is there.
 * Errors of the request itself: InvalidName, InvalidEncryptionConfiguration, ValidationException.
 */
import { requireName } from '../../aws/names.ts';
import { encryptionOf, warnOfKey } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { requireTags } from '../tags.ts';
import { epochSeconds } from '../timestamps.ts';

export const createActivity: Operation<'CreateActivity'> = {
  name: 'CreateActivity',
  async handle(input, { service, realm, log }) {
    requireName(input.name);
    const activity = await service.registry.createActivity(realm, {
      name: input.name,
      configuration: JSON.stringify(encryptionOf(input)),
      tags: requireTags(input.tags ?? []),
    });
    warnOfKey(log, activity.arn, input);
    return { activityArn: activity.arn, creationDate: epochSeconds(activity.createdMs) };
  },
};
