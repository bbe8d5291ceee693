/** Hooks around the operations: one answer, pages, and actions. */
import {
  keepPreviousData,
  type QueryClient,
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { type ApiFailure, call, type InputOf, type OperationName, type OutputOf } from './client.ts';

type Extra<N extends OperationName> = Partial<
  Pick<UseQueryOptions<OutputOf<N>, ApiFailure>, 'enabled' | 'refetchInterval' | 'staleTime' | 'placeholderData'>
>;

/** One answer. `undefined` as input waits until there is one. */
export function useOperation<N extends OperationName>(operation: N, input: InputOf<N> | undefined, extra?: Extra<N>) {
  return useQuery<OutputOf<N>, ApiFailure>({
    queryKey: [operation, input],
    queryFn: ({ signal }) => call(operation, input as InputOf<N>, signal),
    ...extra,
    enabled: input !== undefined && (extra?.enabled ?? true),
  });
}

type Paged = {
  [N in OperationName]: OutputOf<N> extends { readonly nextToken?: string } ? N : never;
}[OperationName];

/** An answer in pages; `maxResults` is the size of one. The previous list stays while another is being fetched. */
export function usePages<N extends Paged>(operation: N, input: InputOf<N> | undefined, extra?: { staleTime?: number }) {
  return useInfiniteQuery({
    queryKey: [operation, input, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(operation, { ...input, ...(pageParam !== '' && { nextToken: pageParam }) } as InputOf<N>, signal),
    initialPageParam: '',
    getNextPageParam: (last) => (last as { nextToken?: string }).nextToken,
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    ...extra,
  });
}

/** The last part of the key of a query whose data follow the live stream by themselves. */
export const FOLLOWED = 'followed';

/** Asks again for everything on the screen that does not follow by itself, as an action may have changed any of it. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.at(-1) !== FOLLOWED });
}

/** An action; everything on the screen is asked for again when it is done. */
export function useAction<N extends OperationName>(operation: N) {
  const client = useQueryClient();
  return useMutation<OutputOf<N>, ApiFailure, InputOf<N>>({
    mutationFn: (input) => call(operation, input),
    onSuccess: () => refreshAll(client),
  });
}

/** Every page of a list that is not long, one after the other. */
export function useAllPages<N extends Paged, Item>(
  operation: N,
  input: InputOf<N> | undefined,
  itemsOf: (page: OutputOf<N>) => readonly Item[],
) {
  const query = usePages(operation, input);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return {
    items: query.data?.pages.flatMap((page) => itemsOf(page as OutputOf<N>)) ?? [],
    error: query.error,
    isLoading: query.isLoading,
    refetch: () => void query.refetch(),
  };
}
