/**
 * The whole server on a disk that is full, that fails, or that is asked whether it was told to keep something. Injected
 * from outside: a limit of the file size (`prlimit`) and faults of system calls (`strace`). Skipped where these are not
 * there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ServerProcess } from './crash/server-process.ts';
import { repository } from './support/markdown.ts';
import { callApi } from './support/server.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const SERVE = [process.execPath, CLI, 'serve'];
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const hasPrlimit = works('prlimit', '--fsize=1000000:unlimited', 'true');
const hasStrace = works('strace', '-D', '-f', '-o', '/dev/null', '-e', 'trace=fdatasync', 'true');

const base = mkdtempSync(join(tmpdir(), 'stairwell-disk-'));
const servers: ServerProcess[] = [];
let dataDir: string;
let made = 0;

beforeEach(() => {
  dataDir = join(base, `data-${++made}`);
});
afterAll(async () => {
  for (const server of servers) await server.kill();
  rmSync(base, { recursive: true });
});

async function serve(...before: string[]): Promise<ServerProcess> {
  const server = new ServerProcess([...before, ...SERVE], dataDir, 'http://127.0.0.1:9');
  servers.push(server);
  await server.start();
  return server;
}

async function call(server: ServerProcess, operation: string, input: object) {
  return callApi(server.url ?? '', operation, input);
}

async function createMachine(server: ServerProcess): Promise<string> {
  const { stateMachineArn } = await call(server, 'CreateStateMachine', {
    name: 'Disk',
    roleArn: 'arn:aws:iam::123456789012:role/test',
    definition: JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }),
  });
  return stateMachineArn as string;
}

/** Starts executions until one is refused; answers with those that were acknowledged and the refusal. */
async function startUntilRefused(server: ServerProcess, stateMachineArn: string, most: number) {
  const acknowledged: string[] = [];
  const input = JSON.stringify('x'.repeat(50_000));
  for (let n = 0; n < most; n++) {
    try {
      const { executionArn } = await call(server, 'StartExecution', { stateMachineArn, input });
      acknowledged.push(executionArn as string);
    } catch (error) {
      return { acknowledged, refusal: String(error) };
    }
  }
  return { acknowledged, refusal: undefined };
}

async function expectAll(server: ServerProcess, executionArns: readonly string[]): Promise<void> {
  for (const executionArn of executionArns) {
    expect((await call(server, 'DescribeExecution', { executionArn }))['executionArn']).toBe(executionArn);
  }
}

describe.runIf(hasPrlimit)('a full disk', () => {
  test('refuses writes, answers reads, takes writes again when there is room, and lost nothing', async () => {
    const server = await serve('prlimit', '--fsize=3000000:unlimited');
    const stateMachineArn = await createMachine(server);
    const { acknowledged, refusal } = await startUntilRefused(server, stateMachineArn, 200);
    expect(refusal).toMatch(/ServiceUnavailable/);
    expect(acknowledged.length).toBeGreaterThan(3);
    await expect(
      call(server, 'StartExecution', { stateMachineArn, input: JSON.stringify('x'.repeat(50_000)) }),
    ).rejects.toThrow('ServiceUnavailable');
    await expectAll(server, acknowledged);

    spawnSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited:unlimited']);
    const later = await eventually(() => call(server, 'StartExecution', { stateMachineArn }));
    await server.kill();
    const again = await serve();
    await expectAll(again, [...acknowledged, later['executionArn'] as string]);
  }, 60_000);
});

describe.runIf(hasStrace)('what the disk is told', () => {
  test('a sync has ended between a request and its answer', async () => {
    const trace = join(base, 'sync.txt');
    const server = await serve('strace', '-D', '-f', '-qq', '-o', trace, '-e', 'trace=fdatasync,fsync');
    const stateMachineArn = await createMachine(server);
    for (let n = 0; n < 5; n++) {
      const before = syncs(trace);
      await call(server, 'StartExecution', { stateMachineArn });
      expect(syncs(trace)).toBeGreaterThan(before);
    }
    const before = syncs(trace);
    await call(server, 'ListStateMachines', {});
    expect(syncs(trace)).toBe(before);
  }, 60_000);

  test.each([
    ['once', '=12'],
    ['from then on', '=12+'],
  ])(
    'when a sync fails %s, nothing is acknowledged that is not kept',
    async (_, when) => {
      const inject = `inject=fsync,fdatasync:error=EIO:when${when}`;
      const server = await serve(
        'strace',
        '-D',
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=fsync,fdatasync',
        '-e',
        inject,
      );
      const stateMachineArn = await createMachine(server);
      const { acknowledged, refusal } = await startUntilRefused(server, stateMachineArn, 60);
      expect(refusal).toMatch(/ServiceUnavailable/);
      await expectAll(server, acknowledged);
      if (when.endsWith('+')) {
        await expect(call(server, 'StartExecution', { stateMachineArn })).rejects.toThrow('ServiceUnavailable');
      } else {
        const later = await eventually(() => call(server, 'StartExecution', { stateMachineArn }));
        acknowledged.push(later['executionArn'] as string);
      }
      await server.kill();
      await expectAll(await serve(), acknowledged);
    },
    90_000,
  );
});

/** Syncs that have ended. (`-D`: the traced server is our child, and not the tracer.) */
function syncs(trace: string): number {
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('= 0')).length;
}

/** Answers with the first success; ten seconds at most. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
