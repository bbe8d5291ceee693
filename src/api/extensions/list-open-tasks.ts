/** ListOpenTasks: what waits to be completed with a token. Errors of the request itself: InvalidArn, InvalidToken. */
import type { TokenTask } from '../../engine/trees/tree-service.ts';
import { requireExecutionArn } from '../arns.ts';
import { pageSize } from '../paging.ts';
import { epochSeconds } from '../timestamps.ts';
import type { Extension } from './extension.ts';

export const listOpenTasks: Extension<'ListOpenTasks'> = {
  name: 'ListOpenTasks',
  async handle({ kind, executionArn, maxResults, nextToken }, { service, realm, tokens }) {
    if (executionArn !== undefined) requireExecutionArn(executionArn, realm);
    const query = [kind, executionArn];
    const from = nextToken === undefined ? undefined : tokens.open(this.name, query, nextToken);
    const request = { kind, executionArn, from, limit: pageSize(maxResults) };
    const { tasks, next } = await service.trees.openTasks(realm, request);
    return {
      tasks: tasks.map(shownTask),
      ...(next !== undefined && { nextToken: tokens.issue(this.name, query, next) }),
    };
  },
};

function shownTask(task: TokenTask): object {
  const { executionArn, state, kind, resource, taskToken, sinceMs, timeoutMs, heartbeatMs, input } = task;
  return {
    ...{ executionArn, state, kind, resource, taskToken, since: epochSeconds(sinceMs) },
    ...(timeoutMs !== undefined && { timeoutDate: epochSeconds(timeoutMs) }),
    ...(heartbeatMs !== undefined && { heartbeatDate: epochSeconds(heartbeatMs) }),
    ...(input !== undefined && { input }),
  };
}
