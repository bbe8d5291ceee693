/** The server as a process of its own on one data folder: started, killed without warning, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Longest time that a start may take, recovery included. */
const READY_MS = 30_000;

export class ServerProcess {
  readonly #command: readonly string[];
  readonly #environment: Record<string, string | undefined>;
  #child: ChildProcess | undefined;
  /** Where it listens; undefined while it is down. Every start listens elsewhere, so that no call reaches a stranger. */
  url: string | undefined;
  /** How long starts took. */
  readonly readyMs: number[] = [];

  /** `command`: program and arguments up to `serve`. */
  constructor(command: readonly string[], dataDir: string, lambdaUrl: string) {
    this.#command = command;
    this.#environment = { ...process.env, DATA_DIR: dataDir, AWS_ENDPOINT_URL_LAMBDA: lambdaUrl };
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const [program = '', ...args] = this.#command;
    const startMs = Date.now();
    const child = spawn(program, [...args, '--json', '--port', '0', '--log-level', 'error'], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const lines = createInterface(child.stdout);
    const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(READY_MS) })) as [string];
    this.url = (JSON.parse(line) as { url: string }).url;
    this.readyMs.push(Date.now() - startMs);
  }

  /** Resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.url = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
