/** Versions, aliases, activities and tags: the whole server on the embedded store, driven by the official client. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConflictException, paginateListActivities, ResourceNotFound, SFN, TooManyTags } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../src/server/config.ts';
import type { RunningServer } from '../src/server/server.ts';
import { startServer } from '../src/server/server.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'stairwell-registry-'));
const roleArn = 'arn:aws:iam::123456789012:role/any';
const PREFIX = 'arn:aws:states:us-east-1:123456789012';
let server: RunningServer;
let sfn: SFN;

async function open(): Promise<void> {
  server = await startServer({ ...DEFAULT_CONFIG, port: 0, dataDir, logLevel: 'warn' });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  sfn = new SFN({ endpoint: server.url, region: 'us-east-1', credentials });
}

async function close(): Promise<void> {
  sfn.destroy();
  await server.close();
}

beforeAll(open);
afterAll(async () => {
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});

const pass = (result: string) =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });

async function output(stateMachineArn: string) {
  const { executionArn } = await sfn.startExecution({ stateMachineArn });
  await expect.poll(async () => (await sfn.describeExecution({ executionArn })).status).toBe('SUCCEEDED');
  return sfn.describeExecution({ executionArn });
}

describe('a deployment with versions and aliases', () => {
  const PROD = `${PREFIX}:stateMachine:Shop:PROD`;
  const version = (number: number) => `${PREFIX}:stateMachine:Shop:${number}`;
  const all = (number: number) => [{ stateMachineVersionArn: version(number), weight: 100 }];

  test('goes from version to version', async () => {
    const created = await sfn.createStateMachine({ name: 'Shop', definition: pass('1'), roleArn, publish: true });
    expect(created.stateMachineVersionArn).toBe(version(1));
    const alias = await sfn.createStateMachineAlias({ name: 'PROD', routingConfiguration: all(1) });
    expect(alias.stateMachineAliasArn).toBe(PROD);
    const { stateMachineArn } = created;
    await sfn.updateStateMachine({ stateMachineArn, definition: pass('2') });
    expect((await output(PROD)).output).toBe('"1"');
    const { revisionId } = await sfn.describeStateMachine({ stateMachineArn });
    const published = await sfn.publishStateMachineVersion({ stateMachineArn, revisionId, description: 'two' });
    expect(published.stateMachineVersionArn).toBe(version(2));
    await sfn.updateStateMachineAlias({ stateMachineAliasArn: PROD, routingConfiguration: all(2) });
    expect(await output(PROD)).toMatchObject({
      ...{ output: '"2"', stateMachineVersionArn: version(2), stateMachineAliasArn: PROD, stateMachineArn },
    });
    expect(await sfn.describeStateMachine({ stateMachineArn: version(2) })).toMatchObject({
      ...{ description: 'two', definition: pass('2'), revisionId },
    });
  });

  test('is there after a restart', async () => {
    await close();
    await open();
    expect(await sfn.describeStateMachineAlias({ stateMachineAliasArn: PROD })).toMatchObject({
      ...{ name: 'PROD', routingConfiguration: all(2) },
    });
    expect((await output(PROD)).output).toBe('"2"');
    expect((await output(version(1))).output).toBe('"1"');
    const stateMachineArn = `${PREFIX}:stateMachine:Shop`;
    const first = await sfn.listStateMachineVersions({ stateMachineArn, maxResults: 1 });
    const second = await sfn.listStateMachineVersions({ stateMachineArn, nextToken: first.nextToken });
    const listed = [...(first.stateMachineVersions ?? []), ...(second.stateMachineVersions ?? [])];
    const versions = listed.map((one) => one.stateMachineVersionArn);
    expect(versions).toEqual([version(2), version(1)]);
  });

  test('is refused by exceptions of the SDK', async () => {
    const used = sfn.deleteStateMachineVersion({ stateMachineVersionArn: version(2) });
    await expect(used).rejects.toBeInstanceOf(ConflictException);
    const missing = sfn.describeStateMachineAlias({ stateMachineAliasArn: `${PROD}2` });
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFound);
    const routingConfiguration = [{ stateMachineVersionArn: version(1), weight: 99 }];
    await expect(sfn.createStateMachineAlias({ name: 'TEST', routingConfiguration })).rejects.toMatchObject({
      ...{ name: 'ValidationException', reason: 'INVALID_ROUTING_CONFIGURATION' },
    });
  });

  test('goes with its machine', async () => {
    await sfn.deleteStateMachine({ stateMachineArn: `${PREFIX}:stateMachine:Shop` });
    await expect(sfn.describeStateMachineAlias({ stateMachineAliasArn: PROD })).rejects.toThrow(ResourceNotFound);
    await expect(sfn.startExecution({ stateMachineArn: version(1) })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });
});

describe('activities and tags', () => {
  test('are made, listed, tagged and deleted', async () => {
    for (const name of ['b', 'a', 'c']) await sfn.createActivity({ name, tags: [{ key: 'team', value: name }] });
    const names: (string | undefined)[] = [];
    for await (const page of paginateListActivities({ client: sfn, pageSize: 2 }, {})) {
      for (const activity of page.activities ?? []) names.push(activity.name);
    }
    expect(names).toEqual(['a', 'b', 'c']);
    const activityArn = `${PREFIX}:activity:a`;
    expect(await sfn.describeActivity({ activityArn })).toMatchObject({ name: 'a', creationDate: expect.any(Date) });
    await sfn.tagResource({ resourceArn: activityArn, tags: [{ key: '__proto__', value: 'x' }] });
    expect((await sfn.listTagsForResource({ resourceArn: activityArn })).tags).toEqual([
      { key: 'team', value: 'a' },
      { key: '__proto__', value: 'x' },
    ]);
    const tags = Array.from({ length: 50 }, (_, i) => ({ key: `k${i}`, value: '' }));
    await expect(sfn.tagResource({ resourceArn: activityArn, tags })).rejects.toBeInstanceOf(TooManyTags);
    await sfn.untagResource({ resourceArn: activityArn, tagKeys: ['team', '__proto__'] });
    expect((await sfn.listTagsForResource({ resourceArn: activityArn })).tags).toEqual([]);
    await sfn.deleteActivity({ activityArn });
    await expect(sfn.describeActivity({ activityArn })).rejects.toMatchObject({
      ...{ name: 'ActivityDoesNotExist', message: `Activity Does Not Exist: '${activityArn}'` },
    });
  });
});

describe('a definition', () => {
  test('is validated without being created', async () => {
    expect(await sfn.validateStateMachineDefinition({ definition: pass('x') })).toMatchObject({
      ...{ result: 'OK', diagnostics: [], truncated: false },
    });
    const wrong = await sfn.validateStateMachineDefinition({ definition: '{}', severity: 'WARNING' });
    expect(wrong).toMatchObject({ result: 'FAIL', diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED' }] });
  });

  test('shows which states read which variables', async () => {
    const definition = JSON.stringify({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'x.$': '$x' }, End: true },
      },
    });
    const { stateMachineArn } = await sfn.createStateMachine({ name: 'Variables', definition, roleArn });
    const described = await sfn.describeStateMachine({ stateMachineArn });
    expect(described.variableReferences).toEqual({ B: ['x'] });
    const { executionArn } = await output(stateMachineArn as string);
    const forExecution = await sfn.describeStateMachineForExecution({ executionArn });
    expect(forExecution.variableReferences).toEqual({ B: ['x'] });
    const hidden = await sfn.describeStateMachine({ stateMachineArn, includedData: 'METADATA_ONLY' });
    expect(hidden.variableReferences).toBeUndefined();
  });
});
