/**
 * What the engine offers to the API, to integrations of its own kind (`aws-sdk:sfn`) and to tools: the operations of
 * Step Functions as typed calls. Members are named as in the API; times are milliseconds since the epoch.
 *
 * Callers have checked the form of their input (types, lengths, patterns: api/constraints.ts). Everything that needs
 * knowledge beyond one request (existence, definitions, tokens, states of executions) is checked here and answered
 * with an ApiError. Every promise that resolves after a change does so when the change is durable.
 */
import type { Realm } from '../aws/arn.ts';
import type {
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  RevisionRow,
  StateMachineRow,
  StateMachineType,
} from '../store/store.ts';

export interface CreateStateMachineRequest {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineType;
  /** JSON text of {loggingConfiguration?, tracingConfiguration?, encryptionConfiguration?} as returned by Describe. */
  readonly configuration: string;
}

export interface UpdateStateMachineRequest {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
  /** As in CreateStateMachineRequest, holding only the members that the caller sent. */
  readonly configuration?: string;
}

export interface DescribedStateMachine {
  readonly machine: StateMachineRow;
  readonly revision: RevisionRow;
}

export interface StartExecutionRequest {
  /** Unqualified, version or alias ARN. */
  readonly stateMachineArn: string;
  /** Generated when absent. */
  readonly name?: string;
  /** JSON text; `{}` when absent. */
  readonly input?: string;
  readonly traceHeader?: string;
}

export interface HistoryPage {
  /** JSON texts of events, in the order asked for, at most `maxResults`. */
  readonly events: readonly string[];
  /** Id of the event that the next page starts with; undefined at the end. */
  readonly nextEventId: number | undefined;
}

export interface WorkflowService {
  createStateMachine(realm: Realm, request: CreateStateMachineRequest): Promise<StateMachineRow>;
  /** Answers with the new (or, when nothing changed, the current) revision. */
  updateStateMachine(request: UpdateStateMachineRequest): Promise<{ revision: RevisionRow; updateMs: number }>;
  deleteStateMachine(arn: string): Promise<void>;
  describeStateMachine(arn: string): Promise<DescribedStateMachine>;
  listStateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]>;
  /** The definition that an execution runs with. */
  describeStateMachineForExecution(executionArn: string): Promise<DescribedStateMachine & { execution: ExecutionRow }>;

  startExecution(request: StartExecutionRequest): Promise<{ executionArn: string; startMs: number }>;
  stopExecution(executionArn: string, reason: { error?: string; cause?: string }): Promise<{ stopMs: number }>;
  describeExecution(executionArn: string): Promise<ExecutionRow>;
  /** Newest first. */
  listExecutions(query: ExecutionQuery): Promise<ExecutionSummary[]>;
  /** `fromEventId` undefined: from the first (reverse: last) event. */
  executionHistory(
    executionArn: string,
    query: { fromEventId?: number; reverse: boolean; maxResults: number; includeExecutionData: boolean },
  ): Promise<HistoryPage>;

  /** A token is good for callers of its execution's account only. */
  sendTaskSuccess(realm: Realm, taskToken: string, output: string): Promise<void>;
  sendTaskFailure(realm: Realm, taskToken: string, failure: { error?: string; cause?: string }): Promise<void>;
  sendTaskHeartbeat(realm: Realm, taskToken: string): Promise<void>;
}
