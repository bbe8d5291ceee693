import { describe, expect, it } from 'vitest';
import { parseResource } from './resource.ts';
import { SFN_ACTIONS } from './resource-table.ts';

describe('parseResource', () => {
  it('takes a nested execution apart, with its pattern', () => {
    const cases = [
      ['startExecution', 'requestResponse', false],
      ['startExecution.sync', 'sync', false],
      ['startExecution.sync:2', 'sync', true],
      ['startExecution.waitForTaskToken', 'waitForTaskToken', false],
    ] as const;
    for (const [resource, pattern, version2] of cases) {
      const arn = `arn:aws:states:::states:${resource}`;
      expect(parseResource(arn)).toEqual({
        kind: 'service',
        arn,
        resourceType: 'states',
        resource,
        action: 'startExecution',
        pattern,
        version2,
      });
    }
  });

  it('takes SDK integrations of every service, and only the real actions of sfn', () => {
    expect(parseResource('arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken')).toMatchObject({
      resourceType: 'aws-sdk:sfn',
      resource: 'startExecution.waitForTaskToken',
      action: 'startExecution',
      pattern: 'waitForTaskToken',
    });
    expect(parseResource('arn:aws:states:::aws-sdk:s3:getObject')).toMatchObject({ resourceType: 'aws-sdk:s3' });
    expect(parseResource('arn:aws:states:::aws-sdk:sfn:startEverything')).toBeUndefined();
    expect(SFN_ACTIONS.size).toBe(37);
  });

  it('knows functions and activities by their ARN', () => {
    for (const arn of [
      'arn:aws:lambda:us-east-1:123456789012:function:f',
      'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
    ]) {
      expect(parseResource(arn)).toEqual({ kind: 'lambda', arn });
    }
    const activity = 'arn:aws-cn:states:cn-north-1:123456789012:activity:a';
    expect(parseResource(activity)).toEqual({ kind: 'activity', arn: activity });
  });

  it.each([
    '',
    'not an arn',
    'arn:aws:states:::',
    'arn:aws:states:::dynamodb:query',
    'arn:aws:states:::dynamodb:toString',
    'arn:aws:states:::constructor:constructor',
    'arn:aws:states:::s3:getObject',
    'arn:aws:states:::sqs:sendMessage.sync',
    'arn:aws:states:::glue:startJobRun.sync:2',
    'arn:aws:states:::states:startExecution.sync:3',
    'arn:aws:states:::states:StartExecution',
    'arn:aws:states:us-east-1:123456789012:states:startExecution',
    'arn:aws:states:us-east-1::states:startExecution',
    'arn:aws:states:::aws-sdk:S3:getObject',
    'arn:aws:states:::aws-sdk:s3:GetObject',
    'arn:aws:states:::aws-sdk:s3:selectObjectContent',
    'arn:aws:states:::aws-sdk:states:startExecution',
    'arn:aws:states:::aws-sdk:batch:submitJob.sync',
    'arn:aws:states:us-east-1:123456789012:stateMachine:m',
    'arn:aws:lambda:us-east-1:123456789012:layer:f',
    'arn:aws:s3:::bucket',
    'arn:evil:states:::sqs:sendMessage',
  ])('refuses %s', (text) => {
    expect(parseResource(text)).toBeUndefined();
  });
});
