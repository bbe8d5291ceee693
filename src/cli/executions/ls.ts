/** `stairwell ls`: executions, newest first, one line each. */
import { statusText } from '../demo/tree-view.ts';
import { createTerminal, cut, printable, type Terminal } from '../terminal.ts';
import { type EndpointOptions, running } from './endpoint.ts';
import { parseQuery } from './query.ts';
import { elapsed, isoSeconds, machineOf, paint } from './text.ts';
import type { SearchInput, TreeClient, TreeNode } from './tree-client.ts';

export interface LsOptions extends EndpointOptions {
  readonly limit: number;
  readonly json?: true;
}

const PAGE = 1000;
const MAX_ERROR = 32;
/** Columns of numbers: how long it ran, and its children. */
const NUMBERS = [2, 3];

export function ls(words: readonly string[], options: LsOptions): Promise<void> {
  return running(options, async ({ trees }) => {
    const terminal = createTerminal();
    const found = await search(trees, parseQuery(words, Date.now() / 1000), options.limit);
    for (const node of found.nodes) {
      if (options.json) terminal.write(`${JSON.stringify(node)}\n`);
    }
    if (options.json) return;
    terminal.write(
      listing(found.nodes, terminal, Date.now())
        .map((line) => `${line}\n`)
        .join(''),
    );
    if (found.nodes.length === 0) process.stderr.write('No execution fits.\n');
    else if (found.isMore) process.stderr.write(`There may be more; --limit ${options.limit * 10} shows them.\n`);
  });
}

async function search(trees: TreeClient, filter: SearchInput, limit: number) {
  const nodes: TreeNode[] = [];
  let nextToken: string | undefined;
  do {
    const page = { ...filter, maxResults: Math.min(limit - nodes.length, PAGE), ...(nextToken && { nextToken }) };
    const answer = await trees.call('SearchExecutions', page);
    nodes.push(...answer.executions);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined && nodes.length < limit);
  return { nodes, isMore: nextToken !== undefined };
}

/** What is last is never cut, as it is what other commands are given. */
export function listing(nodes: readonly TreeNode[], terminal: Terminal, nowMs: number): string[] {
  if (nodes.length === 0) return [];
  const { unicode, colour } = terminal;
  const hasErrors = nodes.some((node) => node.error !== undefined);
  const rows = nodes.map((node) => [
    statusText(node.status, unicode),
    isoSeconds(node.startDate),
    elapsed(node, nowMs),
    String(node.childCount),
    ...(hasErrors ? [cut(printable(node.error ?? ''), MAX_ERROR, unicode)] : []),
    printable(`${machineOf(node)}:${node.name}`),
  ]);
  const headings = ['STATUS', 'STARTED', 'TIME', 'CHILDREN', ...(hasErrors ? ['ERROR'] : []), 'EXECUTION'];
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => (cells[column] as string).length)),
  );
  return [
    paint(aligned(headings, widths).join('  ').trimEnd(), 'bold', colour),
    ...rows.map((cells, index) => {
      const [status = '', ...rest] = aligned(cells, widths);
      return [paint(status, (nodes[index] as TreeNode).status, colour), ...rest].join('  ').trimEnd();
    }),
  ];
}

function aligned(cells: readonly string[], widths: readonly number[]): string[] {
  return cells.map((cell, column) =>
    NUMBERS.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
  );
}
