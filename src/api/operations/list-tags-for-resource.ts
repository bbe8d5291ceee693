/** ListTagsForResource, of a state machine or activity. Output: tags, in the order in which they were first set. */
import { requireTaggableArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const listTagsForResource: Operation<'ListTagsForResource'> = {
  name: 'ListTagsForResource',
  async handle({ resourceArn }, { service, realm }) {
    requireTaggableArn(resourceArn, realm);
    return { tags: await service.registry.listTags(resourceArn) };
  },
};
