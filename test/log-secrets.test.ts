/**
 * Nobody's data are in the log: a server gets a secret in every place where a client can put one, fails in many ways, and
 * what it wrote is searched for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repository } from './support/markdown.ts';

const SECRET = 'canary-7f3a';
const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const folder = mkdtempSync(join(tmpdir(), 'stairwell-log-'));
const ROLE = 'arn:aws:iam::123456789012:role/r';

let child: ChildProcess;
let url: string;
let log = '';

beforeAll(async () => {
  child = spawn(
    process.execPath,
    [CLI, 'serve', '--json', '--port', '0', '--data-dir', folder, '--log-level', 'info'],
    {
      // Calls of Lambda end at a port where nobody listens.
      env: { ...process.env, AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:9', AWS_SECRET_ACCESS_KEY: SECRET },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  url = JSON.parse(((await once(lines, 'line')) as [string])[0]).url;
});

afterAll(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function send(target: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=${SECRET}/20260101/us-east-1/states/aws4_request, Signature=${SECRET}`,
      'x-amz-security-token': SECRET,
      ...headers,
    },
    body,
  });
  return (await response.json()) as Record<string, string>;
}
const call = (operation: string, input: object) => send(`AWSStepFunctions.${operation}`, JSON.stringify(input));

async function create(name: string, states: object, type = 'STANDARD') {
  const definition = JSON.stringify({ Comment: SECRET, StartAt: 'S', States: states });
  return (await call('CreateStateMachine', { name, definition, roleArn: ROLE, type }))['stateMachineArn'] as string;
}

const end = { End: true };

it('never shows inputs, outputs, causes, tokens, credentials or bodies', { timeout: 60_000 }, async () => {
  const { activityArn } = await call('CreateActivity', { name: 'a' });
  const machines = [
    await create('pass', { S: { Type: 'Pass', ...end } }),
    await create('fail', { S: { Type: 'Fail', ErrorPath: '$.secret', CausePath: '$.secret' } }),
    await create('path', { S: { Type: 'Pass', InputPath: '$.nothing.there', ...end } }),
    await create('jsonata', {
      S: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $number($states.input.secret) %}', ...end },
    }),
    await create('lambda', {
      S: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', TimeoutSeconds: 2, ...end },
    }),
    await create('activity', { S: { Type: 'Task', Resource: activityArn, TimeoutSeconds: 30, ...end } }),
  ];
  expect(machines.filter((arn) => !arn?.startsWith('arn:'))).toEqual([]);
  const input = JSON.stringify({ secret: SECRET });
  const started = await Promise.all(
    machines.map((stateMachineArn) => call('StartExecution', { stateMachineArn, input, traceHeader: SECRET })),
  );
  const express = await create('express', { S: { Type: 'Pass', ...end } }, 'EXPRESS');
  await call('StartSyncExecution', { stateMachineArn: express, input });
  const { taskToken } = await call('GetActivityTask', { activityArn, workerName: SECRET });
  await call('SendTaskSuccess', { taskToken: `${taskToken}${SECRET}`, output: input });
  await call('SendTaskSuccess', { taskToken, output: `{"broken ${SECRET}` });
  await call('SendTaskFailure', { taskToken, error: SECRET, cause: SECRET });
  await send('AWSStepFunctions.StartExecution', `{"input": "${SECRET}`);
  await send(`AWSStepFunctions.${SECRET}`, '{}');
  await send('AWSStepFunctions.ListStateMachines', SECRET, { 'content-type': `text/${SECRET}` });
  await call('StartExecution', { stateMachineArn: SECRET, [SECRET]: SECRET });
  await call('CreateStateMachine', { name: 'bad', definition: `{${SECRET}`, roleArn: SECRET });
  await call('TestState', { definition: JSON.stringify({ Type: 'Pass', ...end }), roleArn: ROLE, input });
  for (const { executionArn } of started) await call('StopExecution', { executionArn, error: SECRET, cause: SECRET });
  await fetch(`${url}/${SECRET}?${SECRET}`);
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  await gone;
  expect(log).toContain('"msg":"serving"');
  expect(log).toContain('"msg":"stopped"');
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain(taskToken);
});

it('is JSON, with the version, the store and the address at the start', () => {
  const lines = log.split('\n').filter((line) => line.startsWith('{'));
  const serving = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'serving');
  expect(serving).toMatchObject({ level: 'info', version: expect.any(String), url, store: 'sqlite', dataDir: folder });
});
