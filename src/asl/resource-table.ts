/**
 * The services a Task can name in `arn:<partition>:states:::<service>:<action>[.<pattern>]`.
 * Source: "Integrating services with Step Functions", the table of optimised integrations, and the list of actions
 * that the AWS SDK integrations leave out.
 */

/** What may follow an action, beside nothing. `sync:2` is a second result format of `sync`. */
export type Suffix = 'sync' | 'sync:2' | 'waitForTaskToken';
type Actions = ReadonlyMap<string, readonly Suffix[]>;

/** Every action named in `actions` (separated by spaces) with the same extra patterns. */
function each(actions: string, ...suffixes: Suffix[]): [string, readonly Suffix[]][] {
  return actions.split(' ').map((action) => [action, suffixes]);
}

const OPTIMISED: ReadonlyMap<string, Actions> = new Map<string, Actions>([
  ['apigateway', new Map(each('invoke', 'waitForTaskToken'))],
  [
    'athena',
    new Map([...each('startQueryExecution', 'sync'), ...each('stopQueryExecution getQueryExecution getQueryResults')]),
  ],
  ['batch', new Map(each('submitJob', 'sync'))],
  ['bedrock', new Map([...each('invokeModel', 'waitForTaskToken'), ...each('createModelCustomizationJob', 'sync')])],
  [
    'codebuild',
    new Map([
      ...each('startBuild startBuildBatch retryBuildBatch', 'sync'),
      ...each('stopBuild batchDeleteBuilds batchGetReports stopBuildBatch deleteBuildBatch'),
    ]),
  ],
  ['databrew', new Map(each('startJobRun', 'sync'))],
  ['dynamodb', new Map(each('getItem putItem updateItem deleteItem'))],
  ['ecs', new Map(each('runTask', 'sync', 'waitForTaskToken'))],
  [
    'eks',
    new Map([
      ...each('createCluster deleteCluster createNodegroup deleteNodegroup', 'sync'),
      ...each('createFargateProfile deleteFargateProfile', 'sync'),
      ...each('runJob', 'sync', 'waitForTaskToken'),
      ...each('call', 'waitForTaskToken'),
    ]),
  ],
  [
    'elasticmapreduce',
    new Map([
      ...each('createCluster terminateCluster addStep', 'sync'),
      ...each('cancelStep setClusterTerminationProtection modifyInstanceFleetByName modifyInstanceGroupByName'),
    ]),
  ],
  ['emr-containers', new Map([...each('createVirtualCluster'), ...each('deleteVirtualCluster startJobRun', 'sync')])],
  [
    'emr-serverless',
    new Map([
      ...each('createApplication startApplication stopApplication deleteApplication', 'sync'),
      ...each('startJobRun cancelJobRun', 'sync'),
    ]),
  ],
  ['events', new Map(each('putEvents', 'waitForTaskToken'))],
  ['glue', new Map(each('startJobRun', 'sync'))],
  ['http', new Map(each('invoke'))],
  ['lambda', new Map(each('invoke', 'waitForTaskToken'))],
  ['mediaconvert', new Map(each('createJob', 'sync'))],
  [
    'sagemaker',
    new Map([
      ...each('createTrainingJob createTransformJob createProcessingJob', 'sync'),
      ...each('createHyperParameterTuningJob createLabelingJob', 'sync'),
      ...each('createModel createEndpoint createEndpointConfig updateEndpoint'),
    ]),
  ],
  ['sns', new Map(each('publish', 'waitForTaskToken'))],
  ['sqs', new Map(each('sendMessage', 'waitForTaskToken'))],
  ['states', new Map(each('startExecution', 'sync', 'sync:2', 'waitForTaskToken'))],
]);

/** Whether an optimised integration has this action, with this suffix. */
export function isOptimised(service: string, action: string, suffix: Suffix | undefined): boolean {
  const suffixes = OPTIMISED.get(service)?.get(action);
  return suffixes !== undefined && (suffix === undefined || suffixes.includes(suffix));
}

/** The actions of `aws-sdk:sfn`: our own API, so the list is complete. */
export const SFN_ACTIONS: ReadonlySet<string> = new Set([
  'createActivity',
  'createStateMachine',
  'createStateMachineAlias',
  'deleteActivity',
  'deleteStateMachine',
  'deleteStateMachineAlias',
  'deleteStateMachineVersion',
  'describeActivity',
  'describeExecution',
  'describeMapRun',
  'describeStateMachine',
  'describeStateMachineAlias',
  'describeStateMachineForExecution',
  'getActivityTask',
  'getExecutionHistory',
  'listActivities',
  'listExecutions',
  'listMapRuns',
  'listStateMachineAliases',
  'listStateMachineVersions',
  'listStateMachines',
  'listTagsForResource',
  'publishStateMachineVersion',
  'redriveExecution',
  'sendTaskFailure',
  'sendTaskHeartbeat',
  'sendTaskSuccess',
  'startExecution',
  'startSyncExecution',
  'stopExecution',
  'tagResource',
  'testState',
  'untagResource',
  'updateMapRun',
  'updateStateMachine',
  'updateStateMachineAlias',
  'validateStateMachineDefinition',
]);

/** Names under which a service is known elsewhere, though not in `aws-sdk:` (which takes sfn, eventbridge, …). */
const NOT_SDK_SERVICES: ReadonlySet<string> = new Set(['states', 'stepfunctions', 'events', 'logs', 'macie', 'mobile']);

/** Streaming or deprecated actions that the SDK integrations leave out. */
const NOT_SDK_ACTIONS: ReadonlySet<string> = new Set([
  'efs:createTags',
  'emr:describeJobFlows',
  'kinesis:subscribeToShard',
  'lambda:invokeAsync',
  'lambda:invokeWithResponseStream',
  'lexruntimev2:startConversation',
  'rdsdata:executeSql',
  's3:selectObjectContent',
]);

/**
 * Whether `aws-sdk:<service>:<action>` can exist. AWS knows each of its thousands of actions; we take every name of
 * the right form (a client's name in lower case, an action in camel case), and a wrong one fails when it is called.
 */
export function isSdkAction(service: string, action: string): boolean {
  if (service === 'sfn') return SFN_ACTIONS.has(action);
  if (!/^[a-z][a-z0-9]{1,63}$/.test(service) || !/^[a-z][a-zA-Z0-9]{1,127}$/.test(action)) return false;
  return !NOT_SDK_SERVICES.has(service) && !NOT_SDK_ACTIONS.has(`${service}:${action}`);
}
