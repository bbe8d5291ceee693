/**
 * What the engine offers to the API, to integrations of its own kind (`aws-sdk:sfn`) and to tools: the operations of
 * Step Functions as typed calls. Members are named as in the API; times are milliseconds since the epoch.
 *
 * Callers have checked the form of their input (types, lengths, patterns: api/constraints.ts). Everything that needs
 * knowledge beyond one request (existence, definitions, tokens, states of executions) is checked here and answered
 * with an ApiError. Every promise that resolves after a change does so when the change is durable.
 */
import type { StateTest, StateTestResult } from '../asl/test-state/state-test.ts';
import type { Realm } from '../aws/arn.ts';
import type {
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  RevisionRow,
  StateMachineRow,
  StateMachineType,
} from '../store/store.ts';
import type { MapRunQuery, MapRunRecord, UpdateMapRunRequest } from './map-runs.ts';
import type { TreeService } from './trees/tree-service.ts';

export interface CreateStateMachineRequest {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineType;
  /** JSON text of {loggingConfiguration?, tracingConfiguration?, encryptionConfiguration?} as returned by Describe. */
  readonly configuration: string;
  readonly publish?: boolean;
  readonly versionDescription?: string;
  readonly tags?: readonly Tag[];
}

export interface UpdateStateMachineRequest {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
  /** As in CreateStateMachineRequest, holding only the members that the caller sent. */
  readonly configuration?: string;
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

export interface DescribedStateMachine {
  readonly machine: StateMachineRow;
  readonly revision: RevisionRow;
  /** When a version was asked for. */
  readonly version?: StateMachineVersion;
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
  readonly registry: RegistryService;
  /** Searching, and whole trees of executions: beyond the operations of Step Functions. */
  readonly trees: TreeService;

  createStateMachine(realm: Realm, request: CreateStateMachineRequest): Promise<CreatedStateMachine>;
  /** Answers with the new (or, when nothing changed, the current) revision. */
  updateStateMachine(request: UpdateStateMachineRequest): Promise<UpdatedStateMachine>;
  deleteStateMachine(arn: string): Promise<void>;
  /** Of a state machine or a version. */
  describeStateMachine(arn: string): Promise<DescribedStateMachine>;
  listStateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]>;
  /** The definition that an execution runs with. */
  describeStateMachineForExecution(executionArn: string): Promise<DescribedStateMachine & { execution: ExecutionRow }>;

  startExecution(request: StartExecutionRequest): Promise<{ executionArn: string; startMs: number }>;
  /** Starts an EXPRESS execution and resolves with its row when it has ended. */
  startSyncExecution(request: StartExecutionRequest): Promise<ExecutionRow>;
  stopExecution(executionArn: string, reason: { error?: string; cause?: string }): Promise<{ stopMs: number }>;
  redriveExecution(executionArn: string, clientToken?: string): Promise<{ redriveMs: number }>;
  describeExecution(executionArn: string): Promise<ExecutionRow>;
  /** Newest first. */
  listExecutions(query: ExecutionQuery): Promise<ExecutionSummary[]>;
  /** `fromEventId` undefined: from the first (reverse: last) event. */
  executionHistory(
    executionArn: string,
    query: { fromEventId?: number; reverse: boolean; maxResults: number; includeExecutionData: boolean },
  ): Promise<HistoryPage>;

  describeMapRun(mapRunArn: string): Promise<MapRunRecord>;
  /** Map runs of one execution, oldest first. */
  listMapRuns(executionArn: string, query: MapRunQuery): Promise<MapRunRecord[]>;
  updateMapRun(request: UpdateMapRunRequest): Promise<void>;

  /** Runs one state by itself. `gone`: the caller went away, so that nothing need be waited for. */
  testState(realm: Realm, test: StateTest, gone?: AbortSignal): Promise<StateTestResult>;

  /**
   * The next task of an activity; undefined when there was none for 60 seconds. `signal`: the caller went away, so that
   * no task is given to nobody.
   */
  getActivityTask(
    activityArn: string,
    workerName?: string,
    signal?: AbortSignal,
  ): Promise<{ readonly taskToken: string; readonly input: string } | undefined>;
  /** A token is good for callers of its execution's account only. */
  sendTaskSuccess(realm: Realm, taskToken: string, output: string): Promise<void>;
  sendTaskFailure(realm: Realm, taskToken: string, failure: { error?: string; cause?: string }): Promise<void>;
  sendTaskHeartbeat(realm: Realm, taskToken: string): Promise<void>;
}

/** `versionArn`: the version that was published with it. */
export type CreatedStateMachine = StateMachineRow & { readonly versionArn?: string };

export interface UpdatedStateMachine {
  readonly revision: RevisionRow;
  readonly updateMs: number;
  readonly versionArn?: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Activity {
  readonly arn: string;
  readonly name: string;
  readonly createdMs: number;
  /** JSON text of {encryptionConfiguration} as returned by Describe. */
  readonly configuration: string;
}

export interface CreateActivityRequest {
  readonly name: string;
  readonly configuration: string;
  readonly tags?: readonly Tag[];
}

export interface StateMachineVersion {
  readonly arn: string;
  readonly number: number;
  /** Key of the revision that it names. */
  readonly revision: number;
  readonly description?: string;
  readonly createdMs: number;
}

export interface PublishVersionRequest {
  /** Unqualified. */
  readonly stateMachineArn: string;
  /** The revision that the caller means; `INITIAL` for that of a machine which was never updated. */
  readonly revisionId?: string;
  readonly description?: string;
}

/** A part of an alias's routing configuration; weights are percentages. */
export interface Route {
  readonly versionArn: string;
  readonly weight: number;
}

export interface StateMachineAlias {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly routes: readonly Route[];
  readonly createdMs: number;
  readonly updatedMs: number;
  /** Rises in the order of creation. */
  readonly position: number;
}

export interface CreateAliasRequest {
  readonly name: string;
  readonly description?: string;
  readonly routes: readonly Route[];
}

export interface UpdateAliasRequest {
  readonly aliasArn: string;
  readonly description?: string;
  readonly routes?: readonly Route[];
}

/** What is registered beside state machines: activities, versions, aliases and tags. */
export interface RegistryService {
  createActivity(realm: Realm, request: CreateActivityRequest): Promise<Activity>;
  describeActivity(arn: string): Promise<Activity>;
  deleteActivity(arn: string): Promise<void>;
  /** In the order of the ARN; `afterArn` is exclusive. */
  listActivities(realm: Realm, query: { afterArn?: string; limit: number }): Promise<Activity[]>;

  publishVersion(request: PublishVersionRequest): Promise<StateMachineVersion>;
  /** Deleting what is not there succeeds. */
  deleteVersion(arn: string): Promise<void>;
  /** Highest number first; `below` is exclusive. */
  listVersions(stateMachineArn: string, query: { below?: number; limit: number }): Promise<StateMachineVersion[]>;

  createAlias(request: CreateAliasRequest): Promise<StateMachineAlias>;
  updateAlias(request: UpdateAliasRequest): Promise<StateMachineAlias>;
  describeAlias(arn: string): Promise<StateMachineAlias>;
  deleteAlias(arn: string): Promise<void>;
  /** Of a state machine, or those that lead to a version; in the order of creation; `after` is a position, exclusive. */
  listAliases(stateMachineArn: string, query: { after?: number; limit: number }): Promise<StateMachineAlias[]>;

  /** Of state machines and activities. */
  tagResource(arn: string, tags: readonly Tag[]): Promise<void>;
  untagResource(arn: string, tagKeys: readonly string[]): Promise<void>;
  listTags(arn: string): Promise<readonly Tag[]>;
}
