/**
 * What StopExecutions and RedriveExecutions share: which executions they mean, and their answer. Errors: InvalidArn,
 * InvalidToken, ValidationException (neither executions nor a filter, or both: nobody stops everything by a slip).
 */
import { apiErrors } from '../../aws/api-error.ts';
import type { BulkResult } from '../../engine/trees/bulk.ts';
import type { Which } from '../../engine/trees/tree-service.ts';
import { requireExecutionArn } from '../arns.ts';
import type { OperationContext } from '../operation.ts';
import { executionFilter } from './filter.ts';
import type { FilterMembers } from './model.ts';
import { nextPage, pageRequest } from './pages.ts';

interface BulkInput extends FilterMembers {
  readonly executionArns?: readonly string[];
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** `input`: without members that are no filter. A page has 1,000 executions unless it says otherwise. */
export function which(name: string, input: BulkInput, context: OperationContext): Which {
  const { executionArns, maxResults, nextToken: _, ...filter } = input;
  const hasFilter = Object.keys(filter).length > 0;
  if ((executionArns === undefined) !== hasFilter) {
    throw apiErrors.validation('Either executionArns or at least one member of a filter must be specified');
  }
  if (executionArns === undefined) {
    const page = pageRequest(name, { ...input, maxResults: maxResults || 1000 }, context);
    return { filter: executionFilter(filter, context.realm), page };
  }
  for (const arn of executionArns) requireExecutionArn(arn, context.realm);
  return { executionArns: [...new Set(executionArns)] };
}

export function bulkAnswer(name: string, input: BulkInput, result: BulkResult, context: OperationContext): object {
  const { matched, done, failed, nextId } = result;
  return { matched, done, failed, ...nextPage(name, input, nextId, context) };
}
