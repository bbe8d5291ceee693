/** GetExecutionAncestors: the way from the root down, without the execution itself. Errors of the request itself: InvalidArn. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';
import { shownNode } from './node-view.ts';

export const getExecutionAncestors: Extension<'GetExecutionAncestors'> = {
  name: 'GetExecutionAncestors',
  async handle({ executionArn }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    return { ancestors: (await service.trees.ancestors(executionArn)).map(shownNode) };
  },
};
