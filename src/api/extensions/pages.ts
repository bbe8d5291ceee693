/** Pages of nodes: a token holds the key behind which the next page starts, and is good for the same arguments only. */
import type { PageRequest } from '../../engine/trees/tree-service.ts';
import type { OperationContext } from '../operation.ts';
import { pageSize } from '../paging.ts';

interface Paged {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** `name`: of the operation, whose `input` this is. */
export function pageRequest(name: string, input: Paged, { tokens }: OperationContext): PageRequest {
  const { maxResults, nextToken } = input;
  const fromId = nextToken === undefined ? undefined : Number(tokens.open(name, argumentsOf(input), nextToken));
  return { fromId, limit: pageSize(maxResults) };
}

/** The member nextToken of the answer, when there is a next page. */
export function nextPage(name: string, input: Paged, nextId: number | undefined, { tokens }: OperationContext): object {
  return nextId === undefined ? {} : { nextToken: tokens.issue(name, argumentsOf(input), String(nextId)) };
}

/** What must not change between pages. */
function argumentsOf({ maxResults: _, nextToken: __, ...rest }: Paged): readonly unknown[] {
  return [rest];
}
