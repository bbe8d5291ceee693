/**
 * Actions on many executions, chosen one by one (at most 1,000 a call) or as everything that a search finds (a page a
 * call). The server takes a search only when it filters by something, so that nobody stops everything by a slip; a
 * search for everything is made one for what the action is possible for.
 */
import { call } from '../../api/client.ts';
import type { BulkResult, ExecutionFilters, Selection, Status } from '../../api/operations.ts';

export type BulkOperation = 'StopExecutions' | 'RedriveExecutions';

export type BulkSelection =
  | { readonly filters: ExecutionFilters }
  /** With the status of each as far as it is known. */
  | { readonly chosen: ReadonlyMap<string, Status | undefined> };

/** `possible`: those that the action will change. `selected`: of so many, when they were chosen one by one. */
export interface BulkCount {
  readonly possible: number;
  readonly selected?: number;
}

const MOST_ARNS = 1_000;
const POSSIBLE: Readonly<Record<BulkOperation, readonly Status[]>> = {
  StopExecutions: ['RUNNING'],
  RedriveExecutions: ['FAILED', 'TIMED_OUT', 'ABORTED'],
};

/** What to call the operation with, once or several times. */
export function selectionsOf(operation: BulkOperation, selection: BulkSelection): Selection[] {
  if ('filters' in selection) {
    const isEmpty = Object.keys(selection.filters).length === 0;
    return [isEmpty ? { status: POSSIBLE[operation] } : selection.filters];
  }
  const arns = [...selection.chosen]
    .filter(([, status]) => status === undefined || POSSIBLE[operation].includes(status))
    .map(([arn]) => arn);
  const calls = Math.ceil(arns.length / MOST_ARNS);
  return Array.from({ length: calls }, (_, n) => ({ executionArns: arns.slice(n * MOST_ARNS, (n + 1) * MOST_ARNS) }));
}

export async function countAll(
  operation: BulkOperation,
  selection: BulkSelection,
  signal?: AbortSignal,
): Promise<BulkCount> {
  const calls = selectionsOf(operation, selection);
  const counts = await Promise.all(calls.map((input) => call(operation, { ...input, dryRun: true }, signal)));
  const possible = counts.reduce((sum, { matched }) => sum + matched, 0);
  return 'chosen' in selection ? { possible, selected: selection.chosen.size } : { possible };
}

/** `onProgress` hears how many were changed so far. */
export async function runAll(
  operation: BulkOperation,
  selection: BulkSelection,
  onProgress: (done: number) => void,
): Promise<Pick<BulkResult, 'done' | 'failed'>> {
  let done = 0;
  const failed: BulkResult['failed'][number][] = [];
  for (const input of selectionsOf(operation, selection)) {
    let nextToken: string | undefined;
    do {
      const page: BulkResult = await call(operation, { ...input, ...(nextToken !== undefined && { nextToken }) });
      done += page.done;
      failed.push(...page.failed);
      onProgress(done);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return { done, failed };
}
