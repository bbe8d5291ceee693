/**
 * The executions that a search finds, page by page, newest first, kept as they are by the live stream: what changes is
 * changed in place, what is new comes in at the top. New ones are only counted while `follow` is off.
 */
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type ApiFailure, call, type OutputOf } from '../../api/client.ts';
import { type Change, useLive } from '../../api/live.ts';
import type { ExecutionFilters, ExecutionNode } from '../../api/operations.ts';
import { FOLLOWED } from '../../api/queries.ts';
import { mayMatch, trailingEmptyPages, unsettledPages, withChanges, withFresh, withNewer } from './list-pages.ts';

type Found = OutputOf<'SearchExecutions'>;
type Pages = InfiniteData<Found, string>;

/** The first page is quickly there; the others are for those who scroll. */
const FIRST_PAGE = 250;
const PAGE_SIZE = 1_000;
/** Pages of a search that may be empty before the person is asked whether to go on. */
const EMPTY_PAGES = 40;
/** Changes within this time are shown together. */
const GATHER_MS = 100;
/** How often new executions are asked for while they keep coming. */
const FRESH_MS = 1_000;
/** How long a list is kept for somebody who looks at one of its executions and comes back. */
const KEPT_MS = 300_000;
/** Pages that are read again when somebody does. */
const REREAD_PAGES = 20;

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
  /** What is shown is what the search before this one found. */
  readonly isOutdated: boolean;
  readonly error: ApiFailure | null;
  readonly retry: () => void;
}

export function useExecutions(filters: ExecutionFilters, follow: boolean): FoundExecutions {
  const client = useQueryClient();
  const key = useMemo(() => ['SearchExecutions', filters, FOLLOWED] as const, [filters]);
  const query = useInfiniteQuery<Found, ApiFailure, Pages, typeof key, string>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(filters, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextToken,
    // The list that was there stays until the other one is.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    // Pages that were loaded long ago would all be asked for again.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    gcTime: KEPT_MS,
  });
  const nodes = useMemo(() => query.data?.pages.flatMap(({ executions }) => executions) ?? [], [query.data]);
  const change = useCallback(
    (to: (held: Pages) => Pages) => client.setQueryData<Pages>(key, (held) => held && to(held)),
    [client, key],
  );

  const [unseen, setUnseen] = useState(0);
  const showNew = useCallback(async () => {
    setUnseen(0);
    const fresh = await readPage(filters, '');
    change((held) => withFresh(held, fresh));
  }, [filters, change]);
  const followNew = useSpaced(showNew, FRESH_MS);
  const reread = useReread(filters, change, () => client.getQueryData<Pages>(key));

  const gathered = useGathered((changes) => {
    change((held) => withChanges(held, changes));
    const added = [...changes.values()].filter((one) => one.isNew && mayMatch(filters, one));
    if (added.length === 0) return;
    if (follow) followNew();
    else setUnseen((count) => count + added.length);
  });
  useLive({ list: '1' }, gathered, () => (query.data === undefined ? void query.refetch() : reread()));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search has nothing unseen.
  useEffect(() => setUnseen(0), [key]);
  useEffect(() => {
    if (follow && unseen > 0) followNew();
  }, [follow, unseen, followNew]);

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const emptyPages = trailingEmptyPages(query.data?.pages);
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
    isOutdated: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

function readPage(filters: ExecutionFilters, token: string, signal?: AbortSignal): Promise<Found> {
  const page = token === '' ? { maxResults: FIRST_PAGE } : { maxResults: PAGE_SIZE, nextToken: token };
  return call('SearchExecutions', { ...filters, ...page }, signal);
}

/**
 * Gives a function that brings the list up to date without losing the place in it; called for a list that was kept
 * while nobody looked at it.
 */
function useReread(
  filters: ExecutionFilters,
  change: (to: (held: Pages) => Pages) => void,
  held: () => Pages | undefined,
): () => void {
  const heldNow = useEffectEvent(held);
  const started = useRef(0);
  const reread = useCallback(
    async (pages: Pages | undefined) => {
      started.current += 1;
      const own = started.current;
      for (const index of pages === undefined ? [] : unsettledPages(pages).slice(0, REREAD_PAGES)) {
        const read = await readPage(filters, pages?.pageParams[index] ?? '');
        if (started.current !== own) return;
        if (index === 0) change((now) => withFresh(now, read));
        else change((now) => ({ ...now, pages: now.pages.map((page) => withNewerPage(page, read)) }));
      }
    },
    [filters, change],
  );
  useEffect(() => {
    // What fails here is tried again by whoever looks at the list.
    reread(heldNow()).catch(() => undefined);
    return () => {
      started.current += 1;
    };
  }, [reread]);
  return useEffectEvent(() => void reread(held()).catch(() => undefined));
}

function withNewerPage(page: Found, read: Found): Found {
  const isSame = page.executions[0]?.executionArn === read.executions[0]?.executionArn;
  return isSame ? { ...page, executions: withNewer(page.executions, read.executions) } : page;
}

/** `run` now, or when `everyMs` have passed since the last time. */
function useSpaced(run: () => Promise<void>, everyMs: number): () => void {
  const latest = useRef(run);
  const state = useRef({ ranAtMs: 0, isWaiting: false });
  useEffect(() => {
    latest.current = run;
  });
  return useCallback(() => {
    const held = state.current;
    if (held.isWaiting) return;
    held.isWaiting = true;
    const restMs = Math.max(0, held.ranAtMs + everyMs - Date.now());
    setTimeout(() => {
      held.isWaiting = false;
      held.ranAtMs = Date.now();
      // The stream tells of a server that is not there.
      latest.current().catch(() => undefined);
    }, restMs);
  }, [everyMs]);
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
