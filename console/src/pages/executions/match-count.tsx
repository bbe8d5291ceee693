/** How many executions a search finds. */
import { useLiveRefresh } from '../../api/live.ts';
import type { ExecutionFilters } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import css from './match-count.module.css';

export function MatchCount({ filters }: { readonly filters: ExecutionFilters }) {
  const { data } = useOperation('CountExecutions', filters);
  useLiveRefresh({ list: '1' }, ['CountExecutions'], 2_000);
  return (
    <span className={css.count} role="status">
      {data !== undefined && `${data.count.toLocaleString('en')}${data.capped ? '+' : ''}`}
    </span>
  );
}
