/** The server as a process of its own on one data folder: started, killed without warning, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longest time that a start may take, recovery included. */
const READY_MS = 120_000;
export class ServerProcess {
  readonly #command: readonly string[];
  readonly dataDir: string;
  readonly #environment: Record<string, string | undefined>;
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();
  /** Where it listens; undefined while it is down. Every start listens elsewhere, so that no call reaches a stranger. */
  url: string | undefined;
  /** How long starts took. */
  readonly readyMs: number[] = [];
  /** When it was down. */
  readonly #outages: { readonly fromMs: number; toMs: number }[] = [];

  /** `command`: program and arguments up to `serve`. */
  constructor(command: readonly string[], dataDir: string, lambdaUrl: string) {
    this.#command = command;
    this.dataDir = dataDir;
    this.#environment = { ...process.env, DATA_DIR: dataDir, AWS_ENDPOINT_URL_LAMBDA: lambdaUrl };
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * False: it died before it was ready, as it does at some failpoints.
   * `failpoint`: as in src/store/failpoint.ts.
   */
  async start(failpoint?: string): Promise<boolean> {
    const [program = '', ...args] = this.#command;
    const startMs = Date.now();
    const flags = failpoint === undefined ? [] : ['--test-failpoints'];
    const child = spawn(program, [...args, ...flags, '--json', '--port', '0', '--log-level', 'error'], {
      env: { ...this.#environment, STAIRWELL_FAILPOINT: failpoint },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const lines = createInterface(child.stdout);
    this.#gone = once(child, 'exit').then(() => {
      if (this.#child !== child) return;
      this.url = undefined;
      if (this.#outages.at(-1)?.toMs !== Number.POSITIVE_INFINITY) {
        this.#outages.push({ fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY });
      }
    });
    const ready = once(lines, 'line', { signal: AbortSignal.timeout(READY_MS) }) as Promise<[string]>;
    const line = await Promise.race([ready.then(([text]) => text), this.#gone]);
    if (line === undefined) {
      ready.catch(() => {}); // nothing will come any more
      return false;
    }
    this.url = (JSON.parse(line) as { url: string }).url;
    this.readyMs.push(Date.now() - startMs);
    const outage = this.#outages.at(-1);
    if (outage !== undefined) outage.toMs = Date.now();
    return true;
  }

  /** How much of the time between two instants it was up. */
  upMsBetween(fromMs: number, toMs: number): number {
    let upMs = toMs - fromMs;
    for (const outage of this.#outages) {
      upMs -= Math.max(0, Math.min(outage.toMs, toMs) - Math.max(outage.fromMs, fromMs));
    }
    return upMs;
  }

  /** Whether it dies by itself within this time. */
  async dies(withinMs: number): Promise<boolean> {
    await Promise.race([this.#gone, sleep(withinMs)]);
    return this.#child?.exitCode !== null || this.#child.signalCode !== null;
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
