/** FindFailingLeaf: from an execution down to where its failure began. Errors of the request itself: InvalidArn. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';
import { shownNode } from './node-view.ts';

export const findFailingLeaf: Extension<'FindFailingLeaf'> = {
  name: 'FindFailingLeaf',
  async handle({ executionArn }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    return { path: (await service.trees.failingPath(executionArn)).map(shownNode) };
  },
};
