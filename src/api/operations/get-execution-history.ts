/**
 * GetExecutionHistory, STANDARD only, in both orders. Events are kept as the JSON text of the answer, so the answer is
 * put together from texts without parsing any.
 */
import { requireExecutionArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { pageSize } from '../paging.ts';

export const getExecutionHistory: Operation<'GetExecutionHistory'> = {
  name: 'GetExecutionHistory',
  async handle(input, { service, realm, tokens }) {
    const { executionArn, reverseOrder = false, includeExecutionData = true, nextToken } = input;
    requireExecutionArn(executionArn, realm);
    const query = [executionArn, reverseOrder, includeExecutionData];
    const { events, nextEventId } = await service.executionHistory(executionArn, {
      ...(nextToken !== undefined && { fromEventId: Number(tokens.open(this.name, query, nextToken)) }),
      reverse: reverseOrder,
      maxResults: pageSize(input.maxResults),
      includeExecutionData,
    });
    const next = nextEventId === undefined ? undefined : tokens.issue(this.name, query, String(nextEventId));
    return `{"events":[${events.join(',')}]${next === undefined ? '' : `,"nextToken":${JSON.stringify(next)}`}}`;
  },
};
