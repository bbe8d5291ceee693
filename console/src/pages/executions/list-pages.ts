/**
 * The pages of a list of executions, newest first, and what changes them: what the server tells of, and pages that are
 * read again. Pure; what did not change stays the same object.
 */
import { lastPart } from '../../api/arns.ts';
import type { Change } from '../../api/live.ts';
import type { ExecutionFilters, ExecutionNode } from '../../api/operations.ts';

/** One answer of SearchExecutions. */
export interface FoundPage {
  readonly executions: readonly ExecutionNode[];
  readonly nextToken?: string;
  readonly scannedAll: boolean;
}

/** `pageParams`: the token of each page, '' for the first. */
export interface FoundPages {
  readonly pages: readonly FoundPage[];
  readonly pageParams: readonly string[];
}

export function trailingEmptyPages(pages: readonly FoundPage[] = []): number {
  let count = 0;
  while (count < pages.length && pages[pages.length - 1 - count]?.executions.length === 0) count += 1;
  return count;
}

/**
 * The first page read again: what it has that is not yet there is put before everything else. When so much is new that
 * something is missing in between, the list begins anew with this page.
 */
export function withFresh<Held extends FoundPages>(held: Held, fresh: FoundPage): Held {
  const [first, ...others] = held.pages;
  if (first === undefined) return held;
  const known = new Set(held.pages.flatMap(({ executions }) => executions.map(({ executionArn }) => executionArn)));
  const added = fresh.executions.filter(({ executionArn }) => !known.has(executionArn));
  if (known.size > 0 && added.length === fresh.executions.length && fresh.nextToken !== undefined) {
    return { ...held, pages: [fresh], pageParams: [''] };
  }
  const executions = [...added, ...withNewer(first.executions, fresh.executions)];
  return { ...held, pages: [{ ...first, executions }, ...others] };
}

/** Nodes with those that were read again in their places. */
export function withNewer(nodes: readonly ExecutionNode[], newer: readonly ExecutionNode[]): readonly ExecutionNode[] {
  const byArn = new Map(newer.map((node) => [node.executionArn, node]));
  return nodes.map((node) => byArn.get(node.executionArn) ?? node);
}

export function withChanges<Held extends FoundPages>(held: Held, changes: ReadonlyMap<string, Change>): Held {
  const born = newChildren(changes);
  let touched = false;
  const pages = held.pages.map((page) => {
    const executions = patchNodes(page.executions, changes, born);
    if (executions === page.executions) return page;
    touched = true;
    return { ...page, executions };
  });
  return touched ? { ...held, pages } : held;
}

/** How many children each parent got. */
function newChildren(changes: ReadonlyMap<string, Change>): ReadonlyMap<string, number> {
  const born = new Map<string, number>();
  for (const { isNew, parentArn } of changes.values()) {
    if (isNew && parentArn !== undefined) born.set(parentArn, (born.get(parentArn) ?? 0) + 1);
  }
  return born;
}

function patchNodes(
  nodes: readonly ExecutionNode[],
  changes: ReadonlyMap<string, Change>,
  born: ReadonlyMap<string, number>,
): readonly ExecutionNode[] {
  let touched = false;
  const next = nodes.map((node) => {
    const change = changes.get(node.executionArn);
    const children = born.get(node.executionArn) ?? 0;
    const isSame = change === undefined || (change.status === node.status && change.stopDate === node.stopDate);
    if (isSame && children === 0) return node;
    touched = true;
    const { status, stopDate, error } = isSame ? node : change;
    return { ...node, status, stopDate, error, childCount: node.childCount + children };
  });
  return touched ? next : nodes;
}

/** Pages that may have changed while nobody listened: the first, and those in which something was running. */
export function unsettledPages({ pages }: FoundPages): number[] {
  return pages.flatMap(({ executions }, index) =>
    index === 0 || executions.some(({ status }) => status === 'RUNNING') ? [index] : [],
  );
}

/** Whether a new execution may be one that is searched for, as far as a change tells. */
export function mayMatch(filters: ExecutionFilters, change: Change): boolean {
  const { parentArn, rootArn, stateMachineArn, status, name } = change;
  if (filters.rootsOnly === true && parentArn !== undefined) return false;
  if (filters.parentArn !== undefined && filters.parentArn !== parentArn) return false;
  if (filters.rootArn !== undefined && filters.rootArn !== rootArn) return false;
  if (filters.stateMachineArn !== undefined && filters.stateMachineArn !== stateMachineArn) return false;
  if (filters.stateMachineName !== undefined && !fits(filters.stateMachineName, lastPart(stateMachineArn)))
    return false;
  if (filters.name !== undefined && !fits(filters.name, name)) return false;
  return filters.status === undefined || filters.status.includes(status);
}

/** `*` is any text, `?` any character. */
function fits(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 's').test(text);
}
