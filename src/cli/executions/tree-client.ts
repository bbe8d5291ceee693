/** The operations of docs/tree-api.md that the command line uses. Times are seconds since the epoch, with a fraction. */
import { post } from '../client.ts';

export type NodeStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface TreeNode {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly status: NodeStatus;
  readonly startDate: number;
  readonly stopDate?: number;
  readonly error?: string;
  readonly parent?: { readonly executionArn: string; readonly state: string; readonly pattern?: string };
  readonly rootArn: string;
  readonly childCount: number;
}

/** A filter and a page, as SearchExecutions takes them. */
export interface SearchInput {
  readonly stateMachineName?: string;
  readonly status?: readonly string[];
  readonly name?: string;
  readonly error?: string;
  readonly text?: string;
  readonly rootArn?: string;
  readonly parentArn?: string;
  readonly rootsOnly?: boolean;
  readonly startedAfter?: number;
  readonly startedBefore?: number;
  readonly where?: readonly { in: string; path: string; op: string; value: unknown }[];
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface Operations {
  SearchExecutions: {
    input: SearchInput;
    output: { executions: readonly TreeNode[]; nextToken?: string };
  };
  GetExecutionTree: {
    input: { executionArn: string; maxDepth?: number; maxResults?: number; nextToken?: string };
    output: { root: TreeNode; nodes: readonly TreeNode[]; nextToken?: string };
  };
  StopExecutionTree: {
    input: { executionArn: string; error?: string; cause?: string };
    output: { stopped: number };
  };
  RedriveExecutionTree: { input: { executionArn: string }; output: { redriven: readonly string[] } };
}

export interface TreeClient {
  call<O extends keyof Operations>(operation: O, input: Operations[O]['input']): Promise<Operations[O]['output']>;
}

export function createTreeClient(url: string): TreeClient {
  return { call: (operation, input) => post(url, 'Stairwell', operation, input) };
}
