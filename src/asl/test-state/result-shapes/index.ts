/**
 * Which API output the result of a Task has. Source: spec of integrations, "Parameters and result shapes"; TestState,
 * `fieldValidationMode`. Undefined: the result is anything (functions' payloads, activities, callbacks, HTTP calls), its
 * shape is Step Functions' own, or the service is none of those written down here; such mocks are taken as they are.
 */
import type { Resource } from '../../resource.ts';
import { athenaShapes } from './athena.ts';
import { batchShapes } from './batch.ts';
import { bedrockShapes } from './bedrock.ts';
import { codebuildShapes } from './codebuild.ts';
import { databrewShapes } from './databrew.ts';
import { dynamodbShapes } from './dynamodb.ts';
import { ecsShapes } from './ecs.ts';
import { eksShapes } from './eks.ts';
import { emrContainersShapes } from './emr-containers.ts';
import { emrServerlessShapes } from './emr-serverless.ts';
import { eventsShapes } from './events.ts';
import { glueShapes } from './glue.ts';
import { kmsShapes } from './kms.ts';
import { lambdaShapes } from './lambda.ts';
import { s3Shapes } from './s3.ts';
import { sagemakerShapes } from './sagemaker.ts';
import { secretsmanagerShapes } from './secretsmanager.ts';
import type { ServiceShapes } from './shape-syntax.ts';
import { snsShapes } from './sns.ts';
import { sqsShapes } from './sqs.ts';
import { stepfunctionsShapes } from './stepfunctions.ts';
import { stsShapes } from './sts.ts';

export interface ResultShape {
  readonly shapes: ServiceShapes;
  readonly structure: string;
  /** Members that are more than the API's output says. */
  readonly free: ReadonlySet<string>;
}

const SERVICES: ReadonlyMap<string, ServiceShapes> = new Map([
  ['athena', athenaShapes],
  ['batch', batchShapes],
  ['bedrock', bedrockShapes],
  ['codebuild', codebuildShapes],
  ['databrew', databrewShapes],
  ['dynamodb', dynamodbShapes],
  ['ecs', ecsShapes],
  ['eks', eksShapes],
  ['emr-containers', emrContainersShapes],
  ['emr-serverless', emrServerlessShapes],
  ['events', eventsShapes],
  ['glue', glueShapes],
  ['lambda', lambdaShapes],
  ['sagemaker', sagemakerShapes],
  ['sns', snsShapes],
  ['sqs', sqsShapes],
  ['states', stepfunctionsShapes],
  ['aws-sdk:dynamodb', dynamodbShapes],
  ['aws-sdk:eventbridge', eventsShapes],
  ['aws-sdk:kms', kmsShapes],
  ['aws-sdk:lambda', lambdaShapes],
  ['aws-sdk:s3', s3Shapes],
  ['aws-sdk:secretsmanager', secretsmanagerShapes],
  ['aws-sdk:sfn', stepfunctionsShapes],
  ['aws-sdk:sns', snsShapes],
  ['aws-sdk:sqs', sqsShapes],
  ['aws-sdk:sts', stsShapes],
]);

/** Where a job's result is, as it stands, what this operation says about it. Of other jobs it is a part, or reshaped. */
const POLLED: ReadonlyMap<string, string> = new Map([
  ['states:startExecution', 'DescribeExecution'],
  ['athena:startQueryExecution', 'GetQueryExecution'],
]);

const NONE: ReadonlySet<string> = new Set();
/** The optimised integration parses the function's answer. */
const PAYLOAD: ReadonlySet<string> = new Set(['Payload']);

export function resultShapeOf(resource: Resource): ResultShape | undefined {
  if (resource.kind !== 'service' || resource.pattern === 'waitForTaskToken') return undefined;
  const { resourceType, action, pattern } = resource;
  const shapes = SERVICES.get(resourceType);
  const operation =
    pattern === 'sync'
      ? POLLED.get(`${resourceType}:${action}`)
      : `${action.slice(0, 1).toUpperCase()}${action.slice(1)}`;
  if (shapes === undefined || operation === undefined || !Object.hasOwn(shapes.operations, operation)) return undefined;
  const structure = shapes.operations[operation] as string;
  return { shapes, structure, free: resourceType === 'lambda' ? PAYLOAD : NONE };
}
