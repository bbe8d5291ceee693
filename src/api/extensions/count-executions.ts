/** CountExecutions: how many fit a filter, of the newest ones. Errors of the request itself: InvalidArn, ValidationException. */
import type { Extension } from './extension.ts';
import { executionFilter } from './filter.ts';

export const countExecutions: Extension<'CountExecutions'> = {
  name: 'CountExecutions',
  async handle(input, { service, realm }) {
    const { count, isCapped, byStatus } = await service.trees.count(realm, executionFilter(input, realm));
    return { count, capped: isCapped, byStatus };
  },
};
