/** Which execution is meant: its ARN, or `machine:name` for short, which the server is asked for. */
import { CommandError, type Server } from './endpoint.ts';

export async function executionArn({ trees }: Server, reference: string): Promise<string> {
  if (reference.startsWith('arn:')) return reference;
  const [machine = '', name = '', ...rest] = reference.split(':');
  if (machine === '' || name === '' || rest.length > 0) {
    throw new CommandError(`'${reference}' is neither the ARN of an execution nor machine:name`);
  }
  let nextToken: string | undefined;
  do {
    const filter = { stateMachineName: machine, name, maxResults: 2 };
    const page = await trees.call('SearchExecutions', nextToken === undefined ? filter : { ...filter, nextToken });
    const [found, another] = page.executions;
    if (another !== undefined) throw new CommandError(`several executions fit '${reference}'; use the ARN of one`);
    if (found !== undefined) return found.executionArn;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  throw new CommandError(`there is no execution '${reference}'`);
}
