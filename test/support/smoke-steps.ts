/**
 * One life story of workflows that calls all operations: machines with versions and an alias, executions of both types,
 * an activity with its worker, a redrive, a Map Run, and the end of everything. It is a table, so that any client can
 * play it: every step is a call whose input may use earlier answers, and what must hold of its own answer.
 */
import { expect } from 'vitest';
import type { OperationName } from '../../src/api/model.ts';

export type Answer = Readonly<Record<string, unknown>>;
/** Finds a text in the answer of an earlier step: `the('order started', 'executionArn')`; numbers are places in lists. */
export type The = (step: string, ...path: readonly (string | number)[]) => string;

export interface SmokeStep {
  readonly title: string;
  readonly operation: OperationName;
  readonly input: (the: The) => object;
  /** Members of the answer; texts that are JSON stay texts. */
  readonly shows?: (the: The) => object;
  /** The call is refused with this error. */
  readonly refused?: string;
  /** The call is made until the answer is as it must be. */
  readonly patient?: true;
}

/** SDKs give a Date, an ISO text or a number of seconds. */
const A_DATE = expect.toSatisfy((value: unknown) => {
  const instant =
    value instanceof Date ? value.getTime() : typeof value === 'number' ? value * 1000 : Date.parse(`${value}`);
  return Math.abs(instant - Date.now()) < 3_600_000;
}, 'is an instant of this hour');
const A_TOKEN = expect.stringMatching(/^\S{20,2048}$/);
const A_UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const roleArn = 'arn:aws:iam::123456789012:role/any';
const machineArn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const executionArn = (name: string) => `arn:aws:states:us-east-1:123456789012:execution:${name}`;
const ORDER = machineArn('Order');
const PROD = `${ORDER}:PROD`;

const orderDefinition = (activityArn: string, comment: string) =>
  JSON.stringify({
    Comment: comment,
    StartAt: 'Pack',
    States: { Pack: { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 600, End: true } },
  });
const batchDefinition = (activityArn: string) =>
  JSON.stringify({
    StartAt: 'All',
    States: {
      All: {
        Type: 'Map',
        MaxConcurrency: 1,
        Label: 'Parcels',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Pack',
          States: { Pack: { Type: 'Task', Resource: activityArn, End: true } },
        },
        End: true,
      },
    },
  });
const QUOTE = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Price',
  States: { Price: { Type: 'Pass', Output: '{% $states.input.amount * 2 %}', End: true } },
});

const activityArn = (the: The) => the('an activity', 'activityArn');

const setting: readonly SmokeStep[] = [
  {
    title: 'an activity',
    operation: 'CreateActivity',
    input: () => ({ name: 'Packing', tags: [{ key: 'team', value: 'warehouse' }] }),
    shows: () => ({ activityArn: 'arn:aws:states:us-east-1:123456789012:activity:Packing', creationDate: A_DATE }),
  },
  {
    title: 'the activity described',
    operation: 'DescribeActivity',
    input: (the) => ({ activityArn: activityArn(the) }),
    shows: () => ({ name: 'Packing', creationDate: A_DATE }),
  },
  {
    title: 'the activities',
    operation: 'ListActivities',
    input: () => ({ maxResults: 10 }),
    shows: (the) => ({ activities: [{ activityArn: activityArn(the), name: 'Packing' }] }),
  },
  {
    title: 'a definition checked',
    operation: 'ValidateStateMachineDefinition',
    input: (the) => ({ definition: orderDefinition(activityArn(the), 'one'), type: 'STANDARD', severity: 'WARNING' }),
    shows: () => ({ result: 'OK', diagnostics: [], truncated: false }),
  },
  {
    title: 'a bad definition checked',
    operation: 'ValidateStateMachineDefinition',
    input: () => ({ definition: '{"StartAt":"Nowhere","States":{}}', maxResults: 5 }),
    shows: () => ({ result: 'FAIL' }),
  },
  {
    title: 'a state tested',
    operation: 'TestState',
    input: () => ({
      definition: '{"Type":"Pass","Parameters":{"sum.$":"States.MathAdd($.a, $.b)"},"Next":"After"}',
      input: '{"a":1,"b":2}',
      inspectionLevel: 'DEBUG',
      roleArn,
    }),
    shows: () => ({ status: 'SUCCEEDED', output: '{"sum":3}', nextState: 'After' }),
  },
  {
    title: 'a machine',
    operation: 'CreateStateMachine',
    input: (the) => ({
      name: 'Order',
      definition: orderDefinition(activityArn(the), 'one'),
      roleArn,
      type: 'STANDARD',
      publish: true,
      versionDescription: 'first',
      tags: [{ key: 'stage', value: 'test' }],
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    }),
    shows: () => ({ stateMachineArn: ORDER, stateMachineVersionArn: `${ORDER}:1`, creationDate: A_DATE }),
  },
  {
    title: 'the machine described',
    operation: 'DescribeStateMachine',
    input: () => ({ stateMachineArn: ORDER, includedData: 'ALL_DATA' }),
    shows: () => ({ name: 'Order', status: 'ACTIVE', type: 'STANDARD', roleArn, creationDate: A_DATE }),
  },
  {
    title: 'a bad machine',
    operation: 'CreateStateMachine',
    input: () => ({ name: 'Bad', definition: '{"StartAt":"Nowhere","States":{}}', roleArn }),
    refused: 'InvalidDefinition',
  },
  {
    title: 'the machines',
    operation: 'ListStateMachines',
    input: () => ({}),
    shows: () => ({ stateMachines: [{ stateMachineArn: ORDER, name: 'Order', type: 'STANDARD' }] }),
  },
];

const versions: readonly SmokeStep[] = [
  {
    title: 'another definition',
    operation: 'UpdateStateMachine',
    input: (the) => ({ stateMachineArn: ORDER, definition: orderDefinition(activityArn(the), 'two') }),
    shows: () => ({ updateDate: A_DATE, revisionId: A_UUID }),
  },
  {
    title: 'version 2',
    operation: 'PublishStateMachineVersion',
    input: (the) => ({
      stateMachineArn: ORDER,
      revisionId: the('another definition', 'revisionId'),
      description: 'second',
    }),
    shows: () => ({ stateMachineVersionArn: `${ORDER}:2`, creationDate: A_DATE }),
  },
  {
    title: 'the versions',
    operation: 'ListStateMachineVersions',
    input: () => ({ stateMachineArn: ORDER }),
    shows: () => ({
      stateMachineVersions: [{ stateMachineVersionArn: `${ORDER}:2` }, { stateMachineVersionArn: `${ORDER}:1` }],
    }),
  },
  {
    title: 'an alias',
    operation: 'CreateStateMachineAlias',
    input: () => ({
      name: 'PROD',
      description: 'what customers get',
      routingConfiguration: [{ stateMachineVersionArn: `${ORDER}:1`, weight: 100 }],
    }),
    shows: () => ({ stateMachineAliasArn: PROD, creationDate: A_DATE }),
  },
  {
    title: 'the alias moved',
    operation: 'UpdateStateMachineAlias',
    input: () => ({
      stateMachineAliasArn: PROD,
      routingConfiguration: [{ stateMachineVersionArn: `${ORDER}:2`, weight: 100 }],
    }),
    shows: () => ({ updateDate: A_DATE }),
  },
  {
    title: 'the alias described',
    operation: 'DescribeStateMachineAlias',
    input: () => ({ stateMachineAliasArn: PROD }),
    shows: () => ({
      name: 'PROD',
      description: 'what customers get',
      routingConfiguration: [{ stateMachineVersionArn: `${ORDER}:2`, weight: 100 }],
    }),
  },
  {
    title: 'the aliases',
    operation: 'ListStateMachineAliases',
    input: () => ({ stateMachineArn: ORDER }),
    shows: () => ({ stateMachineAliases: [{ stateMachineAliasArn: PROD, creationDate: A_DATE }] }),
  },
  {
    title: 'a version in use',
    operation: 'DeleteStateMachineVersion',
    input: () => ({ stateMachineVersionArn: `${ORDER}:2` }),
    refused: 'ConflictException',
  },
];

const tags: readonly SmokeStep[] = [
  {
    title: 'another tag',
    operation: 'TagResource',
    input: () => ({ resourceArn: ORDER, tags: [{ key: 'cost', value: 'shop' }] }),
  },
  {
    title: 'a tag less',
    operation: 'UntagResource',
    input: () => ({ resourceArn: ORDER, tagKeys: ['stage'] }),
  },
  {
    title: 'the tags',
    operation: 'ListTagsForResource',
    input: () => ({ resourceArn: ORDER }),
    shows: () => ({ tags: [{ key: 'cost', value: 'shop' }] }),
  },
];

const orderArn = executionArn('Order:order-1');
const described = (title: string, shows: object): SmokeStep => ({
  title,
  operation: 'DescribeExecution',
  input: () => ({ executionArn: orderArn }),
  shows: () => shows,
  patient: true,
});
const packed = (title: string, input: string): SmokeStep => ({
  title,
  operation: 'GetActivityTask',
  input: (the) => ({ activityArn: activityArn(the), workerName: 'smoke' }),
  shows: () => ({ taskToken: A_TOKEN, input }),
});

const orders: readonly SmokeStep[] = [
  {
    title: 'an order',
    operation: 'StartExecution',
    input: () => ({ stateMachineArn: PROD, name: 'order-1', input: '{"parcel":1}', traceHeader: 'Root=1' }),
    shows: () => ({ executionArn: orderArn, startDate: A_DATE }),
  },
  packed('a task', '{"parcel":1}'),
  {
    title: 'a heartbeat',
    operation: 'SendTaskHeartbeat',
    input: (the) => ({ taskToken: the('a task', 'taskToken') }),
  },
  {
    title: 'a failure',
    operation: 'SendTaskFailure',
    input: (the) => ({ taskToken: the('a task', 'taskToken'), error: 'NoBox', cause: 'All boxes are used up.' }),
  },
  described('the failed order', {
    status: 'FAILED',
    error: 'NoBox',
    cause: 'All boxes are used up.',
    redriveStatus: 'REDRIVABLE',
    stateMachineVersionArn: `${ORDER}:2`,
    stateMachineAliasArn: PROD,
    traceHeader: 'Root=1',
  }),
  {
    title: 'a redrive',
    operation: 'RedriveExecution',
    input: () => ({ executionArn: orderArn, clientToken: 'once' }),
    shows: () => ({ redriveDate: A_DATE }),
  },
  packed('the task again', '{"parcel":1}'),
  {
    title: 'a success',
    operation: 'SendTaskSuccess',
    input: (the) => ({ taskToken: the('the task again', 'taskToken'), output: '{"packed":true}' }),
  },
  described('the packed order', { status: 'SUCCEEDED', output: '{"packed":true}', redriveCount: 1, stopDate: A_DATE }),
  {
    title: 'a success too late',
    operation: 'SendTaskSuccess',
    input: (the) => ({ taskToken: the('the task again', 'taskToken'), output: '1' }),
    refused: 'TaskTimedOut',
  },
  {
    title: 'a forged token',
    operation: 'SendTaskHeartbeat',
    input: () => ({ taskToken: 'forged' }),
    refused: 'InvalidToken',
  },
  {
    title: 'a name used again',
    operation: 'StartExecution',
    input: () => ({ stateMachineArn: PROD, name: 'order-1', input: '{"parcel":1}' }),
    refused: 'ExecutionAlreadyExists',
  },
  {
    title: 'the history',
    operation: 'GetExecutionHistory',
    input: () => ({ executionArn: orderArn, maxResults: 100, reverseOrder: true, includeExecutionData: true }),
    shows: () => ({
      events: [
        { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '{"packed":true}' } },
        { type: 'TaskStateExited' },
        { type: 'ActivitySucceeded' },
        { type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'smoke' } },
        { type: 'ActivityScheduled' },
        { type: 'ExecutionRedriven', executionRedrivenEventDetails: { redriveCount: 1 } },
        { type: 'ExecutionFailed' },
        { type: 'ActivityFailed', activityFailedEventDetails: { error: 'NoBox' } },
        { type: 'ActivityStarted' },
        { type: 'ActivityScheduled' },
        { type: 'TaskStateEntered' },
        { type: 'ExecutionStarted', id: 1, previousEventId: 0, timestamp: A_DATE },
      ],
    }),
  },
  {
    title: 'the definition it ran with',
    operation: 'DescribeStateMachineForExecution',
    input: () => ({ executionArn: orderArn }),
    shows: (the) => ({ stateMachineArn: ORDER, definition: orderDefinition(activityArn(the), 'two') }),
  },
  {
    title: 'an order in vain',
    operation: 'StartExecution',
    input: () => ({ stateMachineArn: ORDER }),
    shows: () => ({ executionArn: expect.stringContaining(executionArn('Order:')) }),
  },
  {
    title: 'the end of it',
    operation: 'StopExecution',
    input: (the) => ({
      executionArn: the('an order in vain', 'executionArn'),
      error: 'Cancelled',
      cause: 'by customer',
    }),
    shows: () => ({ stopDate: A_DATE }),
  },
  {
    title: 'the aborted orders',
    operation: 'ListExecutions',
    input: () => ({ stateMachineArn: ORDER, statusFilter: 'ABORTED', maxResults: 5 }),
    shows: (the) => ({
      executions: [{ executionArn: the('an order in vain', 'executionArn'), status: 'ABORTED', redriveCount: 0 }],
    }),
  },
  {
    title: 'an order that is not there',
    operation: 'DescribeExecution',
    input: () => ({ executionArn: executionArn('Order:nobody') }),
    refused: 'ExecutionDoesNotExist',
  },
];

const mapRunArn = (the: The) => the('the run', 'mapRuns', 0, 'mapRunArn');
const batchArn = executionArn('Batch:all');

const mapRuns: readonly SmokeStep[] = [
  {
    title: 'a machine with a Distributed Map',
    operation: 'CreateStateMachine',
    input: (the) => ({ name: 'Batch', definition: batchDefinition(activityArn(the)), roleArn }),
    shows: () => ({ stateMachineArn: machineArn('Batch') }),
  },
  {
    title: 'a batch',
    operation: 'StartExecution',
    input: () => ({ stateMachineArn: machineArn('Batch'), name: 'all', input: '[1,2]' }),
  },
  {
    title: 'the run',
    operation: 'ListMapRuns',
    input: () => ({ executionArn: batchArn }),
    shows: () => ({ mapRuns: [{ executionArn: batchArn, stateMachineArn: machineArn('Batch/Parcels') }] }),
    patient: true,
  },
  {
    title: 'two at a time',
    operation: 'UpdateMapRun',
    input: (the) => ({ mapRunArn: mapRunArn(the), maxConcurrency: 2, toleratedFailureCount: 1 }),
  },
  {
    title: 'the run goes on',
    operation: 'DescribeMapRun',
    input: (the) => ({ mapRunArn: mapRunArn(the) }),
    shows: () => ({
      status: 'RUNNING',
      maxConcurrency: 2,
      toleratedFailureCount: 1,
      itemCounts: { total: 2, running: 2 },
    }),
    patient: true,
  },
  packed('item 1', '1'),
  packed('item 2', '2'),
  {
    title: 'item 1 done',
    operation: 'SendTaskSuccess',
    input: (the) => ({ taskToken: the('item 1', 'taskToken'), output: '"a"' }),
  },
  {
    title: 'item 2 failed',
    operation: 'SendTaskFailure',
    input: (the) => ({ taskToken: the('item 2', 'taskToken'), error: 'Lost' }),
  },
  {
    title: 'the batch done',
    operation: 'DescribeExecution',
    input: () => ({ executionArn: batchArn }),
    shows: () => ({ status: 'SUCCEEDED' }),
    patient: true,
  },
  {
    title: 'the run done',
    operation: 'DescribeMapRun',
    input: (the) => ({ mapRunArn: mapRunArn(the) }),
    shows: () => ({ status: 'SUCCEEDED', itemCounts: { total: 2, succeeded: 1, failed: 1 }, stopDate: A_DATE }),
  },
  {
    title: 'the items of the run',
    operation: 'ListExecutions',
    input: (the) => ({ mapRunArn: mapRunArn(the), statusFilter: 'SUCCEEDED', redriveFilter: 'NOT_REDRIVEN' }),
    shows: (the) => ({ executions: [{ mapRunArn: mapRunArn(the), status: 'SUCCEEDED' }] }),
  },
  {
    title: 'the run is over',
    operation: 'UpdateMapRun',
    input: (the) => ({ mapRunArn: mapRunArn(the), maxConcurrency: 1 }),
    refused: 'ValidationException',
  },
];

const express: readonly SmokeStep[] = [
  {
    title: 'an EXPRESS machine',
    operation: 'CreateStateMachine',
    input: () => ({ name: 'Quote', definition: QUOTE, roleArn, type: 'EXPRESS' }),
  },
  {
    title: 'an answer at once',
    operation: 'StartSyncExecution',
    input: () => ({
      stateMachineArn: machineArn('Quote'),
      name: 'q',
      input: '{"amount":21}',
      includedData: 'ALL_DATA',
    }),
    shows: () => ({ status: 'SUCCEEDED', output: '42', name: 'q', stopDate: A_DATE, billingDetails: {} }),
  },
  {
    title: 'a start of its own',
    operation: 'StartExecution',
    input: () => ({ stateMachineArn: machineArn('Quote'), input: '{"amount":1}' }),
    shows: () => ({ executionArn: expect.stringContaining(':express:Quote:') }),
  },
  {
    title: 'a STANDARD machine asked for an answer at once',
    operation: 'StartSyncExecution',
    input: () => ({ stateMachineArn: ORDER }),
    refused: 'StateMachineTypeNotSupported',
  },
];

const endings: readonly SmokeStep[] = [
  {
    title: 'no alias',
    operation: 'DeleteStateMachineAlias',
    input: () => ({ stateMachineAliasArn: PROD }),
  },
  {
    title: 'no version 1',
    operation: 'DeleteStateMachineVersion',
    input: () => ({ stateMachineVersionArn: `${ORDER}:1` }),
  },
  {
    title: 'no machine',
    operation: 'DeleteStateMachine',
    input: () => ({ stateMachineArn: ORDER }),
  },
  {
    title: 'the machine is gone',
    operation: 'DescribeStateMachine',
    input: () => ({ stateMachineArn: ORDER }),
    refused: 'StateMachineDoesNotExist',
    patient: true,
  },
  {
    title: 'no activity',
    operation: 'DeleteActivity',
    input: (the) => ({ activityArn: activityArn(the) }),
  },
  {
    title: 'the activity is gone',
    operation: 'GetActivityTask',
    input: (the) => ({ activityArn: activityArn(the) }),
    refused: 'ActivityDoesNotExist',
  },
];

export const SMOKE_STEPS: readonly SmokeStep[] = [
  ...setting,
  ...versions,
  ...tags,
  ...orders,
  ...mapRuns,
  ...express,
  ...endings,
];
