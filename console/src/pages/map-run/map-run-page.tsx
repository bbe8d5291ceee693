/** A Map Run: how far it is, why items failed, how wide it runs and how much failure it tolerates, and its children. */
import { Link, useParams } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { lastPart } from '../../api/arns.ts';
import { useLiveRefresh } from '../../api/live.ts';
import type { MapRunCounts, MapRunDescription } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Card, Failure, Loading, Page } from '../../ui/layout.tsx';
import { StatusText } from '../../ui/status.tsx';
import { Duration, Instant } from '../../ui/times.tsx';
import { SearchResults } from '../executions/search-results.tsx';
import { FailureGroups } from './failure-groups.tsx';
import { LimitsForm } from './limits-form.tsx';
import css from './map-run-page.module.css';

export function MapRunPage() {
  const { mapRunArn } = useParams({ from: '/map-runs/$mapRunArn' });
  const { data, error, refetch } = useOperation('DescribeMapRun', { mapRunArn });
  useLiveRefresh({ list: '1' }, ['DescribeMapRun'], 700);
  const filters = useMemo(() => ({ mapRunArn }), [mapRunArn]);
  return (
    <Page
      title={`Map run ${labelOf(mapRunArn)}`}
      fill
      above={<Above mapRun={data} />}
      beside={
        <>
          {data !== undefined && <StatusText status={data.status} badge />}
          <CopyButton text={mapRunArn} what="ARN" />
        </>
      }
      facts={
        data === undefined ? undefined : (
          <>
            <span>
              Started <Instant at={data.startDate} full />
            </span>
            <span>
              <Duration start={data.startDate} stop={data.stopDate} />
            </span>
            {(data.redriveCount ?? 0) > 0 && <span>Redriven {data.redriveCount} times</span>}
          </>
        )
      }
    >
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading rows={6} />}
      {data !== undefined && (
        <>
          <div className={css.cards}>
            <Card title="Items">
              <Progress counts={data.itemCounts} />
            </Card>
            <Card title="Failures">
              <FailureGroups
                mapRunArn={mapRunArn}
                failed={data.executionCounts.failed + data.executionCounts.timedOut}
              />
            </Card>
            <Card title="Limits">
              <LimitsForm key={mapRunArn} mapRun={data} />
            </Card>
          </div>
          <SearchResults filters={filters} follow isFiltered={false} hideMachine />
        </>
      )}
    </Page>
  );
}

function Above({ mapRun }: { readonly mapRun: MapRunDescription | undefined }) {
  return (
    <nav aria-label="Breadcrumb" className={css.above}>
      <Link to="/executions">Executions</Link>
      {mapRun !== undefined && (
        <>
          <ChevronRight size={13} aria-hidden />
          <Link to="/executions/$executionArn" params={{ executionArn: mapRun.executionArn }}>
            {lastPart(mapRun.executionArn)}
          </Link>
        </>
      )}
    </nav>
  );
}

/** `Machine/Label` of `arn:…:mapRun:Machine/Label:uuid`. */
function labelOf(mapRunArn: string): string {
  return mapRunArn.split(':')[6] ?? mapRunArn;
}

const PARTS = [
  { key: 'succeeded', label: 'Succeeded', tone: 'succeeded' },
  { key: 'running', label: 'Running', tone: 'running' },
  { key: 'failed', label: 'Failed', tone: 'failed' },
  { key: 'timedOut', label: 'Timed out', tone: 'timed-out' },
  { key: 'aborted', label: 'Aborted', tone: 'aborted' },
  { key: 'pending', label: 'Pending', tone: 'none' },
] as const;

function Progress({ counts }: { readonly counts: MapRunCounts }) {
  const total = Math.max(1, counts.total);
  return (
    <div className={css.progress}>
      <div className={css.bar} role="img" aria-label={`${counts.succeeded} of ${counts.total} items succeeded`}>
        {PARTS.map(({ key, tone }) => (
          <span key={key} className={css.part} data-tone={tone} style={{ width: `${(counts[key] / total) * 100}%` }} />
        ))}
      </div>
      <dl className={css.counts}>
        {PARTS.map(({ key, label, tone }) => (
          <div key={key} className={css.countRow}>
            <dt>
              <span className={css.swatch} data-tone={tone} aria-hidden />
              {label}
            </dt>
            <dd>{counts[key].toLocaleString('en')}</dd>
          </div>
        ))}
        <div className={css.countRow}>
          <dt>Total</dt>
          <dd>{counts.total.toLocaleString('en')}</dd>
        </div>
        <div className={css.countRow}>
          <dt>Results written</dt>
          <dd>{counts.resultsWritten.toLocaleString('en')}</dd>
        </div>
      </dl>
    </div>
  );
}
