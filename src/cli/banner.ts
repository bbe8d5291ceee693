/** What `serve` and `start` print when the server is ready. */
import { resolve } from 'node:path';
import type { ServerConfig } from '../server/config.ts';
import { styled, type Terminal } from './terminal.ts';

/** One line, for a log file or a script that reads plain text. */
export function readyLine(version: string, url: string, config: ServerConfig): string {
  return `Stairwell ${version} is ready at ${url} (data: ${dataPlace(config)})\n`;
}

/** One line of JSON, for scripts: `{"event":"ready","url":…,"pid":…}`. */
export function readyJson(version: string, url: string, config: ServerConfig, pid: number): string {
  const { store, accountId, region } = config;
  const dataDir = store === 'memory' ? {} : { dataDir: resolve(config.dataDir) };
  return `${JSON.stringify({ event: 'ready', version, url, pid, store, ...dataDir, accountId, region })}\n`;
}

/** For a person at a terminal. */
export function banner(version: string, url: string, config: ServerConfig, terminal: Terminal): string {
  const title = styled(`Stairwell ${version}`, 'bold', terminal.colour);
  return `
${title} is ready. Stop it with Ctrl+C.

  Endpoint   ${styled(url, 'cyan', terminal.colour)}
  Data       ${dataPlace(config)}
`;
}

/** How to point the AWS CLI at the server; the lines work when pasted. */
export function cliHint(url: string, region: string): string {
  return `
Point the AWS CLI at it (any credentials do; they are not checked and go nowhere else):

  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${region}
  aws --endpoint-url ${url} stepfunctions list-state-machines

`;
}

function dataPlace(config: ServerConfig): string {
  return config.store === 'memory' ? 'memory only, gone when the server stops' : resolve(config.dataDir);
}
