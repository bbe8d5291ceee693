/** Back-up and restore as an operator does them: with the command line, beside a server under load. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ServerProcess } from './crash/server-process.ts';
import { repository } from './support/markdown.ts';
import { callApi, untilClosed } from './support/server.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const folder = mkdtempSync(join(tmpdir(), 'stairwell-back-up-'));
const servers: ServerProcess[] = [];

afterAll(async () => {
  for (const server of servers) await server.kill();
  rmSync(folder, { recursive: true });
});

async function stairwell(args: readonly string[]): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [CLI, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout));
}

async function serve(dataDir: string): Promise<ServerProcess> {
  const server = new ServerProcess([process.execPath, CLI, 'serve'], dataDir, 'http://127.0.0.1:9');
  servers.push(server);
  await server.start();
  return server;
}

test('a back-up under load holds every execution acknowledged before, and the restored ones go on', async () => {
  const server = await serve(join(folder, 'data'));
  const states = { W: { Type: 'Wait', Seconds: 1, Next: 'P' }, P: { Type: 'Pass', End: true } };
  const { stateMachineArn } = await callApi(server.url ?? '', 'CreateStateMachine', {
    name: 'Load',
    roleArn: 'arn:aws:iam::123456789012:role/test',
    definition: JSON.stringify({ StartAt: 'W', States: states }),
  });
  const acknowledged: string[] = [];
  let isDone = false;
  const load = Array.from({ length: 4 }, async () => {
    while (!isDone) {
      const started = await callApi(server.url ?? '', 'StartExecution', { stateMachineArn });
      acknowledged.push(started['executionArn'] as string);
    }
  });
  while (acknowledged.length < 50) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = [...acknowledged];
  const file = join(folder, 'b.db');
  const report = await stairwell(['backup', '--data-dir', join(folder, 'data'), '--to', file]).finally(() => {
    isDone = true;
  });
  await Promise.all(load);
  await server.kill();
  expect(report).toMatchObject({ event: 'backup', file });
  expect(acknowledged.length).toBeGreaterThan(before.length);

  await stairwell(['restore', '--from', file, '--data-dir', join(folder, 'new')]);
  const other = await serve(join(folder, 'new'));
  for (const executionArn of before) {
    await untilClosed(other.url ?? '', executionArn);
    const { events } = await callApi(other.url ?? '', 'GetExecutionHistory', { executionArn });
    expect((events as { type: string }[]).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  }
}, 60_000);
