/**
 * SearchExecutions, newest first. A page may be empty although more follow, as one call looks at a bounded number of
 * executions. Errors of the request itself: InvalidArn, InvalidToken, ValidationException (a path of `where`).
 */
import type { Extension } from './extension.ts';
import { executionFilter } from './filter.ts';
import { shownNode } from './node-view.ts';
import { nextPage, pageRequest } from './pages.ts';

export const searchExecutions: Extension<'SearchExecutions'> = {
  name: 'SearchExecutions',
  async handle(input, context) {
    const { service, realm } = context;
    const page = pageRequest(this.name, input, context);
    const { nodes, nextId } = await service.trees.search(realm, executionFilter(input, realm), page);
    return {
      executions: nodes.map(shownNode),
      ...nextPage(this.name, input, nextId, context),
      scannedAll: nextId === undefined,
    };
  },
};
