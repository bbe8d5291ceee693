/** What the server is doing now, at a glance; every number leads to what it counts. */
import { Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import { machineName } from '../../api/arns.ts';
import { useLiveRefresh } from '../../api/live.ts';
import type { Overview, OverviewMachine, Status } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import { formatBytes } from '../../settings/bytes.ts';
import { Card, Empty, Failure, Loading, Page } from '../../ui/layout.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import { lookOf } from '../../ui/status-look.ts';
import table from '../../ui/table.module.css';
import { Duration } from '../../ui/times.tsx';
import css from './overview-page.module.css';
import { ThroughputChart } from './throughput-chart.tsx';

const SHOWN: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
const MOST_MACHINES = 12;

export function OverviewPage() {
  const { data, error, refetch } = useOperation('GetOverview', {}, { refetchInterval: 30_000 });
  useLiveRefresh({ list: '1' }, ['GetOverview'], 1_500);
  return (
    <Page title="Overview" facts={data === undefined ? undefined : <ServerFacts overview={data} />}>
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading rows={8} />}
      {data !== undefined && <Content overview={data} />}
    </Page>
  );
}

function ServerFacts({ overview: { version, storeBytes } }: { readonly overview: Overview }) {
  return (
    <>
      <span>Stairwell {version}</span>
      <span>{location.host}</span>
      {storeBytes !== undefined && <span>{formatBytes(storeBytes)} stored</span>}
    </>
  );
}

function Content({ overview }: { readonly overview: Overview }) {
  if (overview.machines.length === 0) return <Welcome />;
  return (
    <>
      <section className={css.tiles} aria-label="Executions by status">
        {SHOWN.map((status) => (
          <StatusTile key={status} status={status} count={overview.byStatus[status] ?? 0} />
        ))}
        <Link to="/inbox" className={css.tile}>
          <span className={css.tileName}>Waiting tasks</span>
          <span className={css.tileCount}>{overview.waitingTasks.toLocaleString('en')}</span>
        </Link>
      </section>
      <Card title="Last 60 minutes">
        <ThroughputChart minutes={overview.recent} />
      </Card>
      <div className={css.columns}>
        <Card title="State machines" flush actions={<Link to="/machines">All</Link>}>
          <Machines machines={overview.machines} />
        </Card>
        <Card
          title="Running longest"
          flush
          actions={
            <Link to="/executions" search={{ q: 'status:RUNNING', roots: false }}>
              All running
            </Link>
          }
        >
          <OldestRunning overview={overview} />
        </Card>
      </div>
    </>
  );
}

function StatusTile({ status, count }: { readonly status: Status; readonly count: number }) {
  return (
    <Link to="/executions" search={{ q: `status:${status}`, roots: false }} className={css.tile}>
      <span className={css.tileName}>
        <StatusIcon status={status} size={14} />
        {lookOf(status).word}
      </span>
      <span className={css.tileCount} data-zero={count === 0 || undefined}>
        {count.toLocaleString('en')}
      </span>
    </Link>
  );
}

/** The busiest first: those with failures, then by starts. */
function Machines({ machines }: { readonly machines: readonly OverviewMachine[] }) {
  const sorted = machines.toSorted(
    (a, b) => b.failed24h - a.failed24h || b.running - a.running || b.started24h - a.started24h,
  );
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={css.wide}>Name</th>
            <th className={table.number}>Running</th>
            <th className={table.number}>Started 24 h</th>
            <th className={table.number}>Failed 24 h</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MOST_MACHINES).map((machine) => (
            <tr key={machine.stateMachineArn}>
              <td className={table.clip}>
                <Link
                  to="/machines/$stateMachineArn"
                  params={{ stateMachineArn: machine.stateMachineArn }}
                  className={table.strong}
                  title={machine.name}
                >
                  {machine.name}
                </Link>
              </td>
              <Count machine={machine} count={machine.running} query="status:RUNNING" />
              <Count machine={machine} count={machine.started24h} query="started:>-24h" />
              <Count machine={machine} count={machine.failed24h} query="status:FAILED,TIMED_OUT started:>-24h" bad />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CountProps {
  readonly machine: OverviewMachine;
  readonly count: number;
  readonly query: string;
  readonly bad?: boolean;
}

function Count({ machine, count, query, bad = false }: CountProps) {
  const q = `machine:${machine.stateMachineArn} ${query}`;
  return (
    <td className={table.number}>
      {count === 0 ? (
        <span className={table.zero}>0</span>
      ) : (
        <Link to="/executions" search={{ q, roots: false }} className={bad ? css.bad : undefined}>
          {count.toLocaleString('en')}
        </Link>
      )}
    </td>
  );
}

function OldestRunning({ overview: { oldestRunning } }: { readonly overview: Overview }) {
  if (oldestRunning.length === 0) return <p className={css.quiet}>Nothing is running.</p>;
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={css.wide}>Execution</th>
            <th>State machine</th>
            <th className={table.number}>For</th>
          </tr>
        </thead>
        <tbody>
          {oldestRunning.map(({ executionArn, name, stateMachineArn, startDate, stopDate }) => (
            <tr key={executionArn}>
              <td className={table.clip}>
                <Link
                  to="/executions/$executionArn"
                  params={{ executionArn }}
                  className={table.strong}
                  title={name}
                  preload={false}
                >
                  {name}
                </Link>
              </td>
              <td className={css.machine} title={machineName(stateMachineArn)}>
                {machineName(stateMachineArn)}
              </td>
              <td className={`${table.number} ${table.nowrap}`}>
                <Duration start={startDate} stop={stopDate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Welcome() {
  return (
    <Empty icon={<Rocket size={22} aria-hidden />} title="No state machines yet">
      <p>Create one with the AWS CLI, any AWS SDK, or your deployment tool, with this server as its endpoint:</p>
      <p>
        <code>aws stepfunctions create-state-machine --endpoint-url {location.origin} …</code>
      </p>
      <p>
        <Link to="/machines">Or write one here</Link>.
      </p>
    </Empty>
  );
}
