/** How many executions a search finds. */
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLiveRefresh } from '../../api/live.ts';
import type { ExecutionFilters } from '../../api/operations.ts';
import { FOLLOWED, useOperation } from '../../api/queries.ts';
import css from './match-count.module.css';

/** Counting looks at up to 100,000 executions, so it waits until nobody types any more. */
const REST_MS = 500;
const REFRESH_MS = 5_000;

export function MatchCount({ filters }: { readonly filters: ExecutionFilters }) {
  const list = ['SearchExecutions', filters, FOLLOWED];
  const isListing = useIsFetching({ queryKey: list }) > 0;
  const hasList = useQueryClient().getQueryData(list) !== undefined;
  const [rested, setRested] = useState<ExecutionFilters>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(filters), REST_MS);
    return () => clearTimeout(timer);
  }, [filters]);
  const isReady = rested === filters && hasList && !isListing;
  const { data } = useOperation('CountExecutions', filters, { enabled: isReady });
  useLiveRefresh({ list: '1' }, ['CountExecutions'], REFRESH_MS);
  return (
    <span className={css.count} role="status">
      {data !== undefined && `${data.count.toLocaleString('en')}${data.capped ? '+' : ''}`}
    </span>
  );
}
