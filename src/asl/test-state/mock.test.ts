import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { answer, ROLE, refusal } from './test-state.fixture.ts';

function task(resource: string, parameters: Json = { 'x.$': '$' }) {
  return { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true };
}
const INVOKE = task('lambda:invoke', { FunctionName: 'f' });
const START = task('states:startExecution', { StateMachineArn: 'arn' });
const START_SYNC = task('states:startExecution.sync:2', { StateMachineArn: 'arn' });
const PUT_EVENTS = task('events:putEvents', { Entries: [] });
const GET_OBJECT = task('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' });
const GET_FUNCTION = task('aws-sdk:lambda:getFunction', { FunctionName: 'f' });
const PUT_ITEM = task('dynamodb:putItem', { TableName: 't', Item: {} });

describe('a mock', () => {
  const branch = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const parallel = { Type: 'Parallel', Branches: [branch, branch].map((b, i) => renamed(b, i)), End: true };

  test('has either a result or an error', () => {
    const text =
      'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].';
    expect(refusal(INVOKE, { mock: { result: {}, errorOutput: { error: 'E' } } })).toBe(text);
    expect(refusal(INVOKE, { mock: {} })).toBe(text);
  });

  test.each(['Pass', 'Succeed', 'Fail', 'Wait', 'Choice'])('is not for %s', (type) => {
    const own = {
      Pass: { End: true },
      Succeed: {},
      Fail: {},
      Wait: { Seconds: 1, End: true },
      Choice: { Choices: [{ Variable: '$', IsNull: true, Next: 'N' }] },
    }[type];
    expect(refusal({ Type: type, ...own }, { mock: { result: 1 } })).toBe(
      `ValidationException: State type '${type}' is not supported when a mock is specified`,
    );
  });

  test('is what Map and Parallel need', () => {
    expect(refusal(parallel, { roleArn: ROLE })).toBe(
      'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  });

  test('excludes RevealSecrets', () => {
    expect(refusal(INVOKE, { mock: { result: {} }, revealSecrets: true })).toBe(
      'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
    );
  });

  test('is what the configuration of the state needs', () => {
    expect(refusal(INVOKE, { roleArn: ROLE, stateConfiguration: { mapIterationFailureCount: 0 } })).toBe(
      'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
    );
  });

  test('of a Parallel is an array with an item for each branch', () => {
    const size = 'Mocked result must contain the same number of items as number of Parallel branches.';
    expect(refusal(parallel, { mock: { result: {} } })).toBe('ValidationException: Mocked result must be an array.');
    expect(refusal(parallel, { mock: { result: [1] } })).toBe(`ValidationException: ${size}`);
    expect(answer(parallel, { mock: { result: [1, 2] } }).output).toBe('[1,2]');
  });

  test('may blame a state inside, which must be there', () => {
    const mock = { errorOutput: { error: 'E' } };
    expect(answer(parallel, { mock, stateConfiguration: { errorCausedByState: 'A1' } }).status).toBe('FAILED');
    expect(refusal(parallel, { mock, stateConfiguration: { errorCausedByState: 'X' } })).toContain("'X' not found");
  });

  function renamed({ States }: typeof branch, i: number) {
    return { StartAt: `A${i}`, States: { [`A${i}`]: States.A } };
  }
});

describe('the result of a mocked Task against the API model', () => {
  const fault = (
    definition: ReturnType<typeof task>,
    result: Json,
    fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE',
  ) =>
    refusal(definition, { mock: { result, ...(fieldValidationMode && { fieldValidationMode }) } }).replace(
      'ValidationException: Mock result schema validation error: ',
      '',
    );

  test.each<[ReturnType<typeof task>, Json, string]>([
    [START, {}, "Required field 'ExecutionArn' is missing"],
    [START, { executionArn: 'a', startDate: 'd' }, "Required field 'ExecutionArn' is missing"],
    [START, { ExecutionArn: 'a' }, "Required field 'StartDate' is missing"],
    [START, { ExecutionArn: 1, StartDate: 'd' }, "Field 'ExecutionArn' must be a string"],
    [START, { ExecutionArn: 'a', StartDate: 1.7e9 }, "Field 'StartDate' must be a string"],
    [START, { ExecutionArn: '', StartDate: 'd' }, "Field 'ExecutionArn' is smaller than the minimum length"],
    [START_SYNC, { ExecutionArn: 'a' }, "Required field 'StateMachineArn' is missing"],
    [INVOKE, { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
    [PUT_EVENTS, { Entries: 'x' }, "Field 'Entries' must be an array"],
    [PUT_EVENTS, { Entries: [{ EventId: 'ok' }, { EventId: [] }] }, "Field 'EventId' must be a string"],
    [GET_OBJECT, { ContentLength: '9' }, "Field 'ContentLength' must be a number"],
    [GET_OBJECT, { StorageClass: 'Papyrus' }, "Field 'StorageClass' is not an expected value"],
    [GET_FUNCTION, { Configuration: { MemorySize: 127 } }, "Field 'MemorySize' is less than the minimum value"],
    [GET_FUNCTION, { Configuration: { MemorySize: 10241 } }, "Field 'MemorySize' exceeds the maximum value"],
    [PUT_ITEM, { ConsumedCapacity: { CapacityUnits: '1' } }, "Field 'CapacityUnits' must be a number"],
    [PUT_ITEM, { Attributes: { a: { L: [{ S: 1 }] } } }, "Field 'S' must be a string"],
  ])('%# is refused', (definition, result, text) => {
    expect(fault(definition, result)).toBe(text);
  });

  test('PRESENT wants no member, NONE checks none', () => {
    expect(fault(START, {}, 'PRESENT')).toBe('taken');
    expect(fault(START, { ExecutionArn: 1 }, 'PRESENT')).toBe("Field 'ExecutionArn' must be a string");
    expect(fault(START, { ExecutionArn: 1, StartDate: true }, 'NONE')).toBe('taken');
  });

  test('takes members that the model does not know, and any payload of a function', () => {
    expect(fault(INVOKE, { Payload: { any: 1 }, SdkHttpMetadata: { HttpStatusCode: 200 }, New: 1 })).toBe('taken');
  });

  test('knows nothing of callbacks, of functions by their ARN and of services without a table', () => {
    expect(fault(task('states:startExecution.waitForTaskToken', { StateMachineArn: 'a' }), 'anything')).toBe('taken');
    expect(fault(task('apigateway:invoke', { ApiEndpoint: 'e', Method: 'GET' }), 1)).toBe('taken');
    const legacy = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true };
    expect(answer(legacy, { mock: { result: 'text' } }).output).toBe('"text"');
  });

  test('an own member named like one of Object.prototype is harmless', () => {
    expect(fault(PUT_EVENTS, JSON.parse('{"__proto__":1,"constructor":2}') as Json)).toBe('taken');
  });
});
