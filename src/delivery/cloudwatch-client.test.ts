/** The AWS SDK's own client against a stand-in on loopback. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pointSdkAt, StandIn } from './aws-stand-in.fixture.ts';
import { CloudWatchLogsClients } from './cloudwatch-client.ts';

const GROUP = { name: '/aws/vendedlogs/states/g', region: 'eu-west-1', account: '210987654321' };
const EVENTS = [{ timestamp: 1_700_000_000_000, message: '{"id":"1"}' }];

let standIn: StandIn;
let undo: () => void;
let client: CloudWatchLogsClients;

beforeAll(async () => {
  standIn = await StandIn.start();
  undo = pointSdkAt('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', standIn.url);
  client = new CloudWatchLogsClients();
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

describe('CloudWatch Logs through the AWS SDK', () => {
  it('creates a stream and puts events, signed for the Region and the account of the group', async () => {
    await client.createLogStream(GROUP, 'states/m/x', signal);
    expect(await client.putLogEvents(GROUP, 'states/m/x', EVENTS, signal)).toBe(0);
    expect(standIn.requests.map(({ operation, body }) => [operation, body])).toEqual([
      ['CreateLogStream', { logGroupName: GROUP.name, logStreamName: 'states/m/x' }],
      ['PutLogEvents', { logGroupName: GROUP.name, logStreamName: 'states/m/x', logEvents: EVENTS }],
    ]);
    expect(standIn.requests[0]?.headers.authorization).toMatch(
      /Credential=210987654321\/\d{8}\/eu-west-1\/logs\/aws4_request/,
    );
  });

  it('counts what was rejected on either end of the time', async () => {
    const rejectedLogEventsInfo = {
      tooOldLogEventEndIndex: 1,
      expiredLogEventEndIndex: 2,
      tooNewLogEventStartIndex: 4,
    };
    standIn.answer = () => ({ body: { rejectedLogEventsInfo } });
    const events = [1, 2, 3, 4, 5].map((timestamp) => ({ timestamp, message: 'm' }));
    expect(await client.putLogEvents(GROUP, 's', events, signal)).toBe(3);
  });

  it('gives the code of an error as its name, and repeats nothing by itself', async () => {
    standIn.answer = () => ({ status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } });
    await expect(client.putLogEvents(GROUP, 's', EVENTS, signal)).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect(standIn.requests).toHaveLength(1);
  });
});
