/** StopExecutionTree: an execution and everything that runs below it. Errors of the request itself: InvalidArn. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';

export const stopExecutionTree: Extension<'StopExecutionTree'> = {
  name: 'StopExecutionTree',
  async handle({ executionArn, dryRun = false, ...reason }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    return { stopped: await service.trees.stopTree(executionArn, reason, dryRun) };
  },
};
