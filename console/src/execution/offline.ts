/**
 * Executions that are in a document instead of on a server: a saved page, or a history that somebody imported. The
 * document holds what the operations would answer. Also makes such a document of what a page has loaded.
 */
import type { ExecutionDescription, ExecutionNode, Status } from '../api/operations.ts';
import { readTimestampMs, type WireEvent } from '../history/event.ts';
import { ExecutionHistory } from '../history/execution-history.ts';
import type { Backend } from './backend.ts';
import type { Records } from './records.ts';
import type { TreeModel } from './tree-model.ts';
import { nameOf } from './words.ts';

export const DOCUMENT_FORMAT = 'stairwell-execution/1';

export interface ExecutionDocument {
  readonly format: typeof DOCUMENT_FORMAT;
  /** The execution to show first. */
  readonly executionArn: string;
  readonly executions: readonly DocumentExecution[];
  /** The tree as far as it was known, parents before children. */
  readonly nodes: readonly ExecutionNode[];
}

export interface DocumentExecution {
  readonly description: ExecutionDescription;
  readonly definition?: string;
  readonly events: readonly WireEvent[];
}

export function offlineBackend({ executions, nodes }: ExecutionDocument): Backend {
  const byArn = new Map(executions.map((one) => [one.description.executionArn, one]));
  const nodeOf = new Map(nodes.map((node) => [node.executionArn, node]));
  const find = async (arn: string): Promise<DocumentExecution> => {
    const found = byArn.get(arn);
    if (found === undefined) throw new Error('This execution was not saved with the others.');
    return found;
  };
  const place = (arn: string) => {
    const node = nodeOf.get(arn) ?? nodeAlone(byArn.get(arn)!.description);
    const ancestors: ExecutionNode[] = [];
    for (let at = node.parent; at !== undefined; at = nodeOf.get(at.executionArn)?.parent) {
      const above = nodeOf.get(at.executionArn);
      if (above === undefined) break;
      ancestors.unshift(above);
    }
    return { node, ancestors };
  };
  return {
    isOffline: true,
    describe: async (arn) => (await find(arn)).description,
    definition: async (arn) => (await find(arn)).definition,
    history: async (arn) => ({ events: (await find(arn)).events }),
    place: async (arn) => place(arn),
    wholeTree: async (arn) => nodes.filter(({ executionArn }) => executionArn !== arn),
    children: async (arn) => ({ executions: nodes.filter(({ parent }) => parent?.executionArn === arn) }),
    failingPath: async (arn) => failingPath(nodes, nodeOf.get(arn)),
  };
}

/** Down to the last failed child of a failed child. */
function failingPath(nodes: readonly ExecutionNode[], from: ExecutionNode | undefined): ExecutionNode[] {
  const path: ExecutionNode[] = [];
  for (let at = from; at !== undefined; ) {
    path.push(at);
    const { executionArn } = at;
    at = nodes.findLast(({ parent, status }) => parent?.executionArn === executionArn && isBad(status));
  }
  return path;
}

function isBad(status: Status): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
}

function nodeAlone(description: ExecutionDescription): ExecutionNode {
  const { executionArn, name, stateMachineArn, status, startDate, stopDate, error } = description;
  return {
    executionArn,
    name,
    stateMachineArn,
    type: 'STANDARD',
    status,
    startDate,
    ...(stopDate !== undefined && { stopDate }),
    ...(error !== undefined && { error }),
    rootArn: executionArn,
    depth: 0,
    redriveCount: description.redriveCount,
    childCount: 0,
  };
}

export interface ImportedHistory {
  readonly events: readonly WireEvent[];
  readonly definition?: string | undefined;
  readonly name: string;
  readonly description?: Partial<ExecutionDescription> | undefined;
}

/** A document of one execution of which only the history need be known. */
export function importedDocument({ events, definition, name, description = {} }: ImportedHistory): ExecutionDocument {
  const sorted = events.toSorted((a, b) => Number(a.id) - Number(b.id));
  const history = new ExecutionHistory();
  history.append(sorted);
  const executionArn =
    description.executionArn ?? `arn:aws:states:imported:000000000000:execution:Imported:${name.replaceAll(':', '-')}`;
  const { input, output, failure, endMs, status } = history;
  const whole: ExecutionDescription = {
    name: nameOf(executionArn),
    stateMachineArn: '',
    status,
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(failure?.error !== undefined && { error: failure.error }),
    ...(failure?.cause !== undefined && { cause: failure.cause }),
    redriveCount: history.redrives.length,
    ...description,
    executionArn,
    startDate: seconds(description.startDate) ?? history.startMs / 1000,
    stopDate: seconds(description.stopDate) ?? (endMs === undefined ? undefined : endMs / 1000),
  };
  return {
    format: DOCUMENT_FORMAT,
    executionArn,
    executions: [{ description: whole, ...(definition !== undefined && { definition }), events: sorted }],
    nodes: [nodeAlone(whole)],
  };
}

/** Dates of the AWS CLI are ISO 8601 text. */
function seconds(date: number | string | undefined): number | undefined {
  return date === undefined ? undefined : readTimestampMs(date) / 1000;
}

/** Everything of an execution and those below it that a page has loaded. */
export function documentOf(arn: string, records: Records, tree: TreeModel): ExecutionDocument {
  const nodes = tree.loadedBelow(arn);
  const arns = new Set([arn, ...nodes.map(({ executionArn }) => executionArn)]);
  const executions: DocumentExecution[] = [];
  for (const one of arns) {
    const record = records.peek(one);
    if (record?.description === undefined) continue;
    const { description, definitionText, history } = record;
    executions.push({
      description,
      ...(definitionText !== undefined && { definition: definitionText }),
      events: history.events.map(({ id, previousEventId, type, atMs, member, details }) => ({
        id,
        previousEventId,
        type,
        timestamp: atMs / 1000,
        ...(member !== undefined && { [member]: details }),
      })),
    });
  }
  const [top] = nodes;
  return {
    format: DOCUMENT_FORMAT,
    executionArn: arn,
    executions,
    // What is above is left out, so the execution becomes the root of what was saved.
    nodes: top === undefined ? [] : [{ ...top, parent: undefined }, ...nodes.slice(1)],
  };
}
