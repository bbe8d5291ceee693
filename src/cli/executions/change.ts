/** `stairwell stop` and `stairwell redrive`, of one execution or a whole tree. */
import { createTerminal } from '../terminal.ts';
import { type EndpointOptions, running } from './endpoint.ts';
import { executionArn } from './reference.ts';

export interface StopOptions extends EndpointOptions {
  readonly tree?: true;
  readonly error?: string;
  readonly cause?: string;
}

export interface RedriveOptions extends EndpointOptions {
  readonly tree?: true;
}

export function stop(reference: string, options: StopOptions): Promise<void> {
  return running(options, async (server) => {
    const { error, cause } = options;
    const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    const request = { executionArn: await executionArn(server, reference), ...reason };
    const terminal = createTerminal();
    if (options.tree) {
      const { stopped } = await server.trees.call('StopExecutionTree', request);
      terminal.write(stopped === 0 ? 'Nothing ran.\n' : `Stopped ${executions(stopped)}.\n`);
      return;
    }
    await server.api.call('StopExecution', request);
    terminal.write(`Stopped ${request.executionArn}\n`);
  });
}

export function redrive(reference: string, options: RedriveOptions): Promise<void> {
  return running(options, async (server) => {
    const request = { executionArn: await executionArn(server, reference) };
    const terminal = createTerminal();
    if (options.tree) {
      const { redriven } = await server.trees.call('RedriveExecutionTree', request);
      terminal.write(`Redriven, the deepest first:\n${redriven.map((arn) => `  ${arn}\n`).join('')}`);
      return;
    }
    await server.api.call('RedriveExecution', request);
    terminal.write(`Redriven ${request.executionArn}\n`);
  });
}

function executions(count: number): string {
  return count === 1 ? '1 execution' : `${count} executions`;
}
