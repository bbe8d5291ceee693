/** GET /metrics, /readyz and /healthz of a server, and that docs/monitoring.md lists the metrics there are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from './support/markdown.ts';
import { callApi, startTestServer, untilClosed } from './support/server.ts';

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const ROLE = 'arn:aws:iam::123456789012:role/r';
const nested = (child: string) => ({
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: child },
      End: true,
    },
  },
});

let server: Awaited<ReturnType<typeof startTestServer>>;
const create = async (name: string, definition: object, type = 'STANDARD') => {
  const input = { name, definition: JSON.stringify(definition), roleArn: ROLE, type };
  return (await callApi(server.url, 'CreateStateMachine', input))['stateMachineArn'] as string;
};

beforeAll(async () => {
  server = await startTestServer();
  const child = await create('child', PASS);
  const parent = await create('parent', nested(child));
  const { executionArn } = await callApi(server.url, 'StartExecution', { stateMachineArn: parent });
  await untilClosed(server.url, executionArn as string);
  await callApi(server.url, 'StartSyncExecution', { stateMachineArn: await create('quick', PASS, 'EXPRESS') });
  await callApi(server.url, 'DescribeExecution', { executionArn: `${executionArn}x` }).catch(() => {});
  await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
});
afterAll(() => server.close());

async function scrape(): Promise<string> {
  return (await fetch(`${server.url}/metrics`)).text();
}

describe('GET /metrics', () => {
  it.each([
    'stairwell_executions_started_total{type="STANDARD",origin="root"} 1',
    'stairwell_executions_started_total{type="STANDARD",origin="nested"} 1',
    'stairwell_executions_started_total{type="EXPRESS",origin="any"} 1',
    'stairwell_executions_closed_total{type="STANDARD",status="SUCCEEDED"} 2',
    'stairwell_executions_closed_total{type="STANDARD",status="FAILED"} 0',
    'stairwell_executions_closed_total{type="EXPRESS",status="SUCCEEDED"} 1',
    'stairwell_executions_running{type="STANDARD"} 0',
    'stairwell_executions_stuck 0',
    'stairwell_history_events_total 16',
    'stairwell_commit_backlog 0',
    'stairwell_requests_total{operation="StartExecution",code="OK"} 1',
    'stairwell_requests_total{operation="DescribeExecution",code="ExecutionDoesNotExist"} 1',
    'stairwell_requests_total{operation="Unknown",code="UnknownOperationException"} 1',
    'stairwell_request_seconds_count{operation="StartExecution"} 1',
    'stairwell_ready 1',
  ])('has %s', async (line) => {
    expect((await scrape()).split('\n')).toContain(line);
  });

  it('has buckets that rise to the count', async () => {
    const text = await scrape();
    const buckets = [...text.matchAll(/^stairwell_commit_seconds_bucket\{le="[^"]+"\} (\d+)$/gm)].map((m) =>
      Number(m[1]),
    );
    const count = Number(/^stairwell_commit_seconds_count (\d+)$/m.exec(text)?.[1]);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(buckets.at(-1)).toBe(count);
    expect(count).toBeGreaterThan(0);
  });

  it('names no ARN, no machine and no account', async () => {
    expect(await scrape()).not.toMatch(/arn:|123456789012|parent|child"/);
  });

  it('is what docs/monitoring.md lists: names, types and labels', async () => {
    const text = await scrape();
    const types = [...text.matchAll(/^# TYPE (stairwell_\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    const rows = [...readText('docs/monitoring.md').matchAll(/^\| `(stairwell_\w+)` \| (\w+) \| ([^|]*)\|/gm)];
    expect(rows.map(([, name, type]) => `${name} ${type}`).sort()).toEqual(types.sort());
    for (const [, name, , labels] of rows) {
      const documented = [...(labels as string).matchAll(/`(\w+)`/g)].map(([, label]) => label).sort();
      const shown = new RegExp(`^${name}(?:_count)?(?:\\{([^}]*)\\})? `, 'm').exec(text);
      if (shown === null) continue; // nothing to show in this server, such as files of a store in memory
      expect([...(shown[1] ?? '').matchAll(/(\w+)=/g)].map(([, label]) => label).sort(), name).toEqual(documented);
    }
  });
});

describe('health', () => {
  it('GET /healthz and GET /readyz answer 200', async () => {
    const answers = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(server.url + path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await answers[1]?.json()).toEqual({ status: 'ready' });
  });
});
