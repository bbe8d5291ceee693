/** Where executions come from: the server of this page, or a document that somebody imported or saved. */
import { call } from '../api/client.ts';
import type { ExecutionDescription, ExecutionNode } from '../api/operations.ts';
import type { WireEvent } from '../history/event.ts';

export interface HistoryPage {
  readonly events: readonly WireEvent[];
  readonly nextToken?: string;
}

export interface HistoryQuery {
  readonly reverseOrder: boolean;
  /** 1 to 1000. */
  readonly maxResults: number;
  readonly nextToken?: string;
}

export interface Children {
  readonly executions: readonly ExecutionNode[];
  readonly nextToken?: string;
}

/** Every method rejects with an error whose message tells people what is wrong. */
export interface Backend {
  /** Nothing can be changed and nothing changes. */
  readonly isOffline: boolean;
  describe(executionArn: string): Promise<ExecutionDescription>;
  /** The definition that the execution runs by, as text; undefined when it is not known. */
  definition(executionArn: string): Promise<string | undefined>;
  history(executionArn: string, query: HistoryQuery): Promise<HistoryPage>;
  /** The execution as a node, and those above it, root first. */
  place(executionArn: string): Promise<{ ancestors: readonly ExecutionNode[]; node: ExecutionNode }>;
  /** The tree below an execution in pre-order, when it has no more than `limit` executions; else undefined. */
  wholeTree(executionArn: string, limit: number): Promise<readonly ExecutionNode[] | undefined>;
  children(executionArn: string, nextToken: string | undefined): Promise<Children>;
  /** From the execution down to the one whose failure made it fail; empty when nothing failed. */
  failingPath(executionArn: string): Promise<readonly ExecutionNode[]>;
}

const CHILDREN_PER_PAGE = 1000;

export const server: Backend = {
  isOffline: false,
  describe: (executionArn) => call('DescribeExecution', { executionArn }),
  async definition(executionArn) {
    return (await call('DescribeStateMachineForExecution', { executionArn })).definition;
  },
  history: (executionArn, query) => call('GetExecutionHistory', { executionArn, ...query }) as Promise<HistoryPage>,
  async place(executionArn) {
    const [{ ancestors }, { root }] = await Promise.all([
      call('GetExecutionAncestors', { executionArn }),
      call('GetExecutionTree', { executionArn, maxDepth: 1, maxResults: 1, withRollup: true }),
    ]);
    return { ancestors, node: root };
  },
  async wholeTree(executionArn, limit) {
    const { nodes, nextToken } = await call('GetExecutionTree', { executionArn, maxResults: limit, withRollup: true });
    return nextToken === undefined ? nodes : undefined;
  },
  children: (executionArn, nextToken) =>
    call('ListChildExecutions', {
      executionArn,
      maxResults: CHILDREN_PER_PAGE,
      withRollup: true,
      ...(nextToken !== undefined && { nextToken }),
    }),
  async failingPath(executionArn) {
    return (await call('FindFailingLeaf', { executionArn })).path;
  },
};
