/** Why children of a Map Run failed: their errors with how often each came up. */
import { Link } from '@tanstack/react-router';
import { useOperation } from '../../api/queries.ts';
import { quoteValue } from '../executions/query.ts';
import css from './failure-groups.module.css';

const LOOKED_AT = 1_000;
const MOST_GROUPS = 6;

export function FailureGroups({ mapRunArn, failed }: { readonly mapRunArn: string; readonly failed: number }) {
  const { data } = useOperation(
    'SearchExecutions',
    failed === 0 ? undefined : { mapRunArn, status: ['FAILED', 'TIMED_OUT'], maxResults: LOOKED_AT },
  );
  if (failed === 0) return <p className={css.none}>No item has failed.</p>;
  const groups = [...Map.groupBy(data?.executions ?? [], ({ error }) => error ?? 'States.Timeout')]
    .map(([error, nodes]) => ({ error, count: nodes.length }))
    .sort((a, b) => b.count - a.count);
  const top = groups[0]?.count ?? 1;
  return (
    <>
      <ul className={css.groups}>
        {groups.slice(0, MOST_GROUPS).map(({ error, count }) => (
          <li key={error}>
            <Link
              to="/executions"
              search={{ q: `maprun:${mapRunArn} error:${quoteValue(error)}`, roots: false }}
              className={css.group}
            >
              <code className={css.error}>{error}</code>
              <span className={css.count}>{count.toLocaleString('en')}</span>
              <span className={css.bar} aria-hidden>
                <span style={{ width: `${(count / top) * 100}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {groups.length > MOST_GROUPS && <p className={css.none}>and {groups.length - MOST_GROUPS} other errors</p>}
      {data?.nextToken !== undefined && <p className={css.none}>Of the last {LOOKED_AT.toLocaleString('en')}.</p>}
    </>
  );
}
