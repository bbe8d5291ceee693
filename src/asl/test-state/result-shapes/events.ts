/**
 * What operations of EventBridge give back: outputs of the API model of 2015-10-07 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const eventsShapes: ServiceShapes = {
  operations: {
    ActivateEventSource: '',
    CancelReplay: 'CancelReplayResponse',
    CreateApiDestination: 'CreateApiDestinationResponse',
    CreateArchive: 'CreateArchiveResponse',
    CreateConnection: 'CreateConnectionResponse',
    CreateEndpoint: 'CreateEndpointResponse',
    CreateEventBus: 'CreateEventBusResponse',
    CreatePartnerEventSource: 'CreatePartnerEventSourceResponse',
    DeactivateEventSource: '',
    DeauthorizeConnection: 'DeauthorizeConnectionResponse',
    DeleteApiDestination: 'DeleteApiDestinationResponse',
    DeleteArchive: 'DeleteArchiveResponse',
    DeleteConnection: 'DeleteConnectionResponse',
    DeleteEndpoint: 'DeleteEndpointResponse',
    DeleteEventBus: '',
    DeletePartnerEventSource: '',
    DeleteRule: '',
    DescribeApiDestination: 'DescribeApiDestinationResponse',
    DescribeArchive: 'DescribeArchiveResponse',
    DescribeConnection: 'DescribeConnectionResponse',
    DescribeEndpoint: 'DescribeEndpointResponse',
    DescribeEventBus: 'DescribeEventBusResponse',
    DescribeEventSource: 'DescribeEventSourceResponse',
    DescribePartnerEventSource: 'DescribePartnerEventSourceResponse',
    DescribeReplay: 'DescribeReplayResponse',
    DescribeRule: 'DescribeRuleResponse',
    DisableRule: '',
    EnableRule: '',
    ListApiDestinations: 'ListApiDestinationsResponse',
    ListArchives: 'ListArchivesResponse',
    ListConnections: 'ListConnectionsResponse',
    ListEndpoints: 'ListEndpointsResponse',
    ListEventBuses: 'ListEventBusesResponse',
    ListEventSources: 'ListEventSourcesResponse',
    ListPartnerEventSourceAccounts: 'ListPartnerEventSourceAccountsResponse',
    ListPartnerEventSources: 'ListPartnerEventSourcesResponse',
    ListReplays: 'ListReplaysResponse',
    ListRuleNamesByTarget: 'ListRuleNamesByTargetResponse',
    ListRules: 'ListRulesResponse',
    ListTagsForResource: 'ListTagsForResourceResponse',
    ListTargetsByRule: 'ListTargetsByRuleResponse',
    PutEvents: 'PutEventsResponse',
    PutPartnerEvents: 'PutPartnerEventsResponse',
    PutPermission: '',
    PutRule: 'PutRuleResponse',
    PutTargets: 'PutTargetsResponse',
    RemovePermission: '',
    RemoveTargets: 'RemoveTargetsResponse',
    StartReplay: 'StartReplayResponse',
    TagResource: 'TagResourceResponse',
    TestEventPattern: 'TestEventPatternResponse',
    UntagResource: 'UntagResourceResponse',
    UpdateApiDestination: 'UpdateApiDestinationResponse',
    UpdateArchive: 'UpdateArchiveResponse',
    UpdateConnection: 'UpdateConnectionResponse',
    UpdateEndpoint: 'UpdateEndpointResponse',
    UpdateEventBus: 'UpdateEventBusResponse',
  },
  structures: {
    CancelReplayResponse:
      'ReplayArn: s(1..1600); State: |STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED; StateReason: s(..512)',
    CreateApiDestinationResponse:
      'ApiDestinationArn: s(1..1600); ApiDestinationState: |ACTIVE|INACTIVE; CreationTime: t; LastModifiedTime: t',
    CreateArchiveResponse:
      'ArchiveArn: s(1..1600); State: |ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED; StateReason: s(..512); CreationTime: t',
    CreateConnectionResponse:
      'ConnectionArn: s(1..1600); ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; CreationTime: t; LastModifiedTime: t',
    CreateEndpointResponse:
      'Name: s(1..64); Arn: s(1..1600); RoutingConfig: #RoutingConfig; ReplicationConfig: #ReplicationConfig; EventBuses: [#EndpointEventBus](2..2); RoleArn: s(1..256); State: |ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED',
    RoutingConfig: 'FailoverConfig!: #FailoverConfig',
    FailoverConfig: 'Primary!: #Primary; Secondary!: #Secondary',
    Primary: 'HealthCheck!: s(1..1600)',
    Secondary: 'Route!: s(9..20)',
    ReplicationConfig: 'State: |ENABLED|DISABLED',
    EndpointEventBus: 'EventBusArn!: s(1..512)',
    CreateEventBusResponse:
      'EventBusArn: s; Description: s(..512); KmsKeyIdentifier: s(..2048); DeadLetterConfig: #DeadLetterConfig; LogConfig: #LogConfig',
    DeadLetterConfig: 'Arn: s(1..1600)',
    LogConfig: 'IncludeDetail: |NONE|FULL; Level: |OFF|ERROR|INFO|TRACE',
    CreatePartnerEventSourceResponse: 'EventSourceArn: s',
    DeauthorizeConnectionResponse:
      'ConnectionArn: s(1..1600); ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; CreationTime: t; LastModifiedTime: t; LastAuthorizedTime: t',
    DeleteApiDestinationResponse: '',
    DeleteArchiveResponse: '',
    DeleteConnectionResponse:
      'ConnectionArn: s(1..1600); ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; CreationTime: t; LastModifiedTime: t; LastAuthorizedTime: t',
    DeleteEndpointResponse: '',
    DescribeApiDestinationResponse:
      'ApiDestinationArn: s(1..1600); Name: s(1..64); Description: s(..512); ApiDestinationState: |ACTIVE|INACTIVE; ConnectionArn: s(1..1600); InvocationEndpoint: s(1..2048); HttpMethod: |POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE; InvocationRateLimitPerSecond: n(1..); CreationTime: t; LastModifiedTime: t',
    DescribeArchiveResponse:
      'ArchiveArn: s(1..1600); ArchiveName: s(1..48); EventSourceArn: s(1..1600); Description: s(..512); EventPattern: s(..4096); State: |ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED; StateReason: s(..512); KmsKeyIdentifier: s(..2048); RetentionDays: n(0..); SizeBytes: n; EventCount: n; CreationTime: t',
    DescribeConnectionResponse:
      'ConnectionArn: s(1..1600); Name: s(1..64); Description: s(..512); InvocationConnectivityParameters: #DescribeConnectionConnectivityParameters; ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; StateReason: s(..512); AuthorizationType: |BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY; SecretArn: s(20..2048); KmsKeyIdentifier: s(..2048); AuthParameters: #ConnectionAuthResponseParameters; CreationTime: t; LastModifiedTime: t; LastAuthorizedTime: t',
    DescribeConnectionConnectivityParameters: 'ResourceParameters!: #DescribeConnectionResourceParameters',
    DescribeConnectionResourceParameters: 'ResourceConfigurationArn!: s(..2048); ResourceAssociationArn!: s(17..2048)',
    ConnectionAuthResponseParameters:
      'BasicAuthParameters: #ConnectionBasicAuthResponseParameters; OAuthParameters: #ConnectionOAuthResponseParameters; ApiKeyAuthParameters: #ConnectionApiKeyAuthResponseParameters; InvocationHttpParameters: #ConnectionHttpParameters; ConnectivityParameters: #DescribeConnectionConnectivityParameters',
    ConnectionBasicAuthResponseParameters: 'Username: s(1..512)',
    ConnectionOAuthResponseParameters:
      'ClientParameters: #ConnectionOAuthClientResponseParameters; AuthorizationEndpoint: s(1..2048); HttpMethod: |GET|POST|PUT; OAuthHttpParameters: #ConnectionHttpParameters',
    ConnectionOAuthClientResponseParameters: 'ClientID: s(1..512)',
    ConnectionHttpParameters:
      'HeaderParameters: [#ConnectionHeaderParameter](..100); QueryStringParameters: [#ConnectionQueryStringParameter](..100); BodyParameters: [#ConnectionBodyParameter](..100)',
    ConnectionHeaderParameter: 'Key: s(..512); Value: s(..512); IsValueSecret: b',
    ConnectionQueryStringParameter: 'Key: s(..512); Value: s(..512); IsValueSecret: b',
    ConnectionBodyParameter: 'Key: s; Value: s; IsValueSecret: b',
    ConnectionApiKeyAuthResponseParameters: 'ApiKeyName: s(1..512)',
    DescribeEndpointResponse:
      'Name: s(1..64); Description: s(..512); Arn: s(1..1600); RoutingConfig: #RoutingConfig; ReplicationConfig: #ReplicationConfig; EventBuses: [#EndpointEventBus](2..2); RoleArn: s(1..256); EndpointId: s(1..50); EndpointUrl: s(1..256); State: |ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED; StateReason: s(1..512); CreationTime: t; LastModifiedTime: t',
    DescribeEventBusResponse:
      'Name: s; Arn: s; Description: s(..512); KmsKeyIdentifier: s(..2048); DeadLetterConfig: #DeadLetterConfig; Policy: s; LogConfig: #LogConfig; CreationTime: t; LastModifiedTime: t',
    DescribeEventSourceResponse:
      'Arn: s; CreatedBy: s; CreationTime: t; ExpirationTime: t; Name: s; State: |PENDING|ACTIVE|DELETED',
    DescribePartnerEventSourceResponse: 'Arn: s; Name: s',
    DescribeReplayResponse:
      'ReplayName: s(1..64); ReplayArn: s(1..1600); Description: s(..512); State: |STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED; StateReason: s(..512); EventSourceArn: s(1..1600); Destination: #ReplayDestination; EventStartTime: t; EventEndTime: t; EventLastReplayedTime: t; ReplayStartTime: t; ReplayEndTime: t',
    ReplayDestination: 'Arn!: s(1..1600); FilterArns: [s(1..1600)]',
    DescribeRuleResponse:
      'Name: s(1..64); Arn: s(1..1600); EventPattern: s(..4096); ScheduleExpression: s(..256); State: |ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS; Description: s(..512); RoleArn: s(1..1600); ManagedBy: s(1..128); EventBusName: s(1..256); CreatedBy: s(1..128)',
    ListApiDestinationsResponse: 'ApiDestinations: [#ApiDestination]; NextToken: s(1..2048)',
    ApiDestination:
      'ApiDestinationArn: s(1..1600); Name: s(1..64); ApiDestinationState: |ACTIVE|INACTIVE; ConnectionArn: s(1..1600); InvocationEndpoint: s(1..2048); HttpMethod: |POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE; InvocationRateLimitPerSecond: n(1..); CreationTime: t; LastModifiedTime: t',
    ListArchivesResponse: 'Archives: [#Archive]; NextToken: s(1..2048)',
    Archive:
      'ArchiveName: s(1..48); EventSourceArn: s(1..1600); State: |ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED; StateReason: s(..512); RetentionDays: n(0..); SizeBytes: n; EventCount: n; CreationTime: t',
    ListConnectionsResponse: 'Connections: [#Connection]; NextToken: s(1..2048)',
    Connection:
      'ConnectionArn: s(1..1600); Name: s(1..64); ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; StateReason: s(..512); AuthorizationType: |BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY; CreationTime: t; LastModifiedTime: t; LastAuthorizedTime: t',
    ListEndpointsResponse: 'Endpoints: [#Endpoint]; NextToken: s(1..2048)',
    Endpoint:
      'Name: s(1..64); Description: s(..512); Arn: s(1..1600); RoutingConfig: #RoutingConfig; ReplicationConfig: #ReplicationConfig; EventBuses: [#EndpointEventBus](2..2); RoleArn: s(1..256); EndpointId: s(1..50); EndpointUrl: s(1..256); State: |ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED; StateReason: s(1..512); CreationTime: t; LastModifiedTime: t',
    ListEventBusesResponse: 'EventBuses: [#EventBus]; NextToken: s(1..2048)',
    EventBus: 'Name: s; Arn: s; Description: s(..512); Policy: s; CreationTime: t; LastModifiedTime: t',
    ListEventSourcesResponse: 'EventSources: [#EventSource]; NextToken: s(1..2048)',
    EventSource: 'Arn: s; CreatedBy: s; CreationTime: t; ExpirationTime: t; Name: s; State: |PENDING|ACTIVE|DELETED',
    ListPartnerEventSourceAccountsResponse:
      'PartnerEventSourceAccounts: [#PartnerEventSourceAccount]; NextToken: s(1..2048)',
    PartnerEventSourceAccount: 'Account: s(12..12); CreationTime: t; ExpirationTime: t; State: |PENDING|ACTIVE|DELETED',
    ListPartnerEventSourcesResponse: 'PartnerEventSources: [#PartnerEventSource]; NextToken: s(1..2048)',
    PartnerEventSource: 'Arn: s; Name: s',
    ListReplaysResponse: 'Replays: [#Replay]; NextToken: s(1..2048)',
    Replay:
      'ReplayName: s(1..64); EventSourceArn: s(1..1600); State: |STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED; StateReason: s(..512); EventStartTime: t; EventEndTime: t; EventLastReplayedTime: t; ReplayStartTime: t; ReplayEndTime: t',
    ListRuleNamesByTargetResponse: 'RuleNames: [s(1..64)]; NextToken: s(1..2048)',
    ListRulesResponse: 'Rules: [#Rule]; NextToken: s(1..2048)',
    Rule: 'Name: s(1..64); Arn: s(1..1600); EventPattern: s(..4096); State: |ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS; Description: s(..512); ScheduleExpression: s(..256); RoleArn: s(1..1600); ManagedBy: s(1..128); EventBusName: s(1..256)',
    ListTagsForResourceResponse: 'Tags: [#Tag]',
    Tag: 'Key!: s(1..128); Value!: s(..256)',
    ListTargetsByRuleResponse: 'Targets: [#Target](1..100); NextToken: s(1..2048)',
    Target:
      'Id!: s(1..64); Arn!: s(1..1600); RoleArn: s(1..1600); Input: s(..8192); InputPath: s(..256); InputTransformer: #InputTransformer; KinesisParameters: #KinesisParameters; RunCommandParameters: #RunCommandParameters; EcsParameters: #EcsParameters; BatchParameters: #BatchParameters; SqsParameters: #SqsParameters; HttpParameters: #HttpParameters; RedshiftDataParameters: #RedshiftDataParameters; SageMakerPipelineParameters: #SageMakerPipelineParameters; DeadLetterConfig: #DeadLetterConfig; RetryPolicy: #RetryPolicy; AppSyncParameters: #AppSyncParameters',
    InputTransformer: 'InputPathsMap: {s(..256)}; InputTemplate!: s(1..8192)',
    KinesisParameters: 'PartitionKeyPath!: s(..256)',
    RunCommandParameters: 'RunCommandTargets!: [#RunCommandTarget](1..5)',
    RunCommandTarget: 'Key!: s(1..128); Values!: [s(1..256)](1..50)',
    EcsParameters:
      'TaskDefinitionArn!: s(1..1600); TaskCount: n(1..); LaunchType: |EC2|FARGATE|EXTERNAL; NetworkConfiguration: #NetworkConfiguration; PlatformVersion: s; Group: s; CapacityProviderStrategy: [#CapacityProviderStrategyItem](..6); EnableECSManagedTags: b; EnableExecuteCommand: b; PlacementConstraints: [#PlacementConstraint](..10); PlacementStrategy: [#PlacementStrategy](..5); PropagateTags: |TASK_DEFINITION; ReferenceId: s(..1024); Tags: [#Tag]',
    NetworkConfiguration: 'AwsvpcConfiguration: #AwsVpcConfiguration',
    AwsVpcConfiguration: 'Subnets!: [s]; SecurityGroups: [s]; AssignPublicIp: |ENABLED|DISABLED',
    CapacityProviderStrategyItem: 'CapacityProvider!: s(1..255); Weight: n(0..1000); Base: n(0..100000)',
    PlacementConstraint: 'Type: |distinctInstance|memberOf; Expression: s(..2000)',
    PlacementStrategy: 'Type: |random|spread|binpack; Field: s(..255)',
    BatchParameters:
      'JobDefinition!: s; JobName!: s; ArrayProperties: #BatchArrayProperties; RetryStrategy: #BatchRetryStrategy',
    BatchArrayProperties: 'Size: n',
    BatchRetryStrategy: 'Attempts: n',
    SqsParameters: 'MessageGroupId: s(..100)',
    HttpParameters: 'PathParameterValues: [s]; HeaderParameters: {s(..512)}; QueryStringParameters: {s(..512)}',
    RedshiftDataParameters:
      'SecretManagerArn: s(1..1600); Database!: s(1..64); DbUser: s(1..128); Sql: s(1..100000); StatementName: s(1..500); WithEvent: b; Sqls: [s(1..100000)](..40)',
    SageMakerPipelineParameters: 'PipelineParameterList: [#SageMakerPipelineParameter](..200)',
    SageMakerPipelineParameter: 'Name!: s(1..256); Value!: s(..1024)',
    RetryPolicy: 'MaximumRetryAttempts: n(0..185); MaximumEventAgeInSeconds: n(60..86400)',
    AppSyncParameters: 'GraphQLOperation: s(1..1048576)',
    PutEventsResponse: 'FailedEntryCount: n; Entries: [#PutEventsResultEntry]',
    PutEventsResultEntry: 'EventId: s(..64); ErrorCode: s; ErrorMessage: s',
    PutPartnerEventsResponse: 'FailedEntryCount: n; Entries: [#PutPartnerEventsResultEntry]',
    PutPartnerEventsResultEntry: 'EventId: s(..64); ErrorCode: s; ErrorMessage: s',
    PutRuleResponse: 'RuleArn: s(1..1600)',
    PutTargetsResponse: 'FailedEntryCount: n; FailedEntries: [#PutTargetsResultEntry]',
    PutTargetsResultEntry: 'TargetId: s(1..64); ErrorCode: s; ErrorMessage: s',
    RemoveTargetsResponse: 'FailedEntryCount: n; FailedEntries: [#RemoveTargetsResultEntry]',
    RemoveTargetsResultEntry: 'TargetId: s(1..64); ErrorCode: s; ErrorMessage: s',
    StartReplayResponse:
      'ReplayArn: s(1..1600); State: |STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED; StateReason: s(..512); ReplayStartTime: t',
    TagResourceResponse: '',
    TestEventPatternResponse: 'Result: b',
    UntagResourceResponse: '',
    UpdateApiDestinationResponse:
      'ApiDestinationArn: s(1..1600); ApiDestinationState: |ACTIVE|INACTIVE; CreationTime: t; LastModifiedTime: t',
    UpdateArchiveResponse:
      'ArchiveArn: s(1..1600); State: |ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED; StateReason: s(..512); CreationTime: t',
    UpdateConnectionResponse:
      'ConnectionArn: s(1..1600); ConnectionState: |CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY; CreationTime: t; LastModifiedTime: t; LastAuthorizedTime: t',
    UpdateEndpointResponse:
      'Name: s(1..64); Arn: s(1..1600); RoutingConfig: #RoutingConfig; ReplicationConfig: #ReplicationConfig; EventBuses: [#EndpointEventBus](2..2); RoleArn: s(1..256); EndpointId: s(1..50); EndpointUrl: s(1..256); State: |ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED',
    UpdateEventBusResponse:
      'Arn: s; Name: s(1..256); KmsKeyIdentifier: s(..2048); Description: s(..512); DeadLetterConfig: #DeadLetterConfig; LogConfig: #LogConfig',
  },
};
