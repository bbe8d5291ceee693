/**
 * Common to the programs that look at one promise each: a folder and a server of their own, figures with verdicts.
 * Exit code 1 when a promise is not kept.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Started, stopProcess } from './child-process.ts';
import { usageOf } from './process-usage.ts';
import { SfnClient } from './sfn-client.ts';
import { startStairwell } from './sfn-system.ts';
import { readable } from './statistics.ts';

/** A server under test, and a client of it. */
export interface Server {
  readonly started: Started;
  readonly client: SfnClient;
}

export interface Promised {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Undefined: for information only. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Runs `work` with a folder of its own, which goes afterwards, and with it every server that `launch` started. */
export async function inWorkshop(work: (workshop: Workshop) => Promise<void>): Promise<void> {
  const workshop = new Workshop();
  try {
    await work(workshop);
  } finally {
    await workshop.close();
  }
}

export class Workshop {
  readonly #folders: string[] = [];
  readonly #servers: Server[] = [];

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'stairwell-scale-'));
    this.#folders.push(folder);
    return folder;
  }

  async launch(dataDir: string, connections = 128, environment: Record<string, string> = {}): Promise<Server> {
    // A profile of the server when one is asked for: STAIRWELL_BENCH_NODE_ARGS=--cpu-prof
    const nodeArgs = (process.env['STAIRWELL_BENCH_NODE_ARGS'] ?? '').split(' ').filter((arg) => arg !== '');
    const started = await startStairwell(dataDir, environment, nodeArgs);
    const server = { started, client: new SfnClient(String(started.ready['url']), connections) };
    this.#servers.push(server);
    return server;
  }

  async stop({ started, client }: Server, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    client.close();
    await stopProcess(started.process, signal);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#servers.map((server) => this.stop(server)));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}

export function rssMiB({ started }: Server): number {
  return usageOf([started.pid]).rssMiB;
}

/** Prints each figure with its verdict, and sets the exit code. */
export function judge(figures: readonly Promised[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, figure, unit, atMost, atLeast } of figures) {
    const bound = atMost === undefined ? atLeast : atMost;
    const isKept = !(atMost !== undefined && !(figure <= atMost)) && !(atLeast !== undefined && !(figure >= atLeast));
    const promise = bound === undefined ? '' : `${atMost === undefined ? 'at least' : 'at most'} ${bound} ${unit}`;
    const verdict = bound === undefined ? '' : isKept ? 'ok' : 'MISSED';
    process.stdout.write(
      `${what.padEnd(width)}  ${`${readable(figure)} ${unit}`.padStart(16)}  ${promise.padEnd(20)} ${verdict}\n`,
    );
    if (!isKept) process.exitCode = 1;
  }
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Numbers of the command line, each with its default; `--help` prints `usage` and ends. */
export function numbers<Names extends string>(
  usage: string,
  defaults: Readonly<Record<Names, number>>,
): Record<Names, number> {
  const names = Object.keys(defaults) as Names[];
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean' } };
  for (const name of names) options[name] = { type: 'string' };
  const { values } = parseArgs({ options });
  if (values['help'] === true) {
    process.stdout.write(`${usage}\n${names.map((name) => `  --${name} N (default ${defaults[name]})`).join('\n')}\n`);
    process.exit(0);
  }
  const given = (name: Names) => {
    const value = values[name] === undefined ? defaults[name] : Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} must be a number from 0; got '${values[name]}'`);
    return value;
  };
  return Object.fromEntries(names.map((name) => [name, given(name)])) as Record<Names, number>;
}
