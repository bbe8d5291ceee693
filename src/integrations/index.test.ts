import { expect, test } from 'vitest';
import { Payload } from '../asl/payload.ts';
import { parseResource } from '../asl/resource.ts';
import { createIntegrations } from './index.ts';
import type { TaskRequest } from './integration.ts';

function find(arn: string) {
  const resource = parseResource(arn);
  if (resource === undefined) throw new Error(arn);
  return { resource, integration: createIntegrations()(resource) };
}

test('both forms of Lambda tasks have one integration', () => {
  const integrations = createIntegrations();
  const forms = [
    'arn:aws:lambda:us-east-1:123456789012:function:f',
    'arn:aws:states:::lambda:invoke',
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
  ].map((arn) => integrations(find(arn).resource));
  expect(new Set(forms).size).toBe(1);
  integrations.close();
});

test('a service without integration fails the task, with a cause that names it and the way out', async () => {
  const arn = 'arn:aws:states:::sqs:sendMessage';
  const { resource, integration } = find(arn);
  const request: TaskRequest = {
    resource,
    parameters: Payload.emptyObject,
    account: '123456789012',
    region: 'us-east-1',
    executionArn: 'e',
    idempotencyKey: 'k',
    roleArn: 'r',
    signal: new AbortController().signal,
  };
  expect(await integration.run(request)).toEqual({
    type: 'failed',
    error: {
      error: 'States.TaskFailed',
      cause: expect.stringMatching(new RegExp(`no integration for ${arn} yet.*Lambda function`)),
    },
  });
});
