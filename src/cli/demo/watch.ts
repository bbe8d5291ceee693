/**
 * Shows a tree of executions while it grows, until everything in it is closed. On a terminal the tree is drawn again
 * in place; elsewhere every change of a status is one line and the tree follows at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../terminal.ts';
import { type ExecutionNode, everyNode, isSettled, machineName, type TreeReader } from './execution-tree.ts';
import { LiveArea } from './live-area.ts';
import { duration, statusText, treeLines } from './tree-view.ts';

export interface WatchOptions {
  readonly reader: Pick<TreeReader, 'read'>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
  readonly nowMs?: () => number;
}

interface Display {
  show(tree: ExecutionNode): void;
  finish(tree: ExecutionNode): void;
}

/** Resolves with the settled tree; rejects when `signal` is aborted. */
export async function watch(executionArn: string, options: WatchOptions): Promise<ExecutionNode> {
  const { reader, terminal, signal, intervalMs, nowMs = Date.now } = options;
  const display = terminal.live ? liveDisplay(terminal, nowMs) : lineDisplay(terminal, nowMs);
  for (;;) {
    const tree = await reader.read(executionArn);
    signal.throwIfAborted();
    if (isSettled(tree)) {
      display.finish(tree);
      return tree;
    }
    display.show(tree);
    await sleep(intervalMs, undefined, { signal });
  }
}

function lines(tree: ExecutionNode, terminal: Terminal, nowMs: number): string[] {
  const { colour, unicode } = terminal;
  // The last column stays free: some terminals wrap when it is written.
  const columns = terminal.columns() - 3;
  return treeLines(tree, { columns, colour, unicode, nowMs }).map((line) => `  ${line}`);
}

function liveDisplay(terminal: Terminal, nowMs: () => number): Display {
  const area = new LiveArea(terminal);
  return {
    show: (tree) => area.draw(lines(tree, terminal, nowMs())),
    finish: (tree) => area.finish(lines(tree, terminal, nowMs())),
  };
}

function lineDisplay(terminal: Terminal, nowMs: () => number): Display {
  const shown = new Map<string, string>();
  const show = (tree: ExecutionNode): void => {
    for (const node of everyNode(tree)) sayChange(node, shown, terminal, nowMs());
  };
  return {
    show,
    finish(tree) {
      show(tree);
      terminal.write(`\n${lines(tree, terminal, nowMs()).join('\n')}\n`);
    },
  };
}

function sayChange(node: ExecutionNode, shown: Map<string, string>, terminal: Terminal, nowMs: number): void {
  const { execution, link } = node;
  if (shown.get(execution.executionArn) === execution.status) return;
  shown.set(execution.executionArn, execution.status);
  const by = link === undefined ? '' : ` (${link.resource})`;
  const took = execution.stopDate === undefined ? '' : ` after ${duration(execution, nowMs)}`;
  terminal.write(`  ${statusText(execution.status, terminal.unicode)} ${machineName(execution)}${by}${took}\n`);
}
