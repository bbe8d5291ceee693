/** `stairwell start`: the server, with something to see. What is shown may fail; the server goes on. */
import type { ServerConfig } from '../server/config.ts';
import { packageVersion } from '../server/version.ts';
import { banner, readyLine } from './banner.ts';
import { createClient } from './client.ts';
import { demo } from './demo/demo.ts';
import { launch } from './serve.ts';
import { createTerminal, type Terminal } from './terminal.ts';

export async function start(config: ServerConfig): Promise<void> {
  const terminal = createTerminal();
  const ending = new AbortController();
  const { url } = await launch(config, () => ending.abort());
  const version = packageVersion();
  terminal.write(terminal.live ? banner(version, url, config, terminal) : readyLine(version, url, config));
  await show(url, config, terminal, ending.signal);
}

async function show(url: string, config: ServerConfig, terminal: Terminal, signal: AbortSignal): Promise<void> {
  try {
    await demo({ client: createClient(url), url, region: config.region, terminal, signal });
  } catch (error) {
    if (signal.aborted) return;
    terminal.write(`
The examples could not be shown: ${error instanceof Error ? error.message : String(error)}
The server goes on at ${url}.
`);
  }
}
