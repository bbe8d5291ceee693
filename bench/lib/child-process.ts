/** Starts a program and waits for the line of JSON by which it says that it is ready; stops it by its own pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Longest time that a start may take, recovery of a big store included. */
const READY_MS = 180_000;
const STOP_MS = 15_000;
/** What the server says when it is told to stop. */
const STOPPING = /^SIGTERM/;

export interface Started {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The line of JSON. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly readyMs: number;
}

/** `args`: of node. Lines before the one of JSON are dropped; what it writes to stderr goes to ours. */
export async function startProcess(
  args: readonly string[],
  environment: Record<string, string> = {},
  ipc = false,
): Promise<Started> {
  const startMs = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  passErrors(child);
  try {
    const ready = JSON.parse(await readyLine(child)) as Started['ready'];
    return { process: child, pid: child.pid as number, ready, readyMs: performance.now() - startMs };
  } catch (error) {
    await stopProcess(child);
    throw new Error(`${args.join(' ')} did not start`, { cause: error });
  }
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${READY_MS / 1000} s`)), READY_MS);
    const ended = (code: number | null) => reject(new Error(`ended with ${code}`));
    child.once('exit', ended);
    createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
      if (!line.startsWith('{')) return;
      clearTimeout(timer);
      child.off('exit', ended);
      resolve(line);
    });
  });
}

function passErrors(child: ChildProcess): void {
  createInterface(child.stderr as NodeJS.ReadableStream).on('line', (line) => {
    if (!STOPPING.test(line)) process.stderr.write(`${line}\n`);
  });
}

/** SIGTERM by default, and SIGKILL to one that does not heed it. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
