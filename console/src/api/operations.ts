/**
 * What the operations take and give, as far as the console uses it. Names are those of the API reference; dates are
 * seconds since 1970 with milliseconds after the point.
 */
export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
export type MachineType = 'STANDARD' | 'EXPRESS';
/** FAILED_BELOW: ended well although a descendant failed. */
export type RollupStatus = Status | 'FAILED_BELOW';

/** An execution with its place in the tree of nested executions. */
export interface ExecutionNode {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: MachineType;
  readonly status: Status;
  readonly startDate: number;
  readonly stopDate?: number;
  /** Name of the error only. */
  readonly error?: string;
  readonly parent?: ParentLink;
  readonly rootArn: string;
  readonly depth: number;
  readonly mapRunArn?: string;
  readonly redriveCount: number;
  /** Direct children. */
  readonly childCount: number;
  readonly rollup?: Rollup;
}

export interface ParentLink {
  readonly executionArn: string;
  readonly state: string;
  readonly attempt: number;
  readonly pattern?: string;
}

/** Over the whole subtree with the execution itself. */
export interface Rollup {
  readonly status: RollupStatus;
  readonly executions: number;
  readonly running: number;
  readonly failed: number;
  readonly deepestFailureArn?: string;
}

export interface PayloadCondition {
  readonly in: 'input' | 'output';
  readonly path: string;
  readonly op: '=' | '!=' | 'contains' | 'exists';
  readonly value?: unknown;
}

export interface ExecutionFilters {
  readonly stateMachineArn?: string;
  readonly stateMachineName?: string;
  readonly status?: readonly Status[];
  readonly name?: string;
  readonly parentArn?: string;
  readonly rootArn?: string;
  readonly rootsOnly?: boolean;
  readonly mapRunArn?: string;
  readonly startedAfter?: number;
  readonly startedBefore?: number;
  readonly error?: string;
  readonly text?: string;
  readonly where?: readonly PayloadCondition[];
}

interface Page {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface Listed {
  readonly nextToken?: string;
}

/** A selection for an action on many executions: by filters or one by one. */
export interface Selection extends ExecutionFilters {
  readonly executionArns?: readonly string[];
  readonly dryRun?: boolean;
  readonly nextToken?: string;
}

export interface BulkResult extends Listed {
  readonly matched: number;
  readonly done: number;
  readonly failed: readonly { readonly executionArn: string; readonly code: string; readonly message: string }[];
}

export interface OverviewMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly running: number;
  readonly failed24h: number;
  readonly started24h: number;
}

export interface OverviewMinute {
  readonly minuteDate: number;
  readonly started: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface Overview {
  readonly byStatus: Partial<Record<Status, number>>;
  /** The last 60 minutes. */
  readonly recent: readonly OverviewMinute[];
  readonly machines: readonly OverviewMachine[];
  readonly oldestRunning: readonly ExecutionNode[];
  readonly waitingTasks: number;
  readonly storeBytes?: number;
  readonly version: string;
}

export interface OpenTask {
  readonly executionArn: string;
  readonly state: string;
  readonly kind: 'token' | 'activity';
  readonly resource: string;
  readonly taskToken: string;
  readonly since: number;
  readonly timeoutDate?: number;
  readonly heartbeatDate?: number;
  readonly input?: string;
}

export interface NestingEdge {
  readonly from: string;
  readonly state: string;
  /** ARN of a state machine, or the expression that gives it when `dynamic`. */
  readonly to: string;
  readonly pattern: string;
  readonly dynamic: boolean;
}

type Op<Input, Output> = { readonly input: Input; readonly output: Output };
type ByExecution = { readonly executionArn: string };

export interface TreeOperations {
  SearchExecutions: Op<
    ExecutionFilters & Page,
    Listed & { readonly executions: readonly ExecutionNode[]; readonly scannedAll: boolean }
  >;
  CountExecutions: Op<
    ExecutionFilters,
    { readonly count: number; readonly capped: boolean; readonly byStatus: Partial<Record<Status, number>> }
  >;
  GetExecutionTree: Op<
    ByExecution & Page & { readonly maxDepth?: number; readonly withRollup?: boolean },
    Listed & { readonly root: ExecutionNode; readonly nodes: readonly ExecutionNode[] }
  >;
  ListChildExecutions: Op<
    ByExecution & Page & { readonly status?: readonly Status[]; readonly withRollup?: boolean },
    Listed & { readonly executions: readonly ExecutionNode[] }
  >;
  GetExecutionAncestors: Op<ByExecution, { readonly ancestors: readonly ExecutionNode[] }>;
  FindFailingLeaf: Op<ByExecution, { readonly path: readonly ExecutionNode[] }>;
  StopExecutionTree: Op<
    ByExecution & { readonly error?: string; readonly cause?: string; readonly dryRun?: boolean },
    { readonly stopped: number }
  >;
  RedriveExecutionTree: Op<ByExecution & { readonly dryRun?: boolean }, { readonly redriven: readonly string[] }>;
  StopExecutions: Op<Selection & { readonly error?: string; readonly cause?: string }, BulkResult>;
  RedriveExecutions: Op<Selection, BulkResult>;
  ForkExecution: Op<
    ByExecution & { readonly stateName: string; readonly input?: string; readonly name?: string; variables?: string },
    { readonly executionArn: string; readonly startDate: number }
  >;
  GetOverview: Op<Record<string, never>, Overview>;
  ListOpenTasks: Op<
    Page & { readonly kind?: 'token' | 'activity'; readonly executionArn?: string },
    Listed & { readonly tasks: readonly OpenTask[] }
  >;
  GetMachineNesting: Op<{ readonly stateMachineArn?: string }, { readonly edges: readonly NestingEdge[] }>;
}

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly name: string;
  readonly status: Status;
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly mapRunArn?: string;
  readonly traceHeader?: string;
  readonly redriveCount: number;
  readonly redriveDate?: number;
  readonly redriveStatus?: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

/** An event of a history; its details stand in the member named after its type (`taskSucceededEventDetails`, …). */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

interface LoggingConfiguration {
  readonly level?: string;
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly { readonly cloudWatchLogsLogGroup?: { readonly logGroupArn?: string } }[];
}

export interface MachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: string;
  readonly type: MachineType;
  readonly creationDate: number;
  readonly description?: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly revisionId?: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: { readonly enabled?: boolean };
  readonly encryptionConfiguration?: { readonly type?: string };
}

export interface MachineListItem {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly creationDate: number;
}

export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** JSON pointer or path into the definition. */
  readonly location?: string;
}

export interface RouteWeight {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly pendingRedrive?: number;
}

export interface MapRunDescription {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startDate: number;
  readonly stopDate?: number;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  readonly redriveCount?: number;
}

type ByMachine = { readonly stateMachineArn: string };

export interface AwsOperations {
  ListStateMachines: Op<Page, Listed & { readonly stateMachines: readonly MachineListItem[] }>;
  DescribeStateMachine: Op<ByMachine, MachineDescription>;
  DescribeStateMachineForExecution: Op<
    ByExecution,
    MachineDescription & { readonly updateDate: number; readonly mapRunArn?: string; readonly label?: string }
  >;
  UpdateStateMachine: Op<
    ByMachine & { readonly definition?: string; readonly publish?: boolean; readonly versionDescription?: string },
    { readonly updateDate: number; readonly revisionId?: string; readonly stateMachineVersionArn?: string }
  >;
  CreateStateMachine: Op<
    { readonly name: string; readonly definition: string; readonly roleArn: string; readonly type?: MachineType },
    { readonly stateMachineArn: string; readonly creationDate: number }
  >;
  ValidateStateMachineDefinition: Op<
    { readonly definition: string; readonly type?: MachineType; readonly severity?: 'ERROR' | 'WARNING' },
    { readonly result: 'OK' | 'FAIL'; readonly diagnostics: readonly Diagnostic[]; readonly truncated?: boolean }
  >;
  ListStateMachineVersions: Op<
    ByMachine & Page,
    Listed & {
      readonly stateMachineVersions: readonly {
        readonly stateMachineVersionArn: string;
        readonly creationDate: number;
      }[];
    }
  >;
  ListStateMachineAliases: Op<
    ByMachine & Page,
    Listed & {
      readonly stateMachineAliases: readonly {
        readonly stateMachineAliasArn: string;
        readonly creationDate: number;
      }[];
    }
  >;
  DescribeStateMachineAlias: Op<
    { readonly stateMachineAliasArn: string },
    {
      readonly stateMachineAliasArn: string;
      readonly name: string;
      readonly description?: string;
      readonly routingConfiguration: readonly RouteWeight[];
      readonly creationDate: number;
      readonly updateDate: number;
    }
  >;
  CreateStateMachineAlias: Op<
    {
      readonly name: string;
      readonly description?: string;
      readonly routingConfiguration: readonly RouteWeight[];
    },
    { readonly stateMachineAliasArn: string; readonly creationDate: number }
  >;
  UpdateStateMachineAlias: Op<
    {
      readonly stateMachineAliasArn: string;
      readonly description?: string;
      readonly routingConfiguration?: readonly RouteWeight[];
    },
    { readonly updateDate: number }
  >;
  DeleteStateMachineAlias: Op<{ readonly stateMachineAliasArn: string }, Record<string, never>>;
  DeleteStateMachineVersion: Op<{ readonly stateMachineVersionArn: string }, Record<string, never>>;
  PublishStateMachineVersion: Op<
    ByMachine & { readonly description?: string },
    { readonly stateMachineVersionArn: string; readonly creationDate: number }
  >;
  ListTagsForResource: Op<
    { readonly resourceArn: string },
    { readonly tags: readonly { readonly key: string; readonly value: string }[] }
  >;
  StartExecution: Op<
    ByMachine & { readonly name?: string; readonly input?: string },
    { readonly executionArn: string; readonly startDate: number }
  >;
  DescribeExecution: Op<ByExecution, ExecutionDescription>;
  GetExecutionHistory: Op<
    ByExecution & Page & { readonly reverseOrder?: boolean; readonly includeExecutionData?: boolean },
    Listed & { readonly events: readonly HistoryEvent[] }
  >;
  StopExecution: Op<ByExecution & { readonly error?: string; readonly cause?: string }, { readonly stopDate: number }>;
  RedriveExecution: Op<ByExecution, { readonly redriveDate: number }>;
  ListMapRuns: Op<
    ByExecution & Page,
    Listed & {
      readonly mapRuns: readonly {
        readonly mapRunArn: string;
        readonly executionArn: string;
        readonly stateMachineArn: string;
        readonly startDate: number;
        readonly stopDate?: number;
      }[];
    }
  >;
  DescribeMapRun: Op<{ readonly mapRunArn: string }, MapRunDescription>;
  UpdateMapRun: Op<
    {
      readonly mapRunArn: string;
      readonly maxConcurrency?: number;
      readonly toleratedFailureCount?: number;
      readonly toleratedFailurePercentage?: number;
    },
    Record<string, never>
  >;
  SendTaskSuccess: Op<{ readonly taskToken: string; readonly output: string }, Record<string, never>>;
  SendTaskFailure: Op<
    { readonly taskToken: string; readonly error?: string; readonly cause?: string },
    Record<string, never>
  >;
  SendTaskHeartbeat: Op<{ readonly taskToken: string }, Record<string, never>>;
}

export interface Operations extends AwsOperations, TreeOperations {}
