/** UntagResource, of a state machine or activity. Output: nothing; also when there is no such tag. */
import { requireTaggableArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const untagResource: Operation<'UntagResource'> = {
  name: 'UntagResource',
  async handle({ resourceArn, tagKeys }, { service, realm }) {
    requireTaggableArn(resourceArn, realm);
    await service.registry.untagResource(resourceArn, tagKeys);
    return '{}';
  },
};
