/**
 * What the optimised integrations of Athena give back: outputs of the API model of 2017-05-18 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const athenaShapes: ServiceShapes = {
  operations: {
    StartQueryExecution: 'StartQueryExecutionOutput',
    StopQueryExecution: 'StopQueryExecutionOutput',
    GetQueryExecution: 'GetQueryExecutionOutput',
    GetQueryResults: 'GetQueryResultsOutput',
  },
  structures: {
    StartQueryExecutionOutput: 'QueryExecutionId: s(1..128)',
    StopQueryExecutionOutput: '',
    GetQueryExecutionOutput: 'QueryExecution: #QueryExecution',
    QueryExecution:
      'QueryExecutionId: s(1..128); Query: s(1..262144); StatementType: |DDL|DML|UTILITY; ManagedQueryResultsConfiguration: #ManagedQueryResultsConfiguration; ResultConfiguration: #ResultConfiguration; ResultReuseConfiguration: #ResultReuseConfiguration; QueryExecutionContext: #QueryExecutionContext; Status: #QueryExecutionStatus; Statistics: #QueryExecutionStatistics; WorkGroup: s; EngineVersion: #EngineVersion; ExecutionParameters: [s(1..1024)](1..); SubstatementType: s; QueryResultsS3AccessGrantsConfiguration: #QueryResultsS3AccessGrantsConfiguration',
    ManagedQueryResultsConfiguration:
      'Enabled!: b; EncryptionConfiguration: #ManagedQueryResultsEncryptionConfiguration',
    ManagedQueryResultsEncryptionConfiguration: 'KmsKey!: s(1..2048)',
    ResultConfiguration:
      'OutputLocation: s; EncryptionConfiguration: #EncryptionConfiguration; ExpectedBucketOwner: s(12..12); AclConfiguration: #AclConfiguration',
    EncryptionConfiguration: 'EncryptionOption!: |SSE_S3|SSE_KMS|CSE_KMS; KmsKey: s',
    AclConfiguration: 'S3AclOption!: |BUCKET_OWNER_FULL_CONTROL',
    ResultReuseConfiguration: 'ResultReuseByAgeConfiguration: #ResultReuseByAgeConfiguration',
    ResultReuseByAgeConfiguration: 'Enabled!: b; MaxAgeInMinutes: n(0..10080)',
    QueryExecutionContext: 'Database: s(1..255); Catalog: s(1..256)',
    QueryExecutionStatus:
      'State: |QUEUED|RUNNING|SUCCEEDED|FAILED|CANCELLED; StateChangeReason: s; SubmissionDateTime: t; CompletionDateTime: t; AthenaError: #AthenaError',
    AthenaError: 'ErrorCategory: n(1..3); ErrorType: n(0..9999); Retryable: b; ErrorMessage: s',
    QueryExecutionStatistics:
      'EngineExecutionTimeInMillis: n; DataScannedInBytes: n; DataManifestLocation: s; TotalExecutionTimeInMillis: n; QueryQueueTimeInMillis: n; ServicePreProcessingTimeInMillis: n; QueryPlanningTimeInMillis: n; ServiceProcessingTimeInMillis: n; ResultReuseInformation: #ResultReuseInformation; DpuCount: n',
    ResultReuseInformation: 'ReusedPreviousResult!: b',
    EngineVersion: 'SelectedEngineVersion: s(1..128); EffectiveEngineVersion: s(1..128)',
    QueryResultsS3AccessGrantsConfiguration:
      'EnableS3AccessGrants!: b; CreateUserLevelPrefix: b; AuthenticationType!: |DIRECTORY_IDENTITY',
    GetQueryResultsOutput: 'UpdateCount: n; ResultSet: #ResultSet; NextToken: s(1..1024)',
    ResultSet: 'Rows: [#Row]; ResultSetMetadata: #ResultSetMetadata',
    Row: 'Data: [#Datum]',
    Datum: 'VarCharValue: s',
    ResultSetMetadata: 'ColumnInfo: [#ColumnInfo]',
    ColumnInfo:
      'CatalogName: s; SchemaName: s; TableName: s; Name!: s; Label: s; Type!: s; Precision: n; Scale: n; Nullable: |NOT_NULL|NULLABLE|UNKNOWN; CaseSensitive: b',
  },
};
