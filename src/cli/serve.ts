/** `stairwell serve`: runs the server until it is told to stop. */
import type { ServerConfig } from '../server/config.ts';
import type { RunningServer } from '../server/server.ts';
import { packageVersion } from '../server/version.ts';
import { banner, cliHint, readyJson, readyLine } from './banner.ts';
import { prepareDataDir } from './data-dir.ts';
import { endOnSignals } from './shutdown.ts';
import { createTerminal, type Terminal } from './terminal.ts';

export async function serve(config: ServerConfig, options: { json: boolean; failpoint?: string }): Promise<void> {
  const { url } = await launch(config, undefined, options.failpoint);
  const terminal = createTerminal();
  if (options.json) terminal.write(readyJson(packageVersion(), url, config, process.pid));
  else sayReady(url, config, terminal);
}

/** Starts the server and binds it to the signals that end the process. */
export async function launch(
  config: ServerConfig,
  beforeClose?: () => void,
  failpoint?: string,
): Promise<RunningServer> {
  if (config.store !== 'memory') prepareDataDir(config.dataDir);
  // Loaded here, so that --help and --version need not wait for it.
  const { startServer } = await import('../server/server.ts');
  const server = await startServer(config, failpoint);
  endOnSignals({
    close: () => {
      beforeClose?.();
      return server.close();
    },
    // Not stdout: `--json` promises one line there.
    say: (text) => void process.stderr.write(text),
  });
  return server;
}

function sayReady(url: string, config: ServerConfig, terminal: Terminal): void {
  const version = packageVersion();
  terminal.write(
    terminal.live
      ? banner(version, url, config, terminal) + cliHint(url, config.region)
      : readyLine(version, url, config),
  );
}
