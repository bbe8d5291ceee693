import { describe, expect, test } from 'vitest';
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { ChildExecution, StartParameters } from './states-start-execution.ts';
import {
  childFailedCause,
  childSucceeded,
  findStartFault,
  parseStartExecution,
  startFailure,
  startResult,
} from './states-start-execution.ts';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:Child:run-1';

describe('parameters', () => {
  const parse = (parameters: Json) => parseStartExecution(Payload.of(parameters));
  const input = (value: Json) => (parse({ StateMachineArn: MACHINE, Input: value }) as StartParameters).input;

  test('everything given', () => {
    const parameters = { StateMachineArn: MACHINE, Name: 'run-1', Input: { a: 1 }, TraceHeader: 'Root=1' };
    expect(parse(parameters)).toEqual({
      stateMachineArn: MACHINE,
      name: 'run-1',
      input: '{"a":1}',
      isTextInput: false,
      traceHeader: 'Root=1',
    });
  });

  test('the ARN alone: the child gets {}', () => {
    expect(parse({ StateMachineArn: MACHINE })).toMatchObject({ stateMachineArn: MACHINE, input: '{}' });
  });

  test.each<[Json, string]>([
    [null, '{}'],
    [{ Payload: null }, '{"Payload":null}'],
    [[1, 'a'], '[1,"a"]'],
    [0, '0'],
    [false, 'false'],
    ['{ "a": 1 }', '{ "a": 1 }'],
    ['"x"', '"x"'],
    ['not json', 'not json'],
  ])('Input %j reaches the child as %j', (value, text) => {
    expect(input(value)).toBe(text);
  });

  test.each<[Json, string]>([
    [{}, "The field 'StateMachineArn' is required but was missing"],
    [{ StateMachineArn: 1 }, "The value for the field 'StateMachineArn' must be a STRING"],
    [{ StateMachineArn: MACHINE, Name: 7 }, "The value for the field 'Name' must be a STRING"],
    [{ StateMachineArn: MACHINE, Name: null }, "The value for the field 'Name' must be a STRING"],
    [{ StateMachineArn: MACHINE, Name: '' }, "The value for the field 'Name' must not be empty"],
    [{ StateMachineArn: MACHINE, input: {} }, 'The field "input" is not supported by Step Functions'],
  ])('%j cannot start a child', (parameters, finding) => {
    expect(parse(parameters)).toEqual({
      detail: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${finding}]`,
    });
  });
});

describe('faults that the API finds in a request', () => {
  const fault = (request: Partial<StartParameters>) => {
    const error = findStartFault({ stateMachineArn: MACHINE, input: '{}', ...request });
    return error && `${error.code}: ${error.message}`;
  };

  test('none', () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ name: 'Über.1_-()!@=+' })).toBeUndefined();
    expect(fault({ stateMachineArn: `${MACHINE}:PROD` })).toBeUndefined();
  });

  test.each(['a b', 'a/b', 'a:b', 'a\u0000', 'a\u0085', 'x'.repeat(81), '\ud800', '<a>', 'a`'])('name %j', (name) => {
    expect(fault({ name })).toBe(`InvalidName: Invalid Name: '${name}'`);
  });

  test('ARN', () => {
    expect(fault({ stateMachineArn: 'Child' })).toBe("InvalidArn: Invalid Arn: 'Invalid ARN prefix: Child'");
    expect(fault({ stateMachineArn: EXECUTION })).toBe(
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: execution'",
    );
  });

  test('input', () => {
    expect(fault({ input: '' })).toBe(
      "InvalidExecutionInput: Invalid State Machine Execution Input: 'Invalid execution input.'",
    );
    expect(fault({ input: 'not json' })).toMatch(/Invalid State Machine Execution Input: 'Unrecognized token 'not'/);
    expect(fault({ input: JSON.stringify('x'.repeat(262_143)) })).toMatch(/^ValidationException: .*at 'input'/);
  });
});

describe('start failures', () => {
  const message = `State Machine Does Not Exist: '${MACHINE}'`;

  test('optimised', () => {
    expect(startFailure('StateMachineDoesNotExist', message, 'r-1', 'optimised')).toEqual({
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: `${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: r-1; Proxy: null)`,
    });
  });

  test('aws-sdk', () => {
    expect(startFailure('StateMachineDoesNotExist', message, 'r-1', 'aws-sdk')).toEqual({
      error: 'Sfn.StateMachineDoesNotExistException',
      cause: `${message} (Service: Sfn, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)`,
    });
  });

  test.each(['ThrottlingException', 'AccessDeniedException'] as const)('%s is not in the API model', (code) => {
    const optimised = startFailure(code, 'Rate exceeded', 'r-1', 'optimised');
    expect(optimised.error).toBe('StepFunctions.AWSStepFunctionsException');
    expect(optimised.cause).toContain(`Error Code: ${code};`);
    expect(startFailure(code, 'Rate exceeded', 'r-1', 'aws-sdk').error).toBe('Sfn.SfnException');
  });

  test('codes that end in Exception get no second one', () => {
    const { error } = startFailure('ValidationException', 'no', 'r-1', 'optimised');
    expect(error).toBe('StepFunctions.ValidationException');
  });
});

describe('result of a start', () => {
  const started = { executionArn: EXECUTION, startMs: 1_733_089_875_458 };
  const answer = { requestId: 'r-1', nowMs: 1_733_089_875_460 };

  test('optimised: metadata, StartDate in milliseconds', () => {
    const length = String(JSON.stringify({ executionArn: EXECUTION, startDate: 1733089875.458 }).length);
    expect(startResult(started, 'optimised', answer).text).toBe(
      JSON.stringify({
        ExecutionArn: EXECUTION,
        SdkHttpMetadata: {
          AllHttpHeaders: {
            'x-amzn-RequestId': ['r-1'],
            connection: ['keep-alive'],
            'Content-Length': [length],
            Date: ['Sun, 01 Dec 2024 21:51:15 GMT'],
            'Content-Type': ['application/x-amz-json-1.0'],
          },
          HttpHeaders: {
            connection: 'keep-alive',
            'Content-Length': length,
            'Content-Type': 'application/x-amz-json-1.0',
            Date: 'Sun, 01 Dec 2024 21:51:15 GMT',
            'x-amzn-RequestId': 'r-1',
          },
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: 'r-1' },
        StartDate: 1_733_089_875_458,
      }),
    );
  });

  test('aws-sdk: no metadata, StartDate as text', () => {
    expect(startResult(started, 'aws-sdk', answer).text).toBe(
      `{"ExecutionArn":"${EXECUTION}","StartDate":"2024-12-01T21:51:15.458Z"}`,
    );
  });
});

const CHILD: ChildExecution = {
  arn: EXECUTION,
  name: 'run-1',
  stateMachineArn: MACHINE,
  status: 'SUCCEEDED',
  startMs: 1000,
  stopMs: 2000,
  input: '{"in":0.0}',
  output: '{"out":12345678901234567890}',
  redriveCount: 0,
};

describe('result of a child that succeeded', () => {
  test('.sync: Input and Output are strings; members in the order of their names', () => {
    expect(childSucceeded(CHILD, false).text).toBe(
      JSON.stringify({
        ExecutionArn: EXECUTION,
        Input: CHILD.input,
        InputDetails: { Included: true },
        Name: 'run-1',
        Output: CHILD.output,
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: 1000,
        StateMachineArn: MACHINE,
        Status: 'SUCCEEDED',
        StopDate: 2000,
      }),
    );
  });

  test('.sync:2: Input and Output are values, their numbers untouched', () => {
    const { text, value } = childSucceeded(CHILD, true);
    expect(text).toContain('"Input":{"in":0.0},');
    expect(text).toContain('"Output":{"out":12345678901234567890},');
    expect(value).toMatchObject({ Input: { in: 0 }, Status: 'SUCCEEDED' });
  });

  test('what started it: version, alias, trace header, Map run', () => {
    const { value } = childSucceeded(
      { ...CHILD, versionArn: `${MACHINE}:1`, aliasArn: `${MACHINE}:PROD`, traceHeader: 'Root=1', mapRunArn: 'm' },
      true,
    );
    expect(Object.keys(value as object)).toEqual([
      'ExecutionArn',
      'Input',
      'InputDetails',
      'MapRunArn',
      'Name',
      'Output',
      'OutputDetails',
      'RedriveCount',
      'RedriveStatus',
      'RedriveStatusReason',
      'StartDate',
      'StateMachineAliasArn',
      'StateMachineArn',
      'StateMachineVersionArn',
      'Status',
      'StopDate',
      'TraceHeader',
    ]);
  });
});

describe('cause of a child that did not succeed', () => {
  const { output: _, ...closed } = CHILD;

  test('FAILED: Input is a string, no Output', () => {
    expect(childFailedCause({ ...closed, status: 'FAILED', error: 'Boom', cause: 'why' })).toBe(
      JSON.stringify({
        Cause: 'why',
        Error: 'Boom',
        ExecutionArn: EXECUTION,
        Input: CHILD.input,
        InputDetails: { Included: true },
        Name: 'run-1',
        RedriveCount: 0,
        RedriveStatus: 'REDRIVABLE',
        StartDate: 1000,
        StateMachineArn: MACHINE,
        Status: 'FAILED',
        StopDate: 2000,
      }),
    );
  });

  test.each(['TIMED_OUT', 'ABORTED'] as const)('%s without error and cause: no such members', (status) => {
    const cause = JSON.parse(childFailedCause({ ...closed, status }));
    expect(cause).toMatchObject({ Status: status, RedriveStatus: 'REDRIVABLE' });
    expect(cause).not.toHaveProperty('Error');
    expect(cause).not.toHaveProperty('Cause');
  });

  test('is cut to the length of a cause', () => {
    expect(childFailedCause({ ...closed, status: 'FAILED', input: `"${'x'.repeat(200_000)}"` })).toHaveLength(32_768);
  });
});
