/** The command line as a process: what it prints, how it starts and ends, what it does with bad arguments. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { repository } from './support/markdown.ts';
import { callApi } from './support/server.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const folder = mkdtempSync(join(tmpdir(), 'stairwell-cli-'));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Exit code; resolves when all output is there. */
  readonly ended: Promise<number | null>;
  /** Resolves when stdout has a whole line. */
  readonly firstLine: Promise<string>;
}

function stairwell(args: readonly string[], env: Record<string, string> = {}): Run {
  const { PORT: _, DATA_DIR: __, ...rest } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  const firstLine = new Promise<string>((resolve) =>
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    }),
  );
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, out: () => out, err: () => err, ended, firstLine };
}

const SERVE = ['serve', '--json', '--port', '0', '--log-level', 'silent'];

/** Starts a server on this folder, uses it and stops it. */
async function serving<T>(dataDir: string, use: (url: string) => Promise<T>): Promise<T> {
  const { child, firstLine, ended } = stairwell(SERVE, { DATA_DIR: dataDir });
  const result = await use(JSON.parse(await firstLine).url);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  return result;
}

describe('stairwell serve', () => {
  it('says in one line of JSON where it listens, and answers there', async () => {
    const { child, firstLine, ended } = stairwell([...SERVE, '--store', 'memory']);
    const ready = JSON.parse(await firstLine);
    expect(ready).toMatchObject({ event: 'ready', store: 'memory', pid: child.pid, region: 'us-east-1' });
    expect((await fetch(new URL('/healthz', ready.url))).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('makes its data folder, private and ignored by Git, and finds its data again', async () => {
    const dataDir = join(folder, 'data');
    const definition = JSON.stringify({ StartAt: 'Hi', States: { Hi: { Type: 'Succeed' } } });
    const machine = { name: 'Kept', definition, roleArn: 'arn:aws:iam::123456789012:role/any' };
    await serving(dataDir, (url) => callApi(url, 'CreateStateMachine', machine));
    const { stateMachines } = await serving(dataDir, (url) => callApi(url, 'ListStateMachines', {}));
    expect(stateMachines).toMatchObject([{ name: 'Kept' }]);
    expect(readFileSync(join(dataDir, '.gitignore'), 'utf8')).toBe('*\n');
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  it('names a port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as { port: number };
    const { ended, err } = stairwell(['serve', '--store', 'memory', '--port', String(port)]);
    expect(await ended).toBe(1);
    expect(err()).toContain(`port ${port} is in use`);
    other.close();
  });

  it.each([
    [['serve', '--port', 'x'], "port must be a whole number from 0 (any free port) to 65535; got 'x'"],
    [['serve', '--host', '0.0.0.0'], 'host must be a loopback address'],
    [['serve', '--nonsense'], "unknown option '--nonsense'"],
    [['nonsense'], "unknown command 'nonsense'"],
  ])('exits 2 on %j and says why', async (args, message) => {
    const { ended, err } = stairwell(args);
    expect(await ended).toBe(2);
    expect(err()).toContain(message);
  });
});

describe('stairwell --help', () => {
  it('teaches by examples and names the environment', async () => {
    const { ended, out } = stairwell(['--help']);
    expect(await ended).toBe(0);
    expect(out()).toContain('stairwell serve --port 9000');
    expect(out()).toContain('AWS_ENDPOINT_URL_LAMBDA');
  });
});

describe('stairwell --version', () => {
  it('prints the version of the package', async () => {
    const { ended, out } = stairwell(['--version']);
    expect(await ended).toBe(0);
    expect(out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
