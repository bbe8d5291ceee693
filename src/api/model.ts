/**
 * The AWS Step Functions API model, version 2016-11-23, as data: the shape of every operation's input and the errors
 * it declares. Generated from the model; edit it only when the model changes.
 *
 * Shapes have the model's names. `min`/`max` are lengths (strings in characters, lists in members) or values
 * (numbers). Added to the model: `inBytes`, as AWS counts payloads in bytes of UTF-8; the enum of ExecutionStatus
 * stands in the order in which AWS prints it. Left out: what only outputs have.
 */
import type { Json } from '../asl/json.ts';
import type { ApiErrorCode } from '../aws/api-error.ts';

export interface StringShape {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  /** `max` counts bytes of UTF-8. */
  readonly inBytes?: true;
  /** Java regular expression that the whole value must match. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Never to be shown in messages. */
  readonly sensitive?: true;
}

export interface NumberShape {
  readonly type: 'integer' | 'long' | 'float';
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: true;
}

export interface BooleanShape {
  readonly type: 'boolean';
}

/** Any JSON; only in extensions/model.ts. */
export interface DocumentShape {
  readonly type: 'document';
}

export interface ListShape {
  readonly type: 'list';
  readonly member: Shape;
  readonly min?: number;
  readonly max?: number;
}

export interface StructureShape {
  readonly type: 'structure';
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}

export type Shape = StringShape | NumberShape | BooleanShape | DocumentShape | ListShape | StructureShape;

export interface OperationModel {
  readonly input: StructureShape;
  /** Declared errors; every operation may also answer with the common ones, such as ValidationException. */
  readonly errors: readonly ApiErrorCode[];
}

const KMS_ERRORS = ['KmsAccessDeniedException', 'KmsInvalidStateException', 'KmsThrottlingException'] as const;

// Simple shapes.
const AliasDescription = { type: 'string', max: 256, sensitive: true } as const;
const Arn = { type: 'string', min: 1, max: 256 } as const;
const CharacterRestrictedName = {
  type: 'string',
  min: 1,
  max: 80,
  pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
} as const;
const ClientToken = { type: 'string', min: 1, max: 64, pattern: '[!-~]+' } as const;
const Definition = { type: 'string', min: 1, max: 1048576, sensitive: true } as const;
const Enabled = { type: 'boolean' } as const;
const EncryptionType = { type: 'string', enum: ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] } as const;
const ExecutionRedriveFilter = { type: 'string', enum: ['REDRIVEN', 'NOT_REDRIVEN'] } as const;
const ExecutionStatus = {
  type: 'string',
  enum: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'],
} as const;
const IncludeExecutionData = { type: 'boolean' } as const;
const IncludeExecutionDataGetExecutionHistory = { type: 'boolean' } as const;
const IncludedData = { type: 'string', enum: ['ALL_DATA', 'METADATA_ONLY'] } as const;
const InspectionLevel = { type: 'string', enum: ['INFO', 'DEBUG', 'TRACE'] } as const;
const KmsDataKeyReusePeriodSeconds = { type: 'integer', min: 60, max: 900 } as const;
const KmsKeyId = { type: 'string', min: 1, max: 2048 } as const;
const ListExecutionsPageToken = { type: 'string', min: 1, max: 3096 } as const;
const LogLevel = { type: 'string', enum: ['ALL', 'ERROR', 'FATAL', 'OFF'] } as const;
const LongArn = { type: 'string', min: 1, max: 2000 } as const;
const MapIterationFailureCount = { type: 'integer', min: 0 } as const;
const MaxConcurrency = { type: 'integer', min: 0 } as const;
const MockResponseValidationMode = { type: 'string', enum: ['STRICT', 'PRESENT', 'NONE'] } as const;
const Name = { type: 'string', min: 1, max: 80 } as const;
const PageSize = { type: 'integer', min: 0, max: 1000 } as const;
const PageToken = { type: 'string', min: 1, max: 1024 } as const;
const Publish = { type: 'boolean' } as const;
const RetrierRetryCount = { type: 'integer', min: 0 } as const;
const RevealSecrets = { type: 'boolean' } as const;
const ReverseOrder = { type: 'boolean' } as const;
const RevisionId = { type: 'string' } as const;
const SensitiveCause = { type: 'string', max: 32768, sensitive: true } as const;
const SensitiveData = { type: 'string', max: 262144, inBytes: true, sensitive: true } as const;
const SensitiveError = { type: 'string', max: 256, sensitive: true } as const;
const StateMachineType = { type: 'string', enum: ['STANDARD', 'EXPRESS'] } as const;
const TagKey = { type: 'string', min: 1, max: 128 } as const;
const TagValue = { type: 'string', max: 256 } as const;
const TaskToken = { type: 'string', min: 1, max: 2048 } as const;
const TestStateStateName = { type: 'string', min: 1, max: 80, sensitive: true } as const;
const ToleratedFailureCount = { type: 'long', min: 0 } as const;
const ToleratedFailurePercentage = { type: 'float', min: 0, max: 100 } as const;
const TraceHeader = { type: 'string', max: 256, pattern: '\\p{ASCII}*' } as const;
const ValidateStateMachineDefinitionMaxResult = { type: 'integer', min: 0, max: 100 } as const;
const ValidateStateMachineDefinitionSeverity = { type: 'string', enum: ['ERROR', 'WARNING'] } as const;
const VersionDescription = { type: 'string', max: 256, sensitive: true } as const;
const VersionWeight = { type: 'integer', min: 0, max: 100 } as const;

// Structures and lists.
const Tag = { type: 'structure', required: [], members: { key: TagKey, value: TagValue } } as const;
const TagList = { type: 'list', member: Tag } as const;
const EncryptionConfiguration = {
  type: 'structure',
  required: ['type'],
  members: { kmsKeyId: KmsKeyId, kmsDataKeyReusePeriodSeconds: KmsDataKeyReusePeriodSeconds, type: EncryptionType },
} as const;
const CreateActivityInput = {
  type: 'structure',
  required: ['name'],
  members: { name: Name, tags: TagList, encryptionConfiguration: EncryptionConfiguration },
} as const;
const CloudWatchLogsLogGroup = { type: 'structure', required: [], members: { logGroupArn: Arn } } as const;
const LogDestination = {
  type: 'structure',
  required: [],
  members: { cloudWatchLogsLogGroup: CloudWatchLogsLogGroup },
} as const;
const LogDestinationList = { type: 'list', member: LogDestination } as const;
const LoggingConfiguration = {
  type: 'structure',
  required: [],
  members: { level: LogLevel, includeExecutionData: IncludeExecutionData, destinations: LogDestinationList },
} as const;
const TracingConfiguration = { type: 'structure', required: [], members: { enabled: Enabled } } as const;
const CreateStateMachineInput = {
  type: 'structure',
  required: ['name', 'definition', 'roleArn'],
  members: {
    name: Name,
    definition: Definition,
    roleArn: Arn,
    type: StateMachineType,
    loggingConfiguration: LoggingConfiguration,
    tags: TagList,
    tracingConfiguration: TracingConfiguration,
    publish: Publish,
    versionDescription: VersionDescription,
    encryptionConfiguration: EncryptionConfiguration,
  },
} as const;
const RoutingConfigurationListItem = {
  type: 'structure',
  required: ['stateMachineVersionArn', 'weight'],
  members: { stateMachineVersionArn: Arn, weight: VersionWeight },
} as const;
const RoutingConfigurationList = { type: 'list', member: RoutingConfigurationListItem, min: 1, max: 2 } as const;
const CreateStateMachineAliasInput = {
  type: 'structure',
  required: ['name', 'routingConfiguration'],
  members: {
    description: AliasDescription,
    name: CharacterRestrictedName,
    routingConfiguration: RoutingConfigurationList,
  },
} as const;
const DeleteActivityInput = { type: 'structure', required: ['activityArn'], members: { activityArn: Arn } } as const;
const DeleteStateMachineInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn },
} as const;
const DeleteStateMachineAliasInput = {
  type: 'structure',
  required: ['stateMachineAliasArn'],
  members: { stateMachineAliasArn: Arn },
} as const;
const DeleteStateMachineVersionInput = {
  type: 'structure',
  required: ['stateMachineVersionArn'],
  members: { stateMachineVersionArn: LongArn },
} as const;
const DescribeActivityInput = { type: 'structure', required: ['activityArn'], members: { activityArn: Arn } } as const;
const DescribeExecutionInput = {
  type: 'structure',
  required: ['executionArn'],
  members: { executionArn: Arn, includedData: IncludedData },
} as const;
const DescribeMapRunInput = { type: 'structure', required: ['mapRunArn'], members: { mapRunArn: LongArn } } as const;
const DescribeStateMachineInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn, includedData: IncludedData },
} as const;
const DescribeStateMachineAliasInput = {
  type: 'structure',
  required: ['stateMachineAliasArn'],
  members: { stateMachineAliasArn: Arn },
} as const;
const DescribeStateMachineForExecutionInput = {
  type: 'structure',
  required: ['executionArn'],
  members: { executionArn: Arn, includedData: IncludedData },
} as const;
const GetActivityTaskInput = {
  type: 'structure',
  required: ['activityArn'],
  members: { activityArn: Arn, workerName: Name },
} as const;
const GetExecutionHistoryInput = {
  type: 'structure',
  required: ['executionArn'],
  members: {
    executionArn: Arn,
    maxResults: PageSize,
    reverseOrder: ReverseOrder,
    nextToken: PageToken,
    includeExecutionData: IncludeExecutionDataGetExecutionHistory,
  },
} as const;
const ListActivitiesInput = {
  type: 'structure',
  required: [],
  members: { maxResults: PageSize, nextToken: PageToken },
} as const;
const ListExecutionsInput = {
  type: 'structure',
  required: [],
  members: {
    stateMachineArn: Arn,
    statusFilter: ExecutionStatus,
    maxResults: PageSize,
    nextToken: ListExecutionsPageToken,
    mapRunArn: LongArn,
    redriveFilter: ExecutionRedriveFilter,
  },
} as const;
const ListMapRunsInput = {
  type: 'structure',
  required: ['executionArn'],
  members: { executionArn: Arn, maxResults: PageSize, nextToken: PageToken },
} as const;
const ListStateMachineAliasesInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn, nextToken: PageToken, maxResults: PageSize },
} as const;
const ListStateMachineVersionsInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn, nextToken: PageToken, maxResults: PageSize },
} as const;
const ListStateMachinesInput = {
  type: 'structure',
  required: [],
  members: { maxResults: PageSize, nextToken: PageToken },
} as const;
const ListTagsForResourceInput = {
  type: 'structure',
  required: ['resourceArn'],
  members: { resourceArn: Arn },
} as const;
const PublishStateMachineVersionInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn, revisionId: RevisionId, description: VersionDescription },
} as const;
const RedriveExecutionInput = {
  type: 'structure',
  required: ['executionArn'],
  members: { executionArn: Arn, clientToken: ClientToken },
} as const;
const SendTaskFailureInput = {
  type: 'structure',
  required: ['taskToken'],
  members: { taskToken: TaskToken, error: SensitiveError, cause: SensitiveCause },
} as const;
const SendTaskHeartbeatInput = {
  type: 'structure',
  required: ['taskToken'],
  members: { taskToken: TaskToken },
} as const;
const SendTaskSuccessInput = {
  type: 'structure',
  required: ['taskToken', 'output'],
  members: { taskToken: TaskToken, output: SensitiveData },
} as const;
const StartExecutionInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: Arn, name: Name, input: SensitiveData, traceHeader: TraceHeader },
} as const;
const StartSyncExecutionInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: {
    stateMachineArn: Arn,
    name: Name,
    input: SensitiveData,
    traceHeader: TraceHeader,
    includedData: IncludedData,
  },
} as const;
const StopExecutionInput = {
  type: 'structure',
  required: ['executionArn'],
  members: { executionArn: Arn, error: SensitiveError, cause: SensitiveCause },
} as const;
const TagResourceInput = {
  type: 'structure',
  required: ['resourceArn', 'tags'],
  members: { resourceArn: Arn, tags: TagList },
} as const;
const MockErrorOutput = {
  type: 'structure',
  required: [],
  members: { error: SensitiveError, cause: SensitiveCause },
} as const;
const MockInput = {
  type: 'structure',
  required: [],
  members: { result: SensitiveData, errorOutput: MockErrorOutput, fieldValidationMode: MockResponseValidationMode },
} as const;
const TestStateConfiguration = {
  type: 'structure',
  required: [],
  members: {
    retrierRetryCount: RetrierRetryCount,
    errorCausedByState: TestStateStateName,
    mapIterationFailureCount: MapIterationFailureCount,
    mapItemReaderData: SensitiveData,
  },
} as const;
const TestStateInput = {
  type: 'structure',
  required: ['definition'],
  members: {
    definition: Definition,
    roleArn: Arn,
    input: SensitiveData,
    inspectionLevel: InspectionLevel,
    revealSecrets: RevealSecrets,
    variables: SensitiveData,
    stateName: TestStateStateName,
    mock: MockInput,
    context: SensitiveData,
    stateConfiguration: TestStateConfiguration,
  },
} as const;
const TagKeyList = { type: 'list', member: TagKey } as const;
const UntagResourceInput = {
  type: 'structure',
  required: ['resourceArn', 'tagKeys'],
  members: { resourceArn: Arn, tagKeys: TagKeyList },
} as const;
const UpdateMapRunInput = {
  type: 'structure',
  required: ['mapRunArn'],
  members: {
    mapRunArn: LongArn,
    maxConcurrency: MaxConcurrency,
    toleratedFailurePercentage: ToleratedFailurePercentage,
    toleratedFailureCount: ToleratedFailureCount,
  },
} as const;
const UpdateStateMachineInput = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: {
    stateMachineArn: Arn,
    definition: Definition,
    roleArn: Arn,
    loggingConfiguration: LoggingConfiguration,
    tracingConfiguration: TracingConfiguration,
    publish: Publish,
    versionDescription: VersionDescription,
    encryptionConfiguration: EncryptionConfiguration,
  },
} as const;
const UpdateStateMachineAliasInput = {
  type: 'structure',
  required: ['stateMachineAliasArn'],
  members: { stateMachineAliasArn: Arn, description: AliasDescription, routingConfiguration: RoutingConfigurationList },
} as const;
const ValidateStateMachineDefinitionInput = {
  type: 'structure',
  required: ['definition'],
  members: {
    definition: Definition,
    type: StateMachineType,
    severity: ValidateStateMachineDefinitionSeverity,
    maxResults: ValidateStateMachineDefinitionMaxResult,
  },
} as const;

export const OPERATIONS = {
  CreateActivity: {
    input: CreateActivityInput,
    errors: [
      'ActivityLimitExceeded',
      'ActivityAlreadyExists',
      'InvalidName',
      'TooManyTags',
      'InvalidEncryptionConfiguration',
    ],
  },
  CreateStateMachine: {
    input: CreateStateMachineInput,
    errors: [
      'InvalidArn',
      'InvalidDefinition',
      'InvalidName',
      'InvalidLoggingConfiguration',
      'InvalidTracingConfiguration',
      'StateMachineAlreadyExists',
      'StateMachineDeleting',
      'StateMachineLimitExceeded',
      'StateMachineTypeNotSupported',
      'TooManyTags',
      'ValidationException',
      'ConflictException',
      'InvalidEncryptionConfiguration',
    ],
  },
  CreateStateMachineAlias: {
    input: CreateStateMachineAliasInput,
    errors: [
      'InvalidArn',
      'InvalidName',
      'ValidationException',
      'StateMachineDeleting',
      'ResourceNotFound',
      'ConflictException',
      'ServiceQuotaExceededException',
    ],
  },
  DeleteActivity: { input: DeleteActivityInput, errors: ['InvalidArn'] },
  DeleteStateMachine: { input: DeleteStateMachineInput, errors: ['InvalidArn', 'ValidationException'] },
  DeleteStateMachineAlias: {
    input: DeleteStateMachineAliasInput,
    errors: ['ValidationException', 'InvalidArn', 'ResourceNotFound', 'ConflictException'],
  },
  DeleteStateMachineVersion: {
    input: DeleteStateMachineVersionInput,
    errors: ['ValidationException', 'InvalidArn', 'ConflictException'],
  },
  DescribeActivity: { input: DescribeActivityInput, errors: ['ActivityDoesNotExist', 'InvalidArn'] },
  DescribeExecution: { input: DescribeExecutionInput, errors: ['ExecutionDoesNotExist', 'InvalidArn', ...KMS_ERRORS] },
  DescribeMapRun: { input: DescribeMapRunInput, errors: ['ResourceNotFound', 'InvalidArn'] },
  DescribeStateMachine: {
    input: DescribeStateMachineInput,
    errors: ['InvalidArn', 'StateMachineDoesNotExist', ...KMS_ERRORS],
  },
  DescribeStateMachineAlias: {
    input: DescribeStateMachineAliasInput,
    errors: ['ValidationException', 'InvalidArn', 'ResourceNotFound'],
  },
  DescribeStateMachineForExecution: {
    input: DescribeStateMachineForExecutionInput,
    errors: ['ExecutionDoesNotExist', 'InvalidArn', ...KMS_ERRORS],
  },
  GetActivityTask: {
    input: GetActivityTaskInput,
    errors: ['ActivityDoesNotExist', 'ActivityWorkerLimitExceeded', 'InvalidArn', ...KMS_ERRORS],
  },
  GetExecutionHistory: {
    input: GetExecutionHistoryInput,
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken', ...KMS_ERRORS],
  },
  ListActivities: { input: ListActivitiesInput, errors: ['InvalidToken'] },
  ListExecutions: {
    input: ListExecutionsInput,
    errors: [
      'InvalidArn',
      'InvalidToken',
      'StateMachineDoesNotExist',
      'StateMachineTypeNotSupported',
      'ValidationException',
      'ResourceNotFound',
    ],
  },
  ListMapRuns: { input: ListMapRunsInput, errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken'] },
  ListStateMachineAliases: {
    input: ListStateMachineAliasesInput,
    errors: ['InvalidArn', 'InvalidToken', 'ResourceNotFound', 'StateMachineDoesNotExist', 'StateMachineDeleting'],
  },
  ListStateMachineVersions: {
    input: ListStateMachineVersionsInput,
    errors: ['ValidationException', 'InvalidArn', 'InvalidToken'],
  },
  ListStateMachines: { input: ListStateMachinesInput, errors: ['InvalidToken'] },
  ListTagsForResource: { input: ListTagsForResourceInput, errors: ['InvalidArn', 'ResourceNotFound'] },
  PublishStateMachineVersion: {
    input: PublishStateMachineVersionInput,
    errors: [
      'ValidationException',
      'StateMachineDeleting',
      'StateMachineDoesNotExist',
      'ServiceQuotaExceededException',
      'ConflictException',
      'InvalidArn',
    ],
  },
  RedriveExecution: {
    input: RedriveExecutionInput,
    errors: [
      'ExecutionDoesNotExist',
      'ExecutionNotRedrivable',
      'ExecutionLimitExceeded',
      'InvalidArn',
      'ValidationException',
    ],
  },
  SendTaskFailure: {
    input: SendTaskFailureInput,
    errors: ['TaskDoesNotExist', 'InvalidToken', 'TaskTimedOut', ...KMS_ERRORS],
  },
  SendTaskHeartbeat: { input: SendTaskHeartbeatInput, errors: ['TaskDoesNotExist', 'InvalidToken', 'TaskTimedOut'] },
  SendTaskSuccess: {
    input: SendTaskSuccessInput,
    errors: ['TaskDoesNotExist', 'InvalidOutput', 'InvalidToken', 'TaskTimedOut', ...KMS_ERRORS],
  },
  StartExecution: {
    input: StartExecutionInput,
    errors: [
      'ExecutionLimitExceeded',
      'ExecutionAlreadyExists',
      'InvalidArn',
      'InvalidExecutionInput',
      'InvalidName',
      'StateMachineDoesNotExist',
      'StateMachineDeleting',
      'ValidationException',
      ...KMS_ERRORS,
    ],
  },
  StartSyncExecution: {
    input: StartSyncExecutionInput,
    errors: [
      'InvalidArn',
      'InvalidExecutionInput',
      'InvalidName',
      'StateMachineDoesNotExist',
      'StateMachineDeleting',
      'StateMachineTypeNotSupported',
      ...KMS_ERRORS,
    ],
  },
  StopExecution: {
    input: StopExecutionInput,
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'ValidationException', ...KMS_ERRORS],
  },
  TagResource: { input: TagResourceInput, errors: ['InvalidArn', 'ResourceNotFound', 'TooManyTags'] },
  TestState: {
    input: TestStateInput,
    errors: ['InvalidArn', 'InvalidDefinition', 'InvalidExecutionInput', 'ValidationException'],
  },
  UntagResource: { input: UntagResourceInput, errors: ['InvalidArn', 'ResourceNotFound'] },
  UpdateMapRun: { input: UpdateMapRunInput, errors: ['ResourceNotFound', 'InvalidArn', 'ValidationException'] },
  UpdateStateMachine: {
    input: UpdateStateMachineInput,
    errors: [
      'InvalidArn',
      'InvalidDefinition',
      'InvalidLoggingConfiguration',
      'InvalidTracingConfiguration',
      'MissingRequiredParameter',
      'StateMachineDeleting',
      'StateMachineDoesNotExist',
      'ServiceQuotaExceededException',
      'ConflictException',
      'ValidationException',
      'InvalidEncryptionConfiguration',
    ],
  },
  UpdateStateMachineAlias: {
    input: UpdateStateMachineAliasInput,
    errors: ['ValidationException', 'InvalidArn', 'ResourceNotFound', 'ConflictException', 'StateMachineDeleting'],
  },
  ValidateStateMachineDefinition: { input: ValidateStateMachineDefinitionInput, errors: ['ValidationException'] },
} as const satisfies Readonly<Record<string, OperationModel>>;

export type OperationName = keyof typeof OPERATIONS;

/** TypeScript's view of a value of shape S. */
export type Value<S> = S extends { type: 'string'; enum: readonly (infer E)[] }
  ? E
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'integer' | 'long' | 'float' }
      ? number
      : S extends { type: 'boolean' }
        ? boolean
        : S extends { type: 'document' }
          ? Json
          : S extends { type: 'list'; member: infer M }
            ? readonly Value<M>[]
            : S extends { type: 'structure'; required: readonly (infer R)[]; members: infer M }
              ? { readonly [K in keyof M & R]: Value<M[K]> } & { readonly [K in Exclude<keyof M, R>]?: Value<M[K]> }
              : never;

/** The input of an operation after it has been decoded and checked. */
export type Input<N extends OperationName> = Value<(typeof OPERATIONS)[N]['input']>;

const BY_NAME: ReadonlyMap<string, OperationModel> = new Map(Object.entries(OPERATIONS));

/** The operation with this exact name, or undefined. */
export function operationModel(name: string): OperationModel | undefined {
  return BY_NAME.get(name);
}
