/**
 * Reads that serve looking at many executions at once: searches, trees, roll-ups. Every one is bounded by its `limit`,
 * as a store may answer on the thread that asks; whoever wants more asks again behind the last key.
 */
import type { ExecutionQuery, ExecutionStatus, ExecutionSummary } from './store.ts';

/** Which executions to look at, newest first. */
export interface ScanQuery extends Omit<ExecutionQuery, 'status'> {
  readonly statuses?: readonly ExecutionStatus[];
  /** Whether to read causes, inputs and outputs, too. */
  readonly withPayloads: boolean;
  /** The answer ends early, after at least one row, when its payloads have more characters than this. */
  readonly maxCharacters: number;
  /** Rows that do not fit may be left out; whoever asks looks at the others himself all the same. */
  readonly hints?: ScanHints;
}

/** Globs (`*`, `?`) that rows have to fit. */
export interface ScanHints {
  readonly name?: string;
  /** The last part of the state machine's ARN. */
  readonly stateMachineName?: string;
  readonly error?: string;
  readonly rootsOnly?: boolean;
  /** Part of name, error or cause, in upper or lower case; ASCII only. */
  readonly asciiText?: string;
}

/** What searches look at. */
export interface ScannedExecution {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  readonly startMs: number;
  readonly stopMs?: number;
  readonly parentId?: number;
  readonly error?: string;
  readonly cause?: string;
  readonly input?: string;
  readonly output?: string;
}

export interface Scan {
  readonly rows: readonly ScannedExecution[];
  /** How many were looked at, the key of the last, and the earliest start among them. */
  readonly looked: number;
  readonly lastId?: number;
  readonly oldestMs?: number;
  /** Nothing that fits the query is older than these. */
  readonly isLast: boolean;
}

export interface ChildrenQuery {
  readonly parentArn: string;
  readonly status?: ExecutionStatus;
  /** Exclusive; oldest first. */
  readonly afterId?: number;
  readonly limit: number;
}

/** What roll-ups look at. */
export interface TreeRow {
  readonly id: number;
  readonly arn: string;
  readonly parentId?: number;
  readonly status: ExecutionStatus;
  readonly depth: number;
  readonly stopMs?: number;
}

export interface FramePlace {
  readonly executionId: number;
  readonly path: string;
}

/** A frame of a running execution. */
export interface WaitingFrame extends FramePlace {
  readonly body: string;
}

export interface TreeQueries {
  scan(query: ScanQuery): Promise<Scan>;
  children(query: ChildrenQuery): Promise<ExecutionSummary[]>;
  /** Numbers of direct children, in the order of the parents' ARNs. */
  childCounts(parentArns: readonly string[]): Promise<number[]>;
  /** All executions of a tree; oldest first, so that a parent comes before its children. `afterId` is exclusive. */
  treeRows(query: { rootArn: string; afterId: number; limit: number }): Promise<TreeRow[]>;
  /** Those that exist, in the order of the keys. */
  executionsById(ids: readonly number[]): Promise<ExecutionSummary[]>;
  /** In the order of their keys. */
  oldestRunning(limit: number): Promise<ExecutionSummary[]>;
  /** Frames that may wait for a task (their text says so), of one execution or all, in the order of their places. */
  waitingFrames(query: {
    executionId?: number;
    /** Exclusive. */
    after?: FramePlace;
    limit: number;
  }): Promise<WaitingFrame[]>;
}
