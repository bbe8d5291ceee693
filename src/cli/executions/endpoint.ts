/**
 * How the commands that ask a running server find it, and what they print when it does not answer. As for the AWS CLI:
 * --endpoint-url, else AWS_ENDPOINT_URL_SFN, else AWS_ENDPOINT_URL, else the port that `serve` takes by default.
 */
import type { Command } from 'commander';
import { ApiCallError, type ApiClient, createClient } from '../client.ts';
import { createTreeClient, type TreeClient } from './tree-client.ts';

export const DEFAULT_ENDPOINT = 'http://127.0.0.1:8083';

export interface EndpointOptions {
  readonly endpointUrl?: string;
}

export interface Server {
  readonly url: string;
  readonly api: ApiClient;
  readonly trees: TreeClient;
}

/** What can go wrong on the way, in words for whoever typed the command. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export function addEndpoint(command: Command): Command {
  return command.option(
    '--endpoint-url <url>',
    `the server to ask (default: AWS_ENDPOINT_URL_SFN, AWS_ENDPOINT_URL or ${DEFAULT_ENDPOINT})`,
  );
}

export function endpointOf(
  { endpointUrl }: EndpointOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const url = endpointUrl || env['AWS_ENDPOINT_URL_SFN'] || env['AWS_ENDPOINT_URL'] || DEFAULT_ENDPOINT;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CommandError(`the endpoint must be a URL such as ${DEFAULT_ENDPOINT}; got '${url}'`);
  }
  return url.replace(/\/+$/, '');
}

export function connect(options: EndpointOptions): Server {
  const url = endpointOf(options);
  return { url, api: createClient(url), trees: createTreeClient(url) };
}

/** Runs a command; an error is one line on the standard error and exit code 1. */
export async function running(options: EndpointOptions, act: (server: Server) => Promise<void>): Promise<void> {
  try {
    await act(connect(options));
  } catch (error) {
    process.stderr.write(`stairwell: ${messageOf(error, options)}\n`);
    process.exitCode = 1;
  }
}

function messageOf(error: unknown, options: EndpointOptions): string {
  if (error instanceof ApiCallError || error instanceof CommandError) return error.message;
  // What fetch throws when nobody is there.
  if (error instanceof TypeError && error.cause !== undefined) {
    return `no server answers at ${endpointOf(options)}. Start one with 'stairwell serve', or name another with --endpoint-url.`;
  }
  throw error;
}
