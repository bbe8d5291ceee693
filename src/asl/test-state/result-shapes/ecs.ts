/**
 * What the optimised integrations of ECS give back: outputs of the API model of 2014-11-13 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const ecsShapes: ServiceShapes = {
  operations: {
    RunTask: 'RunTaskResponse',
  },
  structures: {
    RunTaskResponse: 'Tasks: [#Task]; Failures: [#Failure]',
    Task: 'Attachments: [#Attachment]; Attributes: [#Attribute]; AvailabilityZone: s; CapacityProviderName: s; ClusterArn: s; Connectivity: |CONNECTED|DISCONNECTED; ConnectivityAt: t; ContainerInstanceArn: s; Containers: [#Container]; Cpu: s; CreatedAt: t; DesiredStatus: s; EnableExecuteCommand: b; ExecutionStoppedAt: t; Group: s; HealthStatus: |HEALTHY|UNHEALTHY|UNKNOWN; InferenceAccelerators: [#InferenceAccelerator]; LastStatus: s; LaunchType: |EC2|FARGATE|EXTERNAL|MANAGED_INSTANCES; Memory: s; Overrides: #TaskOverride; PlatformVersion: s; PlatformFamily: s; PullStartedAt: t; PullStoppedAt: t; StartedAt: t; StartedBy: s; StopCode: |TaskFailedToStart|EssentialContainerExited|UserInitiated|ServiceSchedulerInitiated|SpotInterruption|TerminationNotice; StoppedAt: t; StoppedReason: s; StoppingAt: t; Tags: [#Tag](..50); TaskArn: s; TaskDefinitionArn: s; Version: n; EphemeralStorage: #EphemeralStorage; FargateEphemeralStorage: #TaskEphemeralStorage',
    Attachment: 'Id: s; Type: s; Status: s; Details: [#KeyValuePair]',
    KeyValuePair: 'Name: s; Value: s',
    Attribute: 'Name!: s; Value: s; TargetType: |container-instance; TargetId: s',
    Container:
      'ContainerArn: s; TaskArn: s; Name: s; Image: s; ImageDigest: s; RuntimeId: s; LastStatus: s; ExitCode: n; Reason: s; NetworkBindings: [#NetworkBinding]; NetworkInterfaces: [#NetworkInterface]; HealthStatus: |HEALTHY|UNHEALTHY|UNKNOWN; ManagedAgents: [#ManagedAgent]; Cpu: s; Memory: s; MemoryReservation: s; GpuIds: [s]',
    NetworkBinding:
      'BindIP: s; ContainerPort: n; HostPort: n; Protocol: |tcp|udp; ContainerPortRange: s; HostPortRange: s',
    NetworkInterface: 'AttachmentId: s; PrivateIpv4Address: s; Ipv6Address: s',
    ManagedAgent: 'LastStartedAt: t; Name: |ExecuteCommandAgent; Reason: s; LastStatus: s',
    InferenceAccelerator: 'DeviceName!: s; DeviceType!: s',
    TaskOverride:
      'ContainerOverrides: [#ContainerOverride]; Cpu: s; InferenceAcceleratorOverrides: [#InferenceAcceleratorOverride]; ExecutionRoleArn: s; Memory: s; TaskRoleArn: s; EphemeralStorage: #EphemeralStorage',
    ContainerOverride:
      'Name: s; Command: [s]; Environment: [#KeyValuePair]; EnvironmentFiles: [#EnvironmentFile]; Cpu: n; Memory: n; MemoryReservation: n; ResourceRequirements: [#ResourceRequirement]',
    EnvironmentFile: 'Value!: s; Type!: |s3',
    ResourceRequirement: 'Value!: s; Type!: |GPU|InferenceAccelerator',
    InferenceAcceleratorOverride: 'DeviceName: s; DeviceType: s',
    EphemeralStorage: 'SizeInGiB!: n',
    Tag: 'Key: s(1..128); Value: s(..256)',
    TaskEphemeralStorage: 'SizeInGiB: n; KmsKeyId: s',
    Failure: 'Arn: s; Reason: s; Detail: s',
  },
};
