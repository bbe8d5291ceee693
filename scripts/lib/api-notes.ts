/**
 * What docs/api.md says of each operation beside the API model: what it does, which members its output has, and how it
 * differs from AWS. Written by hand; scripts/api-docs.mjs makes the page of it and of src/api/model.ts.
 */
import type { OperationName } from '../../src/api/model.ts';
import type { ApiErrorCode } from '../../src/aws/api-error.ts';

export interface OperationNotes {
  readonly does: string;
  /** Members of the output, in the model's order. */
  readonly output: readonly string[];
  /** Members of the output that AWS has and we never give. */
  readonly withoutOutput?: readonly string[];
  /** Declared errors that are never given, beside NEVER_GIVEN. */
  readonly neverGives?: readonly ApiErrorCode[];
  /** How it differs from AWS; none: complete. */
  readonly differs?: readonly string[];
}

/** Declared by AWS; there is nothing here that could cause them. */
export const NEVER_GIVEN: readonly ApiErrorCode[] = [
  'KmsAccessDeniedException',
  'KmsInvalidStateException',
  'KmsThrottlingException',
  'InvalidTracingConfiguration',
  'StateMachineLimitExceeded',
  'TaskDoesNotExist',
];

/** What holds for all operations. */
export const GENERAL: readonly string[] = [
  'Requests are not authenticated and IAM policies are not evaluated: signatures are read for the account (an access key of twelve digits) and the Region only. Another account gets the answer that it would get if nothing were there.',
  'Requests are not throttled by rate. `ThrottlingException` means that too many requests or EXPRESS executions are under way; `ServiceUnavailable` (HTTP 503) that the store cannot write.',
  'Every change is visible at once to every call that begins after its answer; AWS is eventually consistent.',
  'Errors that AWS documents for customer managed keys (`Kms…`) are never given, as no such key is used. Data is not encrypted at rest; use an encrypted disk.',
  'Closed executions are deleted 90 days after their end, as in AWS, or when [`--retention-days`](operations.md#retention) says.',
];

/** Parts of the language and of integrations that are not there; definitions with them are accepted. */
export const LANGUAGE: readonly string[] = [
  '`ItemReader` and `ResultWriter` of a Distributed Map: the state fails with `States.ItemReaderFailed` or `States.ResultWriterFailed`, as objects of Amazon S3 are neither read nor written. Items come from the state input.',
  'Tasks of services other than Lambda and Step Functions (`states:startExecution`, and `aws-sdk:sfn` for reading and stopping executions and for task tokens), HTTP Task included: the Task fails with `States.TaskFailed` and a cause that says so.',
  'The role of a state machine, and `Credentials` of a Task, are not assumed: Lambda is called with the credentials of the server.',
];

const MACHINE_CONFIGURATION = [
  'The role has to look like the ARN of a role. It is not looked up and not assumed.',
  '`loggingConfiguration` and `tracingConfiguration` are checked for their form, kept and shown. The log group need not exist; [execution logs](logs-and-events.md) go where the server is told to send them. X-Ray gets nothing.',
  '`encryptionConfiguration` of type `CUSTOMER_MANAGED_KMS_KEY` is kept and shown, so that deployments work unchanged. **Nothing is encrypted with the key**, which is not looked up; the log of the server says so.',
];
const ENCRYPTION = MACHINE_CONFIGURATION.slice(2);
const VALIDATION =
  'What a definition may contain is checked as far as it is documented or known from real answers; texts of rarer findings can differ.';

export const NOTES: Readonly<Record<OperationName, OperationNotes>> = {
  CreateActivity: {
    does: 'Registers an activity. A repeated request finds the one that is there.',
    output: ['activityArn', 'creationDate'],
    differs: ENCRYPTION,
  },
  CreateStateMachine: {
    does: 'Creates a state machine; with `publish` also its version 1. A repeated request finds the one that is there.',
    output: ['stateMachineArn', 'creationDate', 'stateMachineVersionArn'],
    neverGives: ['ConflictException', 'StateMachineTypeNotSupported'],
    differs: [
      ...MACHINE_CONFIGURATION,
      VALIDATION,
      'There is no bound on the number of state machines.',
      'Execution names of a deleted machine stay taken for one that gets its name.',
    ],
  },
  CreateStateMachineAlias: {
    does: 'Gives one or two versions a name.',
    output: ['stateMachineAliasArn', 'creationDate'],
    neverGives: ['InvalidName'],
    differs: ['A name that does not fit its pattern is a `ValidationException`.'],
  },
  DeleteActivity: {
    does: 'Deletes an activity; succeeds when there is none.',
    output: [],
  },
  DeleteStateMachine: {
    does: 'Deletes a machine with its versions, aliases and tags. It is `DELETING` while executions run.',
    output: [],
    differs: [
      'Running executions go on to their ends; AWS may stop them at their next transition.',
      'Executions of the deleted machine can still be described, and their names are not free again.',
    ],
  },
  DeleteStateMachineAlias: {
    does: 'Deletes an alias; succeeds when there is none.',
    output: [],
    neverGives: ['ConflictException', 'ResourceNotFound'],
  },
  DeleteStateMachineVersion: {
    does: 'Deletes a version that no alias leads to; succeeds when there is none. Its number is not used again.',
    output: [],
  },
  DescribeActivity: {
    does: 'Shows an activity.',
    output: ['activityArn', 'name', 'creationDate', 'encryptionConfiguration'],
  },
  DescribeExecution: {
    does: 'Shows a STANDARD execution.',
    output: [
      ...['executionArn', 'stateMachineArn', 'name', 'status', 'startDate', 'stopDate', 'input', 'inputDetails'],
      ...['output', 'outputDetails', 'traceHeader', 'mapRunArn', 'error', 'cause', 'stateMachineVersionArn'],
      ...['stateMachineAliasArn', 'redriveCount', 'redriveDate', 'redriveStatus', 'redriveStatusReason'],
    ],
    differs: [
      '`redriveStatus` does not know of histories that are too long and machines that are being deleted: RedriveExecution refuses these.',
    ],
  },
  DescribeMapRun: {
    does: 'Shows how a Distributed Map goes, or went.',
    output: [
      ...['mapRunArn', 'executionArn', 'status', 'startDate', 'stopDate', 'maxConcurrency'],
      ...['toleratedFailurePercentage', 'toleratedFailureCount', 'itemCounts', 'executionCounts', 'redriveCount'],
    ],
    withoutOutput: ['redriveDate'],
    differs: [
      'A Map Run is never redriven (see RedriveExecution), so `redriveCount`, `failuresNotRedrivable` and `pendingRedrive` are 0.',
      '`resultsWritten` is 0, as there is no ResultWriter.',
    ],
  },
  DescribeStateMachine: {
    does: 'Shows a state machine or a version.',
    output: [
      ...['stateMachineArn', 'name', 'status', 'definition', 'roleArn', 'type', 'creationDate', 'loggingConfiguration'],
      ...['tracingConfiguration', 'revisionId', 'description', 'encryptionConfiguration', 'variableReferences'],
    ],
    withoutOutput: ['label'],
    differs: ['The ARN of an alias or with the label of a Map is answered with `StateMachineDoesNotExist`.'],
  },
  DescribeStateMachineAlias: {
    does: 'Shows an alias.',
    output: ['stateMachineAliasArn', 'name', 'description', 'routingConfiguration', 'creationDate', 'updateDate'],
  },
  DescribeStateMachineForExecution: {
    does: 'Shows the definition that an execution runs with, whatever was updated since.',
    output: [
      ...['stateMachineArn', 'name', 'definition', 'roleArn', 'updateDate', 'loggingConfiguration'],
      ...['tracingConfiguration', 'mapRunArn', 'label', 'revisionId', 'encryptionConfiguration', 'variableReferences'],
    ],
    differs: ['When the machine was deleted the answer is `StateMachineDoesNotExist`.'],
  },
  GetActivityTask: {
    does: 'Waits up to 60 seconds for a task of an activity.',
    output: ['taskToken', 'input'],
    differs: ['When there was no task both members are left out; AWS may answer null.'],
  },
  GetExecutionHistory: {
    does: 'Shows the events of a STANDARD execution, in either direction.',
    output: ['events', 'nextToken'],
  },
  ListActivities: {
    does: 'Lists activities, in the order of their ARNs.',
    output: ['activities', 'nextToken'],
    differs: ['The order is that of the ARN; AWS promises none.'],
  },
  ListExecutions: {
    does: 'Lists executions of a STANDARD machine, version, alias or Map Run, newest first.',
    output: ['executions', 'nextToken'],
    differs: [
      '`PENDING_REDRIVE` lists nothing, as Map Runs are not redriven.',
      'With `redriveFilter` a page can hold fewer executions than there are before the next one.',
      '`itemCount` of the executions of a Map Run is left out.',
    ],
  },
  ListMapRuns: {
    does: 'Lists the Map Runs of an execution, oldest first.',
    output: ['mapRuns', 'nextToken'],
  },
  ListStateMachineAliases: {
    does: 'Lists the aliases of a machine, or those that lead to a version, in the order of creation.',
    output: ['stateMachineAliases', 'nextToken'],
    neverGives: ['ResourceNotFound'],
  },
  ListStateMachineVersions: {
    does: 'Lists the versions of a machine, highest number first.',
    output: ['stateMachineVersions', 'nextToken'],
  },
  ListStateMachines: {
    does: 'Lists the machines of the account and Region, in the order of their ARNs.',
    output: ['stateMachines', 'nextToken'],
    differs: ['The order is that of the ARN; AWS promises none.'],
  },
  ListTagsForResource: {
    does: 'Shows the tags of a machine or activity.',
    output: ['tags'],
  },
  PublishStateMachineVersion: {
    does: 'Makes a version of the current revision; one that has a version already keeps it.',
    output: ['creationDate', 'stateMachineVersionArn'],
  },
  RedriveExecution: {
    does: 'Lets a STANDARD execution that failed, timed out or was stopped go on where it stood.',
    output: ['redriveDate'],
    neverGives: ['ExecutionLimitExceeded'],
    differs: [
      'A Distributed Map begins anew, with a new Map Run and all items; AWS redrives its Map Run for the failed items.',
      'The executions of a Map Run cannot be redriven.',
      'The number of open executions is not looked at.',
    ],
  },
  SendTaskFailure: {
    does: 'Fails the task of a token.',
    output: [],
  },
  SendTaskHeartbeat: {
    does: 'Tells that the task of a token is being worked on.',
    output: [],
  },
  SendTaskSuccess: {
    does: 'Completes the task of a token.',
    output: [],
  },
  StartExecution: {
    does: 'Starts an execution of a machine, version or alias. A repeated request means the same STANDARD execution while it runs.',
    output: ['executionArn', 'startDate'],
    differs: [
      'At most 1,000,000 executions of an account and Region are open, EXPRESS ones not counted; 10,000 EXPRESS executions run at once in the whole server.',
      'EXPRESS executions run at least once: after a crash what was acknowledged is run again. Their events are in [execution logs](logs-and-events.md) only.',
    ],
  },
  StartSyncExecution: {
    does: 'Runs an EXPRESS execution and answers with its end.',
    output: [
      ...['executionArn', 'stateMachineArn', 'name', 'startDate', 'stopDate', 'status', 'error', 'cause', 'input'],
      ...['inputDetails', 'output', 'outputDetails', 'traceHeader', 'billingDetails'],
    ],
    differs: ['`billedMemoryUsedInMB` is always 64.'],
  },
  StopExecution: {
    does: 'Stops a STANDARD execution and the children that it waits for. One that has ended stays as it is.',
    output: ['stopDate'],
  },
  TagResource: {
    does: 'Tags a machine or activity.',
    output: [],
  },
  TestState: {
    does: 'Runs one state by itself, with mocks if wanted: see [Testing states](test-state.md).',
    output: ['output', 'error', 'cause', 'inspectionData', 'nextState', 'status'],
    differs: [
      'Mocks are checked against the shapes of common results of services, not against the models of all of AWS.',
      '`TRACE` and `revealSecrets` have nothing to show, as there is no HTTP Task.',
      VALIDATION,
    ],
  },
  UntagResource: {
    does: 'Takes tags away.',
    output: [],
  },
  UpdateMapRun: {
    does: 'Changes the concurrency or the tolerated failures of a running Distributed Map.',
    output: [],
  },
  UpdateStateMachine: {
    does: 'Changes a machine, for executions that start from then on; with `publish` also makes a version.',
    output: ['updateDate', 'revisionId', 'stateMachineVersionArn'],
    neverGives: ['ConflictException'],
    differs: [...MACHINE_CONFIGURATION, VALIDATION],
  },
  UpdateStateMachineAlias: {
    does: 'Changes where an alias leads, or its description.',
    output: ['updateDate'],
    neverGives: ['ConflictException'],
  },
  ValidateStateMachineDefinition: {
    does: 'Says what is wrong with a definition, without creating anything.',
    output: ['result', 'diagnostics', 'truncated'],
    differs: [VALIDATION],
  },
};
