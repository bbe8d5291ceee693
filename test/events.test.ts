/** Status change events of a real server, through the AWS SDK, to a stand-in for EventBridge. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointSdkAt, StandIn } from '../src/delivery/aws-stand-in.fixture.ts';
import { callApi, startTestServer, untilClosed } from './support/server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-events-'));
const MACHINE = {
  name: 'Orders',
  definition: JSON.stringify({ StartAt: 'Hi', States: { Hi: { Type: 'Pass', End: true } } }),
  roleArn: 'arn:aws:iam::123456789012:role/any',
};

let bus: StandIn;
let undo: () => void;

beforeAll(async () => {
  bus = await StandIn.start();
  undo = pointSdkAt('AWS_ENDPOINT_URL_EVENTBRIDGE', bus.url);
});

afterAll(() => {
  bus.close();
  undo();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs one execution and ends the server. */
async function run(events: 'eventbridge' | `eventbridge:${string}`, name?: string): Promise<void> {
  const server = await startTestServer({ events, store: 'sqlite', dataDir });
  const { stateMachineArn } = await callApi(server.url, 'CreateStateMachine', MACHINE);
  if (name !== undefined) {
    const { executionArn } = await callApi(server.url, 'StartExecution', { stateMachineArn, name });
    await untilClosed(server.url, String(executionArn));
  }
  await server.close();
}

function told(): string[] {
  const entries = bus.requests.flatMap(({ body }) => body.Entries as { Source: string; Detail: string }[]);
  return entries.map(({ Source, Detail }) => `${Source} ${JSON.parse(Detail).name} ${JSON.parse(Detail).status}`);
}

describe('a server with --events eventbridge', () => {
  it('tells of start and end before it has stopped', async () => {
    await run('eventbridge', 'e');
    expect(told()).toEqual(['aws.states e RUNNING', 'aws.states e SUCCEEDED']);
    expect(bus.requests.every(({ operation }) => operation === 'PutEvents')).toBe(true);
  });

  it('tells of it after the next start when the bus was down, under the source that was asked for', async () => {
    bus.requests.length = 0;
    bus.answer = () => ({ status: 500, body: { __type: 'InternalException' } });
    await run('eventbridge', 'down');
    bus.answer = () => ({});
    bus.requests.length = 0;
    await run('eventbridge:stairwell.states');
    const source = 'stairwell.states';
    expect(told()).toEqual([`${source} down RUNNING`, `${source} down SUCCEEDED`]);
  });
});
