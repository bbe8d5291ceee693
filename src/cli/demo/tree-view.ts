/**
 * Draws a tree of executions as lines of text, one per execution:
 *
 *   EXECUTION          STARTED BY   STATUS        TIME   RESULT
 *   FulfilOrder                     ✔ SUCCEEDED   6.2 s  {"orderId":"A-1001"}
 *   ├─ ReserveStock    .sync:2      ✔ SUCCEEDED   1.0 s  {"warehouse":"Rotterdam"}
 *
 * Every status is a word with a sign; colour is added where it is wanted. No line is longer than `columns`.
 */
import type { ExecutionDescription, ExecutionStatus } from '../client.ts';
import { cut, printable, type Style, styled } from '../terminal.ts';
import { type ExecutionNode, machineName } from './execution-tree.ts';

export interface ViewOptions {
  readonly columns: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** For the duration of what still runs. */
  readonly nowMs: number;
}

interface Row {
  readonly name: string;
  readonly startedBy: string;
  readonly status: ExecutionStatus | undefined;
  readonly statusText: string;
  readonly time: string;
  readonly result: string;
}

interface Lines {
  readonly fork: string;
  readonly last: string;
  readonly through: string;
}

const UNICODE_LINES: Lines = { fork: '├─ ', last: '└─ ', through: '│  ' };
const ASCII_LINES: Lines = { fork: '|- ', last: '`- ', through: '|  ' };

const LOOK: Record<ExecutionStatus, { sign: string; ascii: string; style: Style }> = {
  RUNNING: { sign: '▶', ascii: '>', style: 'cyan' },
  SUCCEEDED: { sign: '✔', ascii: '+', style: 'green' },
  FAILED: { sign: '✖', ascii: 'x', style: 'red' },
  TIMED_OUT: { sign: '✖', ascii: 'x', style: 'red' },
  ABORTED: { sign: '■', ascii: '#', style: 'yellow' },
  PENDING_REDRIVE: { sign: '▶', ascii: '>', style: 'cyan' },
};

const HEADINGS: Row = {
  name: 'EXECUTION',
  startedBy: 'STARTED BY',
  status: undefined,
  statusText: 'STATUS',
  time: 'TIME',
  result: 'RESULT',
};

const GAP = '  ';
/** Below this a result says nothing and is left out. */
const LEAST_RESULT_COLUMNS = 12;

export function treeLines(root: ExecutionNode, options: ViewOptions): string[] {
  const rows = [HEADINGS, ...rowsOf(root, '', '', options)];
  const widths = {
    name: widest(rows, 'name'),
    // As wide as these get, so that the columns stay where they are while the tree grows.
    startedBy: Math.max(widest(rows, 'startedBy'), '.waitForTaskToken'.length),
    statusText: Math.max(widest(rows, 'statusText'), statusText('SUCCEEDED', options.unicode).length),
    time: widest(rows, 'time'),
  };
  return rows.map((row) => line(row, widths, options));
}

function* rowsOf(node: ExecutionNode, prefix: string, below: string, options: ViewOptions): Iterable<Row> {
  const { execution, link } = node;
  yield {
    name: prefix + printable(machineName(execution)),
    startedBy: link === undefined ? '' : pattern(link.resource),
    status: execution.status,
    statusText: statusText(execution.status, options.unicode),
    time: duration(execution, options.nowMs),
    result: resultOf(node),
  };
  const lines = options.unicode ? UNICODE_LINES : ASCII_LINES;
  for (const [index, child] of node.children.entries()) {
    const isLast = index === node.children.length - 1;
    yield* rowsOf(child, below + (isLast ? lines.last : lines.fork), below + (isLast ? '   ' : lines.through), options);
  }
}

/** `startExecution.sync:2` → `.sync:2`: what differs is enough to read. */
function pattern(resource: string): string {
  return resource.replace(/^startExecution(?=\.)/, '');
}

export function statusText(status: ExecutionStatus, unicode: boolean): string {
  return `${unicode ? LOOK[status].sign : LOOK[status].ascii} ${status}`;
}

export function duration(execution: ExecutionDescription, nowMs: number): string {
  const endMs = execution.stopDate === undefined ? nowMs : execution.stopDate * 1000;
  const seconds = Math.max(0, endMs - execution.startDate * 1000) / 1000;
  return `${seconds.toFixed(1)} s`;
}

export function resultOf({ execution, link }: ExecutionNode): string {
  const { output, error, cause } = execution;
  if (output !== undefined) return printable(output);
  const failure = [error, cause].filter((part) => part !== undefined).join(': ');
  return printable(link?.caught === true ? `(caught) ${failure}` : failure);
}

function widest(rows: readonly Row[], column: 'name' | 'startedBy' | 'statusText' | 'time'): number {
  return Math.max(...rows.map((row) => row[column].length));
}

function line(row: Row, widths: Record<'name' | 'startedBy' | 'statusText' | 'time', number>, o: ViewOptions): string {
  const cells = [
    row.name.padEnd(widths.name),
    row.startedBy.padEnd(widths.startedBy),
    row.statusText.padEnd(widths.statusText),
    row.time.padStart(widths.time),
  ];
  const used = cells.join(GAP).length + GAP.length;
  const room = o.columns - used;
  const plain = cut([...cells, room < LEAST_RESULT_COLUMNS ? '' : row.result].join(GAP), o.columns, o.unicode);
  return paint(plain.trimEnd(), row, o.colour);
}

function paint(text: string, row: Row, colour: boolean): string {
  if (row.status === undefined) return styled(text, 'dim', colour);
  return text.replace(row.statusText, styled(row.statusText, LOOK[row.status].style, colour));
}
