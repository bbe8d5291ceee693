/** The clients that play the smoke steps: the AWS SDK for JavaScript, boto3 and the AWS CLI. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as sdk from '@aws-sdk/client-sfn';
import type { Outcome, SmokeClient } from './smoke.ts';
import type { Answer } from './smoke-steps.ts';

const REGION = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const ENVIRONMENT = {
  ...process.env,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_DEFAULT_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
  // StartSyncExecution and TestState have a host of their own in AWS: `sync-states.…`; `sync-127.0.0.1` is none.
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
};

type Command = new (input: object) => Parameters<sdk.SFNClient['send']>[0];

export function sdkCommand(operation: string): Command | undefined {
  return (sdk as unknown as Record<string, Command | undefined>)[`${operation}Command`];
}

export function sdkClient(url: string): SmokeClient & { close(): void } {
  const client = new sdk.SFNClient({
    endpoint: url,
    region: REGION,
    credentials,
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  return {
    async call(operation, input) {
      const Command = sdkCommand(operation);
      if (Command === undefined) return { unknown: 'the client has no such operation' };
      try {
        const { $metadata: _, ...answer } = await client.send(new Command(input));
        return { answer };
      } catch (error) {
        if (error instanceof sdk.SFNServiceException) return { error: error.name };
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}

const DRIVER = fileURLToPath(new URL('smoke-boto3.py', import.meta.url));

export function hasBoto3(): boolean {
  return spawnSync('python3', ['-c', 'import boto3'], { env: ENVIRONMENT }).status === 0;
}

/** One process for all calls: a line of JSON in, a line of JSON out. */
export function boto3Client(url: string): SmokeClient & { close(): void } {
  const child: ChildProcess = spawn('python3', [DRIVER, url], { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('python3 has no pipes');
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return {
    async call(operation, input) {
      stdin.write(`${JSON.stringify({ operation, input })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('the boto3 driver has ended');
      return JSON.parse(value) as Outcome;
    },
    close: () => stdin.end(),
  };
}

export function hasAwsCli(): boolean {
  return spawnSync('aws', ['--version'], { env: ENVIRONMENT }).status === 0;
}

/** One process for each call. */
export function awsCliClient(url: string): SmokeClient {
  const args = ['--endpoint-url', url, '--output', 'json', 'stepfunctions'];
  return {
    async call(operation, input) {
      const command = [...args, kebabCase(operation), '--cli-input-json', JSON.stringify(input)];
      const { code, stdout, stderr } = await run('aws', command);
      if (code === 0) return { answer: (stdout.trim() === '' ? {} : JSON.parse(stdout)) as Answer };
      const error = /An error occurred \((\w+)\)/.exec(stderr)?.[1];
      if (error !== undefined) return { error };
      if (/Invalid choice|Unknown parameter/i.test(stderr)) return { unknown: stderr.trim().split('\n').at(-1) ?? '' };
      throw new Error(`aws ${command.join(' ')}\n${stderr}`);
    },
  };
}

function run(program: string, args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, [...args], { env: ENVIRONMENT }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, stdout, stderr });
    });
    child.stdin?.end();
  });
}

function kebabCase(operation: string): string {
  return operation.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
