/** Every operation is found by every tool: one life story, played by the AWS SDK, boto3 and the AWS CLI. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeInput } from '../src/api/constraints.ts';
import { OPERATIONS, type OperationModel, type Shape } from '../src/api/model.ts';
import { operations } from '../src/api/operations/index.ts';
import { API_ERROR_CODES } from '../src/aws/api-error.ts';
import { startTestServer } from './support/server.ts';
import { play, type SmokeClient } from './support/smoke.ts';
import { awsCliClient, boto3Client, hasAwsCli, hasBoto3, sdkClient } from './support/smoke-clients.ts';
import { botocoreModel, clientInput, clientOperations, modelInput, sampleOf } from './support/smoke-model.ts';
import { SMOKE_STEPS } from './support/smoke-steps.ts';

/** The AWS CLI is a process for each call, so by default it makes one call of each operation and the SDK the others. */
const WHOLE_STORY_BY_CLI = process.env['SMOKE'] === 'all';

describe('the story', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const elsewhere = async (use: (url: string) => Promise<string[]>) => {
    const own = await startTestServer();
    try {
      report(await use(own.url));
    } finally {
      await own.close();
    }
  };

  test('is played by the AWS SDK for JavaScript', async () => {
    const client = sdkClient(server.url);
    expect(await play(SMOKE_STEPS, client)).toEqual([]);
    client.close();
  });

  test.skipIf(!hasBoto3())(
    'is played by boto3',
    () =>
      elsewhere(async (url) => {
        const client = boto3Client(url);
        return play(SMOKE_STEPS, client).finally(client.close);
      }),
    60_000,
  );

  test.skipIf(!hasAwsCli())(
    'is played by the AWS CLI',
    () =>
      elsewhere(async (url) => {
        const client = sdkClient(url);
        const cli = awsCliClient(url);
        return play(SMOKE_STEPS, WHOLE_STORY_BY_CLI ? cli : onceEach(cli, client)).finally(client.close);
      }),
    300_000,
  );
});

/** A client that makes the first call of each operation through one client and the rest through the other. */
function onceEach(first: SmokeClient, rest: SmokeClient): SmokeClient {
  const made = new Set<string>();
  return {
    call(operation, input) {
      if (made.has(operation)) return rest.call(operation, input);
      made.add(operation);
      return first.call(operation, input);
    },
  };
}

/** Older tools may not know the newest members; what they left out is printed. */
function report(unknown: readonly string[]): void {
  if (unknown.length > 0) process.stdout.write(`left out, as the tool does not know it:\n  ${unknown.join('\n  ')}\n`);
}

const MODELS = Object.entries(OPERATIONS) as [string, OperationModel][];

describe('the operations of the AWS SDK', () => {
  test('are those of the model', () => {
    expect(clientOperations().sort()).toEqual(MODELS.map(([name]) => name).sort());
  });

  test.each(MODELS)('%s is implemented, and called by the story', (name) => {
    expect(operations.get(name)?.name).toBe(name);
    expect(SMOKE_STEPS.some((step) => step.operation === name && step.refused === undefined)).toBe(true);
  });

  test.each(MODELS)('%s takes every member of its input', (name, { input }) => {
    expect(modelInput(input).sort()).toEqual(clientInput(name).sort());
    expect(decodeInput(input, sampleOf(input) as never)).toEqual(sampleOf(input));
  });

  test.each(MODELS)('%s needs its required members', (_, { input }) => {
    for (const member of input.required) {
      const { [member]: __, ...rest } = sampleOf(input);
      expect(() => decodeInput(input, rest as never)).toThrow(`at '${member}' failed to satisfy constraint`);
    }
  });

  test.each(MODELS)('the errors of %s are in the catalogue', (_, { errors }) => {
    expect(API_ERROR_CODES).toEqual(expect.arrayContaining([...errors]));
  });
});

const botocore = botocoreModel();

describe.skipIf(botocore === undefined)('the model of botocore', () => {
  test.each(MODELS)('says the same of %s', (name, { input, errors }) => {
    const theirs = botocore?.[name];
    if (theirs === undefined) return; // older than the operation
    // Keys of customers are refused, so what goes wrong with them is not declared everywhere.
    const declared = new Set<string>(errors);
    expect(theirs.errors.filter((error) => !declared.has(error) && !error.startsWith('Kms'))).toEqual([]);
    expect(errors.filter((error) => !theirs.errors.includes(error))).toEqual([]);
    const ours = limits(input);
    for (const [path, limit] of Object.entries(theirs.limits)) expect(ours.get(path), path).toEqual(limit);
  });
});

/** In botocore's form: lengths and values by path. */
function limits(shape: Shape, prefix = ''): Map<string, object> {
  if (shape.type === 'list') return limits(shape.member, prefix);
  if (shape.type !== 'structure') return new Map();
  return new Map(
    Object.entries(shape.members).flatMap(([name, member]) => {
      const required = shape.required.includes(name);
      return [[`${prefix}${name}`, { ...limit(member), required }], ...limits(member, `${prefix}${name}.`)] as const;
    }),
  );
}

function limit(shape: Shape): object {
  const { min, max, enum: values } = shape as { min?: number; max?: number; enum?: readonly string[] };
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(values !== undefined && { enum: [...values].sort() }),
  };
}
