/** Every error that an operation is said to give is given: one request for each, against an API in this process. */
import { beforeAll, describe, expect, test } from 'vitest';
import { errorsOf } from '../scripts/lib/api-page.ts';
import { OPERATIONS, type OperationName } from '../src/api/model.ts';
import { InProcessApi, PASS, PREFIX, ROLE, WAIT } from '../src/api/operations/in-process-api.fake.ts';
import type { ApiErrorCode } from '../src/aws/api-error.ts';

/** What the requests find: machines of both types, one that is being deleted, a version, an alias and executions. */
interface World {
  readonly api: InProcessApi;
  readonly taskToken: string;
  readonly oldToken: string;
}

const machine = (name: string) => `${PREFIX}:stateMachine:${name}`;
const execution = (name: string) => `${PREFIX}:execution:${name}`;
const M = machine('M');
const V1 = `${M}:1`;
const V2 = `${M}:2`;
const LIVE = `${M}:live`;
const DELETING = machine('Deleting');
const ACTIVITY = `${PREFIX}:activity:A`;
const ACTIVITY_TASK = { StartAt: 'T', States: { T: { Type: 'Task', Resource: ACTIVITY, End: true } } };
const MAP_RUN = `${PREFIX}:mapRun:M/L:00000000-0000-4000-8000-000000000000`;
const GROUP = { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:g:*' } };
const definition = JSON.stringify(PASS);
const other = JSON.stringify({ ...PASS, Comment: 'other' });
const tags = Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: 'v' }));
const routes = (arn: string) => [{ stateMachineVersionArn: arn, weight: 100 }];

async function build(): Promise<World> {
  const api = await InProcessApi.start();
  const ok = async (operation: string, input: object) => {
    const answer = await api.call(operation, input);
    expect(answer, operation).not.toHaveProperty('__type');
    return answer;
  };
  await ok('CreateActivity', { name: 'A' });
  await api.versions('M', 2);
  await ok('CreateStateMachineAlias', { name: 'live', routingConfiguration: routes(V1) });
  await ok('CreateStateMachine', { name: 'X', definition, roleArn: ROLE, type: 'EXPRESS' });
  await ok('StartExecution', { stateMachineArn: M, name: 'done' });
  for (const [name, waits] of [
    ['Deleting', WAIT],
    ['W', WAIT],
    ['T', ACTIVITY_TASK],
  ] as const) {
    await ok('CreateStateMachine', { name, definition: JSON.stringify(waits), roleArn: ROLE });
    await ok('StartExecution', { stateMachineArn: machine(name), name: 'run' });
  }
  await ok('PublishStateMachineVersion', { stateMachineArn: DELETING });
  await ok('CreateStateMachineAlias', { name: 'live', routingConfiguration: routes(`${DELETING}:1`) });
  await ok('DeleteStateMachine', { stateMachineArn: DELETING });
  await ok('StartExecution', { stateMachineArn: machine('T'), name: 'again' });
  await api.test.settle();
  const tokens: string[] = [];
  for (let n = 0; n < 2; n++)
    tokens.push(String((await ok('GetActivityTask', { activityArn: ACTIVITY }))['taskToken']));
  const [oldToken = '', taskToken = ''] = tokens;
  await ok('SendTaskSuccess', { taskToken: oldToken, output: '{}' });
  await api.test.settle();
  return { api, taskToken, oldToken };
}

type Request = object | ((world: World) => object | Promise<object>);
type Requests = Readonly<Partial<Record<ApiErrorCode, Request>>>;

const NO_ARN = 'arn:nothing';
const NO_TOKEN = 'not-a-token';
const create = { name: 'New', definition, roleArn: ROLE };
const alias = { name: 'New', routingConfiguration: routes(V1) };
const HALF_A_KEY = { type: 'CUSTOMER_MANAGED_KMS_KEY' };
const KEY = { ...HALF_A_KEY, kmsKeyId: 'alias/k' };
const noMachine = { stateMachineArn: machine('Gone') };
const noExecution = { executionArn: execution('M:gone') };
const deleting = { stateMachineArn: DELETING };
const tooManyDestinations = { level: 'ALL', destinations: [GROUP, GROUP] };

const REQUESTS: Readonly<Record<OperationName, Requests>> = {
  CreateActivity: {
    ActivityAlreadyExists: { name: 'A', encryptionConfiguration: KEY },
    InvalidName: { name: 'a b' },
    TooManyTags: { name: 'New', tags },
    InvalidEncryptionConfiguration: { name: 'New', encryptionConfiguration: HALF_A_KEY },
  },
  CreateStateMachine: {
    InvalidArn: { ...create, roleArn: NO_ARN },
    InvalidDefinition: { ...create, definition: '{}' },
    InvalidName: { ...create, name: 'a b' },
    InvalidLoggingConfiguration: { ...create, loggingConfiguration: tooManyDestinations },
    StateMachineAlreadyExists: { ...create, name: 'M', definition: other },
    StateMachineDeleting: { ...create, name: 'Deleting' },
    TooManyTags: { ...create, tags },
    ValidationException: { ...create, versionDescription: 'without publish' },
    InvalidEncryptionConfiguration: { ...create, encryptionConfiguration: HALF_A_KEY },
  },
  CreateStateMachineAlias: {
    InvalidArn: { ...alias, routingConfiguration: routes(NO_ARN) },
    ValidationException: { ...alias, routingConfiguration: routes(M) },
    StateMachineDeleting: { ...alias, routingConfiguration: routes(`${DELETING}:1`) },
    ResourceNotFound: { ...alias, routingConfiguration: routes(`${M}:9`) },
    ConflictException: { name: 'live', routingConfiguration: routes(V2) },
    ServiceQuotaExceededException: async ({ api }: World) => {
      for (let n = 1; n <= 99; n++) await api.call('CreateStateMachineAlias', { ...alias, name: `a${n}` });
      return { ...alias, name: 'a100' };
    },
  },
  DeleteActivity: { InvalidArn: { activityArn: NO_ARN } },
  DeleteStateMachine: {
    InvalidArn: { stateMachineArn: NO_ARN },
    ValidationException: { stateMachineArn: `${M}/L` },
  },
  DeleteStateMachineAlias: {
    InvalidArn: { stateMachineAliasArn: NO_ARN },
    ValidationException: { stateMachineAliasArn: `${M}/L:live` },
  },
  DeleteStateMachineVersion: {
    InvalidArn: { stateMachineVersionArn: NO_ARN },
    ValidationException: { stateMachineVersionArn: `${M}/L:1` },
    ConflictException: { stateMachineVersionArn: V1 },
  },
  DescribeActivity: {
    ActivityDoesNotExist: { activityArn: `${PREFIX}:activity:Gone` },
    InvalidArn: { activityArn: NO_ARN },
  },
  DescribeExecution: { ExecutionDoesNotExist: noExecution, InvalidArn: { executionArn: NO_ARN } },
  DescribeMapRun: { ResourceNotFound: { mapRunArn: MAP_RUN }, InvalidArn: { mapRunArn: NO_ARN } },
  DescribeStateMachine: { InvalidArn: { stateMachineArn: NO_ARN }, StateMachineDoesNotExist: noMachine },
  DescribeStateMachineAlias: {
    ValidationException: { stateMachineAliasArn: `${M}/L:live` },
    InvalidArn: { stateMachineAliasArn: NO_ARN },
    ResourceNotFound: { stateMachineAliasArn: `${M}:gone` },
  },
  DescribeStateMachineForExecution: { ExecutionDoesNotExist: noExecution, InvalidArn: { executionArn: NO_ARN } },
  GetActivityTask: {
    ActivityDoesNotExist: { activityArn: `${PREFIX}:activity:Gone` },
    InvalidArn: { activityArn: NO_ARN },
  },
  GetExecutionHistory: {
    ExecutionDoesNotExist: noExecution,
    InvalidArn: { executionArn: NO_ARN },
    InvalidToken: { executionArn: execution('M:done'), nextToken: NO_TOKEN },
  },
  ListActivities: { InvalidToken: { nextToken: NO_TOKEN } },
  ListExecutions: {
    InvalidArn: { stateMachineArn: NO_ARN },
    InvalidToken: { stateMachineArn: M, nextToken: NO_TOKEN },
    StateMachineDoesNotExist: noMachine,
    StateMachineTypeNotSupported: { stateMachineArn: machine('X') },
    ValidationException: {},
    ResourceNotFound: { mapRunArn: MAP_RUN },
  },
  ListMapRuns: {
    ExecutionDoesNotExist: noExecution,
    InvalidArn: { executionArn: NO_ARN },
    InvalidToken: { executionArn: execution('M:done'), nextToken: NO_TOKEN },
  },
  ListStateMachineAliases: {
    InvalidArn: { stateMachineArn: NO_ARN },
    InvalidToken: { stateMachineArn: M, nextToken: NO_TOKEN },
    StateMachineDoesNotExist: noMachine,
    StateMachineDeleting: deleting,
  },
  ListStateMachineVersions: {
    ValidationException: { stateMachineArn: `${M}/L` },
    InvalidArn: { stateMachineArn: NO_ARN },
    InvalidToken: { stateMachineArn: M, nextToken: NO_TOKEN },
  },
  ListStateMachines: { InvalidToken: { nextToken: NO_TOKEN } },
  ListTagsForResource: { InvalidArn: { resourceArn: NO_ARN }, ResourceNotFound: { resourceArn: machine('Gone') } },
  PublishStateMachineVersion: {
    ValidationException: { stateMachineArn: `${M}/L` },
    StateMachineDeleting: deleting,
    StateMachineDoesNotExist: noMachine,
    ConflictException: { stateMachineArn: M, revisionId: 'stale' },
    InvalidArn: { stateMachineArn: NO_ARN },
  },
  RedriveExecution: {
    ExecutionDoesNotExist: noExecution,
    ExecutionNotRedrivable: { executionArn: execution('M:done') },
    InvalidArn: { executionArn: NO_ARN },
    ValidationException: { executionArn: execution('M:done'), clientToken: '' },
  },
  SendTaskFailure: {
    InvalidToken: { taskToken: NO_TOKEN },
    TaskTimedOut: ({ oldToken }: World) => ({ taskToken: oldToken }),
  },
  SendTaskHeartbeat: {
    InvalidToken: { taskToken: NO_TOKEN },
    TaskTimedOut: ({ oldToken }: World) => ({ taskToken: oldToken }),
  },
  SendTaskSuccess: {
    InvalidOutput: ({ taskToken }: World) => ({ taskToken, output: 'no JSON' }),
    InvalidToken: { taskToken: NO_TOKEN, output: '{}' },
    TaskTimedOut: ({ oldToken }: World) => ({ taskToken: oldToken, output: '{}' }),
  },
  StartExecution: {
    ExecutionAlreadyExists: { stateMachineArn: M, name: 'done', input: '{"other":1}' },
    InvalidArn: { stateMachineArn: NO_ARN },
    InvalidExecutionInput: { stateMachineArn: M, input: 'no JSON' },
    InvalidName: { stateMachineArn: M, name: 'a b' },
    StateMachineDoesNotExist: noMachine,
    StateMachineDeleting: deleting,
    ValidationException: { stateMachineArn: `${M}/L` },
  },
  StartSyncExecution: {
    InvalidArn: { stateMachineArn: NO_ARN },
    InvalidExecutionInput: { stateMachineArn: machine('X'), input: 'no JSON' },
    InvalidName: { stateMachineArn: machine('X'), name: 'a b' },
    StateMachineDoesNotExist: noMachine,
    StateMachineDeleting: deleting,
    StateMachineTypeNotSupported: { stateMachineArn: M },
  },
  StopExecution: {
    ExecutionDoesNotExist: noExecution,
    InvalidArn: { executionArn: NO_ARN },
    ValidationException: { executionArn: execution('W:run'), error: 'e'.repeat(257) },
  },
  TagResource: {
    InvalidArn: { resourceArn: NO_ARN, tags: [] },
    ResourceNotFound: { resourceArn: machine('Gone'), tags: [] },
    TooManyTags: { resourceArn: M, tags },
  },
  TestState: {
    InvalidArn: { definition: '{"Type":"Pass","End":true}', roleArn: NO_ARN },
    InvalidDefinition: { definition: '{}' },
    InvalidExecutionInput: { definition: '{"Type":"Pass","End":true}', input: 'no JSON' },
    ValidationException: { definition: '{"Type":"Pass","End":true}', inspectionLevel: 'ALL' },
  },
  UntagResource: {
    InvalidArn: { resourceArn: NO_ARN, tagKeys: [] },
    ResourceNotFound: { resourceArn: machine('Gone'), tagKeys: [] },
  },
  UpdateMapRun: {
    ResourceNotFound: { mapRunArn: MAP_RUN, maxConcurrency: 1 },
    InvalidArn: { mapRunArn: NO_ARN, maxConcurrency: 1 },
    ValidationException: { mapRunArn: MAP_RUN, toleratedFailurePercentage: 101 },
  },
  UpdateStateMachine: {
    InvalidArn: { stateMachineArn: NO_ARN, definition },
    InvalidDefinition: { stateMachineArn: M, definition: '{}' },
    InvalidLoggingConfiguration: { stateMachineArn: M, loggingConfiguration: tooManyDestinations },
    MissingRequiredParameter: { stateMachineArn: M },
    StateMachineDeleting: { ...deleting, definition },
    StateMachineDoesNotExist: { ...noMachine, definition },
    ValidationException: { stateMachineArn: M, definition, versionDescription: 'without publish' },
    InvalidEncryptionConfiguration: { stateMachineArn: M, encryptionConfiguration: HALF_A_KEY },
  },
  UpdateStateMachineAlias: {
    ValidationException: { stateMachineAliasArn: LIVE },
    InvalidArn: { stateMachineAliasArn: NO_ARN, description: 'd' },
    ResourceNotFound: { stateMachineAliasArn: `${M}:gone`, description: 'd' },
    StateMachineDeleting: { stateMachineAliasArn: `${DELETING}:live`, description: 'd' },
  },
  ValidateStateMachineDefinition: { ValidationException: { definition: '' } },
};

/** Bounds that only a crowd reaches, with the tests that bring one. */
const CROWDS: Readonly<Partial<Record<OperationName, readonly ApiErrorCode[]>>> = {
  CreateActivity: ['ActivityLimitExceeded'],
  GetActivityTask: ['ActivityWorkerLimitExceeded'],
  PublishStateMachineVersion: ['ServiceQuotaExceededException'],
  StartExecution: ['ExecutionLimitExceeded'],
  UpdateStateMachine: ['ServiceQuotaExceededException'],
};

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const cases = NAMES.flatMap((name) =>
  Object.entries(REQUESTS[name]).map(([code, request]) => [name, code, request] as const),
);

describe('the errors of the API', () => {
  let world: World;
  beforeAll(async () => {
    world = await build();
  });

  test.each(NAMES)('%s: each one that it gives has a request here', (name) => {
    const here = [...Object.keys(REQUESTS[name]), ...(CROWDS[name] ?? [])];
    expect(here.sort()).toEqual([...errorsOf(name)].sort());
  });

  test.each(cases)('%s gives %s', async (name, code, request) => {
    const input = typeof request === 'function' ? await request(world) : request;
    expect(await world.api.call(name, input)).toMatchObject({ __type: code, message: expect.any(String) });
  });
});

describe('bounds that only a crowd reaches', () => {
  test('StartExecution: ExecutionLimitExceeded', async () => {
    const api = await InProcessApi.start({ engine: { maxOpenExecutions: 1 } });
    const { stateMachineArn } = await api.create('W', WAIT);
    await api.call('StartExecution', { stateMachineArn });
    expect(await api.call('StartExecution', { stateMachineArn })).toMatchObject({ __type: 'ExecutionLimitExceeded' });
  });

  test('PublishStateMachineVersion and UpdateStateMachine: ServiceQuotaExceededException', async () => {
    const api = await InProcessApi.start();
    const stateMachineArn = await api.versions('M', 1000);
    const full = { __type: 'ServiceQuotaExceededException' };
    expect(await api.update(stateMachineArn, 1001)).toMatchObject(full);
    await api.call('UpdateStateMachine', { stateMachineArn, definition: other });
    expect(await api.call('PublishStateMachineVersion', { stateMachineArn })).toMatchObject(full);
  });

  test('CreateActivity: ActivityLimitExceeded', async () => {
    const api = await InProcessApi.start();
    const names = Array.from({ length: 10_000 }, (_, n) => `a${n}`);
    for (let n = 0; n < names.length; n += 500) {
      await Promise.all(names.slice(n, n + 500).map((name) => api.call('CreateActivity', { name })));
    }
    expect(await api.call('CreateActivity', { name: 'more' })).toMatchObject({ __type: 'ActivityLimitExceeded' });
  });

  test('GetActivityTask: ActivityWorkerLimitExceeded', async () => {
    const api = await InProcessApi.start();
    const { activityArn } = await api.call('CreateActivity', { name: 'A' });
    const polls = Array.from({ length: 1001 }, () => api.call('GetActivityTask', { activityArn }));
    const refused = await Promise.race(polls);
    expect(refused).toMatchObject({ __type: 'ActivityWorkerLimitExceeded' });
    api.test.engine.releaseWaiters();
    await Promise.all(polls);
  });
});
