/** The list of what a search finds, with selection, new arrivals, and what stands there when it finds nothing. */
import { Link } from '@tanstack/react-router';
import { ArrowUp, ListTree, SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ExecutionFilters } from '../../api/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Failure, Loading } from '../../ui/layout.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ExecutionList, type ListHandle } from './execution-list.tsx';
import css from './search-results.module.css';
import { type FoundExecutions, useExecutions } from './use-executions.ts';

interface SearchResultsProps {
  readonly filters: ExecutionFilters;
  readonly follow: boolean;
  /** Whether a person narrowed it down, so that nothing found may mean too narrow. */
  readonly isFiltered: boolean;
  readonly hideMachine?: boolean;
}

export function SearchResults({ filters, follow, isFiltered, hideMachine = false }: SearchResultsProps) {
  // New rows on top would move what somebody reads further down.
  const [isAtTop, setAtTop] = useState(true);
  const isFollowing = follow && isAtTop;
  const found = useExecutions(filters, isFollowing);
  const list = useRef<ListHandle>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState<ExecutionFilters>();
  const statuses = useMemo(
    () => new Map(found.nodes.map(({ executionArn, status }) => [executionArn, status])),
    [found.nodes],
  );
  const clear = () => {
    setSelected(new Set());
    setEverything(undefined);
  };
  const select = (executionArn: string, to: boolean) => {
    setEverything(undefined);
    setSelected((before) => {
      const after = new Set(before);
      if (to) after.add(executionArn);
      else after.delete(executionArn);
      return after;
    });
  };
  const selectAll = (to: boolean) => {
    setEverything(undefined);
    setSelected(new Set(to ? found.nodes.map(({ executionArn }) => executionArn) : []));
  };
  if (found.error !== null && found.nodes.length === 0) {
    return <Failure error={found.error} onRetry={found.retry} />;
  }
  if (found.isLoading) {
    return (
      <div className={css.placeholder}>
        <Loading rows={10} label="Loading executions" />
      </div>
    );
  }
  if (found.nodes.length === 0 && !found.hasMore) return <NothingFound isFiltered={isFiltered} filters={filters} />;
  return (
    <>
      <BulkBar
        selected={selected}
        statuses={statuses}
        everything={everything}
        canSelectEverything={found.hasMore && selected.size === found.nodes.length}
        onSelectEverything={() => setEverything(filters)}
        onClear={clear}
      />
      {!isFollowing && found.unseen > 0 && (
        <div className={css.unseen}>
          <Button
            look="primary"
            icon={<ArrowUp size={14} aria-hidden />}
            onClick={() => {
              list.current?.toTop();
              found.showNew();
            }}
          >
            Show {found.unseen.toLocaleString('en')} new
          </Button>
        </div>
      )}
      <ExecutionList
        ref={list}
        label="Executions"
        nodes={found.nodes}
        selected={selected}
        onSelect={select}
        onSelectAll={selectAll}
        hideMachine={hideMachine}
        hasMore={found.hasMore && !found.paused}
        onMore={found.more}
        onTop={setAtTop}
        isOutdated={found.isOutdated}
        foot={<Foot found={found} />}
      />
    </>
  );
}

function Foot({ found }: { readonly found: FoundExecutions }) {
  if (found.error !== null) {
    return (
      <>
        {found.error.message} <Button onClick={found.more}>Try again</Button>
      </>
    );
  }
  if (found.paused) {
    return (
      <>
        Searched far back without finding more. <Button onClick={found.more}>Search on</Button>
      </>
    );
  }
  if (found.isFetching && found.hasMore) return 'Loading more…';
  const count = found.nodes.length;
  return found.hasMore
    ? null
    : `${count.toLocaleString('en')} ${count === 1 ? 'execution' : 'executions'}, that is all`;
}

interface NothingFoundProps {
  readonly isFiltered: boolean;
  readonly filters: ExecutionFilters;
}

function NothingFound({ isFiltered, filters }: NothingFoundProps) {
  if (isFiltered) {
    return (
      <Empty icon={<SearchX size={22} aria-hidden />} title="No execution matches">
        {filters.rootsOnly === true && <p>Only roots are searched: children may match with “Roots only” off.</p>}
        <p>
          Names may be given with <code>*</code>, payloads by path: <code>input.$.customer=42</code>.
        </p>
      </Empty>
    );
  }
  return (
    <Empty icon={<ListTree size={22} aria-hidden />} title="No executions yet">
      <p>
        Open a <Link to="/machines">state machine</Link> and start it, or use the AWS CLI or any AWS SDK with this
        server as its endpoint:
      </p>
      <p>
        <code>aws stepfunctions start-execution --endpoint-url {location.origin} --state-machine-arn …</code>
      </p>
    </Empty>
  );
}
