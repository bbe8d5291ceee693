/** ListChildExecutions, oldest first. Errors of the request itself: InvalidArn, InvalidToken. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';
import { shownNode } from './node-view.ts';
import { nextPage, pageRequest } from './pages.ts';

export const listChildExecutions: Extension<'ListChildExecutions'> = {
  name: 'ListChildExecutions',
  async handle(input, context) {
    const { executionArn, status, withRollup = false } = input;
    requireExecutionArn(executionArn, context.realm);
    const page = pageRequest(this.name, input, context);
    const { nodes, nextId } = await context.service.trees.children(executionArn, { ...page, status, withRollup });
    return { executions: nodes.map(shownNode), ...nextPage(this.name, input, nextId, context) };
  },
};
