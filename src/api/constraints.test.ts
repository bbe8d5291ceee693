import { describe, expect, it } from 'vitest';
import type { Json } from '../asl/json.ts';
import { ApiError } from '../aws/api-error.ts';
import { decodeInput } from './constraints.ts';
import { OPERATIONS, type OperationName } from './model.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

function decode(operation: OperationName, body: Json) {
  return decodeInput(OPERATIONS[operation].input, body);
}

function refusal(operation: OperationName, body: Json): string {
  try {
    decode(operation, body);
  } catch (error) {
    if (error instanceof ApiError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('decodeInput', () => {
  it('gives members of the model only; null is absent, unknown members are dropped', () => {
    const body = { stateMachineArn: ARN, name: null, input: '{}', colour: { deep: [1] } };
    expect(decode('StartExecution', body)).toEqual({ stateMachineArn: ARN, input: '{}' });
  });

  it('never takes members from hostile keys', () => {
    const body = JSON.parse(`{"__proto__":{"name":"x"},"constructor":1,"toString":2,"stateMachineArn":"${ARN}"}`);
    const input = decode('StartExecution', body);
    expect(Object.keys(input)).toEqual(['stateMachineArn']);
    expect(input['name']).toBeUndefined();
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  const one = 'ValidationException: 1 validation error detected: ';
  const failed = 'failed to satisfy constraint: Member must';
  const long = 'x'.repeat(257);
  const violations: [string, OperationName, Json, string][] = [
    ['missing member', 'StartExecution', {}, `${one}Value null at 'stateMachineArn' ${failed} not be null`],
    [
      'null for a required member',
      'DescribeExecution',
      { executionArn: null },
      `${one}Value null at 'executionArn' ${failed} not be null`,
    ],
    [
      'too long',
      'DescribeExecution',
      { executionArn: long },
      `${one}Value '${long}' at 'executionArn' ${failed} have length less than or equal to 256`,
    ],
    [
      'too short',
      'DescribeExecution',
      { executionArn: '' },
      `${one}Value '' at 'executionArn' ${failed} have length greater than or equal to 1`,
    ],
    [
      'name of 81 characters',
      'StartExecution',
      { stateMachineArn: ARN, name: 'n'.repeat(81) },
      `${one}Value '${'n'.repeat(81)}' at 'name' ${failed} have length less than or equal to 80`,
    ],
    [
      'maxResults above 1000',
      'ListStateMachines',
      { maxResults: 1001 },
      `${one}Value '1001' at 'maxResults' ${failed} have value less than or equal to 1000`,
    ],
    [
      'maxResults below 0',
      'ListStateMachines',
      { maxResults: -1 },
      `${one}Value '-1' at 'maxResults' ${failed} have value greater than or equal to 0`,
    ],
    [
      'float above 100',
      'UpdateMapRun',
      { mapRunArn: 'a', toleratedFailurePercentage: 101 },
      `${one}Value '101.0' at 'toleratedFailurePercentage' ${failed} have value less than or equal to 100`,
    ],
    [
      'enum',
      'ListExecutions',
      { statusFilter: 'DONE' },
      `${one}Value 'DONE' at 'statusFilter' ${failed} satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]`,
    ],
    [
      'pattern',
      'RedriveExecution',
      { executionArn: 'a', clientToken: 'a b' },
      `${one}Value 'a b' at 'clientToken' ${failed} satisfy regular expression pattern: [!-~]+`,
    ],
    [
      'trace header beyond ASCII',
      'StartExecution',
      { stateMachineArn: ARN, traceHeader: 'é' },
      `${one}Value 'é' at 'traceHeader' ${failed} satisfy regular expression pattern: \\p{ASCII}*`,
    ],
    [
      'sensitive value is not shown',
      'SendTaskFailure',
      { taskToken: 't', error: 's'.repeat(257) },
      `${one}Value at 'error' ${failed} have length less than or equal to 256`,
    ],
    [
      'empty definition',
      'ValidateStateMachineDefinition',
      { definition: '' },
      `${one}Value at 'definition' ${failed} have length greater than or equal to 1`,
    ],
    [
      'definition of 1 MiB and one',
      'ValidateStateMachineDefinition',
      { definition: ' '.repeat(1_048_577) },
      `${one}Value at 'definition' ${failed} have length less than or equal to 1048576`,
    ],
    [
      'input of 262,145 bytes',
      'StartExecution',
      { stateMachineArn: ARN, input: ' '.repeat(262_145) },
      `${one}Value at 'input' ${failed} have length less than or equal to 262144`,
    ],
    [
      'input of 131,073 two-byte characters',
      'StartExecution',
      { stateMachineArn: ARN, input: 'é'.repeat(131_073) },
      `${one}Value at 'input' ${failed} have length less than or equal to 262144`,
    ],
    [
      'token of 2049 characters',
      'SendTaskHeartbeat',
      { taskToken: 't'.repeat(2049) },
      `${one}Value '${'t'.repeat(2049)}' at 'taskToken' ${failed} have length less than or equal to 2048`,
    ],
    [
      'nested list',
      'CreateStateMachineAlias',
      { name: 'a', routingConfiguration: [{ stateMachineVersionArn: ARN, weight: 101 }] },
      `${one}Value '101' at 'routingConfiguration.1.member.weight' ${failed} have value less than or equal to 100`,
    ],
    [
      'empty list',
      'CreateStateMachineAlias',
      { name: 'a', routingConfiguration: [] },
      `${one}Value '[]' at 'routingConfiguration' ${failed} have length greater than or equal to 1`,
    ],
    [
      'null in a list',
      'UntagResource',
      { resourceArn: ARN, tagKeys: [null] },
      `${one}Value null at 'tagKeys.1.member' ${failed} not be null`,
    ],
    [
      'nested structure',
      'CreateActivity',
      { name: 'a', encryptionConfiguration: {} },
      `${one}Value null at 'encryptionConfiguration.type' ${failed} not be null`,
    ],
    [
      'several at once',
      'SendTaskSuccess',
      {},
      `ValidationException: 2 validation errors detected: Value null at 'taskToken' ${failed} not be null; Value null at 'output' ${failed} not be null`,
    ],
  ];
  it.each(violations)('ValidationException: %s', (_, operation, body, message) => {
    expect(refusal(operation, body)).toBe(message);
  });

  const wrongTypes: [string, OperationName, Json, string][] = [
    ['list as body', 'StartExecution', [], 'Start of list found where not expected'],
    ['null as body', 'StartExecution', null, 'Unexpected value type in payload'],
    ['string as body', 'StartExecution', 'x', 'Unexpected value type in payload'],
    [
      'number for a string',
      'StartExecution',
      { stateMachineArn: ARN, name: 5 },
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'boolean for a string',
      'StartExecution',
      { stateMachineArn: true },
      'TRUE_VALUE can not be converted to a String',
    ],
    [
      'object for a string',
      'StartExecution',
      { stateMachineArn: ARN, input: {} },
      'Start of structure or map found where not expected.',
    ],
    [
      'list for a string',
      'StartExecution',
      { stateMachineArn: ARN, input: [] },
      'Start of list found where not expected',
    ],
    [
      'string for an integer',
      'ListStateMachines',
      { maxResults: '5' },
      'STRING_VALUE can not be converted to an Integer',
    ],
    [
      'fraction for an integer',
      'ListStateMachines',
      { maxResults: 1.5 },
      'NUMBER_VALUE can not be converted to an Integer',
    ],
    [
      '1e400 for an integer',
      'ListStateMachines',
      JSON.parse('{"maxResults":1e400}'),
      'NUMBER_VALUE can not be converted to an Integer',
    ],
    [
      'string for a boolean',
      'CreateStateMachine',
      { publish: 'true' },
      'STRING_VALUE can not be converted to a Boolean',
    ],
    ['object for a list', 'CreateStateMachine', { tags: {} }, 'Expected list or null'],
    ['string for a structure', 'CreateStateMachine', { loggingConfiguration: 'x' }, 'Unexpected field type'],
    [
      'lone surrogate',
      'StartExecution',
      { stateMachineArn: ARN, name: '\ud800' },
      'Invalid UTF-16: unpaired surrogate',
    ],
  ];
  it.each(wrongTypes)('SerializationException: %s', (_, operation, body, message) => {
    expect(refusal(operation, body)).toBe(`SerializationException: ${message}`);
  });

  it('a wrong type wins over violated constraints', () => {
    expect(refusal('SendTaskSuccess', { output: 1 })).toMatch(/^SerializationException/);
  });

  it('accepts what is exactly at its limit', () => {
    const input = { stateMachineArn: ARN, name: 'n'.repeat(80), input: 'é'.repeat(131_072), traceHeader: '' };
    expect(decode('StartExecution', input)).toEqual(input);
    expect(decode('ListStateMachines', { maxResults: 0 })).toEqual({ maxResults: 0 });
  });

  it('answers shortly to a list full of errors', () => {
    const tags = Array.from({ length: 100_000 }, () => ({ key: '' }));
    const text = refusal('TagResource', { resourceArn: ARN, tags });
    expect(text).toMatch(/^ValidationException: 20 validation errors detected: /);
    expect(text.length).toBeLessThan(10_000);
  });
});
