/** The query of the address with its filters; the same objects while neither changes, as they are keys of requests. */
import { useMemo } from 'react';
import type { ExecutionFilters } from '../../api/operations.ts';
import { type ParsedQuery, parseQuery } from './query.ts';

export function useParsedQuery(query: string, rootsOnly: boolean) {
  return useMemo((): { parsed: ParsedQuery; filters: ExecutionFilters } => {
    const parsed = parseQuery(query, Date.now());
    return { parsed, filters: rootsOnly ? { ...parsed.filters, rootsOnly } : parsed.filters };
  }, [query, rootsOnly]);
}
