import { describe, expect, test } from 'vitest';
import type { Json } from '../asl/json.ts';
import { REALM, TestEngine } from '../testkit/test-engine.ts';

const START = 'arn:aws:states:::states:startExecution';
const CHILD_PASS = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { r: 1 }, End: true } } };
const CHILD_FAIL = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Boom', Cause: 'why' } } };
const CHILD_WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } };

/** A machine with one task `T` that starts `childArn`, and what else is given. */
function parentOf(
  pattern: string,
  childArn: string,
  extra: { parameters?: object; task?: object; machine?: object } = {},
) {
  const Parameters = { StateMachineArn: childArn, ...extra.parameters };
  return {
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: START + pattern, Parameters, End: true, ...extra.task } },
    ...extra.machine,
  };
}

async function childrenOf(test: TestEngine, parentArn: string) {
  const children = await test.engine.listExecutions({ parentArn, limit: 100 });
  return Promise.all(children.reverse().map(({ arn }) => test.engine.describeExecution(arn)));
}

describe('request-response: states:startExecution', () => {
  test('goes on at once with the answer of StartExecution', async () => {
    const t = await TestEngine.start();
    const parent = await t.createMachine(
      'Parent',
      parentOf('', await t.createMachine('Child', CHILD_WAIT), { parameters: { Name: 'kid' } }),
    );
    const row = await t.finish(await t.start(parent));
    expect(row.status).toBe('SUCCEEDED');
    const output = JSON.parse(row.output as string);
    expect(Object.keys(output)).toEqual(['ExecutionArn', 'SdkHttpMetadata', 'SdkResponseMetadata', 'StartDate']);
    expect(output.ExecutionArn).toBe('arn:aws:states:us-east-1:123456789012:execution:Child:kid');
    expect(output.StartDate).toBe(row.startMs);
    expect(await t.story(row.arn)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
  });

  test('the child goes on when its parent is stopped', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_WAIT);
    const definition = {
      StartAt: 'T',
      States: {
        T: { Type: 'Task', Resource: START, Parameters: { StateMachineArn: child }, Next: 'W' },
        W: { Type: 'Wait', Seconds: 60, End: true },
      },
    };
    const arn = await t.start(await t.createMachine('Parent', definition));
    await t.settle();
    await t.engine.stopExecution(arn, {});
    await t.settle();
    const [kid] = await childrenOf(t, arn);
    expect(kid?.status).toBe('RUNNING');
  });
});

describe.each([
  ['.sync', JSON.stringify({ k: 'v' }), JSON.stringify({ r: 1 })],
  ['.sync:2', { k: 'v' }, { r: 1 }],
])('run a job: states:startExecution%s', (pattern, shownInput, shownOutput) => {
  test('waits for the child and gives its description', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_PASS);
    const parent = await t.createMachine(
      'Parent',
      parentOf(pattern, child, { parameters: { Input: { k: 'v' }, Name: 'kid' } }),
    );
    const row = await t.finish(await t.start(parent));
    expect(row.status).toBe('SUCCEEDED');
    expect(JSON.parse(row.output as string)).toEqual({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:kid',
      Input: shownInput,
      InputDetails: { Included: true },
      Name: 'kid',
      Output: shownOutput,
      OutputDetails: { Included: true },
      RedriveCount: 0,
      RedriveStatus: 'NOT_REDRIVABLE',
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      StartDate: row.startMs,
      StateMachineArn: child,
      Status: 'SUCCEEDED',
      StopDate: row.stopMs,
    });
    expect(await t.story(row.arn)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
      '7<6 TaskStateExited',
      '8<7 ExecutionSucceeded',
    ]);
  });

  test('fails with States.TaskFailed whatever the child failed with, and tells all in the cause', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_FAIL);
    const task = {
      Catch: [
        { ErrorEquals: ['Boom'], Next: 'No' },
        { ErrorEquals: ['States.TaskFailed'], Next: 'Yes' },
      ],
    };
    const definition = parentOf(pattern, child, { parameters: { Input: { k: 'v' } }, task });
    Object.assign(definition.States, { No: { Type: 'Fail' }, Yes: { Type: 'Pass', End: true } });
    const row = await t.finish(await t.start(await t.createMachine('Parent', definition)));
    const { Error: error, Cause } = JSON.parse(row.output as string);
    expect(error).toBe('States.TaskFailed');
    const cause = JSON.parse(Cause);
    expect(Object.keys(cause)).toEqual(
      'Cause Error ExecutionArn Input InputDetails Name RedriveCount RedriveStatus StartDate StateMachineArn Status StopDate'.split(
        ' ',
      ),
    );
    expect(cause).toMatchObject({
      Cause: 'why',
      Error: 'Boom',
      Input: '{"k":"v"}',
      Status: 'FAILED',
      RedriveStatus: 'REDRIVABLE',
    });
  });

  test.each([
    ['stopped', { stop: true }, 'ABORTED', 'ABORTED'],
    ['timed out', { machine: { TimeoutSeconds: 10 } }, 'TIMED_OUT', 'ABORTED'],
    ['out of its task time', { task: { TimeoutSeconds: 10 } }, 'FAILED', 'ABORTED'],
  ] as const)('the child is stopped when its parent is %s', async (_, how, parentStatus, childStatus) => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_WAIT);
    const arn = await t.start(await t.createMachine('Parent', parentOf(pattern, child, 'stop' in how ? {} : how)));
    await t.settle();
    if ('stop' in how) await t.engine.stopExecution(arn, { error: 'E', cause: 'C' });
    await t.advance(20);
    expect((await t.engine.describeExecution(arn)).status).toBe(parentStatus);
    const [kid] = await childrenOf(t, arn);
    expect(kid?.status).toBe(childStatus);
    expect(kid?.error).toBeUndefined();
    expect(kid?.cause).toBe(
      `The Task state in AWS Step Functions execution [${arn}] which was managing this resource was aborted`,
    );
  });

  test('an ABORTED child without error or cause fails the task with neither in its cause', async () => {
    const t = await TestEngine.start();
    const arn = await t.start(
      await t.createMachine('Parent', parentOf(pattern, await t.createMachine('Child', CHILD_WAIT))),
    );
    await t.settle();
    const [kid] = await childrenOf(t, arn);
    await t.engine.stopExecution(kid?.arn as string, {});
    const row = await t.finish(arn);
    expect(row.error).toBe('States.TaskFailed');
    expect(JSON.parse(row.cause as string)).not.toHaveProperty('Error');
    expect(JSON.parse(row.cause as string)).toMatchObject({ Status: 'ABORTED' });
  });

  test('a token in the input completes the task early; the child goes on and its end changes nothing', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_WAIT);
    const definition = parentOf(pattern, child, { parameters: { Input: { 'token.$': '$$.Task.Token' } } });
    const arn = await t.start(await t.createMachine('Parent', definition));
    await t.settle();
    const [kid] = await childrenOf(t, arn);
    await t.engine.sendTaskSuccess(REALM, JSON.parse(kid?.input as string).token, '{"early":true}');
    const row = await t.finish(arn);
    expect(row.output).toBe('{"early":true}');
    expect((await t.engine.describeExecution(kid?.arn as string)).status).toBe('RUNNING');
    expect((await t.finish(kid?.arn as string)).status).toBe('SUCCEEDED');
    expect((await t.engine.describeExecution(arn)).output).toBe('{"early":true}');
  });

  test('a retry starts a new child', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_FAIL);
    const task = { Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }] };
    const row = await t.finish(await t.start(await t.createMachine('Parent', parentOf(pattern, child, { task }))));
    expect(row.status).toBe('FAILED');
    expect((await childrenOf(t, row.arn)).map((kid) => kid.parent?.attempt)).toEqual([0, 1, 2]);
  });

  test('a retry with a fixed name collides with the first child', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_FAIL);
    const task = { Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }] };
    const definition = parentOf(pattern, child, { task, parameters: { Name: 'kid' } });
    const row = await t.finish(await t.start(await t.createMachine('Parent', definition)));
    expect(row.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
    expect(row.cause).toMatch(
      /^Execution Already Exists: 'arn:aws:states:us-east-1:123456789012:execution:Child:kid' \(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );
  });
});

describe('callback: states:startExecution.waitForTaskToken', () => {
  async function waiting(task: object = {}) {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_PASS);
    const definition = parentOf('.waitForTaskToken', child, {
      parameters: { Input: { 'token.$': '$$.Task.Token' } },
      task,
    });
    Object.assign(definition.States, 'Catch' in task && { C: { Type: 'Pass', End: true } });
    const arn = await t.start(await t.createMachine('Parent', definition));
    await t.settle();
    const [kid] = await childrenOf(t, arn);
    return { t, arn, kid, token: JSON.parse(kid?.input as string).token as string };
  }

  test('waits for the token, not for the child', async () => {
    const { t, arn, kid, token } = await waiting();
    expect(kid?.status).toBe('SUCCEEDED');
    expect((await t.engine.describeExecution(arn)).status).toBe('RUNNING');
    await t.engine.sendTaskSuccess(REALM, token, '"x"');
    expect((await t.finish(arn)).output).toBe('"x"');
    expect((await t.story(arn)).slice(3)).toEqual([
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
      '7<6 TaskStateExited',
      '8<7 ExecutionSucceeded',
    ]);
  });

  test('a token completes its task exactly once', async () => {
    const { t, token } = await waiting();
    const outcomes = await Promise.allSettled([
      t.engine.sendTaskSuccess(REALM, token, '1'),
      t.engine.sendTaskFailure(REALM, token, {}),
      t.engine.sendTaskSuccess(REALM, token, '2'),
    ]);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(t.engine.sendTaskHeartbeat(REALM, token)).rejects.toMatchObject({
      code: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  test('a failure without error and cause leaves both out, and a Catch sees nulls', async () => {
    const { t, arn, token } = await waiting({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] });
    await t.engine.sendTaskFailure(REALM, token, {});
    expect((await t.finish(arn)).output).toBe('{"Error":null,"Cause":null}');
    const failed = (await t.history(arn)).find((event) => event.type === 'TaskFailed');
    expect(failed?.['taskFailedEventDetails']).toEqual({
      resourceType: 'states',
      resource: 'startExecution.waitForTaskToken',
    });
  });

  test('heartbeats keep the task alive; without them it times out', async () => {
    const { t, arn, token } = await waiting({ HeartbeatSeconds: 10 });
    for (let i = 0; i < 5; i++) {
      await t.advance(8);
      await t.engine.sendTaskHeartbeat(REALM, token);
    }
    expect((await t.engine.describeExecution(arn)).status).toBe('RUNNING');
    await t.advance(11);
    expect((await t.engine.describeExecution(arn)).error).toBe('States.Timeout');
    await expect(t.engine.sendTaskSuccess(REALM, token, '1')).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  test.each(['', 'x', 'AQ1.1.3.0.AAAA'])('%j is no token of ours', async (token) => {
    const { t } = await waiting();
    await expect(t.engine.sendTaskSuccess(REALM, token, '1')).rejects.toMatchObject({
      code: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    });
  });

  test('a token of another account is no token', async () => {
    const { t, token } = await waiting();
    const other = { ...REALM, account: '999999999999' };
    await expect(t.engine.sendTaskSuccess(other, token, '1')).rejects.toMatchObject({ code: 'InvalidToken' });
  });

  test('a token with one bit changed is no token of ours', async () => {
    const { t, token } = await waiting();
    for (let i = 0; i < token.length; i += 7) {
      const forged = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
      await expect(t.engine.sendTaskSuccess(REALM, forged, '1')).rejects.toMatchObject({ code: 'InvalidToken' });
    }
  });
});

describe('Input of the child', () => {
  test.each<[string, Json | undefined, string]>([
    ['an object', { Payload: null }, '{"Payload":null}'],
    ['a string of JSON', '{"a": 1}', '{"a": 1}'],
    ['a string of a JSON string', '"x"', '"x"'],
    ['null', null, '{}'],
    ['absent', undefined, '{}'],
    ['an array', [1], '[1]'],
  ])('%s', async (_, input, expected) => {
    const t = await TestEngine.start();
    const parameters = input === undefined ? {} : { Input: input };
    const arn = await t.start(
      await t.createMachine('P', parentOf('.sync', await t.createMachine('C', CHILD_PASS), { parameters })),
    );
    await t.finish(arn);
    expect((await childrenOf(t, arn))[0]?.input).toBe(expected);
  });

  test('text that is not JSON is InvalidExecutionInput', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('C', CHILD_PASS);
    const row = await t.finish(
      await t.start(await t.createMachine('P', parentOf('', child, { parameters: { Input: 'not json' } }))),
    );
    expect(row.error).toBe('StepFunctions.InvalidExecutionInputException');
  });
});

describe('failures to start', () => {
  test.each([
    [
      'a machine that is not there',
      { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Nobody' },
      'StepFunctions.StateMachineDoesNotExistException',
      "State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:Nobody'",
    ],
    [
      'an ARN that is none',
      { StateMachineArn: 'nonsense' },
      'StepFunctions.InvalidArnException',
      "Invalid Arn: 'Invalid ARN prefix: nonsense'",
    ],
    ['a name that may not be', { Name: 'a b' }, 'StepFunctions.InvalidNameException', "Invalid Name: 'a b'"],
  ])('%s', async (_, parameters, error, message) => {
    const t = await TestEngine.start();
    const child = await t.createMachine('C', CHILD_PASS);
    const row = await t.finish(await t.start(await t.createMachine('P', parentOf('.sync:2', child, { parameters }))));
    expect(row.error).toBe(error);
    expect(row.cause?.startsWith(`${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: `)).toBe(true);
    expect((await t.story(row.arn)).slice(3)).toEqual(['4<3 TaskStarted', '5<4 TaskFailed', '6<5 ExecutionFailed']);
  });

  test('a Name that is no string is States.Runtime, and no child is started', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('C', CHILD_PASS);
    const definition = parentOf('.sync', child, {
      parameters: { 'Name.$': '$.n' },
      task: { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] },
    });
    Object.assign(definition.States, { C: { Type: 'Pass', End: true } });
    const row = await t.finish(await t.start(await t.createMachine('P', definition), { n: 5 }));
    expect(row.error).toBe('States.Runtime');
    expect(row.cause).toMatch(
      /^An error occurred while executing the state 'T' \(entered at the event id #2\)\. The Parameters '/,
    );
    expect(await childrenOf(t, row.arn)).toEqual([]);
  });

  test('a machine that starts itself for ever burns its own quota', async () => {
    const t = await TestEngine.start({ engine: { maxOpenExecutions: 50 } });
    const self = 'arn:aws:states:us-east-1:123456789012:stateMachine:Self';
    const arn = await t.start(await t.createMachine('Self', parentOf('.sync', self)));
    const row = await t.finish(arn);
    expect(row.error).toBe('States.TaskFailed');
    const all = await t.engine.listExecutions({ stateMachineArn: self, limit: 100 });
    expect(all.length).toBe(50);
    expect(all[0]?.error).toBe('StepFunctions.ExecutionLimitExceededException');
    expect(all[0]?.depth).toBe(49);
    expect(new Set(all.map((kid) => kid.rootArn))).toEqual(new Set([arn]));
  });
});

describe('the relation of parent and child', () => {
  test('is recorded with every child, whether or not the input carries the association key', async () => {
    const t = await TestEngine.start();
    const leaf = await t.createMachine('Leaf', CHILD_PASS);
    const middle = await t.createMachine('Middle', parentOf('.sync:2', leaf));
    const key = { Input: { 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' } };
    const root = await t.start(await t.createMachine('Root', parentOf('.sync:2', middle, { parameters: key })));
    await t.finish(root);
    const [child] = await childrenOf(t, root);
    const [grandchild] = await childrenOf(t, child?.arn as string);
    expect(child).toMatchObject({
      depth: 1,
      rootArn: root,
      startedByArn: root,
      parent: { arn: root, state: 'T', attempt: 0, sync: true },
    });
    expect(grandchild).toMatchObject({ depth: 2, rootArn: root, parent: { arn: child?.arn } });
    expect(grandchild?.startedByArn).toBeUndefined();
  });

  test('stopping the root stops the whole tree of .sync children', async () => {
    const t = await TestEngine.start();
    const leaf = await t.createMachine('Leaf', CHILD_WAIT);
    const middle = await t.createMachine('Middle', parentOf('.sync', leaf));
    const root = await t.start(await t.createMachine('Root', parentOf('.sync:2', middle)));
    await t.settle();
    await t.engine.stopExecution(root, {});
    await t.settle();
    const tree = await t.engine.listExecutions({ rootArn: root, limit: 10 });
    expect(tree.map((row) => row.status)).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
    expect(await t.story(root)).toContain('6<0 ExecutionAborted');
  });

  test('a failing branch stops the children of the others', async () => {
    const t = await TestEngine.start();
    const hang = await t.createMachine('Hang', CHILD_WAIT);
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            parentOf('.sync', hang),
            { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'E' } } },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
          End: true,
        },
        Done: { Type: 'Pass', End: true },
      },
    };
    const row = await t.finish(await t.start(await t.createMachine('Root', definition)));
    expect(row.status).toBe('SUCCEEDED');
    expect((await childrenOf(t, row.arn)).map((kid) => kid.status)).toEqual(['ABORTED']);
  });

  test('two tasks that start the same name with the same input wait for the same child', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_WAIT);
    const branch = parentOf('.sync:2', child, { parameters: { Name: 'one', Input: {} } });
    const definition = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch, branch], End: true } } };
    const names = (task: string) => JSON.parse(JSON.stringify(branch).replaceAll('"T"', `"${task}"`));
    definition.States.P.Branches = [names('T1'), names('T2')];
    const arn = await t.start(await t.createMachine('Root', definition));
    await t.settle();
    await t.crash();
    const row = await t.finish(arn);
    expect(row.status).toBe('SUCCEEDED');
    const [one, two] = JSON.parse(row.output as string);
    expect(one.ExecutionArn).toBe(two.ExecutionArn);
    expect(one.Status).toBe('SUCCEEDED');
  });
});

describe('aws-sdk:sfn inside the engine', () => {
  test('startExecution gives ISO dates and no metadata', async () => {
    const t = await TestEngine.start();
    const child = await t.createMachine('Child', CHILD_PASS);
    const definition = parentOf('', child, {
      parameters: { Name: 'kid' },
      task: { Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution' },
    });
    const row = await t.finish(await t.start(await t.createMachine('P', definition)));
    expect(JSON.parse(row.output as string)).toEqual({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:kid',
      StartDate: '2026-01-01T00:00:00.000Z',
    });
  });

  test('its errors have the prefix Sfn', async () => {
    const t = await TestEngine.start();
    const nobody = 'arn:aws:states:us-east-1:123456789012:stateMachine:Nobody';
    const definition = parentOf('', nobody, { task: { Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution' } });
    const row = await t.finish(await t.start(await t.createMachine('P', definition)));
    expect(row.error).toBe('Sfn.StateMachineDoesNotExistException');
    expect(row.cause).toMatch(
      /^State Machine Does Not Exist: '.*' \(Service: Sfn, Status Code: 400, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$/,
    );
  });

  test('a child calls its parent back with sendTaskSuccess', async () => {
    const t = await TestEngine.start();
    const answer = {
      StartAt: 'S',
      States: {
        S: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
          Parameters: { 'TaskToken.$': '$.token', Output: { done: true } },
          End: true,
        },
      },
    };
    const child = await t.createMachine('Child', answer);
    const definition = parentOf('.waitForTaskToken', child, { parameters: { Input: { 'token.$': '$$.Task.Token' } } });
    const row = await t.finish(await t.start(await t.createMachine('P', definition)));
    expect(row.output).toBe('{"done":true}');
    await t.settle();
    const [kid] = await childrenOf(t, row.arn);
    expect(kid).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  });

  test('sendTaskSuccess with a token that was used fails with Sfn.TaskTimedOutException', async () => {
    const t = await TestEngine.start();
    const send = (next: object) => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      Parameters: { 'TaskToken.$': '$.token', Output: '1' },
      ResultPath: null,
      ...next,
    });
    const child = await t.createMachine('Child', {
      StartAt: 'A',
      States: { A: send({ Next: 'B' }), B: send({ End: true }) },
    });
    const definition = parentOf('.waitForTaskToken', child, { parameters: { Input: { 'token.$': '$$.Task.Token' } } });
    const row = await t.finish(await t.start(await t.createMachine('P', definition)));
    expect(row.status).toBe('SUCCEEDED');
    await t.settle();
    const [kid] = await childrenOf(t, row.arn);
    expect(kid?.error).toBe('Sfn.TaskTimedOutException');
  });
});
