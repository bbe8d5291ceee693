/** The AWS SDK's own client against a stand-in on loopback. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pointSdkAt, StandIn } from './aws-stand-in.fixture.ts';
import { EventBridgeClients } from './eventbridge-client.ts';

const REALM = { region: 'eu-west-1', account: '210987654321' };
const EVENT = {
  source: 'aws.states',
  detailType: 'T',
  detail: '{"a":1}',
  resources: ['arn'],
  timeMs: 1_700_000_000_000,
};

let standIn: StandIn;
let undo: () => void;
let client: EventBridgeClients;

beforeAll(async () => {
  standIn = await StandIn.start();
  undo = pointSdkAt('AWS_ENDPOINT_URL_EVENTBRIDGE', standIn.url);
  client = new EventBridgeClients();
});

afterAll(() => {
  client.close();
  standIn.close();
  undo();
});

beforeEach(() => {
  standIn.requests.length = 0;
  standIn.answer = () => ({});
});

const { signal } = new AbortController();

describe('EventBridge through the AWS SDK', () => {
  it('puts events, signed for the Region and the account of the execution', async () => {
    standIn.answer = () => ({ body: { FailedEntryCount: 0, Entries: [{ EventId: '1' }] } });
    expect(await client.putEvents(REALM, [EVENT], signal)).toEqual([undefined]);
    expect(standIn.requests.map(({ operation, body }) => [operation, body])).toEqual([
      [
        'PutEvents',
        {
          Entries: [
            { Source: 'aws.states', DetailType: 'T', Detail: '{"a":1}', Resources: ['arn'], Time: 1_700_000_000 },
          ],
        },
      ],
    ]);
    expect(standIn.requests[0]?.headers.authorization).toMatch(
      /Credential=210987654321\/\d{8}\/eu-west-1\/events\/aws4_request/,
    );
  });

  it('tells which events failed', async () => {
    const Entries = [{ EventId: '1' }, { ErrorCode: 'InternalFailure', ErrorMessage: 'try again' }];
    standIn.answer = () => ({ body: { FailedEntryCount: 1, Entries } });
    expect(await client.putEvents(REALM, [EVENT, EVENT], signal)).toEqual([
      undefined,
      { code: 'InternalFailure', message: 'try again' },
    ]);
  });

  it('gives the code of an error as its name, and repeats nothing by itself', async () => {
    standIn.answer = () => ({ status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } });
    await expect(client.putEvents(REALM, [EVENT], signal)).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(standIn.requests).toHaveLength(1);
  });
});
