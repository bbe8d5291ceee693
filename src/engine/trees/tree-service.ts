/**
 * What the engine offers beside the operations of Step Functions: searching executions, and looking at and operating
 * whole trees of them. Statuses always come from the executions' own rows. Times are milliseconds since the epoch.
 *
 * EXPRESS executions have no rows, so they are in no tree; their parents' histories tell of them.
 */
import type { Json } from '../../asl/json.ts';
import type { Realm } from '../../aws/arn.ts';
import type { ExecutionStatus, ExecutionSummary } from '../../store/store.ts';
import type { BulkResult } from './bulk.ts';
import type { ForkRequest } from './fork.ts';
import type { Nesting } from './nesting.ts';
import type { OpenTask } from './open-tasks.ts';
import type { Figures } from './overview.ts';

/** How an execution was started by its parent; `map`: it is an item of a Distributed Map. */
export type NestingPattern = 'startExecution' | '.sync' | '.sync:2' | '.waitForTaskToken' | 'aws-sdk' | 'map';

/** A whole subtree in a few figures. */
export interface Rollup {
  /**
   * The status of the top when it was closed without success; else RUNNING when anything below runs; else FAILED_BELOW
   * when anything below was closed without success (such as a failure that was caught).
   */
  readonly status: ExecutionStatus | 'FAILED_BELOW';
  /** Including the top. */
  readonly executions: number;
  readonly running: number;
  /** Closed without success. */
  readonly failed: number;
  readonly deepestFailureArn?: string;
  /** The tree is larger than what is counted. */
  readonly isCapped: boolean;
}

export interface ExecutionNode {
  readonly row: ExecutionSummary;
  /** Direct children. */
  readonly childCount: number;
  /** Absent for roots, and when the parent's definition does not tell. */
  readonly pattern?: NestingPattern;
  readonly rollup?: Rollup;
}

/** A condition on a payload. `contains`: a text that is part of the text there, or a member of the list there. */
export interface PayloadCondition {
  readonly in: 'input' | 'output';
  /** Reference path, such as `$.customer.id`. */
  readonly path: string;
  readonly op: '=' | '!=' | 'contains' | 'exists';
  readonly value?: Json;
}

/** Globs know `*` and `?`. All conditions must hold. */
export interface ExecutionFilter {
  /** May name a version or an alias. */
  readonly stateMachineArn?: string;
  /** Glob. */
  readonly stateMachineName?: string;
  readonly status?: readonly ExecutionStatus[];
  /** Glob. */
  readonly name?: string;
  readonly parentArn?: string;
  readonly rootArn?: string;
  readonly rootsOnly?: boolean;
  readonly mapRunArn?: string;
  /** Inclusive. */
  readonly startedAfterMs?: number;
  /** Exclusive. */
  readonly startedBeforeMs?: number;
  /** Glob over the name of the error. */
  readonly error?: string;
  /** Part of name, error or cause; upper and lower case are the same. */
  readonly text?: string;
  readonly where?: readonly PayloadCondition[];
}

/** A page that goes on behind the execution with the key `nextId`; undefined: it is the last one. */
export interface NodePage {
  readonly nodes: readonly ExecutionNode[];
  readonly nextId: number | undefined;
}

export interface PageRequest {
  /** `nextId` of the page before. */
  readonly fromId?: number | undefined;
  readonly limit: number;
}

export interface TreeService {
  /** Newest first. A page may be empty although more follow, as a call looks at a bounded number of executions. */
  search(realm: Realm, filter: ExecutionFilter, page: PageRequest): Promise<NodePage>;
  /** The subtree in pre-order, without its top; siblings in the order of their start. */
  tree(
    executionArn: string,
    page: PageRequest & { readonly maxDepth?: number | undefined; readonly withRollup: boolean },
  ): Promise<NodePage & { readonly root: ExecutionNode }>;
  /** Oldest first. */
  children(
    executionArn: string,
    page: PageRequest & { readonly status?: ExecutionStatus | undefined; readonly withRollup: boolean },
  ): Promise<NodePage>;
  /** Root first, without the execution itself. */
  ancestors(executionArn: string): Promise<readonly ExecutionNode[]>;

  /** Looks at the newest executions only when there are very many. */
  count(realm: Realm, filter: ExecutionFilter): Promise<Count>;
  overview(realm: Realm): Promise<Overview>;
  /** Tasks that wait to be completed with their token. `next`: the place where the next page starts. */
  openTasks(realm: Realm, query: OpenTaskRequest): Promise<{ tasks: readonly TokenTask[]; next: string | undefined }>;
  /** Who nests whom, from the definitions; of one state machine (both ways) or of all. */
  nesting(realm: Realm, stateMachineArn: string | undefined): Promise<readonly NestingEdge[]>;
  /** The way from an execution down to the failure behind its own; empty when nothing failed. */
  failingPath(executionArn: string): Promise<readonly ExecutionNode[]>;

  /** Stops an execution and all that runs below it; answers how many that were. `dryRun`: would be. */
  stopTree(executionArn: string, reason: StopReason, dryRun: boolean): Promise<number>;
  /** Goes on inside the nested executions behind a failure; answers with the ARNs of all that go on, the deepest first. */
  redriveTree(executionArn: string, dryRun: boolean): Promise<readonly string[]>;
  /** A new root execution that begins at a state of another one. */
  fork(executionArn: string, request: ForkRequest): Promise<{ executionArn: string; startMs: number }>;
  /** Each of the executions, or a page of those that fit the filter and run. */
  stopAll(realm: Realm, which: Which, reason: StopReason, dryRun: boolean): Promise<BulkResult>;
  /** Each of the executions, or a page of those that fit the filter and were closed without success. */
  redriveAll(realm: Realm, which: Which, dryRun: boolean): Promise<BulkResult>;
}

export interface StopReason {
  readonly error?: string;
  readonly cause?: string;
}

export type Which =
  | { readonly executionArns: readonly string[] }
  | { readonly filter: ExecutionFilter; readonly page: PageRequest };

export interface Count {
  readonly count: number;
  readonly isCapped: boolean;
  readonly byStatus: Readonly<Record<ExecutionStatus, number>>;
}

export type Overview = Omit<Figures, 'oldestRunning'> & {
  readonly oldestRunning: readonly ExecutionNode[];
  readonly waitingTasks: number;
  readonly storeBytes?: number;
};

export interface OpenTaskRequest {
  readonly kind?: OpenTask['kind'] | undefined;
  readonly executionArn?: string | undefined;
  /** `next` of the page before. */
  readonly from?: string | undefined;
  readonly limit: number;
}

export type TokenTask = OpenTask & { readonly taskToken: string };

export interface NestingEdge extends Nesting {
  readonly from: string;
}
