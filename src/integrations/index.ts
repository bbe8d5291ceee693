/**
 * Which integration runs a task: the one place that knows all of them. Activities, `states:startExecution` and
 * the actions of `aws-sdk:sfn` that sfn-sdk.ts knows do not leave the process; the engine runs them itself.
 */
import type { Resource } from '../asl/resource.ts';
import type { Integration } from './integration.ts';
import { createLambdaIntegration } from './lambda.ts';
import type { LambdaClientsOptions } from './lambda-client.ts';

export interface Integrations {
  (resource: Resource): Integration;
  /** Releases the connections of all integrations. */
  close(): void;
}

export interface IntegrationsOptions {
  readonly lambda?: LambdaClientsOptions;
}

export function createIntegrations(options: IntegrationsOptions = {}): Integrations {
  const lambda = createLambdaIntegration(options.lambda);
  const find = (resource: Resource): Integration => (isLambda(resource) ? lambda : missing(resource));
  return Object.assign(find, { close: () => lambda.close?.() });
}

function isLambda(resource: Resource): boolean {
  if (resource.kind === 'service') return resource.resourceType === 'lambda' && resource.action === 'invoke';
  return resource.kind === 'lambda';
}

/** The state fails in a way that Retry and Catch can deal with, and says what to do instead. */
function missing(resource: Resource): Integration {
  const cause =
    `This server has no integration for ${resource.arn} yet. It runs Lambda functions, activities and nested ` +
    'executions; until it runs this service too, call it from a Lambda function.';
  return { run: async () => ({ type: 'failed', error: { error: 'States.TaskFailed', cause } }) };
}
