/**
 * What operations of Secrets Manager give back: outputs of the API model of 2017-10-17 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const secretsmanagerShapes: ServiceShapes = {
  operations: {
    BatchGetSecretValue: 'BatchGetSecretValueResponse',
    CancelRotateSecret: 'CancelRotateSecretResponse',
    CreateSecret: 'CreateSecretResponse',
    DeleteResourcePolicy: 'DeleteResourcePolicyResponse',
    DeleteSecret: 'DeleteSecretResponse',
    DescribeSecret: 'DescribeSecretResponse',
    GetRandomPassword: 'GetRandomPasswordResponse',
    GetResourcePolicy: 'GetResourcePolicyResponse',
    GetSecretValue: 'GetSecretValueResponse',
    ListSecretVersionIds: 'ListSecretVersionIdsResponse',
    ListSecrets: 'ListSecretsResponse',
    PutResourcePolicy: 'PutResourcePolicyResponse',
    PutSecretValue: 'PutSecretValueResponse',
    RemoveRegionsFromReplication: 'RemoveRegionsFromReplicationResponse',
    ReplicateSecretToRegions: 'ReplicateSecretToRegionsResponse',
    RestoreSecret: 'RestoreSecretResponse',
    RotateSecret: 'RotateSecretResponse',
    StopReplicationToReplica: 'StopReplicationToReplicaResponse',
    TagResource: '',
    UntagResource: '',
    UpdateSecret: 'UpdateSecretResponse',
    UpdateSecretVersionStage: 'UpdateSecretVersionStageResponse',
    ValidateResourcePolicy: 'ValidateResourcePolicyResponse',
  },
  structures: {
    BatchGetSecretValueResponse: 'SecretValues: [#SecretValueEntry]; NextToken: s(1..4096); Errors: [#APIErrorType]',
    SecretValueEntry:
      'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64); SecretBinary: s; SecretString: s(1..65536); VersionStages: [s(1..256)](1..20); CreatedDate: t',
    APIErrorType: 'SecretId: s(1..2048); ErrorCode: s; Message: s',
    CancelRotateSecretResponse: 'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64)',
    CreateSecretResponse:
      'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64); ReplicationStatus: [#ReplicationStatusType]',
    ReplicationStatusType:
      'Region: s(1..128); KmsKeyId: s(..2048); Status: |InSync|Failed|InProgress; StatusMessage: s(1..4096); LastAccessedDate: t',
    DeleteResourcePolicyResponse: 'ARN: s(20..2048); Name: s(1..512)',
    DeleteSecretResponse: 'ARN: s(20..2048); Name: s(1..256); DeletionDate: t',
    DescribeSecretResponse:
      'ARN: s(20..2048); Name: s(1..256); Type: s(..256); Description: s(..2048); KmsKeyId: s(..2048); RotationEnabled: b; RotationLambdaARN: s(..2048); RotationRules: #RotationRulesType; ExternalSecretRotationMetadata: [#ExternalSecretRotationMetadataItem]; ExternalSecretRotationRoleArn: s(20..2048); LastRotatedDate: t; LastChangedDate: t; LastAccessedDate: t; DeletedDate: t; NextRotationDate: t; Tags: [#Tag]; VersionIdsToStages: {[s(1..256)](1..20)}; OwningService: s(1..128); CreatedDate: t; PrimaryRegion: s(1..128); ReplicationStatus: [#ReplicationStatusType]',
    RotationRulesType: 'AutomaticallyAfterDays: n(1..1000); Duration: s(2..3); ScheduleExpression: s(1..256)',
    ExternalSecretRotationMetadataItem: 'Key: s(1..256); Value: s(1..2048)',
    Tag: 'Key: s(1..128); Value: s(..256)',
    GetRandomPasswordResponse: 'RandomPassword: s(..4096)',
    GetResourcePolicyResponse: 'ARN: s(20..2048); Name: s(1..512); ResourcePolicy: s(1..20480)',
    GetSecretValueResponse:
      'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64); SecretBinary: s; SecretString: s(1..65536); VersionStages: [s(1..256)](1..20); CreatedDate: t',
    ListSecretVersionIdsResponse:
      'Versions: [#SecretVersionsListEntry]; NextToken: s(1..4096); ARN: s(20..2048); Name: s(1..256)',
    SecretVersionsListEntry:
      'VersionId: s(32..64); VersionStages: [s(1..256)](1..20); LastAccessedDate: t; CreatedDate: t; KmsKeyIds: [s(..2048)]',
    ListSecretsResponse: 'SecretList: [#SecretListEntry]; NextToken: s(1..4096)',
    SecretListEntry:
      'ARN: s(20..2048); Name: s(1..256); Type: s(..256); Description: s(..2048); KmsKeyId: s(..2048); RotationEnabled: b; RotationLambdaARN: s(..2048); RotationRules: #RotationRulesType; ExternalSecretRotationMetadata: [#ExternalSecretRotationMetadataItem]; ExternalSecretRotationRoleArn: s(20..2048); LastRotatedDate: t; LastChangedDate: t; LastAccessedDate: t; DeletedDate: t; NextRotationDate: t; Tags: [#Tag]; SecretVersionsToStages: {[s(1..256)](1..20)}; OwningService: s(1..128); CreatedDate: t; PrimaryRegion: s(1..128)',
    PutResourcePolicyResponse: 'ARN: s(20..2048); Name: s(1..512)',
    PutSecretValueResponse:
      'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64); VersionStages: [s(1..256)](1..20)',
    RemoveRegionsFromReplicationResponse: 'ARN: s(20..2048); ReplicationStatus: [#ReplicationStatusType]',
    ReplicateSecretToRegionsResponse: 'ARN: s(20..2048); ReplicationStatus: [#ReplicationStatusType]',
    RestoreSecretResponse: 'ARN: s(20..2048); Name: s(1..256)',
    RotateSecretResponse: 'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64)',
    StopReplicationToReplicaResponse: 'ARN: s(20..2048)',
    UpdateSecretResponse: 'ARN: s(20..2048); Name: s(1..256); VersionId: s(32..64)',
    UpdateSecretVersionStageResponse: 'ARN: s(20..2048); Name: s(1..256)',
    ValidateResourcePolicyResponse: 'PolicyValidationPassed: b; ValidationErrors: [#ValidationErrorsEntry]',
    ValidationErrorsEntry: 'CheckName: s(1..512); ErrorMessage: s',
  },
};
