/** A server in this process for tests: in memory, on any free port, silent. */
import { createClient } from '../../src/cli/client.ts';
import { type Definitions, readDefinitions } from '../../src/cli/demo/examples.ts';
import { DEFAULT_CONFIG, type ServerConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/server.ts';

export async function startTestServer(config: Partial<ServerConfig> = {}) {
  const silent = { logs: 'off', logLevel: 'silent' } as const;
  const server = await startServer({ ...DEFAULT_CONFIG, port: 0, store: 'memory', ...silent, ...config });
  return { url: server.url, client: createClient(server.url), close: () => server.close() };
}

/** The examples without their waiting. */
export function quickExamples(): Definitions {
  const entries = [...readDefinitions()].map(([name, text]) => [name, text.replace(/"Seconds": \d+/g, '"Seconds": 0')]);
  return new Map(entries as [string, string][]);
}

/** Calls an operation by its name, whichever it is. */
export async function callApi(url: string, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${body}`);
  return JSON.parse(body);
}

/** Resolves when the execution is closed. */
export async function untilClosed(url: string, executionArn: string): Promise<void> {
  for (;;) {
    const { status } = await callApi(url, 'DescribeExecution', { executionArn });
    if (status !== 'RUNNING') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
