/**
 * What the optimised integrations of CodeBuild give back: outputs of the API model of 2016-10-06 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const codebuildShapes: ServiceShapes = {
  operations: {
    StartBuild: 'StartBuildOutput',
    StopBuild: 'StopBuildOutput',
    BatchDeleteBuilds: 'BatchDeleteBuildsOutput',
    BatchGetReports: 'BatchGetReportsOutput',
    StartBuildBatch: 'StartBuildBatchOutput',
    StopBuildBatch: 'StopBuildBatchOutput',
    RetryBuildBatch: 'RetryBuildBatchOutput',
    DeleteBuildBatch: 'DeleteBuildBatchOutput',
  },
  structures: {
    StartBuildOutput: 'Build: #Build',
    Build:
      'Id: s(1..); Arn: s(1..); BuildNumber: n; StartTime: t; EndTime: t; CurrentPhase: s; BuildStatus: |SUCCEEDED|FAILED|FAULT|TIMED_OUT|IN_PROGRESS|STOPPED; SourceVersion: s(1..); ResolvedSourceVersion: s(1..); ProjectName: s(1..); Phases: [#BuildPhase]; Source: #ProjectSource; SecondarySources: [#ProjectSource](..12); SecondarySourceVersions: [#ProjectSourceVersion](..12); Artifacts: #BuildArtifacts; SecondaryArtifacts: [#BuildArtifacts](..12); Cache: #ProjectCache; Environment: #ProjectEnvironment; ServiceRole: s(1..); Logs: #LogsLocation; TimeoutInMinutes: n; QueuedTimeoutInMinutes: n; BuildComplete: b; Initiator: s; VpcConfig: #VpcConfig; NetworkInterface: #NetworkInterface; EncryptionKey: s(1..); ExportedEnvironmentVariables: [#ExportedEnvironmentVariable]; ReportArns: [s]; FileSystemLocations: [#ProjectFileSystemLocation]; DebugSession: #DebugSession; BuildBatchArn: s; AutoRetryConfig: #AutoRetryConfig',
    BuildPhase:
      'PhaseType: |SUBMITTED|QUEUED|PROVISIONING|DOWNLOAD_SOURCE|INSTALL|PRE_BUILD|BUILD|POST_BUILD|UPLOAD_ARTIFACTS|FINALIZING|COMPLETED; PhaseStatus: |SUCCEEDED|FAILED|FAULT|TIMED_OUT|IN_PROGRESS|STOPPED; StartTime: t; EndTime: t; DurationInSeconds: n; Contexts: [#PhaseContext]',
    PhaseContext: 'StatusCode: s; Message: s',
    ProjectSource:
      'Type!: |CODECOMMIT|CODEPIPELINE|GITHUB|GITLAB|GITLAB_SELF_MANAGED|S3|BITBUCKET|GITHUB_ENTERPRISE|NO_SOURCE; Location: s; GitCloneDepth: n(0..); GitSubmodulesConfig: #GitSubmodulesConfig; Buildspec: s; Auth: #SourceAuth; ReportBuildStatus: b; BuildStatusConfig: #BuildStatusConfig; InsecureSsl: b; SourceIdentifier: s',
    GitSubmodulesConfig: 'FetchSubmodules!: b',
    SourceAuth: 'Type!: |OAUTH|CODECONNECTIONS|SECRETS_MANAGER; Resource: s',
    BuildStatusConfig: 'Context: s; TargetUrl: s',
    ProjectSourceVersion: 'SourceIdentifier!: s; SourceVersion!: s',
    BuildArtifacts:
      'Location: s; Sha256sum: s; Md5sum: s; OverrideArtifactName: b; EncryptionDisabled: b; ArtifactIdentifier: s; BucketOwnerAccess: |NONE|READ_ONLY|FULL',
    ProjectCache:
      'Type!: |NO_CACHE|S3|LOCAL; Location: s; Modes: [|LOCAL_DOCKER_LAYER_CACHE|LOCAL_SOURCE_CACHE|LOCAL_CUSTOM_CACHE]; CacheNamespace: s',
    ProjectEnvironment:
      'Type!: |WINDOWS_CONTAINER|LINUX_CONTAINER|LINUX_GPU_CONTAINER|ARM_CONTAINER|WINDOWS_SERVER_2019_CONTAINER|WINDOWS_SERVER_2022_CONTAINER|LINUX_LAMBDA_CONTAINER|ARM_LAMBDA_CONTAINER|LINUX_EC2|ARM_EC2|WINDOWS_EC2|MAC_ARM; Image!: s(1..); ComputeType!: |BUILD_GENERAL1_SMALL|BUILD_GENERAL1_MEDIUM|BUILD_GENERAL1_LARGE|BUILD_GENERAL1_XLARGE|BUILD_GENERAL1_2XLARGE|BUILD_LAMBDA_1GB|BUILD_LAMBDA_2GB|BUILD_LAMBDA_4GB|BUILD_LAMBDA_8GB|BUILD_LAMBDA_10GB|ATTRIBUTE_BASED_COMPUTE|CUSTOM_INSTANCE_TYPE; ComputeConfiguration: #ComputeConfiguration; Fleet: #ProjectFleet; EnvironmentVariables: [#EnvironmentVariable]; PrivilegedMode: b; Certificate: s; RegistryCredential: #RegistryCredential; ImagePullCredentialsType: |CODEBUILD|SERVICE_ROLE; DockerServer: #DockerServer',
    ComputeConfiguration: 'VCpu: n; Memory: n; Disk: n; MachineType: |GENERAL|NVME; InstanceType: s(1..)',
    ProjectFleet: 'FleetArn: s',
    EnvironmentVariable: 'Name!: s(1..); Value!: s; Type: |PLAINTEXT|PARAMETER_STORE|SECRETS_MANAGER',
    RegistryCredential: 'Credential!: s(1..); CredentialProvider!: |SECRETS_MANAGER',
    DockerServer:
      'ComputeType!: |BUILD_GENERAL1_SMALL|BUILD_GENERAL1_MEDIUM|BUILD_GENERAL1_LARGE|BUILD_GENERAL1_XLARGE|BUILD_GENERAL1_2XLARGE|BUILD_LAMBDA_1GB|BUILD_LAMBDA_2GB|BUILD_LAMBDA_4GB|BUILD_LAMBDA_8GB|BUILD_LAMBDA_10GB|ATTRIBUTE_BASED_COMPUTE|CUSTOM_INSTANCE_TYPE; SecurityGroupIds: [s(1..)](..5); Status: #DockerServerStatus',
    DockerServerStatus: 'Status: s; Message: s',
    LogsLocation:
      'GroupName: s; StreamName: s; DeepLink: s; S3DeepLink: s; CloudWatchLogsArn: s; S3LogsArn: s; CloudWatchLogs: #CloudWatchLogsConfig; S3Logs: #S3LogsConfig',
    CloudWatchLogsConfig: 'Status!: |ENABLED|DISABLED; GroupName: s; StreamName: s',
    S3LogsConfig:
      'Status!: |ENABLED|DISABLED; Location: s; EncryptionDisabled: b; BucketOwnerAccess: |NONE|READ_ONLY|FULL',
    VpcConfig: 'VpcId: s(1..); Subnets: [s(1..)](..16); SecurityGroupIds: [s(1..)](..5)',
    NetworkInterface: 'SubnetId: s(1..); NetworkInterfaceId: s(1..)',
    ExportedEnvironmentVariable: 'Name: s(1..); Value: s',
    ProjectFileSystemLocation: 'Type: |EFS; Location: s; MountPoint: s; Identifier: s; MountOptions: s',
    DebugSession: 'SessionEnabled: b; SessionTarget: s(1..)',
    AutoRetryConfig: 'AutoRetryLimit: n; AutoRetryNumber: n; NextAutoRetry: s; PreviousAutoRetry: s',
    StopBuildOutput: 'Build: #Build',
    BatchDeleteBuildsOutput: 'BuildsDeleted: [s(1..)](1..100); BuildsNotDeleted: [#BuildNotDeleted]',
    BuildNotDeleted: 'Id: s(1..); StatusCode: s',
    BatchGetReportsOutput: 'Reports: [#Report](1..100); ReportsNotFound: [s(1..)](1..100)',
    Report:
      'Arn: s(1..); Type: |TEST|CODE_COVERAGE; Name: s; ReportGroupArn: s(1..); ExecutionId: s; Status: |GENERATING|SUCCEEDED|FAILED|INCOMPLETE|DELETING; Created: t; Expired: t; ExportConfig: #ReportExportConfig; Truncated: b; TestSummary: #TestReportSummary; CodeCoverageSummary: #CodeCoverageReportSummary',
    ReportExportConfig: 'ExportConfigType: |S3|NO_EXPORT; S3Destination: #S3ReportExportConfig',
    S3ReportExportConfig:
      'Bucket: s(1..); BucketOwner: s; Path: s; Packaging: |ZIP|NONE; EncryptionKey: s(1..); EncryptionDisabled: b',
    TestReportSummary: 'Total!: n; StatusCounts!: {n}; DurationInNanoSeconds!: n',
    CodeCoverageReportSummary:
      'LineCoveragePercentage: n(0..100); LinesCovered: n(0..); LinesMissed: n(0..); BranchCoveragePercentage: n(0..100); BranchesCovered: n(0..); BranchesMissed: n(0..)',
    StartBuildBatchOutput: 'BuildBatch: #BuildBatch',
    BuildBatch:
      'Id: s(1..); Arn: s(1..); StartTime: t; EndTime: t; CurrentPhase: s; BuildBatchStatus: |SUCCEEDED|FAILED|FAULT|TIMED_OUT|IN_PROGRESS|STOPPED; SourceVersion: s(1..); ResolvedSourceVersion: s(1..); ProjectName: s(1..); Phases: [#BuildBatchPhase]; Source: #ProjectSource; SecondarySources: [#ProjectSource](..12); SecondarySourceVersions: [#ProjectSourceVersion](..12); Artifacts: #BuildArtifacts; SecondaryArtifacts: [#BuildArtifacts](..12); Cache: #ProjectCache; Environment: #ProjectEnvironment; ServiceRole: s(1..); LogConfig: #LogsConfig; BuildTimeoutInMinutes: n; QueuedTimeoutInMinutes: n; Complete: b; Initiator: s; VpcConfig: #VpcConfig; EncryptionKey: s(1..); BuildBatchNumber: n; FileSystemLocations: [#ProjectFileSystemLocation]; BuildBatchConfig: #ProjectBuildBatchConfig; BuildGroups: [#BuildGroup]; DebugSessionEnabled: b; ReportArns: [s]',
    BuildBatchPhase:
      'PhaseType: |SUBMITTED|DOWNLOAD_BATCHSPEC|IN_PROGRESS|COMBINE_ARTIFACTS|SUCCEEDED|FAILED|STOPPED; PhaseStatus: |SUCCEEDED|FAILED|FAULT|TIMED_OUT|IN_PROGRESS|STOPPED; StartTime: t; EndTime: t; DurationInSeconds: n; Contexts: [#PhaseContext]',
    LogsConfig: 'CloudWatchLogs: #CloudWatchLogsConfig; S3Logs: #S3LogsConfig',
    ProjectBuildBatchConfig:
      'ServiceRole: s(1..); CombineArtifacts: b; Restrictions: #BatchRestrictions; TimeoutInMins: n; BatchReportMode: |REPORT_INDIVIDUAL_BUILDS|REPORT_AGGREGATED_BATCH',
    BatchRestrictions: 'MaximumBuildsAllowed: n; ComputeTypesAllowed: [s(1..)]; FleetsAllowed: [s(1..)]',
    BuildGroup:
      'Identifier: s; DependsOn: [s(1..)]; IgnoreFailure: b; CurrentBuildSummary: #BuildSummary; PriorBuildSummaryList: [#BuildSummary]',
    BuildSummary:
      'Arn: s; RequestedOn: t; BuildStatus: |SUCCEEDED|FAILED|FAULT|TIMED_OUT|IN_PROGRESS|STOPPED; PrimaryArtifact: #ResolvedArtifact; SecondaryArtifacts: [#ResolvedArtifact]',
    ResolvedArtifact: 'Type: |CODEPIPELINE|S3|NO_ARTIFACTS; Location: s; Identifier: s',
    StopBuildBatchOutput: 'BuildBatch: #BuildBatch',
    RetryBuildBatchOutput: 'BuildBatch: #BuildBatch',
    DeleteBuildBatchOutput: 'StatusCode: s; BuildsDeleted: [s(1..)](1..100); BuildsNotDeleted: [#BuildNotDeleted]',
  },
};
