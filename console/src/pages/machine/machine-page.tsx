/** One state machine: its executions, definition, versions, place among the others, and settings. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { unqualified } from '../../api/arns.ts';
import type { MachineDescription } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import type { MachineTab } from '../../router.tsx';
import { useKeys } from '../../shell/keyboard.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Failure, Loading, Page } from '../../ui/layout.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { MachineDetails } from './machine-details.tsx';
import { MachineExecutions } from './machine-executions.tsx';
import css from './machine-page.module.css';
import { StartDialog } from './start-dialog.tsx';

const DefinitionTab = lazy(() => import('./definition-tab.tsx').then((m) => ({ default: m.DefinitionTab })));
const VersionsTab = lazy(() => import('./versions-tab.tsx').then((m) => ({ default: m.VersionsTab })));
const NestingTab = lazy(() => import('./nesting-tab.tsx').then((m) => ({ default: m.NestingTab })));

const TABS: readonly { value: MachineTab; label: string }[] = [
  { value: 'executions', label: 'Executions' },
  { value: 'definition', label: 'Definition' },
  { value: 'versions', label: 'Versions and aliases' },
  { value: 'nesting', label: 'Nesting' },
  { value: 'details', label: 'Details' },
];

export function MachinePage() {
  const { stateMachineArn } = useParams({ from: '/machines/$stateMachineArn' });
  const { tab = 'executions', start = false, from } = useSearch({ from: '/machines/$stateMachineArn' });
  const navigate = useNavigate();
  const { data, error, isLoading, refetch } = useOperation('DescribeStateMachine', { stateMachineArn });
  const go = (search: { tab?: MachineTab; start?: boolean; from?: string }) =>
    void navigate({ to: '/machines/$stateMachineArn', params: { stateMachineArn }, search });
  const openStart = () => go({ tab, start: true });
  useKeys({ s: openStart });
  const name = data?.name ?? stateMachineArn;
  return (
    <Page
      title={name}
      fill
      above={
        <nav aria-label="Breadcrumb" className={css.above}>
          <Link to="/machines">State machines</Link>
        </nav>
      }
      beside={<CopyButton text={stateMachineArn} what="ARN" />}
      facts={data === undefined ? undefined : <MachineFacts machine={data} />}
      actions={
        <Button look="primary" icon={<Play size={14} aria-hidden />} onClick={openStart} disabled={data === undefined}>
          Start
        </Button>
      }
    >
      {isLoading && <Loading rows={8} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className={css.tabs}>
          <Tabs label="State machine" value={tab} tabs={TABS} onChange={(next) => go({ tab: next })}>
            <Suspense fallback={<Loading rows={6} />}>
              {tab === 'executions' && <MachineExecutions stateMachineArn={unqualified(stateMachineArn)} />}
              {tab === 'definition' && <DefinitionTab key={data.revisionId} machine={data} />}
              {tab === 'versions' && <VersionsTab stateMachineArn={unqualified(stateMachineArn)} />}
              {tab === 'nesting' && <NestingTab stateMachineArn={unqualified(stateMachineArn)} />}
              {tab === 'details' && <MachineDetails machine={data} />}
            </Suspense>
          </Tabs>
        </div>
      )}
      {start && data !== undefined && <StartDialog machine={data} from={from} onClose={() => go({ tab })} />}
    </Page>
  );
}

function MachineFacts({ machine }: { readonly machine: MachineDescription }) {
  return (
    <>
      <span>{machine.type === 'EXPRESS' ? 'Express' : 'Standard'}</span>
      {machine.status !== 'ACTIVE' && <span>{machine.status.toLowerCase()}</span>}
      {machine.description !== undefined && <span>{machine.description}</span>}
      <span className={css.comment}>{commentOf(machine.definition)}</span>
    </>
  );
}

/** What the author says of it. */
function commentOf(definition: string): string {
  try {
    const { Comment } = JSON.parse(definition) as { Comment?: unknown };
    return typeof Comment === 'string' ? Comment : '';
  } catch {
    return '';
  }
}
