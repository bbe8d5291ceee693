/**
 * What the optimised integrations of EKS give back: outputs of the API model of 2017-11-01 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const eksShapes: ServiceShapes = {
  operations: {
    CreateCluster: 'CreateClusterResponse',
    DeleteCluster: 'DeleteClusterResponse',
    CreateNodegroup: 'CreateNodegroupResponse',
    DeleteNodegroup: 'DeleteNodegroupResponse',
    CreateFargateProfile: 'CreateFargateProfileResponse',
    DeleteFargateProfile: 'DeleteFargateProfileResponse',
  },
  structures: {
    CreateClusterResponse: 'Cluster: #Cluster',
    Cluster:
      'Name: s; Arn: s; CreatedAt: t; Version: s; Endpoint: s; RoleArn: s; ResourcesVpcConfig: #VpcConfigResponse; KubernetesNetworkConfig: #KubernetesNetworkConfigResponse; Logging: #Logging; Identity: #Identity; Status: |CREATING|ACTIVE|DELETING|FAILED|UPDATING|PENDING; CertificateAuthority: #Certificate; ClientRequestToken: s; PlatformVersion: s; Tags: {s(..256)}; EncryptionConfig: [#EncryptionConfig](..1); ConnectorConfig: #ConnectorConfigResponse; Id: s; Health: #ClusterHealth; OutpostConfig: #OutpostConfigResponse; AccessConfig: #AccessConfigResponse; UpgradePolicy: #UpgradePolicyResponse; ZonalShiftConfig: #ZonalShiftConfigResponse; RemoteNetworkConfig: #RemoteNetworkConfigResponse; ComputeConfig: #ComputeConfigResponse; StorageConfig: #StorageConfigResponse; DeletionProtection: b; ControlPlaneScalingConfig: #ControlPlaneScalingConfig',
    VpcConfigResponse:
      'SubnetIds: [s]; SecurityGroupIds: [s]; ClusterSecurityGroupId: s; VpcId: s; EndpointPublicAccess: b; EndpointPrivateAccess: b; PublicAccessCidrs: [s]',
    KubernetesNetworkConfigResponse:
      'ServiceIpv4Cidr: s; ServiceIpv6Cidr: s; IpFamily: |ipv4|ipv6; ElasticLoadBalancing: #ElasticLoadBalancing',
    ElasticLoadBalancing: 'Enabled: b',
    Logging: 'ClusterLogging: [#LogSetup]',
    LogSetup: 'Types: [|api|audit|authenticator|controllerManager|scheduler]; Enabled: b',
    Identity: 'Oidc: #OIDC',
    OIDC: 'Issuer: s',
    Certificate: 'Data: s',
    EncryptionConfig: 'Resources: [s]; Provider: #Provider',
    Provider: 'KeyArn: s',
    ConnectorConfigResponse: 'ActivationId: s; ActivationCode: s; ActivationExpiry: t; Provider: s; RoleArn: s',
    ClusterHealth: 'Issues: [#ClusterIssue]',
    ClusterIssue:
      'Code: |AccessDenied|ClusterUnreachable|ConfigurationConflict|InternalFailure|ResourceLimitExceeded|ResourceNotFound|IamRoleNotFound|VpcNotFound|InsufficientFreeAddresses|Ec2ServiceNotSubscribed|Ec2SubnetNotFound|Ec2SecurityGroupNotFound|KmsGrantRevoked|KmsKeyNotFound|KmsKeyMarkedForDeletion|KmsKeyDisabled|StsRegionalEndpointDisabled|UnsupportedVersion|Other; Message: s; ResourceIds: [s]',
    OutpostConfigResponse:
      'OutpostArns!: [s]; ControlPlaneInstanceType!: s; ControlPlanePlacement: #ControlPlanePlacementResponse',
    ControlPlanePlacementResponse: 'GroupName: s',
    AccessConfigResponse:
      'BootstrapClusterCreatorAdminPermissions: b; AuthenticationMode: |API|API_AND_CONFIG_MAP|CONFIG_MAP',
    UpgradePolicyResponse: 'SupportType: |STANDARD|EXTENDED',
    ZonalShiftConfigResponse: 'Enabled: b',
    RemoteNetworkConfigResponse:
      'RemoteNodeNetworks: [#RemoteNodeNetwork](..1); RemotePodNetworks: [#RemotePodNetwork](..1)',
    RemoteNodeNetwork: 'Cidrs: [s]',
    RemotePodNetwork: 'Cidrs: [s]',
    ComputeConfigResponse: 'Enabled: b; NodePools: [s]; NodeRoleArn: s',
    StorageConfigResponse: 'BlockStorage: #BlockStorage',
    BlockStorage: 'Enabled: b',
    ControlPlaneScalingConfig: 'Tier: |standard|tier-xl|tier-2xl|tier-4xl|tier-8xl',
    DeleteClusterResponse: 'Cluster: #Cluster',
    CreateNodegroupResponse: 'Nodegroup: #Nodegroup',
    Nodegroup:
      'NodegroupName: s; NodegroupArn: s; ClusterName: s; Version: s; ReleaseVersion: s; CreatedAt: t; ModifiedAt: t; Status: |CREATING|ACTIVE|UPDATING|DELETING|CREATE_FAILED|DELETE_FAILED|DEGRADED; CapacityType: |ON_DEMAND|SPOT|CAPACITY_BLOCK; ScalingConfig: #NodegroupScalingConfig; InstanceTypes: [s]; Subnets: [s]; RemoteAccess: #RemoteAccessConfig; AmiType: |AL2_x86_64|AL2_x86_64_GPU|AL2_ARM_64|CUSTOM|BOTTLEROCKET_ARM_64|BOTTLEROCKET_x86_64|BOTTLEROCKET_ARM_64_FIPS|BOTTLEROCKET_x86_64_FIPS|BOTTLEROCKET_ARM_64_NVIDIA|BOTTLEROCKET_x86_64_NVIDIA|BOTTLEROCKET_ARM_64_NVIDIA_FIPS|BOTTLEROCKET_x86_64_NVIDIA_FIPS|WINDOWS_CORE_2019_x86_64|WINDOWS_FULL_2019_x86_64|WINDOWS_CORE_2022_x86_64|WINDOWS_FULL_2022_x86_64|WINDOWS_CORE_2025_x86_64|WINDOWS_FULL_2025_x86_64|AL2023_x86_64_STANDARD|AL2023_ARM_64_STANDARD|AL2023_x86_64_NEURON|AL2023_x86_64_NVIDIA|AL2023_ARM_64_NVIDIA; NodeRole: s; Labels: {s(1..63)}; Taints: [#Taint]; Resources: #NodegroupResources; DiskSize: n; Health: #NodegroupHealth; UpdateConfig: #NodegroupUpdateConfig; NodeRepairConfig: #NodeRepairConfig; LaunchTemplate: #LaunchTemplateSpecification; Tags: {s(..256)}; WarmPoolConfig: #WarmPoolConfig',
    NodegroupScalingConfig: 'MinSize: n(0..); MaxSize: n(1..); DesiredSize: n(0..)',
    RemoteAccessConfig: 'Ec2SshKey: s; SourceSecurityGroups: [s]',
    Taint: 'Key: s(1..63); Value: s(..63); Effect: |NO_SCHEDULE|NO_EXECUTE|PREFER_NO_SCHEDULE',
    NodegroupResources: 'AutoScalingGroups: [#AutoScalingGroup]; RemoteAccessSecurityGroup: s',
    AutoScalingGroup: 'Name: s',
    NodegroupHealth: 'Issues: [#Issue]',
    Issue:
      'Code: |AutoScalingGroupNotFound|AutoScalingGroupInvalidConfiguration|Ec2SecurityGroupNotFound|Ec2SecurityGroupDeletionFailure|Ec2LaunchTemplateNotFound|Ec2LaunchTemplateVersionMismatch|Ec2SubnetNotFound|Ec2SubnetInvalidConfiguration|IamInstanceProfileNotFound|Ec2SubnetMissingIpv6Assignment|IamLimitExceeded|IamNodeRoleNotFound|NodeCreationFailure|AsgInstanceLaunchFailures|InstanceLimitExceeded|InsufficientFreeAddresses|AccessDenied|InternalFailure|ClusterUnreachable|AmiIdNotFound|AutoScalingGroupOptInRequired|AutoScalingGroupRateLimitExceeded|Ec2LaunchTemplateDeletionFailure|Ec2LaunchTemplateInvalidConfiguration|Ec2LaunchTemplateMaxLimitExceeded|Ec2SubnetListTooLong|IamThrottling|NodeTerminationFailure|PodEvictionFailure|SourceEc2LaunchTemplateNotFound|LimitExceeded|Unknown|AutoScalingGroupInstanceRefreshActive|KubernetesLabelInvalid|Ec2LaunchTemplateVersionMaxLimitExceeded|Ec2InstanceTypeDoesNotExist; Message: s; ResourceIds: [s]',
    NodegroupUpdateConfig:
      'MaxUnavailable: n(1..); MaxUnavailablePercentage: n(1..100); UpdateStrategy: |DEFAULT|MINIMAL',
    NodeRepairConfig:
      'Enabled: b; MaxUnhealthyNodeThresholdCount: n(1..); MaxUnhealthyNodeThresholdPercentage: n(1..100); MaxParallelNodesRepairedCount: n(1..); MaxParallelNodesRepairedPercentage: n(1..100); NodeRepairConfigOverrides: [#NodeRepairConfigOverrides]',
    NodeRepairConfigOverrides:
      'NodeMonitoringCondition: s; NodeUnhealthyReason: s; MinRepairWaitTimeMins: n(1..); RepairAction: |Replace|Reboot|NoAction',
    LaunchTemplateSpecification: 'Name: s; Version: s; Id: s',
    WarmPoolConfig:
      'Enabled: b; MinSize: n(0..); MaxGroupPreparedCapacity: n; PoolState: |STOPPED|RUNNING|HIBERNATED; ReuseOnScaleIn: b',
    DeleteNodegroupResponse: 'Nodegroup: #Nodegroup',
    CreateFargateProfileResponse: 'FargateProfile: #FargateProfile',
    FargateProfile:
      'FargateProfileName: s; FargateProfileArn: s; ClusterName: s; CreatedAt: t; PodExecutionRoleArn: s; Subnets: [s]; Selectors: [#FargateProfileSelector]; Status: |CREATING|ACTIVE|DELETING|CREATE_FAILED|DELETE_FAILED; Tags: {s(..256)}; Health: #FargateProfileHealth',
    FargateProfileSelector: 'Namespace: s; Labels: {s}',
    FargateProfileHealth: 'Issues: [#FargateProfileIssue]',
    FargateProfileIssue:
      'Code: |PodExecutionRoleAlreadyInUse|AccessDenied|ClusterUnreachable|InternalFailure; Message: s; ResourceIds: [s]',
    DeleteFargateProfileResponse: 'FargateProfile: #FargateProfile',
  },
};
