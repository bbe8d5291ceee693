/**
 * The tree of an execution and all that it started, read through the API: DescribeExecution for what became of an
 * execution, GetExecutionHistory for its children. An execution that is closed is not asked for again.
 */
import { type ApiClient, allPages, type ExecutionDescription } from '../client.ts';
import { type ChildLink, childLinks } from './child-links.ts';

export interface ExecutionNode {
  readonly execution: ExecutionDescription;
  /** How it was started; undefined for the root. */
  readonly link: ChildLink | undefined;
  readonly children: readonly ExecutionNode[];
}

/** A circle cannot be, as a child is younger than its parent; this bounds what a server could make us read. */
const MAX_DEPTH = 50;

interface Reading {
  readonly execution: ExecutionDescription;
  readonly links: readonly ChildLink[];
}

export class TreeReader {
  readonly #client: ApiClient;
  readonly #closed = new Map<string, Reading>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  async read(executionArn: string, link?: ChildLink, depth = 0): Promise<ExecutionNode> {
    const { execution, links } = await this.#reading(executionArn);
    const followed = depth < MAX_DEPTH ? links : [];
    const children = await Promise.all(followed.map((child) => this.read(child.executionArn, child, depth + 1)));
    return { execution, link, children };
  }

  async #reading(executionArn: string): Promise<Reading> {
    const known = this.#closed.get(executionArn);
    if (known !== undefined) return known;
    // In this order: the history of an execution that is closed by now is complete.
    const execution = await this.#client.call('DescribeExecution', { executionArn });
    const events = await allPages(
      (input: { executionArn: string; maxResults: number; nextToken?: string }) =>
        this.#client.call('GetExecutionHistory', input),
      { executionArn, maxResults: 1000 },
      (page) => page.events,
    );
    const reading = { execution, links: childLinks(events) };
    if (execution.status !== 'RUNNING') this.#closed.set(executionArn, reading);
    return reading;
  }
}

/** The node and all below it, parents first. */
export function* everyNode(node: ExecutionNode): Iterable<ExecutionNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}

export function isSettled(node: ExecutionNode): boolean {
  return [...everyNode(node)].every(({ execution }) => execution.status !== 'RUNNING');
}

export function machineName(execution: ExecutionDescription): string {
  return execution.stateMachineArn.split(':')[6] ?? execution.stateMachineArn;
}
