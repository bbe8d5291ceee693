/**
 * A server with something to look at in the console: the examples with executions of every outcome, a Distributed Map
 * with failures, tasks that wait for somebody, versions and an alias, and names and payloads that try to be markup.
 */
import { deploy, readInput } from '../../src/cli/demo/examples.ts';
import { callApi, quickExamples, startTestServer, untilClosed } from './server.ts';

const ROLE = 'arn:aws:iam::123456789012:role/console';
export const HOSTILE = '<img src=x onerror=alert(1)>"\'`{{7*7}}</script>';

const definitions = {
  ApproveRefund: {
    Comment: 'Waits until somebody approves the refund.',
    StartAt: 'AskManager',
    States: {
      AskManager: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
        Parameters: {
          StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Remind',
          Input: { 'taskToken.$': '$$.Task.Token', 'refund.$': '$' },
        },
        HeartbeatSeconds: 86_400,
        Next: 'Refund',
      },
      Refund: { Type: 'Pass', End: true },
    },
  },
  Remind: {
    Comment: 'Sends a reminder and is done.',
    StartAt: 'Send',
    States: { Send: { Type: 'Pass', End: true } },
  },
  PackParcel: {
    Comment: 'A person packs and says so.',
    StartAt: 'Pack',
    States: {
      Pack: {
        Type: 'Task',
        Resource: 'arn:aws:states:us-east-1:123456789012:activity:packing',
        TimeoutSeconds: 7200,
        HeartbeatSeconds: 600,
        End: true,
      },
    },
  },
  ImportCatalogue: {
    Comment: 'Checks every item of a catalogue.',
    StartAt: 'CheckItems',
    States: {
      CheckItems: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 8,
        ToleratedFailurePercentage: 60,
        Label: 'CheckItems',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Price',
          States: {
            Price: {
              Type: 'Choice',
              Choices: [
                { Variable: '$.price', NumericLessThan: 0, Next: 'NegativePrice' },
                { Variable: '$.price', NumericEquals: 0, Next: 'NoPrice' },
              ],
              Default: 'Fine',
            },
            NegativePrice: { Type: 'Fail', Error: 'Catalogue.NegativePrice', Cause: 'A price is below zero' },
            NoPrice: { Type: 'Fail', Error: 'Catalogue.NoPrice', Cause: 'There is no price' },
            Fine: { Type: 'Succeed' },
          },
        },
        ResultPath: '$.checked',
        End: true,
      },
    },
  },
  NightlyReport: {
    Comment: 'Waits for the night.',
    StartAt: 'UntilNight',
    States: {
      UntilNight: { Type: 'Wait', Seconds: 36_000, Next: 'Report' },
      Report: { Type: 'Pass', End: true },
    },
  },
  SettleInvoice: {
    Comment: 'Fails when the bank says no.',
    StartAt: 'Collect',
    States: {
      Collect: { Type: 'Fail', Error: 'Bank.Declined', Cause: 'Insufficient funds on the account of the customer' },
    },
  },
};

export interface ConsoleWorld {
  readonly url: string;
  /** By name of the state machine. */
  readonly machines: ReadonlyMap<string, string>;
  /** The nested example: `FulfilOrder`. */
  readonly orderArn: string;
  /** An execution with a Distributed Map. */
  readonly catalogueArn: string;
  /** Its Map Run. */
  readonly mapRunArn: string;
  start(machine: string, name: string, input?: object): Promise<string>;
  close(): Promise<void>;
}

export async function startConsoleWorld(): Promise<ConsoleWorld> {
  const { url, client, close } = await startTestServer();
  const machines = new Map(await deploy(client, quickExamples()));
  for (const [name, definition] of Object.entries(definitions)) {
    const input = { name, definition: JSON.stringify(definition, null, 2), roleArn: ROLE };
    machines.set(name, String((await callApi(url, 'CreateStateMachine', input))['stateMachineArn']));
  }
  await callApi(url, 'CreateActivity', { name: 'packing' });
  const start = async (machine: string, name: string, input: object = {}) => {
    const stateMachineArn = machines.get(machine);
    const started = await callApi(url, 'StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
    return String(started['executionArn']);
  };
  const world = { url, machines, start, close };
  return { ...world, ...(await populate(world)) };
}

interface MapRun {
  readonly mapRunArn: string;
}

type Bare = Omit<ConsoleWorld, 'orderArn' | 'catalogueArn' | 'mapRunArn'>;

async function populate({ url, machines, start }: Bare) {
  const fulfil = machines.get('FulfilOrder');
  await callApi(url, 'PublishStateMachineVersion', { stateMachineArn: fulfil, description: 'First' });
  await callApi(url, 'PublishStateMachineVersion', { stateMachineArn: machines.get('ChargeCard') });
  await callApi(url, 'CreateStateMachineAlias', {
    name: 'live',
    routingConfiguration: [{ stateMachineVersionArn: `${fulfil}:1`, weight: 100 }],
  });
  await callApi(url, 'TagResource', { resourceArn: fulfil, tags: [{ key: 'team', value: 'orders' }] });

  const order = JSON.parse(readInput('FulfilOrder')) as object;
  const closing: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    closing.push(await start('FulfilOrder', `order-${1001 + n}`, { ...order, orderId: String(1001 + n) }));
  }
  for (const customer of [17, 42, 99]) closing.push(await start('SettleInvoice', `invoice-${customer}`, { customer }));
  const items = Array.from({ length: 40 }, (_, n) => ({
    sku: `A-${n}`,
    price: n % 7 === 3 ? 0 : n % 11 === 5 ? -1 : n + 1,
  }));
  const catalogueArn = await start('ImportCatalogue', 'catalogue-2026-03', { items });
  closing.push(catalogueArn);
  await Promise.all(closing.map((arn) => untilClosed(url, arn)));

  const stopped = await start('NightlyReport', 'report-monday');
  await callApi(url, 'StopExecution', { executionArn: stopped, error: 'Operator', cause: 'Not needed on Mondays' });
  for (const day of ['tuesday', 'wednesday']) await start('NightlyReport', `report-${day}`, { day });
  await start('ApproveRefund', 'refund-501', { customer: 42, amount: 120.5 });
  await start('ApproveRefund', 'refund-502', { customer: 7, note: HOSTILE });
  await start('PackParcel', 'parcel-9', { orderId: '1001', weightGrams: 740 });
  const { mapRuns } = (await callApi(url, 'ListMapRuns', { executionArn: catalogueArn })) as { mapRuns: MapRun[] };
  return { orderArn: closing[0] as string, catalogueArn, mapRunArn: mapRuns[0]?.mapRunArn as string };
}
