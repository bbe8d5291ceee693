/** `stairwell tree`: an execution and everything below it, once or until all of it has ended. */
import type { ExecutionDescription } from '../client.ts';
import type { ExecutionNode } from '../demo/execution-tree.ts';
import { treeLines } from '../demo/tree-view.ts';
import { watch } from '../demo/watch.ts';
import { createTerminal } from '../terminal.ts';
import { type EndpointOptions, running, type Server } from './endpoint.ts';
import { executionArn } from './reference.ts';
import type { TreeClient, TreeNode } from './tree-client.ts';

export interface TreeOptions extends EndpointOptions {
  readonly watch?: true;
  readonly json?: true;
  readonly depth?: number;
  readonly limit: number;
}

const PAGE = 1000;
const WATCH_MS = 250;

export function tree(reference: string, options: TreeOptions): Promise<void> {
  return running(options, async (server) => {
    const arn = await executionArn(server, reference);
    if (options.watch) return watchTree(server, arn, options);
    const terminal = createTerminal();
    const { root, nodes, isMore } = await readTree(server.trees, arn, options);
    if (options.json) terminal.write(`${JSON.stringify({ root, nodes })}\n`);
    else {
      const { colour, unicode } = terminal;
      const columns = terminal.columns() - 1;
      const lines = treeLines(nested(root, nodes), { columns, colour, unicode, nowMs: Date.now() });
      terminal.write(lines.map((line) => `${line}\n`).join(''));
    }
    if (isMore) process.stderr.write(`There are more executions; --limit ${options.limit * 10} shows them.\n`);
  });
}

async function watchTree({ trees }: Server, arn: string, options: TreeOptions): Promise<void> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  const read = async () => {
    const { root, nodes } = await readTree(trees, arn, options);
    return nested(root, nodes);
  };
  try {
    const { signal } = stop;
    await watch(arn, { reader: { read }, terminal: createTerminal(), signal, intervalMs: WATCH_MS });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

export async function readTree(trees: TreeClient, arn: string, { depth, limit }: { depth?: number; limit: number }) {
  const nodes: TreeNode[] = [];
  let root: TreeNode | undefined;
  let nextToken: string | undefined;
  do {
    const deep = depth === undefined ? {} : { maxDepth: depth };
    const page = {
      executionArn: arn,
      ...deep,
      maxResults: Math.min(limit - nodes.length, PAGE),
      ...(nextToken && { nextToken }),
    };
    const answer = await trees.call('GetExecutionTree', page);
    root ??= answer.root;
    nodes.push(...answer.nodes);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined && nodes.length < limit);
  return { root, nodes, isMore: nextToken !== undefined };
}

/** Puts nodes that come parents first below each other. */
export function nested(root: TreeNode, nodes: readonly TreeNode[]): ExecutionNode {
  const top = { execution: described(root), link: undefined, children: [] as ExecutionNode[] };
  const byArn = new Map([[root.executionArn, top.children]]);
  for (const node of nodes) {
    const children: ExecutionNode[] = [];
    byArn.set(node.executionArn, children);
    const { parent, executionArn } = node;
    const link = { executionArn, state: parent?.state ?? '', resource: resourceOf(parent?.pattern), caught: false };
    byArn.get(parent?.executionArn ?? '')?.push({ execution: described(node), link, children });
  }
  return top;
}

/** As histories name the resource. */
function resourceOf(pattern = ''): string {
  return pattern.startsWith('.') ? `startExecution${pattern}` : pattern;
}

function described(node: TreeNode): ExecutionDescription {
  const { executionArn, stateMachineArn, name, status, startDate, stopDate, error } = node;
  return {
    ...{ executionArn, stateMachineArn, name, status, startDate },
    ...(stopDate !== undefined && { stopDate }),
    ...(error !== undefined && { error }),
  };
}
