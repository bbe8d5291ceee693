/** All executions: search, saved views, and what is done with many at once. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { changeSettings, useSettings } from '../../settings/settings.ts';
import { Toggle } from '../../ui/field.tsx';
import { Page } from '../../ui/layout.tsx';
import { ColumnMenu } from './column-menu.tsx';
import css from './executions-page.module.css';
import { MatchCount } from './match-count.tsx';
import { QueryBar } from './query-bar.tsx';
import { SearchResults } from './search-results.tsx';
import { useParsedQuery } from './use-parsed-query.ts';
import { ViewsMenu } from './views-menu.tsx';

export function ExecutionsPage() {
  const { q = '', roots } = useSearch({ from: '/executions' });
  const { rootsOnly } = useSettings();
  const navigate = useNavigate();
  const [follow, setFollow] = useState(true);
  const isRootsOnly = roots ?? rootsOnly;
  const { parsed, filters } = useParsedQuery(q, isRootsOnly);
  const open = useCallback(
    ({ q, roots }: { q: string; roots: boolean }, replace = false) =>
      void navigate({ to: '/executions', search: { ...(q !== '' && { q }), roots }, replace }),
    [navigate],
  );
  const changeQuery = useCallback(
    (next: string, isSameTyping: boolean) => open({ q: next, roots: isRootsOnly }, isSameTyping),
    [open, isRootsOnly],
  );
  const changeRoots = (next: boolean) => {
    changeSettings({ rootsOnly: next });
    open({ q, roots: next });
  };
  return (
    <Page
      title="Executions"
      fill
      beside={<MatchCount filters={filters} />}
      actions={
        <>
          <ColumnMenu />
          <ViewsMenu q={q} roots={isRootsOnly} onOpen={open} />
        </>
      }
    >
      <div className={css.tools}>
        <QueryBar query={q} parsed={parsed} onChange={changeQuery} />
        <div className={css.toggles}>
          <Toggle checked={isRootsOnly} onChange={changeRoots}>
            Roots only
          </Toggle>
          <Toggle checked={follow} onChange={setFollow}>
            Live tail
          </Toggle>
        </div>
      </div>
      <SearchResults filters={filters} follow={follow} isFiltered={parsed.terms.length > 0} />
    </Page>
  );
}
