/**
 * What `stairwell start` shows. On data without state machines: deploys the examples, runs the one that starts the
 * others and draws the tree of executions. On data that is there already: says what goes on. Talks to the server
 * through its API only, so everything here could be done with an AWS SDK as well.
 */
import { type ApiClient, allPages } from '../client.ts';
import type { Terminal } from '../terminal.ts';
import { type Definitions, deploy, readDefinitions, readInput } from './examples.ts';
import { TreeReader } from './execution-tree.ts';
import { watch } from './watch.ts';

const ROOT_MACHINE = 'FulfilOrder';

/** Counting stops here: the number is for a sentence, and a server may have a million waiting executions. */
const COUNT_LIMIT = 1000;

export interface DemoOptions {
  readonly client: ApiClient;
  readonly url: string;
  readonly region: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** What to deploy; `examples/` when absent. */
  readonly definitions?: Definitions;
  /** Time between two looks at the tree. */
  readonly intervalMs?: number;
}

export async function demo(options: DemoOptions): Promise<void> {
  const machines = await standardMachines(options.client);
  if (machines.length === 0) await runExamples(options);
  else await sayWhatGoesOn(machines, options);
}

async function standardMachines(client: ApiClient): Promise<string[]> {
  const machines = await allPages(
    (input: { nextToken?: string }) => client.call('ListStateMachines', input),
    {},
    (page) => page.stateMachines,
    COUNT_LIMIT,
  );
  return machines.map((machine) => machine.stateMachineArn);
}

async function runExamples(options: DemoOptions): Promise<void> {
  const { client, url, region, terminal, signal, definitions = readDefinitions(), intervalMs = 100 } = options;
  const arns = await deploy(client, definitions);
  const stateMachineArn = arns.get(ROOT_MACHINE) ?? '';
  const { executionArn } = await client.call('StartExecution', { stateMachineArn, input: readInput(ROOT_MACHINE) });
  terminal.write(`
Nothing is deployed here yet, so the ${arns.size} state machines of examples/ were created and ${ROOT_MACHINE} was started.
It starts one child with each pattern, and one that fails and is caught:

`);
  await watch(executionArn, { reader: new TreeReader(client), terminal, signal, intervalMs });
  terminal.write(exploreHint({ url, region, stateMachineArn, executionArn }));
}

function exploreHint(of: { url: string; region: string; stateMachineArn: string; executionArn: string }): string {
  const aws = `aws --endpoint-url ${of.url} stepfunctions`;
  return `
Look around with the AWS CLI (any credentials do; they are not checked and go nowhere else):

  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${of.region}
  ${aws} list-executions --state-machine-arn ${of.stateMachineArn}
  ${aws} get-execution-history --execution-arn ${of.executionArn}
  ${aws} start-execution --state-machine-arn ${of.stateMachineArn} --input file://examples/${ROOT_MACHINE}.input.json

See it in a browser: ${of.url}/console/

Serving at ${of.url} until Ctrl+C. Start again and it goes on with the same data.
`;
}

async function sayWhatGoesOn(machines: readonly string[], options: DemoOptions): Promise<void> {
  const running = await countRunning(machines, options.client);
  const { url, region, terminal } = options;
  terminal.write(`
Found ${plural(machines.length, 'state machine')}. ${goesOn(running)}

Look around with the AWS CLI:

  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${region}
  aws --endpoint-url ${url} stepfunctions list-state-machines

See it in a browser: ${url}/console/

`);
}

async function countRunning(machines: readonly string[], client: ApiClient): Promise<number> {
  let count = 0;
  for (const stateMachineArn of machines) {
    const running = await allPages(
      (input: { stateMachineArn: string; nextToken?: string }) =>
        client.call('ListExecutions', { ...input, statusFilter: 'RUNNING', maxResults: 1000 }),
      { stateMachineArn },
      (page) => page.executions,
      COUNT_LIMIT,
    );
    count += running.length;
    if (count >= COUNT_LIMIT) break;
  }
  return count;
}

function goesOn(running: number): string {
  if (running === 0) return 'No execution was running.';
  const number = running >= COUNT_LIMIT ? `${COUNT_LIMIT} or more executions` : plural(running, 'execution');
  return `Resumed ${number} where ${running === 1 ? 'it' : 'they'} stopped.`;
}

function plural(count: number, noun: string): string {
  return `${count >= COUNT_LIMIT ? `${COUNT_LIMIT}+` : count} ${noun}${count === 1 ? '' : 's'}`;
}
