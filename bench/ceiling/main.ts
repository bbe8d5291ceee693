/**
 * The ceiling: NOT a product, but the least code that does the durable work of the workloads over HTTP, to know what
 * this machine can do. HTTP in node, an interpreter without checks, group commit into SQLite in a thread with
 * synchronous=FULL; StartExecution is answered after the commit. Environment: DATA_DIR, AWS_ENDPOINT_URL_LAMBDA.
 * Prints one line of JSON with its url when it is ready.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';
import { type Call, type Definition, History, run, type State } from './interpreter.ts';

interface Machine {
  readonly number: number;
  readonly definition: Definition;
  running: number;
}

interface Ended {
  readonly id: number;
  readonly output: string;
  readonly startSeconds: number;
  readonly stopSeconds: number;
}

type Body = Readonly<Record<string, string>>;

const ARN = 'arn:aws:states:us-east-1:123456789012:';
const FUNCTION_PATH = '/2015-03-31/functions/noop/invocations';

const file = join(process.env['DATA_DIR'] as string, 'ceiling.db');
const store = await GroupCommit.open(file);
const db = new DatabaseSync(file, { readOnly: true });
const readExecution = db.prepare('SELECT status, start, stop, output FROM executions WHERE id = ?');
const readHistory = db.prepare('SELECT body FROM history WHERE id = ?');
const machines = new Map<string, Machine>();
const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
let lastId = 0;

function start(machine: Machine, name: string, input: string, done: (ended: Ended) => void): void {
  const id = ++lastId;
  const startSeconds = Date.now() / 1000;
  const history = new History();
  const row = { id, name, machine: machine.number, startSeconds, input };
  machine.running++;
  history.add('ExecutionStarted', { executionStartedEventDetails: { input } });
  const call: Call = (state, answered) => {
    const waiting = { ...row, status: 'RUNNING', stopSeconds: null, output: null, history: null } as const;
    // What leaves, or starts another execution, must be durable first.
    store.save(waiting, () => perform(state, id, answered));
  };
  run(machine.definition, input, history, call, (output) => {
    const stopSeconds = Date.now() / 1000;
    store.save({ ...row, status: 'SUCCEEDED', stopSeconds, output, history: history.text() }, () => {
      machine.running--;
      done({ id, output, startSeconds, stopSeconds });
    });
  });
}

function perform(state: State, parentId: number, answered: (output: string) => void): void {
  const { StateMachineArn, Input } = state.Parameters ?? {};
  if (StateMachineArn === undefined) return invokeFunction(answered);
  const child = machines.get(StateMachineArn) as Machine;
  start(child, `child-${parentId}`, JSON.stringify(Input), ({ id, output }) => {
    answered(`{"ExecutionArn":"${ARN}execution:x:${id}","Status":"SUCCEEDED","Output":${output}}`);
  });
}

function invokeFunction(answered: (output: string) => void): void {
  const { hostname, port } = new URL(process.env['AWS_ENDPOINT_URL_LAMBDA'] as string);
  const body = '{"a":1}';
  const options = { agent, host: hostname, port, method: 'POST', path: FUNCTION_PATH };
  const request = http.request({ ...options, headers: { 'content-length': body.length } }, (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += chunk;
    });
    response.on('end', () => answered(text));
  });
  request.end(body);
}

/** Each answers with the text of its response. */
const operations: Readonly<Record<string, (body: Body, send: (text: string) => void) => void>> = {
  CreateStateMachine({ name = '', definition = '' }, send) {
    machines.set(`${ARN}stateMachine:${name}`, {
      number: machines.size,
      definition: JSON.parse(definition),
      running: 0,
    });
    send(JSON.stringify({ stateMachineArn: `${ARN}stateMachine:${name}`, creationDate: 1 }));
  },
  StartExecution({ stateMachineArn = '', name = '', input = '' }, send) {
    start(machines.get(stateMachineArn) as Machine, name, input, ({ id, startSeconds }) => {
      send(`{"executionArn":"${ARN}execution:x:${id}","startDate":${startSeconds}}`);
    });
  },
  StartSyncExecution({ stateMachineArn = '', name = '', input = '' }, send) {
    start(machines.get(stateMachineArn) as Machine, name, input, ({ id, output, startSeconds, stopSeconds }) => {
      const dates = { startDate: startSeconds, stopDate: stopSeconds };
      send(JSON.stringify({ executionArn: `${ARN}express:x:${id}`, status: 'SUCCEEDED', output, ...dates }));
    });
  },
  DescribeExecution({ executionArn = '' }, send) {
    const row = readExecution.get(idOf(executionArn)) as Record<string, unknown> | undefined;
    const { status = 'RUNNING', start: startDate = 1, stop: stopDate, output } = row ?? {};
    send(JSON.stringify({ executionArn, status, startDate, stopDate, output }));
  },
  ListExecutions({ stateMachineArn = '' }, send) {
    const isRunning = (machines.get(stateMachineArn)?.running ?? 0) > 0;
    send(JSON.stringify({ executions: isRunning ? [{}] : [] }));
  },
  GetExecutionHistory({ executionArn = '' }, send) {
    send(`{"events":${(readHistory.get(idOf(executionArn)) as { body: string }).body}}`);
  },
};

function idOf(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1));
}

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString();
    const operation = String(request.headers['x-amz-target']).slice('AWSStepFunctions.'.length);
    operations[operation]?.(JSON.parse(text), (answer) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(answer) };
      response.writeHead(200, headers);
      response.end(answer);
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
