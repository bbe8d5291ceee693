/** All state machines, with what they are doing. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Search, Workflow } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useLiveRefresh } from '../../api/live.ts';
import type { MachineListItem, OverviewMachine } from '../../api/operations.ts';
import { useAllPages, useOperation } from '../../api/queries.ts';
import { useKeys } from '../../shell/keyboard.ts';
import { ActionsHead } from '../../ui/actions-head.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Card, Empty, Failure, Loading, Page } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import { useTableRows } from '../../ui/use-table-rows.ts';
import { CreateMachine } from './create-machine.tsx';
import css from './machines-page.module.css';

export function MachinesPage() {
  const { q = '' } = useSearch({ from: '/machines' });
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const { items, error, isLoading, refetch } = useAllPages('ListStateMachines', { maxResults: 1000 }, listOf);
  const overview = useOperation('GetOverview', {});
  useLiveRefresh({ list: '1' }, ['GetOverview'], 2_000);
  const numbers = useMemo(
    () => new Map(overview.data?.machines.map((machine) => [machine.stateMachineArn, machine])),
    [overview.data],
  );
  const shown = items.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  const field = useRef<HTMLInputElement>(null);
  return (
    <Page
      title="State machines"
      beside={isLoading ? undefined : <span className={css.count}>{items.length.toLocaleString('en')}</span>}
      actions={
        <Button icon={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
          Create
        </Button>
      }
    >
      {isCreating && <CreateMachine onClose={() => setCreating(false)} />}
      {error !== null && <Failure error={error} onRetry={refetch} />}
      {isLoading && <Loading rows={8} />}
      {error === null && !isLoading && items.length === 0 && <NoMachines />}
      {items.length > 0 && (
        <>
          <label className={css.search}>
            <Search size={15} aria-hidden />
            <span className="visually-hidden">Search state machines</span>
            <input
              ref={field}
              className={css.input}
              value={q}
              placeholder="Search by name"
              spellCheck={false}
              onChange={(event) =>
                void navigate({ to: '/machines', search: { q: event.currentTarget.value }, replace: true })
              }
              onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            />
          </label>
          <Card flush>
            <MachineTable machines={shown} numbers={numbers} onSearch={() => field.current?.focus()} />
            {shown.length === 0 && <p className={css.none}>No name has “{q}” in it.</p>}
          </Card>
        </>
      )}
    </Page>
  );
}

const listOf = (page: { readonly stateMachines: readonly MachineListItem[] }) => page.stateMachines;

interface MachineTableProps {
  readonly machines: readonly MachineListItem[];
  readonly numbers: ReadonlyMap<string, OverviewMachine>;
  readonly onSearch: () => void;
}

function MachineTable({ machines, numbers, onSearch }: MachineTableProps) {
  const navigate = useNavigate();
  const { active, setActive, body } = useTableRows(machines.length);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      onSearch();
    },
    s: () => {
      const machine = machines[active];
      if (machine === undefined) return;
      const params = { stateMachineArn: machine.stateMachineArn };
      void navigate({ to: '/machines/$stateMachineArn', params, search: { start: true } });
    },
  });
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={css.name}>Name</th>
            <th>Type</th>
            <th className={table.number}>Running</th>
            <th className={table.number}>Started 24 h</th>
            <th className={table.number}>Failed 24 h</th>
            <th>Created</th>
            <ActionsHead />
          </tr>
        </thead>
        <tbody ref={body}>
          {machines.map((machine, index) => (
            <tr key={machine.stateMachineArn} data-active={index === active || undefined}>
              <td className={table.clip}>
                <Link
                  to="/machines/$stateMachineArn"
                  params={{ stateMachineArn: machine.stateMachineArn }}
                  className={table.strong}
                  title={machine.name}
                  onFocus={() => setActive(index)}
                >
                  {machine.name}
                </Link>
              </td>
              <td>{machine.type === 'EXPRESS' ? 'Express' : 'Standard'}</td>
              <Numbers of={numbers.get(machine.stateMachineArn)} />
              <td className={table.nowrap}>
                <Instant at={machine.creationDate} />
              </td>
              <td className={css.actions}>
                <CopyButton text={machine.stateMachineArn} what={`ARN of ${machine.name}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Numbers({ of }: { readonly of: OverviewMachine | undefined }) {
  if (of === undefined) {
    return (
      <>
        <td className={table.number}>–</td>
        <td className={table.number}>–</td>
        <td className={table.number}>–</td>
      </>
    );
  }
  return (
    <>
      <td className={table.number}>{number(of.running)}</td>
      <td className={table.number}>{number(of.started24h)}</td>
      <td className={table.number}>
        <span className={of.failed24h > 0 ? css.bad : undefined}>{number(of.failed24h)}</span>
      </td>
    </>
  );
}

function number(count: number) {
  return count === 0 ? <span className={table.zero}>0</span> : count.toLocaleString('en');
}

function NoMachines() {
  return (
    <Empty icon={<Workflow size={22} aria-hidden />} title="No state machines yet">
      <p>A state machine is a workflow in Amazon States Language. Create one here, or with any AWS tool:</p>
      <p>
        <code>
          aws stepfunctions create-state-machine --endpoint-url {location.origin} --name … --definition file://…
        </code>
      </p>
    </Empty>
  );
}
