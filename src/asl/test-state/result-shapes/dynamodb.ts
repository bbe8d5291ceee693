/**
 * What operations of DynamoDB give back: outputs of the API model of 2012-08-10 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const dynamodbShapes: ServiceShapes = {
  operations: {
    BatchExecuteStatement: 'BatchExecuteStatementOutput',
    BatchGetItem: 'BatchGetItemOutput',
    BatchWriteItem: 'BatchWriteItemOutput',
    CreateBackup: 'CreateBackupOutput',
    CreateGlobalTable: 'CreateGlobalTableOutput',
    CreateTable: 'CreateTableOutput',
    DeleteBackup: 'DeleteBackupOutput',
    DeleteItem: 'DeleteItemOutput',
    DeleteResourcePolicy: 'DeleteResourcePolicyOutput',
    DeleteTable: 'DeleteTableOutput',
    DescribeBackup: 'DescribeBackupOutput',
    DescribeContinuousBackups: 'DescribeContinuousBackupsOutput',
    DescribeContributorInsights: 'DescribeContributorInsightsOutput',
    DescribeEndpoints: 'DescribeEndpointsResponse',
    DescribeExport: 'DescribeExportOutput',
    DescribeGlobalTable: 'DescribeGlobalTableOutput',
    DescribeGlobalTableSettings: 'DescribeGlobalTableSettingsOutput',
    DescribeImport: 'DescribeImportOutput',
    DescribeKinesisStreamingDestination: 'DescribeKinesisStreamingDestinationOutput',
    DescribeLimits: 'DescribeLimitsOutput',
    DescribeTable: 'DescribeTableOutput',
    DescribeTableReplicaAutoScaling: 'DescribeTableReplicaAutoScalingOutput',
    DescribeTimeToLive: 'DescribeTimeToLiveOutput',
    DisableKinesisStreamingDestination: 'KinesisStreamingDestinationOutput',
    EnableKinesisStreamingDestination: 'KinesisStreamingDestinationOutput',
    ExecuteStatement: 'ExecuteStatementOutput',
    ExecuteTransaction: 'ExecuteTransactionOutput',
    ExportTableToPointInTime: 'ExportTableToPointInTimeOutput',
    GetItem: 'GetItemOutput',
    GetResourcePolicy: 'GetResourcePolicyOutput',
    ImportTable: 'ImportTableOutput',
    ListBackups: 'ListBackupsOutput',
    ListContributorInsights: 'ListContributorInsightsOutput',
    ListExports: 'ListExportsOutput',
    ListGlobalTables: 'ListGlobalTablesOutput',
    ListImports: 'ListImportsOutput',
    ListTables: 'ListTablesOutput',
    ListTagsOfResource: 'ListTagsOfResourceOutput',
    PutItem: 'PutItemOutput',
    PutResourcePolicy: 'PutResourcePolicyOutput',
    Query: 'QueryOutput',
    RestoreTableFromBackup: 'RestoreTableFromBackupOutput',
    RestoreTableToPointInTime: 'RestoreTableToPointInTimeOutput',
    Scan: 'ScanOutput',
    TagResource: '',
    TransactGetItems: 'TransactGetItemsOutput',
    TransactWriteItems: 'TransactWriteItemsOutput',
    UntagResource: '',
    UpdateContinuousBackups: 'UpdateContinuousBackupsOutput',
    UpdateContributorInsights: 'UpdateContributorInsightsOutput',
    UpdateGlobalTable: 'UpdateGlobalTableOutput',
    UpdateGlobalTableSettings: 'UpdateGlobalTableSettingsOutput',
    UpdateItem: 'UpdateItemOutput',
    UpdateKinesisStreamingDestination: 'UpdateKinesisStreamingDestinationOutput',
    UpdateTable: 'UpdateTableOutput',
    UpdateTableReplicaAutoScaling: 'UpdateTableReplicaAutoScalingOutput',
    UpdateTimeToLive: 'UpdateTimeToLiveOutput',
  },
  structures: {
    BatchExecuteStatementOutput: 'Responses: [#BatchStatementResponse]; ConsumedCapacity: [#ConsumedCapacity]',
    BatchStatementResponse: 'Error: #BatchStatementError; TableName: s(3..255); Item: {#AttributeValue}',
    BatchStatementError:
      'Code: |ConditionalCheckFailed|ItemCollectionSizeLimitExceeded|RequestLimitExceeded|ValidationError|ProvisionedThroughputExceeded|TransactionConflict|ThrottlingError|InternalServerError|ResourceNotFound|AccessDenied|DuplicateItem; Message: s; Item: {#AttributeValue}',
    AttributeValue:
      'S: s; N: s; B: s; SS: [s]; NS: [s]; BS: [s]; M: {#AttributeValue}; L: [#AttributeValue]; NULL: b; BOOL: b',
    ConsumedCapacity:
      'TableName: s(1..1024); CapacityUnits: n; ReadCapacityUnits: n; WriteCapacityUnits: n; Table: #Capacity; LocalSecondaryIndexes: {#Capacity}; GlobalSecondaryIndexes: {#Capacity}',
    Capacity: 'ReadCapacityUnits: n; WriteCapacityUnits: n; CapacityUnits: n',
    BatchGetItemOutput:
      'Responses: {[{#AttributeValue}]}; UnprocessedKeys: {#KeysAndAttributes}; ConsumedCapacity: [#ConsumedCapacity]',
    KeysAndAttributes:
      'Keys!: [{#AttributeValue}](1..100); AttributesToGet: [s(..65535)](1..); ConsistentRead: b; ProjectionExpression: s; ExpressionAttributeNames: {s(..65535)}',
    BatchWriteItemOutput:
      'UnprocessedItems: {[#WriteRequest](1..25)}; ItemCollectionMetrics: {[#ItemCollectionMetrics]}; ConsumedCapacity: [#ConsumedCapacity]',
    WriteRequest: 'PutRequest: #PutRequest; DeleteRequest: #DeleteRequest',
    PutRequest: 'Item!: {#AttributeValue}',
    DeleteRequest: 'Key!: {#AttributeValue}',
    ItemCollectionMetrics: 'ItemCollectionKey: {#AttributeValue}; SizeEstimateRangeGB: [n]',
    CreateBackupOutput: 'BackupDetails: #BackupDetails',
    BackupDetails:
      'BackupArn!: s(37..1024); BackupName!: s(3..255); BackupSizeBytes: n(0..); BackupStatus!: |CREATING|DELETED|AVAILABLE; BackupType!: |USER|SYSTEM|AWS_BACKUP; BackupCreationDateTime!: t; BackupExpiryDateTime: t',
    CreateGlobalTableOutput: 'GlobalTableDescription: #GlobalTableDescription',
    GlobalTableDescription:
      'ReplicationGroup: [#ReplicaDescription]; GlobalTableArn: s; CreationDateTime: t; GlobalTableStatus: |CREATING|ACTIVE|DELETING|UPDATING; GlobalTableName: s(3..255)',
    ReplicaDescription:
      'RegionName: s; ReplicaStatus: |CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED; ReplicaArn: s; ReplicaStatusDescription: s; ReplicaStatusPercentProgress: s; KMSMasterKeyId: s; ProvisionedThroughputOverride: #ProvisionedThroughputOverride; OnDemandThroughputOverride: #OnDemandThroughputOverride; WarmThroughput: #TableWarmThroughputDescription; GlobalSecondaryIndexes: [#ReplicaGlobalSecondaryIndexDescription]; ReplicaInaccessibleDateTime: t; ReplicaTableClassSummary: #TableClassSummary; GlobalTableSettingsReplicationMode: |ENABLED|DISABLED|ENABLED_WITH_OVERRIDES',
    ProvisionedThroughputOverride: 'ReadCapacityUnits: n(1..)',
    OnDemandThroughputOverride: 'MaxReadRequestUnits: n',
    TableWarmThroughputDescription:
      'ReadUnitsPerSecond: n(1..); WriteUnitsPerSecond: n(1..); Status: |CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED',
    ReplicaGlobalSecondaryIndexDescription:
      'IndexName: s(3..255); ProvisionedThroughputOverride: #ProvisionedThroughputOverride; OnDemandThroughputOverride: #OnDemandThroughputOverride; WarmThroughput: #GlobalSecondaryIndexWarmThroughputDescription',
    GlobalSecondaryIndexWarmThroughputDescription:
      'ReadUnitsPerSecond: n(1..); WriteUnitsPerSecond: n(1..); Status: |CREATING|UPDATING|DELETING|ACTIVE',
    TableClassSummary: 'TableClass: |STANDARD|STANDARD_INFREQUENT_ACCESS; LastUpdateDateTime: t',
    CreateTableOutput: 'TableDescription: #TableDescription',
    TableDescription:
      'AttributeDefinitions: [#AttributeDefinition]; TableName: s(3..255); KeySchema: [#KeySchemaElement](1..); TableStatus: |CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED; CreationDateTime: t; ProvisionedThroughput: #ProvisionedThroughputDescription; TableSizeBytes: n; ItemCount: n; TableArn: s; TableId: s; BillingModeSummary: #BillingModeSummary; LocalSecondaryIndexes: [#LocalSecondaryIndexDescription]; GlobalSecondaryIndexes: [#GlobalSecondaryIndexDescription]; StreamSpecification: #StreamSpecification; LatestStreamLabel: s; LatestStreamArn: s(37..1024); GlobalTableVersion: s; Replicas: [#ReplicaDescription]; GlobalTableWitnesses: [#GlobalTableWitnessDescription]; GlobalTableSettingsReplicationMode: |ENABLED|DISABLED|ENABLED_WITH_OVERRIDES; RestoreSummary: #RestoreSummary; SSEDescription: #SSEDescription; ArchivalSummary: #ArchivalSummary; TableClassSummary: #TableClassSummary; DeletionProtectionEnabled: b; OnDemandThroughput: #OnDemandThroughput; WarmThroughput: #TableWarmThroughputDescription; MultiRegionConsistency: |EVENTUAL|STRONG',
    AttributeDefinition: 'AttributeName!: s(1..255); AttributeType!: |S|N|B',
    KeySchemaElement: 'AttributeName!: s(1..255); KeyType!: |HASH|RANGE',
    ProvisionedThroughputDescription:
      'LastIncreaseDateTime: t; LastDecreaseDateTime: t; NumberOfDecreasesToday: n(1..); ReadCapacityUnits: n(0..); WriteCapacityUnits: n(0..)',
    BillingModeSummary: 'BillingMode: |PROVISIONED|PAY_PER_REQUEST; LastUpdateToPayPerRequestDateTime: t',
    LocalSecondaryIndexDescription:
      'IndexName: s(3..255); KeySchema: [#KeySchemaElement](1..); Projection: #Projection; IndexSizeBytes: n; ItemCount: n; IndexArn: s',
    Projection: 'ProjectionType: |ALL|KEYS_ONLY|INCLUDE; NonKeyAttributes: [s(1..255)](1..20)',
    GlobalSecondaryIndexDescription:
      'IndexName: s(3..255); KeySchema: [#KeySchemaElement](1..); Projection: #Projection; IndexStatus: |CREATING|UPDATING|DELETING|ACTIVE; Backfilling: b; ProvisionedThroughput: #ProvisionedThroughputDescription; IndexSizeBytes: n; ItemCount: n; IndexArn: s; OnDemandThroughput: #OnDemandThroughput; WarmThroughput: #GlobalSecondaryIndexWarmThroughputDescription',
    OnDemandThroughput: 'MaxReadRequestUnits: n; MaxWriteRequestUnits: n',
    StreamSpecification: 'StreamEnabled!: b; StreamViewType: |NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|KEYS_ONLY',
    GlobalTableWitnessDescription: 'RegionName: s; WitnessStatus: |CREATING|DELETING|ACTIVE',
    RestoreSummary:
      'SourceBackupArn: s(37..1024); SourceTableArn: s(1..1024); RestoreDateTime!: t; RestoreInProgress!: b',
    SSEDescription:
      'Status: |ENABLING|ENABLED|DISABLING|DISABLED|UPDATING; SSEType: |AES256|KMS; KMSMasterKeyArn: s; InaccessibleEncryptionDateTime: t',
    ArchivalSummary: 'ArchivalDateTime: t; ArchivalReason: s; ArchivalBackupArn: s(37..1024)',
    DeleteBackupOutput: 'BackupDescription: #BackupDescription',
    BackupDescription:
      'BackupDetails: #BackupDetails; SourceTableDetails: #SourceTableDetails; SourceTableFeatureDetails: #SourceTableFeatureDetails',
    SourceTableDetails:
      'TableName!: s(3..255); TableId!: s; TableArn: s(1..1024); TableSizeBytes: n; KeySchema!: [#KeySchemaElement](1..); TableCreationDateTime!: t; ProvisionedThroughput!: #ProvisionedThroughput; OnDemandThroughput: #OnDemandThroughput; ItemCount: n(0..); BillingMode: |PROVISIONED|PAY_PER_REQUEST',
    ProvisionedThroughput: 'ReadCapacityUnits!: n(1..); WriteCapacityUnits!: n(1..)',
    SourceTableFeatureDetails:
      'LocalSecondaryIndexes: [#LocalSecondaryIndexInfo]; GlobalSecondaryIndexes: [#GlobalSecondaryIndexInfo]; StreamDescription: #StreamSpecification; TimeToLiveDescription: #TimeToLiveDescription; SSEDescription: #SSEDescription',
    LocalSecondaryIndexInfo: 'IndexName: s(3..255); KeySchema: [#KeySchemaElement](1..); Projection: #Projection',
    GlobalSecondaryIndexInfo:
      'IndexName: s(3..255); KeySchema: [#KeySchemaElement](1..); Projection: #Projection; ProvisionedThroughput: #ProvisionedThroughput; OnDemandThroughput: #OnDemandThroughput',
    TimeToLiveDescription: 'TimeToLiveStatus: |ENABLING|DISABLING|ENABLED|DISABLED; AttributeName: s(1..255)',
    DeleteItemOutput:
      'Attributes: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity; ItemCollectionMetrics: #ItemCollectionMetrics',
    DeleteResourcePolicyOutput: 'RevisionId: s(1..255)',
    DeleteTableOutput: 'TableDescription: #TableDescription',
    DescribeBackupOutput: 'BackupDescription: #BackupDescription',
    DescribeContinuousBackupsOutput: 'ContinuousBackupsDescription: #ContinuousBackupsDescription',
    ContinuousBackupsDescription:
      'ContinuousBackupsStatus!: |ENABLED|DISABLED; PointInTimeRecoveryDescription: #PointInTimeRecoveryDescription',
    PointInTimeRecoveryDescription:
      'PointInTimeRecoveryStatus: |ENABLED|DISABLED; RecoveryPeriodInDays: n(1..35); EarliestRestorableDateTime: t; LatestRestorableDateTime: t',
    DescribeContributorInsightsOutput:
      'TableName: s(3..255); IndexName: s(3..255); ContributorInsightsRuleList: [s]; ContributorInsightsStatus: |ENABLING|ENABLED|DISABLING|DISABLED|FAILED; LastUpdateDateTime: t; FailureException: #FailureException; ContributorInsightsMode: |ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS',
    FailureException: 'ExceptionName: s; ExceptionDescription: s',
    DescribeEndpointsResponse: 'Endpoints!: [#Endpoint]',
    Endpoint: 'Address!: s; CachePeriodInMinutes!: n',
    DescribeExportOutput: 'ExportDescription: #ExportDescription',
    ExportDescription:
      'ExportArn: s(37..1024); ExportStatus: |IN_PROGRESS|COMPLETED|FAILED; StartTime: t; EndTime: t; ExportManifest: s; TableArn: s(1..1024); TableId: s; ExportTime: t; ClientToken: s; S3Bucket: s(..255); S3BucketOwner: s; S3Prefix: s(..1024); S3SseAlgorithm: |AES256|KMS; S3SseKmsKeyId: s(1..2048); FailureCode: s; FailureMessage: s; ExportFormat: |DYNAMODB_JSON|ION; BilledSizeBytes: n(0..); ItemCount: n(0..); ExportType: |FULL_EXPORT|INCREMENTAL_EXPORT; IncrementalExportSpecification: #IncrementalExportSpecification',
    IncrementalExportSpecification: 'ExportFromTime: t; ExportToTime: t; ExportViewType: |NEW_IMAGE|NEW_AND_OLD_IMAGES',
    DescribeGlobalTableOutput: 'GlobalTableDescription: #GlobalTableDescription',
    DescribeGlobalTableSettingsOutput: 'GlobalTableName: s(3..255); ReplicaSettings: [#ReplicaSettingsDescription]',
    ReplicaSettingsDescription:
      'RegionName!: s; ReplicaStatus: |CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED; ReplicaBillingModeSummary: #BillingModeSummary; ReplicaProvisionedReadCapacityUnits: n(0..); ReplicaProvisionedReadCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ReplicaProvisionedWriteCapacityUnits: n(0..); ReplicaProvisionedWriteCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ReplicaGlobalSecondaryIndexSettings: [#ReplicaGlobalSecondaryIndexSettingsDescription]; ReplicaTableClassSummary: #TableClassSummary',
    AutoScalingSettingsDescription:
      'MinimumUnits: n(1..); MaximumUnits: n(1..); AutoScalingDisabled: b; AutoScalingRoleArn: s; ScalingPolicies: [#AutoScalingPolicyDescription]',
    AutoScalingPolicyDescription:
      'PolicyName: s(1..256); TargetTrackingScalingPolicyConfiguration: #AutoScalingTargetTrackingScalingPolicyConfigurationDescription',
    AutoScalingTargetTrackingScalingPolicyConfigurationDescription:
      'DisableScaleIn: b; ScaleInCooldown: n; ScaleOutCooldown: n; TargetValue!: n',
    ReplicaGlobalSecondaryIndexSettingsDescription:
      'IndexName!: s(3..255); IndexStatus: |CREATING|UPDATING|DELETING|ACTIVE; ProvisionedReadCapacityUnits: n(1..); ProvisionedReadCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ProvisionedWriteCapacityUnits: n(1..); ProvisionedWriteCapacityAutoScalingSettings: #AutoScalingSettingsDescription',
    DescribeImportOutput: 'ImportTableDescription!: #ImportTableDescription',
    ImportTableDescription:
      'ImportArn: s(37..1024); ImportStatus: |IN_PROGRESS|COMPLETED|CANCELLING|CANCELLED|FAILED; TableArn: s(1..1024); TableId: s; ClientToken: s; S3BucketSource: #S3BucketSource; ErrorCount: n(0..); CloudWatchLogGroupArn: s(1..1024); InputFormat: |DYNAMODB_JSON|ION|CSV; InputFormatOptions: #InputFormatOptions; InputCompressionType: |GZIP|ZSTD|NONE; TableCreationParameters: #TableCreationParameters; StartTime: t; EndTime: t; ProcessedSizeBytes: n; ProcessedItemCount: n(0..); ImportedItemCount: n(0..); FailureCode: s; FailureMessage: s',
    S3BucketSource: 'S3BucketOwner: s; S3Bucket!: s(..255); S3KeyPrefix: s(..1024)',
    InputFormatOptions: 'Csv: #CsvOptions',
    CsvOptions: 'Delimiter: s(1..1); HeaderList: [s(1..65536)](1..255)',
    TableCreationParameters:
      'TableName!: s(3..255); AttributeDefinitions!: [#AttributeDefinition]; KeySchema!: [#KeySchemaElement](1..); BillingMode: |PROVISIONED|PAY_PER_REQUEST; ProvisionedThroughput: #ProvisionedThroughput; OnDemandThroughput: #OnDemandThroughput; SSESpecification: #SSESpecification; GlobalSecondaryIndexes: [#GlobalSecondaryIndex]',
    SSESpecification: 'Enabled: b; SSEType: |AES256|KMS; KMSMasterKeyId: s',
    GlobalSecondaryIndex:
      'IndexName!: s(3..255); KeySchema!: [#KeySchemaElement](1..); Projection!: #Projection; ProvisionedThroughput: #ProvisionedThroughput; OnDemandThroughput: #OnDemandThroughput; WarmThroughput: #WarmThroughput',
    WarmThroughput: 'ReadUnitsPerSecond: n; WriteUnitsPerSecond: n',
    DescribeKinesisStreamingDestinationOutput:
      'TableName: s(3..255); KinesisDataStreamDestinations: [#KinesisDataStreamDestination]',
    KinesisDataStreamDestination:
      'StreamArn: s(37..1024); DestinationStatus: |ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING; DestinationStatusDescription: s; ApproximateCreationDateTimePrecision: |MILLISECOND|MICROSECOND',
    DescribeLimitsOutput:
      'AccountMaxReadCapacityUnits: n(1..); AccountMaxWriteCapacityUnits: n(1..); TableMaxReadCapacityUnits: n(1..); TableMaxWriteCapacityUnits: n(1..)',
    DescribeTableOutput: 'Table: #TableDescription',
    DescribeTableReplicaAutoScalingOutput: 'TableAutoScalingDescription: #TableAutoScalingDescription',
    TableAutoScalingDescription:
      'TableName: s(3..255); TableStatus: |CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED; Replicas: [#ReplicaAutoScalingDescription]',
    ReplicaAutoScalingDescription:
      'RegionName: s; GlobalSecondaryIndexes: [#ReplicaGlobalSecondaryIndexAutoScalingDescription]; ReplicaProvisionedReadCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ReplicaProvisionedWriteCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ReplicaStatus: |CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED',
    ReplicaGlobalSecondaryIndexAutoScalingDescription:
      'IndexName: s(3..255); IndexStatus: |CREATING|UPDATING|DELETING|ACTIVE; ProvisionedReadCapacityAutoScalingSettings: #AutoScalingSettingsDescription; ProvisionedWriteCapacityAutoScalingSettings: #AutoScalingSettingsDescription',
    DescribeTimeToLiveOutput: 'TimeToLiveDescription: #TimeToLiveDescription',
    KinesisStreamingDestinationOutput:
      'TableName: s(3..255); StreamArn: s(37..1024); DestinationStatus: |ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING; EnableKinesisStreamingConfiguration: #EnableKinesisStreamingConfiguration',
    EnableKinesisStreamingConfiguration: 'ApproximateCreationDateTimePrecision: |MILLISECOND|MICROSECOND',
    ExecuteStatementOutput:
      'Items: [{#AttributeValue}]; NextToken: s(1..32768); ConsumedCapacity: #ConsumedCapacity; LastEvaluatedKey: {#AttributeValue}',
    ExecuteTransactionOutput: 'Responses: [#ItemResponse](1..100); ConsumedCapacity: [#ConsumedCapacity]',
    ItemResponse: 'Item: {#AttributeValue}',
    ExportTableToPointInTimeOutput: 'ExportDescription: #ExportDescription',
    GetItemOutput: 'Item: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity',
    GetResourcePolicyOutput: 'Policy: s; RevisionId: s(1..255)',
    ImportTableOutput: 'ImportTableDescription!: #ImportTableDescription',
    ListBackupsOutput: 'BackupSummaries: [#BackupSummary]; LastEvaluatedBackupArn: s(37..1024)',
    BackupSummary:
      'TableName: s(3..255); TableId: s; TableArn: s(1..1024); BackupArn: s(37..1024); BackupName: s(3..255); BackupCreationDateTime: t; BackupExpiryDateTime: t; BackupStatus: |CREATING|DELETED|AVAILABLE; BackupType: |USER|SYSTEM|AWS_BACKUP; BackupSizeBytes: n(0..)',
    ListContributorInsightsOutput: 'ContributorInsightsSummaries: [#ContributorInsightsSummary]; NextToken: s',
    ContributorInsightsSummary:
      'TableName: s(3..255); IndexName: s(3..255); ContributorInsightsStatus: |ENABLING|ENABLED|DISABLING|DISABLED|FAILED; ContributorInsightsMode: |ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS',
    ListExportsOutput: 'ExportSummaries: [#ExportSummary]; NextToken: s',
    ExportSummary:
      'ExportArn: s(37..1024); ExportStatus: |IN_PROGRESS|COMPLETED|FAILED; ExportType: |FULL_EXPORT|INCREMENTAL_EXPORT',
    ListGlobalTablesOutput: 'GlobalTables: [#GlobalTable]; LastEvaluatedGlobalTableName: s(3..255)',
    GlobalTable: 'GlobalTableName: s(3..255); ReplicationGroup: [#Replica]',
    Replica: 'RegionName: s',
    ListImportsOutput: 'ImportSummaryList: [#ImportSummary]; NextToken: s(112..1024)',
    ImportSummary:
      'ImportArn: s(37..1024); ImportStatus: |IN_PROGRESS|COMPLETED|CANCELLING|CANCELLED|FAILED; TableArn: s(1..1024); S3BucketSource: #S3BucketSource; CloudWatchLogGroupArn: s(1..1024); InputFormat: |DYNAMODB_JSON|ION|CSV; StartTime: t; EndTime: t',
    ListTablesOutput: 'TableNames: [s(3..255)]; LastEvaluatedTableName: s(3..255)',
    ListTagsOfResourceOutput: 'Tags: [#Tag]; NextToken: s',
    Tag: 'Key!: s(1..128); Value!: s(..256)',
    PutItemOutput:
      'Attributes: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity; ItemCollectionMetrics: #ItemCollectionMetrics',
    PutResourcePolicyOutput: 'RevisionId: s(1..255)',
    QueryOutput:
      'Items: [{#AttributeValue}]; Count: n; ScannedCount: n; LastEvaluatedKey: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity',
    RestoreTableFromBackupOutput: 'TableDescription: #TableDescription',
    RestoreTableToPointInTimeOutput: 'TableDescription: #TableDescription',
    ScanOutput:
      'Items: [{#AttributeValue}]; Count: n; ScannedCount: n; LastEvaluatedKey: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity',
    TransactGetItemsOutput: 'ConsumedCapacity: [#ConsumedCapacity]; Responses: [#ItemResponse](1..100)',
    TransactWriteItemsOutput:
      'ConsumedCapacity: [#ConsumedCapacity]; ItemCollectionMetrics: {[#ItemCollectionMetrics]}',
    UpdateContinuousBackupsOutput: 'ContinuousBackupsDescription: #ContinuousBackupsDescription',
    UpdateContributorInsightsOutput:
      'TableName: s(3..255); IndexName: s(3..255); ContributorInsightsStatus: |ENABLING|ENABLED|DISABLING|DISABLED|FAILED; ContributorInsightsMode: |ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS',
    UpdateGlobalTableOutput: 'GlobalTableDescription: #GlobalTableDescription',
    UpdateGlobalTableSettingsOutput: 'GlobalTableName: s(3..255); ReplicaSettings: [#ReplicaSettingsDescription]',
    UpdateItemOutput:
      'Attributes: {#AttributeValue}; ConsumedCapacity: #ConsumedCapacity; ItemCollectionMetrics: #ItemCollectionMetrics',
    UpdateKinesisStreamingDestinationOutput:
      'TableName: s(3..255); StreamArn: s(37..1024); DestinationStatus: |ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING; UpdateKinesisStreamingConfiguration: #UpdateKinesisStreamingConfiguration',
    UpdateKinesisStreamingConfiguration: 'ApproximateCreationDateTimePrecision: |MILLISECOND|MICROSECOND',
    UpdateTableOutput: 'TableDescription: #TableDescription',
    UpdateTableReplicaAutoScalingOutput: 'TableAutoScalingDescription: #TableAutoScalingDescription',
    UpdateTimeToLiveOutput: 'TimeToLiveSpecification: #TimeToLiveSpecification',
    TimeToLiveSpecification: 'Enabled!: b; AttributeName!: s(1..255)',
  },
};
