/**
 * What operations of Step Functions give back: outputs of the API model of 2016-11-23 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const stepfunctionsShapes: ServiceShapes = {
  operations: {
    CreateActivity: 'CreateActivityOutput',
    CreateStateMachine: 'CreateStateMachineOutput',
    CreateStateMachineAlias: 'CreateStateMachineAliasOutput',
    DeleteActivity: 'DeleteActivityOutput',
    DeleteStateMachine: 'DeleteStateMachineOutput',
    DeleteStateMachineAlias: 'DeleteStateMachineAliasOutput',
    DeleteStateMachineVersion: 'DeleteStateMachineVersionOutput',
    DescribeActivity: 'DescribeActivityOutput',
    DescribeExecution: 'DescribeExecutionOutput',
    DescribeMapRun: 'DescribeMapRunOutput',
    DescribeStateMachine: 'DescribeStateMachineOutput',
    DescribeStateMachineAlias: 'DescribeStateMachineAliasOutput',
    DescribeStateMachineForExecution: 'DescribeStateMachineForExecutionOutput',
    GetActivityTask: 'GetActivityTaskOutput',
    GetExecutionHistory: 'GetExecutionHistoryOutput',
    ListActivities: 'ListActivitiesOutput',
    ListExecutions: 'ListExecutionsOutput',
    ListMapRuns: 'ListMapRunsOutput',
    ListStateMachineAliases: 'ListStateMachineAliasesOutput',
    ListStateMachineVersions: 'ListStateMachineVersionsOutput',
    ListStateMachines: 'ListStateMachinesOutput',
    ListTagsForResource: 'ListTagsForResourceOutput',
    PublishStateMachineVersion: 'PublishStateMachineVersionOutput',
    RedriveExecution: 'RedriveExecutionOutput',
    SendTaskFailure: 'SendTaskFailureOutput',
    SendTaskHeartbeat: 'SendTaskHeartbeatOutput',
    SendTaskSuccess: 'SendTaskSuccessOutput',
    StartExecution: 'StartExecutionOutput',
    StartSyncExecution: 'StartSyncExecutionOutput',
    StopExecution: 'StopExecutionOutput',
    TagResource: 'TagResourceOutput',
    TestState: 'TestStateOutput',
    UntagResource: 'UntagResourceOutput',
    UpdateMapRun: 'UpdateMapRunOutput',
    UpdateStateMachine: 'UpdateStateMachineOutput',
    UpdateStateMachineAlias: 'UpdateStateMachineAliasOutput',
    ValidateStateMachineDefinition: 'ValidateStateMachineDefinitionOutput',
  },
  structures: {
    CreateActivityOutput: 'ActivityArn!: s(1..256); CreationDate!: t',
    CreateStateMachineOutput: 'StateMachineArn!: s(1..256); CreationDate!: t; StateMachineVersionArn: s(1..256)',
    CreateStateMachineAliasOutput: 'StateMachineAliasArn!: s(1..256); CreationDate!: t',
    DeleteActivityOutput: '',
    DeleteStateMachineOutput: '',
    DeleteStateMachineAliasOutput: '',
    DeleteStateMachineVersionOutput: '',
    DescribeActivityOutput:
      'ActivityArn!: s(1..256); Name!: s(1..80); CreationDate!: t; EncryptionConfiguration: #EncryptionConfiguration',
    EncryptionConfiguration:
      'KmsKeyId: s(1..2048); KmsDataKeyReusePeriodSeconds: n(60..900); Type!: |AWS_OWNED_KEY|CUSTOMER_MANAGED_KMS_KEY',
    DescribeExecutionOutput:
      'ExecutionArn!: s(1..256); StateMachineArn!: s(1..256); Name: s(1..80); Status!: |RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE; StartDate!: t; StopDate: t; Input: s(..262144); InputDetails: #CloudWatchEventsExecutionDataDetails; Output: s(..262144); OutputDetails: #CloudWatchEventsExecutionDataDetails; TraceHeader: s(..256); MapRunArn: s(1..2000); Error: s(..256); Cause: s(..32768); StateMachineVersionArn: s(1..256); StateMachineAliasArn: s(1..256); RedriveCount: n; RedriveDate: t; RedriveStatus: |REDRIVABLE|NOT_REDRIVABLE|REDRIVABLE_BY_MAP_RUN; RedriveStatusReason: s(..262144)',
    CloudWatchEventsExecutionDataDetails: 'Included: b',
    DescribeMapRunOutput:
      'MapRunArn!: s(1..2000); ExecutionArn!: s(1..256); Status!: |RUNNING|SUCCEEDED|FAILED|ABORTED; StartDate!: t; StopDate: t; MaxConcurrency!: n(0..); ToleratedFailurePercentage!: n(0..100); ToleratedFailureCount!: n(0..); ItemCounts!: #MapRunItemCounts; ExecutionCounts!: #MapRunExecutionCounts; RedriveCount: n; RedriveDate: t',
    MapRunItemCounts:
      'Pending!: n(0..); Running!: n(0..); Succeeded!: n(0..); Failed!: n(0..); TimedOut!: n(0..); Aborted!: n(0..); Total!: n(0..); ResultsWritten!: n(0..); FailuresNotRedrivable: n; PendingRedrive: n',
    MapRunExecutionCounts:
      'Pending!: n(0..); Running!: n(0..); Succeeded!: n(0..); Failed!: n(0..); TimedOut!: n(0..); Aborted!: n(0..); Total!: n(0..); ResultsWritten!: n(0..); FailuresNotRedrivable: n; PendingRedrive: n',
    DescribeStateMachineOutput:
      'StateMachineArn!: s(1..256); Name!: s(1..80); Status: |ACTIVE|DELETING; Definition!: s(1..1048576); RoleArn!: s(1..256); Type!: |STANDARD|EXPRESS; CreationDate!: t; LoggingConfiguration: #LoggingConfiguration; TracingConfiguration: #TracingConfiguration; Label: s; RevisionId: s; Description: s(..256); EncryptionConfiguration: #EncryptionConfiguration; VariableReferences: {[s]}',
    LoggingConfiguration: 'Level: |ALL|ERROR|FATAL|OFF; IncludeExecutionData: b; Destinations: [#LogDestination]',
    LogDestination: 'CloudWatchLogsLogGroup: #CloudWatchLogsLogGroup',
    CloudWatchLogsLogGroup: 'LogGroupArn: s(1..256)',
    TracingConfiguration: 'Enabled: b',
    DescribeStateMachineAliasOutput:
      'StateMachineAliasArn: s(1..256); Name: s(1..80); Description: s(..256); RoutingConfiguration: [#RoutingConfigurationListItem](1..2); CreationDate: t; UpdateDate: t',
    RoutingConfigurationListItem: 'StateMachineVersionArn!: s(1..256); Weight!: n(0..100)',
    DescribeStateMachineForExecutionOutput:
      'StateMachineArn!: s(1..256); Name!: s(1..80); Definition!: s(1..1048576); RoleArn!: s(1..256); UpdateDate!: t; LoggingConfiguration: #LoggingConfiguration; TracingConfiguration: #TracingConfiguration; MapRunArn: s(1..2000); Label: s; RevisionId: s; EncryptionConfiguration: #EncryptionConfiguration; VariableReferences: {[s]}',
    GetActivityTaskOutput: 'TaskToken: s(1..2048); Input: s(..1048576)',
    GetExecutionHistoryOutput: 'Events!: [#HistoryEvent]; NextToken: s(1..1024)',
    HistoryEvent:
      'Timestamp!: t; Type!: |ActivityFailed|ActivityScheduled|ActivityScheduleFailed|ActivityStarted|ActivitySucceeded|ActivityTimedOut|ChoiceStateEntered|ChoiceStateExited|ExecutionAborted|ExecutionFailed|ExecutionStarted|ExecutionSucceeded|ExecutionTimedOut|FailStateEntered|LambdaFunctionFailed|LambdaFunctionScheduled|LambdaFunctionScheduleFailed|LambdaFunctionStarted|LambdaFunctionStartFailed|LambdaFunctionSucceeded|LambdaFunctionTimedOut|MapIterationAborted|MapIterationFailed|MapIterationStarted|MapIterationSucceeded|MapStateAborted|MapStateEntered|MapStateExited|MapStateFailed|MapStateStarted|MapStateSucceeded|ParallelStateAborted|ParallelStateEntered|ParallelStateExited|ParallelStateFailed|ParallelStateStarted|ParallelStateSucceeded|PassStateEntered|PassStateExited|SucceedStateEntered|SucceedStateExited|TaskFailed|TaskScheduled|TaskStarted|TaskStartFailed|TaskStateAborted|TaskStateEntered|TaskStateExited|TaskSubmitFailed|TaskSubmitted|TaskSucceeded|TaskTimedOut|WaitStateAborted|WaitStateEntered|WaitStateExited|MapRunAborted|MapRunFailed|MapRunStarted|MapRunSucceeded|ExecutionRedriven|MapRunRedriven|EvaluationFailed; Id!: n; PreviousEventId: n; ActivityFailedEventDetails: #ActivityFailedEventDetails; ActivityScheduleFailedEventDetails: #ActivityScheduleFailedEventDetails; ActivityScheduledEventDetails: #ActivityScheduledEventDetails; ActivityStartedEventDetails: #ActivityStartedEventDetails; ActivitySucceededEventDetails: #ActivitySucceededEventDetails; ActivityTimedOutEventDetails: #ActivityTimedOutEventDetails; TaskFailedEventDetails: #TaskFailedEventDetails; TaskScheduledEventDetails: #TaskScheduledEventDetails; TaskStartFailedEventDetails: #TaskStartFailedEventDetails; TaskStartedEventDetails: #TaskStartedEventDetails; TaskSubmitFailedEventDetails: #TaskSubmitFailedEventDetails; TaskSubmittedEventDetails: #TaskSubmittedEventDetails; TaskSucceededEventDetails: #TaskSucceededEventDetails; TaskTimedOutEventDetails: #TaskTimedOutEventDetails; ExecutionFailedEventDetails: #ExecutionFailedEventDetails; ExecutionStartedEventDetails: #ExecutionStartedEventDetails; ExecutionSucceededEventDetails: #ExecutionSucceededEventDetails; ExecutionAbortedEventDetails: #ExecutionAbortedEventDetails; ExecutionTimedOutEventDetails: #ExecutionTimedOutEventDetails; ExecutionRedrivenEventDetails: #ExecutionRedrivenEventDetails; MapStateStartedEventDetails: #MapStateStartedEventDetails; MapIterationStartedEventDetails: #MapIterationEventDetails; MapIterationSucceededEventDetails: #MapIterationEventDetails; MapIterationFailedEventDetails: #MapIterationEventDetails; MapIterationAbortedEventDetails: #MapIterationEventDetails; LambdaFunctionFailedEventDetails: #LambdaFunctionFailedEventDetails; LambdaFunctionScheduleFailedEventDetails: #LambdaFunctionScheduleFailedEventDetails; LambdaFunctionScheduledEventDetails: #LambdaFunctionScheduledEventDetails; LambdaFunctionStartFailedEventDetails: #LambdaFunctionStartFailedEventDetails; LambdaFunctionSucceededEventDetails: #LambdaFunctionSucceededEventDetails; LambdaFunctionTimedOutEventDetails: #LambdaFunctionTimedOutEventDetails; StateEnteredEventDetails: #StateEnteredEventDetails; StateExitedEventDetails: #StateExitedEventDetails; MapRunStartedEventDetails: #MapRunStartedEventDetails; MapRunFailedEventDetails: #MapRunFailedEventDetails; MapRunRedrivenEventDetails: #MapRunRedrivenEventDetails; EvaluationFailedEventDetails: #EvaluationFailedEventDetails',
    ActivityFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    ActivityScheduleFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    ActivityScheduledEventDetails:
      'Resource!: s(1..256); Input: s(..262144); InputDetails: #HistoryEventExecutionDataDetails; TimeoutInSeconds: n; HeartbeatInSeconds: n',
    HistoryEventExecutionDataDetails: 'Truncated: b',
    ActivityStartedEventDetails: 'WorkerName: s(..256)',
    ActivitySucceededEventDetails: 'Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails',
    ActivityTimedOutEventDetails: 'Error: s(..256); Cause: s(..32768)',
    TaskFailedEventDetails: 'ResourceType!: s(1..80); Resource!: s(1..80); Error: s(..256); Cause: s(..32768)',
    TaskScheduledEventDetails:
      'ResourceType!: s(1..80); Resource!: s(1..80); Region!: s(1..80); Parameters!: s(..262144); TimeoutInSeconds: n; HeartbeatInSeconds: n; TaskCredentials: #TaskCredentials',
    TaskCredentials: 'RoleArn: s(1..2000)',
    TaskStartFailedEventDetails: 'ResourceType!: s(1..80); Resource!: s(1..80); Error: s(..256); Cause: s(..32768)',
    TaskStartedEventDetails: 'ResourceType!: s(1..80); Resource!: s(1..80)',
    TaskSubmitFailedEventDetails: 'ResourceType!: s(1..80); Resource!: s(1..80); Error: s(..256); Cause: s(..32768)',
    TaskSubmittedEventDetails:
      'ResourceType!: s(1..80); Resource!: s(1..80); Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails',
    TaskSucceededEventDetails:
      'ResourceType!: s(1..80); Resource!: s(1..80); Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails',
    TaskTimedOutEventDetails: 'ResourceType!: s(1..80); Resource!: s(1..80); Error: s(..256); Cause: s(..32768)',
    ExecutionFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    ExecutionStartedEventDetails:
      'Input: s(..262144); InputDetails: #HistoryEventExecutionDataDetails; RoleArn: s(1..256); StateMachineAliasArn: s(1..256); StateMachineVersionArn: s(1..256)',
    ExecutionSucceededEventDetails: 'Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails',
    ExecutionAbortedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    ExecutionTimedOutEventDetails: 'Error: s(..256); Cause: s(..32768)',
    ExecutionRedrivenEventDetails: 'RedriveCount: n',
    MapStateStartedEventDetails: 'Length: n(0..)',
    MapIterationEventDetails: 'Name: s(1..80); Index: n(0..)',
    LambdaFunctionFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    LambdaFunctionScheduleFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    LambdaFunctionScheduledEventDetails:
      'Resource!: s(1..256); Input: s(..262144); InputDetails: #HistoryEventExecutionDataDetails; TimeoutInSeconds: n; TaskCredentials: #TaskCredentials',
    LambdaFunctionStartFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    LambdaFunctionSucceededEventDetails: 'Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails',
    LambdaFunctionTimedOutEventDetails: 'Error: s(..256); Cause: s(..32768)',
    StateEnteredEventDetails: 'Name!: s(1..80); Input: s(..262144); InputDetails: #HistoryEventExecutionDataDetails',
    StateExitedEventDetails:
      'Name!: s(1..80); Output: s(..262144); OutputDetails: #HistoryEventExecutionDataDetails; AssignedVariables: {s}; AssignedVariablesDetails: #AssignedVariablesDetails',
    AssignedVariablesDetails: 'Truncated: b',
    MapRunStartedEventDetails: 'MapRunArn: s(1..2000)',
    MapRunFailedEventDetails: 'Error: s(..256); Cause: s(..32768)',
    MapRunRedrivenEventDetails: 'MapRunArn: s(1..2000); RedriveCount: n',
    EvaluationFailedEventDetails: 'Error: s(..256); Cause: s(..32768); Location: s(..256); State!: s(1..80)',
    ListActivitiesOutput: 'Activities!: [#ActivityListItem]; NextToken: s(1..1024)',
    ActivityListItem: 'ActivityArn!: s(1..256); Name!: s(1..80); CreationDate!: t',
    ListExecutionsOutput: 'Executions!: [#ExecutionListItem]; NextToken: s(1..3096)',
    ExecutionListItem:
      'ExecutionArn!: s(1..256); StateMachineArn!: s(1..256); Name!: s(1..80); Status!: |RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE; StartDate!: t; StopDate: t; MapRunArn: s(1..2000); ItemCount: n(0..); StateMachineVersionArn: s(1..256); StateMachineAliasArn: s(1..256); RedriveCount: n; RedriveDate: t',
    ListMapRunsOutput: 'MapRuns!: [#MapRunListItem]; NextToken: s(1..1024)',
    MapRunListItem:
      'ExecutionArn!: s(1..256); MapRunArn!: s(1..2000); StateMachineArn!: s(1..256); StartDate!: t; StopDate: t',
    ListStateMachineAliasesOutput: 'StateMachineAliases!: [#StateMachineAliasListItem]; NextToken: s(1..1024)',
    StateMachineAliasListItem: 'StateMachineAliasArn!: s(1..2000); CreationDate!: t',
    ListStateMachineVersionsOutput: 'StateMachineVersions!: [#StateMachineVersionListItem]; NextToken: s(1..1024)',
    StateMachineVersionListItem: 'StateMachineVersionArn!: s(1..2000); CreationDate!: t',
    ListStateMachinesOutput: 'StateMachines!: [#StateMachineListItem]; NextToken: s(1..1024)',
    StateMachineListItem: 'StateMachineArn!: s(1..256); Name!: s(1..80); Type!: |STANDARD|EXPRESS; CreationDate!: t',
    ListTagsForResourceOutput: 'Tags: [#Tag]',
    Tag: 'Key: s(1..128); Value: s(..256)',
    PublishStateMachineVersionOutput: 'CreationDate!: t; StateMachineVersionArn!: s(1..256)',
    RedriveExecutionOutput: 'RedriveDate!: t',
    SendTaskFailureOutput: '',
    SendTaskHeartbeatOutput: '',
    SendTaskSuccessOutput: '',
    StartExecutionOutput: 'ExecutionArn!: s(1..256); StartDate!: t',
    StartSyncExecutionOutput:
      'ExecutionArn!: s(1..256); StateMachineArn: s(1..256); Name: s(1..80); StartDate!: t; StopDate!: t; Status!: |SUCCEEDED|FAILED|TIMED_OUT; Error: s(..256); Cause: s(..32768); Input: s(..262144); InputDetails: #CloudWatchEventsExecutionDataDetails; Output: s(..262144); OutputDetails: #CloudWatchEventsExecutionDataDetails; TraceHeader: s(..256); BillingDetails: #BillingDetails',
    BillingDetails: 'BilledMemoryUsedInMB: n(0..); BilledDurationInMilliseconds: n(0..)',
    StopExecutionOutput: 'StopDate!: t',
    TagResourceOutput: '',
    TestStateOutput:
      'Output: s(..262144); Error: s(..256); Cause: s(..32768); InspectionData: #InspectionData; NextState: s(1..80); Status: |SUCCEEDED|FAILED|RETRIABLE|CAUGHT_ERROR',
    InspectionData:
      'Input: s(..262144); AfterArguments: s(..262144); AfterInputPath: s(..262144); AfterParameters: s(..262144); Result: s(..262144); AfterResultSelector: s(..262144); AfterResultPath: s(..262144); Request: #InspectionDataRequest; Response: #InspectionDataResponse; Variables: s(..262144); ErrorDetails: #InspectionErrorDetails; AfterItemsPath: s(..262144); AfterItemSelector: s(..262144); AfterItemBatcher: s(..262144); AfterItemsPointer: s(..262144); ToleratedFailureCount: n(0..); ToleratedFailurePercentage: n(0..100); MaxConcurrency: n(0..)',
    InspectionDataRequest: 'Protocol: s; Method: s; Url: s; Headers: s; Body: s',
    InspectionDataResponse: 'Protocol: s; StatusCode: s; StatusMessage: s; Headers: s; Body: s',
    InspectionErrorDetails: 'CatchIndex: n(0..); RetryIndex: n(0..); RetryBackoffIntervalSeconds: n(0..)',
    UntagResourceOutput: '',
    UpdateMapRunOutput: '',
    UpdateStateMachineOutput: 'UpdateDate!: t; RevisionId: s; StateMachineVersionArn: s(1..256)',
    UpdateStateMachineAliasOutput: 'UpdateDate!: t',
    ValidateStateMachineDefinitionOutput:
      'Result!: |OK|FAIL; Diagnostics!: [#ValidateStateMachineDefinitionDiagnostic]; Truncated: b',
    ValidateStateMachineDefinitionDiagnostic: 'Severity!: |ERROR|WARNING; Code!: s; Message!: s; Location: s',
  },
};
