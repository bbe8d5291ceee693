/**
 * For tests of the console: a tree of three levels whose leaf is an activity, so that a test decides when and how it ends.
 * `Shop` starts `Payment` for its order, `Payment` starts `Card`, and `Card` asks the activity.
 */
import { callApi, startTestServer } from '../support/server.ts';

const ROLE = 'arn:aws:iam::123456789012:role/console';
const HEAD = 'arn:aws:states:us-east-1:123456789012';
const ACTIVITY = `${HEAD}:activity:charge`;

/** Tries to be markup wherever a text can come from outside. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
export const HOSTILE = '<img src=x onerror=alert(1)></script>"\'`${7*7}';

function child(machine: string, fields: object): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: {
      StateMachineArn: `${HEAD}:stateMachine:${machine}`,
      Input: { 'order.$': '$', 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
    },
    ...fields,
  };
}

const definitions = {
  Card: {
    StartAt: 'AskBank',
    States: {
      AskBank: { Type: 'Task', Resource: ACTIVITY, TimeoutSeconds: 600, ResultPath: '$.bank', Next: 'Booked' },
      Booked: { Type: 'Succeed' },
    },
  },
  Payment: { StartAt: 'UseCard', States: { UseCard: child('Card', { OutputPath: '$.Output', End: true }) } },
  Shop: {
    StartAt: 'Check',
    States: {
      Check: {
        Type: 'Choice',
        Choices: [{ Variable: '$.total', NumericGreaterThan: 0, Next: 'Pay' }],
        Default: 'Free',
      },
      Pay: child('Payment', { ResultPath: '$.paid', Next: 'Both' }),
      Free: { Type: 'Pass', Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: ['Pack', HOSTILE].map((name) => ({
          StartAt: name,
          States: { [name]: { Type: 'Pass', Assign: { packed: true }, End: true } },
        })),
        ResultPath: '$.both',
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  },
};

export type Outcome = { readonly output: object } | { readonly error: string; readonly cause: string };

export interface NestedWorld {
  readonly url: string;
  start(name: string, input?: object): Promise<string>;
  /** Answers the task of the activity that the execution of this name leads to. */
  answer(name: string, outcome: Outcome): Promise<void>;
  status(executionArn: string): Promise<string>;
  /** When it ended, milliseconds since the epoch. */
  stopMs(executionArn: string): Promise<number>;
  page(executionArn: string, search?: string): string;
  close(): Promise<void>;
}

export async function startNestedWorld(): Promise<NestedWorld> {
  const { url, close } = await startTestServer();
  await callApi(url, 'CreateActivity', { name: 'charge' });
  for (const [name, definition] of Object.entries(definitions)) {
    await callApi(url, 'CreateStateMachine', { name, definition: JSON.stringify(definition, null, 2), roleArn: ROLE });
  }
  /** Of tasks that were taken for somebody else, by the name of the execution. */
  const tokens = new Map<string, string>();
  return {
    url,
    close,
    async start(name, more = {}) {
      const input = { total: 12, note: HOSTILE, run: name, ...more };
      const stateMachineArn = `${HEAD}:stateMachine:Shop`;
      return String(
        (await callApi(url, 'StartExecution', { stateMachineArn, name, input: JSON.stringify(input) }))['executionArn'],
      );
    },
    async answer(name, outcome) {
      while (!tokens.has(name)) {
        const { taskToken, input } = await callApi(url, 'GetActivityTask', { activityArn: ACTIVITY });
        const run = JSON.parse(String(input)) as { order: { order: { run: string } } };
        tokens.set(run.order.order.run, String(taskToken));
      }
      const taskToken = tokens.get(name);
      tokens.delete(name);
      if ('output' in outcome) {
        await callApi(url, 'SendTaskSuccess', { taskToken, output: JSON.stringify(outcome.output) });
      } else await callApi(url, 'SendTaskFailure', { taskToken, ...outcome });
    },
    status: async (executionArn) => String((await callApi(url, 'DescribeExecution', { executionArn }))['status']),
    stopMs: async (executionArn) =>
      Number((await callApi(url, 'DescribeExecution', { executionArn }))['stopDate']) * 1000,
    page: (executionArn, search = '') => `${url}/console/executions/${encodeURIComponent(executionArn)}${search}`,
  };
}
