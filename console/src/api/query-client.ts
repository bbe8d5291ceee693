/**
 * The cache of answers. What is shown is kept fresh by the live stream (live.ts), so nothing is asked for again on its
 * own except when a tab comes back. Keys: [operation, input].
 */
import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './client.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => isPassing(error) && count < 2,
      retryDelay: (attempt) => 300 * 2 ** attempt,
    },
  },
});

/** Whether the same request may succeed in a moment. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiFailure && (error.status === 0 || error.status >= 500 || error.code === 'ThrottlingException')
  );
}
