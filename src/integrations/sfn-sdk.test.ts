import { describe, expect, test } from 'vitest';
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { SfnAction } from './sfn-sdk.ts';
import { isSfnAction, sfnFailure, sfnRequest, sfnResult } from './sfn-sdk.ts';

const ask = (action: SfnAction, parameters: Json) => sfnRequest(action, Payload.of(parameters));

describe('requests', () => {
  test.each<[SfnAction, Json, Json]>([
    ['describeExecution', { ExecutionArn: 'e' }, { executionArn: 'e' }],
    ['stopExecution', { ExecutionArn: 'e', Error: 'E', Cause: 'C' }, { executionArn: 'e', error: 'E', cause: 'C' }],
    ['stopExecution', { ExecutionArn: 'e', Error: null }, { executionArn: 'e' }],
    ['listExecutions', { StateMachineArn: 's', MaxResults: 5 }, { stateMachineArn: 's', maxResults: 5 }],
    ['sendTaskFailure', { TaskToken: 't' }, { taskToken: 't' }],
    ['sendTaskHeartbeat', { TaskToken: 't' }, { taskToken: 't' }],
    ['startExecution', { StateMachineArn: 's', Input: { a: 1 } }, { stateMachineArn: 's', input: '{"a":1}' }],
  ])('%s %j', (action, parameters, request) => {
    expect(ask(action, parameters)).toEqual({ request });
  });

  test.each<[Json, string]>([
    ['{"a":1}', '{"a":1}'],
    ['"x"', '"x"'],
    [{ a: 1 }, '{"a":1}'],
    [[], '[]'],
    [0, '0'],
    [false, 'false'],
  ])('sendTaskSuccess: Output %j is sent as %j', (output, text) => {
    expect(ask('sendTaskSuccess', { TaskToken: 't', Output: output })).toEqual({
      request: { taskToken: 't', output: text },
    });
  });

  test.each<[SfnAction, Json, string]>([
    ['sendTaskSuccess', { TaskToken: 't' }, "The field 'Output' is required but was missing"],
    ['sendTaskSuccess', { TaskToken: {}, Output: '1' }, "The value for the field 'TaskToken' must be a STRING"],
    ['describeExecution', { executionArn: 'e' }, 'The field "executionArn" is not supported by Step Functions'],
    ['listExecutions', { MaxResults: '5' }, "The value for the field 'MaxResults' must be a INTEGER"],
  ])('%s refuses %j', (action, parameters, finding) => {
    expect(ask(action, parameters)).toEqual({ detail: expect.stringContaining(`[${finding}]`) });
  });

  test('only the actions offered, and no inherited names', () => {
    expect(isSfnAction('sendTaskSuccess')).toBe(true);
    expect(isSfnAction('toString')).toBe(false);
    expect(isSfnAction('createActivity')).toBe(false);
  });
});

describe('results', () => {
  test('members are capitalised at every level, timestamps become text', () => {
    const response = {
      executions: [{ executionArn: 'e', startDate: 1_733_089_875.458, status: 'RUNNING', redriveCount: 0 }],
      nextToken: 'n',
    };
    expect(sfnResult(response).value).toEqual({
      Executions: [{ ExecutionArn: 'e', RedriveCount: 0, StartDate: '2024-12-01T21:51:15.458Z', Status: 'RUNNING' }],
      NextToken: 'n',
    });
  });

  test('payloads in it stay text', () => {
    const response = { output: '{"startDate":1}', outputDetails: { included: true }, stopDate: 0 };
    expect(sfnResult(response).value).toEqual({
      Output: '{"startDate":1}',
      OutputDetails: { Included: true },
      StopDate: '1970-01-01T00:00:00.000Z',
    });
  });

  test('an empty response gives {}', () => {
    expect(sfnResult({}).text).toBe('{}');
  });
});

test('failures', () => {
  expect(sfnFailure('InvalidToken', "Invalid Token: 'Invalid token'", 'r-1')).toEqual({
    error: 'Sfn.InvalidTokenException',
    cause: "Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)",
  });
  expect(sfnFailure('TaskTimedOut', 'm', 'r').error).toBe('Sfn.TaskTimedOutException');
});
