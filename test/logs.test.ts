/** Execution logs of a real server: from a state machine's logging configuration to the lines of a file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callApi, startTestServer, untilClosed } from './support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'stairwell-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/orders:*';
const DEFINITION = JSON.stringify({ StartAt: 'Hi', States: { Hi: { Type: 'Pass', End: true } } });

function machine(name: string, type: string, level: string) {
  const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: GROUP } }];
  const loggingConfiguration = { level, includeExecutionData: true, ...(level !== 'OFF' && { destinations }) };
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  return { name, type, definition: DEFINITION, roleArn, loggingConfiguration };
}

function lines(path: string) {
  const text = readFileSync(path, 'utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line));
}

/** Runs one execution of each machine, and ends the server. */
async function run(config: Parameters<typeof startTestServer>[0], machines: ReturnType<typeof machine>[]) {
  const server = await startTestServer(config);
  for (const { type, ...rest } of machines) {
    const { stateMachineArn } = await callApi(server.url, 'CreateStateMachine', { ...rest, type });
    const operation = type === 'EXPRESS' ? 'StartSyncExecution' : 'StartExecution';
    const { executionArn } = await callApi(server.url, operation, { stateMachineArn, input: '{"n":1}', name: 'e' });
    if (type === 'STANDARD') await untilClosed(server.url, String(executionArn));
  }
  await server.close();
}

describe('a server with --logs file:PATH', () => {
  it('writes one line for each event of executions that are logged', async () => {
    const path = join(folder, 'deep', 'executions.log');
    await run({ logs: `file:${path}` }, [
      machine('Standard', 'STANDARD', 'ALL'),
      machine('Express', 'EXPRESS', 'ALL'),
      machine('Silent', 'STANDARD', 'OFF'),
      machine('Fatal', 'STANDARD', 'FATAL'),
    ]);
    const story = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
    const records = lines(path);
    expect(records.map(({ type }) => type)).toEqual([...story, ...story]);
    expect(records[0]).toEqual({
      log_group: '/aws/vendedlogs/states/orders',
      log_stream: expect.stringMatching(/^states\/Standard\/\d{4}(-\d\d){3}-00\/[0-9a-f]{8}$/),
      id: '1',
      type: 'ExecutionStarted',
      details: {
        input: '{"n":1}',
        inputDetails: { truncated: 'false' },
        roleArn: 'arn:aws:iam::123456789012:role/any',
      },
      previous_event_id: '0',
      event_timestamp: expect.stringMatching(/^\d{13}$/),
      execution_arn: 'arn:aws:states:us-east-1:123456789012:execution:Standard:e',
      redrive_count: '0',
    });
    expect(records[4].execution_arn).toMatch(/:express:Express:e:/);
  });

  it('does not start when the file cannot be written, and says why', async () => {
    const path = join(folder, 'deep', 'executions.log', 'x');
    await expect(startTestServer({ logs: `file:${path}` })).rejects.toThrow(`cannot write execution logs to ${path}`);
  });
});

describe('a server with the default --logs file', () => {
  it('writes them in the data folder', async () => {
    const dataDir = join(folder, 'data');
    await run({ logs: 'file', store: 'sqlite', dataDir }, [machine('Standard', 'STANDARD', 'ALL')]);
    expect(lines(join(dataDir, 'logs', 'executions.log'))).toHaveLength(4);
  });
});
