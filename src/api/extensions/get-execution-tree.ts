/** GetExecutionTree: everything below an execution, a parent before its children. Errors of the request itself: InvalidArn, InvalidToken. */
import { requireExecutionArn } from '../arns.ts';
import type { Extension } from './extension.ts';
import { shownNode } from './node-view.ts';
import { nextPage, pageRequest } from './pages.ts';

export const getExecutionTree: Extension<'GetExecutionTree'> = {
  name: 'GetExecutionTree',
  async handle(input, context) {
    const { executionArn, maxDepth, withRollup = false } = input;
    requireExecutionArn(executionArn, context.realm);
    const page = pageRequest(this.name, input, context);
    const tree = await context.service.trees.tree(executionArn, { ...page, maxDepth, withRollup });
    return {
      root: shownNode(tree.root),
      nodes: tree.nodes.map(shownNode),
      ...nextPage(this.name, input, tree.nextId, context),
    };
  },
};
