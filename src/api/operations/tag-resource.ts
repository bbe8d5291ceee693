/**
 * TagResource, of a state machine or activity. Output: nothing. A key that is there gets the new value.
 * Errors of the request itself: InvalidArn, ValidationException.
 */
import { requireTaggableArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { requireTags } from '../tags.ts';

export const tagResource: Operation<'TagResource'> = {
  name: 'TagResource',
  async handle({ resourceArn, tags }, { service, realm }) {
    requireTaggableArn(resourceArn, realm);
    await service.registry.tagResource(resourceArn, requireTags(tags));
    return '{}';
  },
};
