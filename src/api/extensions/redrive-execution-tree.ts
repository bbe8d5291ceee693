/** RedriveExecutionTree: goes on inside the nested executions behind a failure. Errors of the request itself: InvalidArn. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';

export const redriveExecutionTree: Extension<'RedriveExecutionTree'> = {
  name: 'RedriveExecutionTree',
  async handle({ executionArn, dryRun = false }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    return { redriven: await service.trees.redriveTree(executionArn, dryRun) };
  },
};
