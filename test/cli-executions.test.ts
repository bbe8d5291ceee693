/** The commands that ask a running server, as processes: what they print, and what they change. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from './support/markdown.ts';
import { startTestServer, untilClosed } from './support/server.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child';
const roleArn = 'arn:aws:iam::123456789012:role/r';

let server: Awaited<ReturnType<typeof startTestServer>>;
let failed: string;

function stairwell(
  args: readonly string[],
  url = server.url,
): Promise<{ code: number | null; out: string; err: string }> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...env, AWS_ENDPOINT_URL_SFN: url } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** Parent nests Child; Child waits when its input says so, else it fails. */
beforeAll(async () => {
  server = await startTestServer();
  const child = {
    StartAt: 'Which',
    States: {
      Which: { Type: 'Choice', Choices: [{ Variable: '$.wait', IsPresent: true, Next: 'Wait' }], Default: 'Break' },
      Wait: { Type: 'Wait', Seconds: 3600, End: true },
      Break: { Type: 'Fail', Error: 'Broken', Cause: 'On purpose' },
    },
  };
  const nest = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: CHILD, 'Input.$': '$' },
    End: true,
  };
  const create = (name: string, definition: object) =>
    server.client.call('CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) });
  await create('Child', child);
  const { stateMachineArn } = await create('Parent', { StartAt: 'Nest', States: { Nest: nest } });
  const start = (name: string, input: object) =>
    server.client.call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
  failed = (await start('bad', {})).executionArn;
  await start('slow', { wait: true });
  await untilClosed(server.url, failed);
});
afterAll(() => server.close());

describe('stairwell tree', () => {
  it('shows an execution and what is below it, by ARN or by machine:name', async () => {
    const byArn = await stairwell(['tree', failed]);
    expect(byArn.code).toBe(0);
    const [, parent, child] = byArn.out.split('\n');
    expect(parent).toMatch(/^Parent +✖ FAILED +\d+\.\d s +States\.TaskFailed$/);
    expect(child).toMatch(/^└─ Child +\.sync:2 +✖ FAILED +\d+\.\d s +Broken$/);
    expect((await stairwell(['tree', 'Parent:bad'])).out).toBe(byArn.out);
    const json = JSON.parse((await stairwell(['tree', failed, '--json'])).out);
    expect(json).toMatchObject({ root: { executionArn: failed }, nodes: [{ stateMachineArn: CHILD }] });
  });

  it('ends with --watch when all has ended', async () => {
    expect((await stairwell(['tree', failed, '--watch'])).out).toContain('✖ FAILED Child (startExecution.sync:2)');
  });
});

describe('stairwell ls', () => {
  it('lists what fits the query, newest first', async () => {
    const { out, code } = await stairwell(['ls', 'is:root', 'machine:Par*']);
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^STATUS +STARTED +TIME +CHILDREN +ERROR +EXECUTION$/);
    expect(lines.slice(1).map((line) => line.split(/ {2,}/)[0])).toEqual(['▶ RUNNING', '✖ FAILED']);
    const found = (await stairwell(['ls', '--json', 'on purpose', 'machine:Child'])).out.trimEnd().split('\n');
    expect(found.map((line) => JSON.parse(line))).toMatchObject([{ stateMachineArn: CHILD, error: 'Broken' }]);
  });

  it('says so when nothing fits, and what is wrong with a query', async () => {
    expect(await stairwell(['ls', 'name:nobody'])).toEqual({ code: 0, out: '', err: 'No execution fits.\n' });
    expect(await stairwell(['ls', 'is:leaf'])).toMatchObject({ code: 1, err: expect.stringContaining("'is:leaf'") });
    const wrong = await stairwell(['ls', 'status:ODD']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('ValidationException')]);
  });
});

describe('stairwell logs', () => {
  it('prints an event a line', async () => {
    const { out } = await stairwell(['logs', failed, '--follow']);
    const types = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ +/)[2]);
    expect(types).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskFailed'],
      'ExecutionFailed',
    ]);
    expect(out).toMatch(/ TaskStateEntered +Nest {2}\{\}\n/);
  });
});

describe('stairwell redrive and stop', () => {
  it('redrive a tree and stop one', async () => {
    const { out } = await stairwell(['redrive', failed, '--tree']);
    expect(out).toMatch(/^Redriven, the deepest first:\n {2}arn:.*:Child:.*\n {2}arn:.*:Parent:bad\n$/);
    expect((await stairwell(['stop', 'Parent:slow', '--tree', '--error', 'Enough'])).out).toBe(
      'Stopped 2 executions.\n',
    );
    expect((await stairwell(['stop', 'Parent:slow', '--tree'])).out).toBe('Nothing ran.\n');
    const tree = await stairwell(['tree', 'Parent:slow']);
    expect(tree.out).toMatch(/■ ABORTED .*Enough\n.*■ ABORTED/);
  });

  it('say what is wrong', async () => {
    expect(await stairwell(['stop', 'nonsense'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('machine:name'),
    });
    expect(await stairwell(['redrive', 'Parent:nobody'])).toMatchObject({
      ...{ code: 1, err: "stairwell: there is no execution 'Parent:nobody'\n" },
    });
    const nobody = await stairwell(['ls'], 'http://127.0.0.1:1');
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('no server answers at http://127.0.0.1:1') });
  });
});
