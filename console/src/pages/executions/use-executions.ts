/**
 * The executions that a search finds, page by page, newest first, kept as they are by the live stream: what changes is
 * changed in place, what is new comes in at the top. New ones are only counted while `follow` is off.
 */
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type ApiFailure, call, type OutputOf } from '../../api/client.ts';
import { type Change, useLive } from '../../api/live.ts';
import type { ExecutionFilters, ExecutionNode } from '../../api/operations.ts';

type Found = OutputOf<'SearchExecutions'>;
type Pages = InfiniteData<Found, string>;

const PAGE_SIZE = 250;
/** Pages of a search that may be empty before the person is asked whether to go on. */
const EMPTY_PAGES = 40;
/** Changes within this time are shown together. */
const GATHER_MS = 150;

export interface FoundExecutions {
  readonly nodes: readonly ExecutionNode[];
  /** New executions that are not shown yet. */
  readonly unseen: number;
  readonly showNew: () => void;
  readonly more: () => void;
  readonly hasMore: boolean;
  /** The search has looked at many executions without finding any; `more` looks on. */
  readonly paused: boolean;
  readonly isFetching: boolean;
  readonly isLoading: boolean;
  readonly error: ApiFailure | null;
  readonly retry: () => void;
}

export function useExecutions(filters: ExecutionFilters, follow: boolean): FoundExecutions {
  const client = useQueryClient();
  const key = useMemo(() => ['SearchExecutions', filters, 'list'] as const, [filters]);
  const query = useInfiniteQuery<Found, ApiFailure, Pages, typeof key, string>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call(
        'SearchExecutions',
        { ...filters, maxResults: PAGE_SIZE, ...(pageParam !== '' && { nextToken: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextToken,
    // The list that was there stays until the other one is.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    // Pages that were loaded long ago would all be asked for again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const nodes = useMemo(() => query.data?.pages.flatMap(({ executions }) => executions) ?? [], [query.data]);

  const [unseen, setUnseen] = useState(0);
  const showNew = useCallback(async () => {
    setUnseen(0);
    const fresh = await call('SearchExecutions', { ...filters, maxResults: PAGE_SIZE });
    client.setQueryData<Pages>(key, (pages) => withFresh(pages, fresh));
  }, [client, filters, key]);

  const gathered = useGathered((changes) => {
    client.setQueryData<Pages>(key, (pages) => withChanges(pages, changes));
    const added = [...changes.values()].filter((change) => change.isNew && mayMatch(filters, change));
    if (added.length === 0) return;
    if (follow) void showNew();
    else setUnseen((count) => count + added.length);
  });
  useLive({ list: '1' }, gathered, () => void client.resetQueries({ queryKey: key }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search has nothing unseen.
  useEffect(() => setUnseen(0), [key]);
  useEffect(() => {
    if (follow && unseen > 0) void showNew();
  }, [follow, unseen, showNew]);

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const emptyPages = trailingEmptyPages(query.data);
  const paused = hasNextPage && emptyPages >= EMPTY_PAGES && emptyPages % EMPTY_PAGES === 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && emptyPages > 0 && !paused) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, emptyPages, paused, fetchNextPage]);

  return {
    nodes,
    unseen,
    showNew,
    more: () => void (hasNextPage && !isFetchingNextPage && fetchNextPage()),
    hasMore: hasNextPage,
    paused,
    isFetching: query.isFetching,
    isLoading: query.isLoading,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

/** Gives changes by execution, the last of each, to `handle` a moment after the first of them. */
function useGathered(handle: (changes: ReadonlyMap<string, Change>) => void): (change: Change) => void {
  const latest = useRef(handle);
  const waiting = useRef(new Map<string, Change>());
  useEffect(() => {
    latest.current = handle;
  });
  return useCallback((change) => {
    if (waiting.current.size === 0) {
      setTimeout(() => {
        const changes = waiting.current;
        waiting.current = new Map();
        latest.current(changes);
      }, GATHER_MS);
    }
    const before = waiting.current.get(change.executionArn);
    waiting.current.set(change.executionArn, { ...change, isNew: change.isNew || before?.isNew === true });
  }, []);
}

function trailingEmptyPages(data: Pages | undefined): number {
  let count = 0;
  const pages = data?.pages ?? [];
  while (count < pages.length && pages[pages.length - 1 - count]?.executions.length === 0) count += 1;
  return count;
}

/** The first page again, with what it has that is not yet there put before everything else. */
function withFresh(pages: Pages | undefined, fresh: Found): Pages | undefined {
  const [first, ...others] = pages?.pages ?? [];
  if (pages === undefined || first === undefined) return pages;
  const freshByArn = new Map(fresh.executions.map((node) => [node.executionArn, node]));
  const known = new Set(pages.pages.flatMap(({ executions }) => executions.map(({ executionArn }) => executionArn)));
  const added = fresh.executions.filter(({ executionArn }) => !known.has(executionArn));
  const updated = first.executions.map((node) => freshByArn.get(node.executionArn) ?? node);
  return { ...pages, pages: [{ ...first, executions: [...added, ...updated] }, ...others] };
}

function withChanges(pages: Pages | undefined, changes: ReadonlyMap<string, Change>): Pages | undefined {
  if (pages === undefined) return pages;
  let touched = false;
  const next = pages.pages.map((page) => {
    const executions = patchNodes(page.executions, changes);
    if (executions === page.executions) return page;
    touched = true;
    return { ...page, executions };
  });
  return touched ? { ...pages, pages: next } : pages;
}

/** The same list when none of it changed. */
export function patchNodes(
  nodes: readonly ExecutionNode[],
  changes: ReadonlyMap<string, Change>,
): readonly ExecutionNode[] {
  if (!nodes.some(({ executionArn }) => changes.has(executionArn))) return nodes;
  return nodes.map((node) => {
    const change = changes.get(node.executionArn);
    if (change === undefined || (change.status === node.status && change.stopDate === node.stopDate)) return node;
    return { ...node, status: change.status, stopDate: change.stopDate };
  });
}

/** Whether a new execution may be one that is searched for, as far as a change tells. */
function mayMatch(filters: ExecutionFilters, { parentArn, rootArn, stateMachineArn, status }: Change): boolean {
  if (filters.rootsOnly === true && parentArn !== undefined) return false;
  if (filters.parentArn !== undefined && filters.parentArn !== parentArn) return false;
  if (filters.rootArn !== undefined && filters.rootArn !== rootArn) return false;
  if (filters.stateMachineArn !== undefined && filters.stateMachineArn !== stateMachineArn) return false;
  return filters.status === undefined || filters.status.includes(status);
}
