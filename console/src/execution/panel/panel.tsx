/** What is known of the selected state (or of the execution when none is): one tab for each kind of thing. */
import { ChevronLeft, ChevronRight, ExternalLink, X } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { pathLabel, type Visit } from '../../history/visit.ts';
import { formatDuration } from '../../settings/time.ts';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Failure, Loading } from '../../ui/layout.tsx';
import { StatusText } from '../../ui/status.tsx';
import { type TabChoice, Tabs } from '../../ui/tabs.tsx';
import { Instant, useNow } from '../../ui/times.tsx';
import { useExecution, useRecord, useSelection, visitOf } from '../context.tsx';
import { FailureNote } from '../failure-note.tsx';
import type { ExecutionRecord } from '../records.ts';
import type { PanelTab, Selection } from '../search.ts';
import { childArnOf, endMsOf, machineOf, nameOf, resourceLabel } from '../words.ts';
import { Attempts } from './attempts.tsx';
import css from './panel.module.css';
import { RawEvents } from './raw-events.tsx';

const Steps = lazy(() => import('./steps.tsx'));

export function Panel() {
  const { arn } = useExecution();
  const [selection] = useSelection();
  const shown: Selection = selection ?? { arn };
  const record = useRecord(shown.arn);
  if (record.state === 'failed') return <Failure error={record.error} onRetry={() => record.refresh()} />;
  if (record.state === 'loading') return <Loading label="Loading the execution" />;
  const visit = visitOf(record, shown);
  if (shown.state === undefined) return <ExecutionPanel record={record} isPage={shown.arn === arn} />;
  return <StatePanel record={record} name={shown.state} visit={visit} />;
}

const EXECUTION_TABS: readonly TabChoice<PanelTab>[] = [
  { value: 'input', label: 'Input' },
  { value: 'output', label: 'Output' },
  { value: 'variables', label: 'Variables' },
  { value: 'definition', label: 'Definition' },
];

function ExecutionPanel({ record, isPage }: { readonly record: ExecutionRecord; readonly isPage: boolean }) {
  const { search, setSearch } = useExecution();
  const { history, description } = record;
  const tab = EXECUTION_TABS.find(({ value }) => value === search.tab)?.value ?? 'input';
  const failure = history.failure ?? description;
  return (
    <div className={css.panel}>
      <PanelHead
        kind={isPage ? 'This execution' : machineOf(record.arn)}
        title={nameOf(record.arn)}
        isClosable={!isPage}
        arn={record.arn}
        opens={isPage ? undefined : record.arn}
      />
      {!isPage && failure?.error !== undefined && <FailureNote error={failure.error} cause={failure.cause} />}
      <Tabs label="About the execution" value={tab} tabs={EXECUTION_TABS} onChange={(next) => setSearch({ tab: next })}>
        {tab === 'input' && (
          <JsonView label="input" text={description?.input ?? history.input} empty="The input was not recorded." />
        )}
        {tab === 'output' && (
          <JsonView label="output" text={description?.output ?? history.output} empty={noOutput(history.status)} />
        )}
        {tab === 'variables' && (
          <JsonView
            label="variables"
            text={variablesText(history.root.variables)}
            empty="No variables of the machine."
          />
        )}
        {tab === 'definition' && <JsonView label="definition" text={record.definitionText} empty="Not known." />}
      </Tabs>
    </div>
  );
}

function noOutput(status: string): string {
  return status === 'RUNNING' ? 'Still running: the output comes with the end.' : 'It ended without an output.';
}

function variablesText(variables: Readonly<Record<string, string>>): string | undefined {
  const entries = Object.entries(variables);
  if (entries.length === 0) return undefined;
  return `{${entries.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

interface StatePanelProps {
  readonly record: ExecutionRecord;
  readonly name: string;
  readonly visit: Visit | undefined;
}

function StatePanel({ record, name, visit }: StatePanelProps) {
  const { search, setSearch, arn, mapRunHref } = useExecution();
  const position = record.index.get(name);
  const tabs = useMemo<TabChoice<PanelTab>[]>(
    () => [
      { value: 'input', label: 'Input' },
      { value: 'output', label: 'Output' },
      { value: 'variables', label: 'Variables' },
      { value: 'steps', label: 'Steps' },
      {
        value: 'attempts',
        label: 'Attempts',
        count: visit === undefined ? undefined : visit.attempts.length || undefined,
      },
      { value: 'definition', label: 'Definition' },
      { value: 'events', label: 'Events' },
    ],
    [visit, visit?.attempts.length],
  );
  const tab = tabs.find(({ value }) => value === search.tab)?.value ?? 'input';
  const definitionText = useMemo(
    () => (position === undefined ? undefined : JSON.stringify(position.definition)),
    [position],
  );
  const type = visit?.type ?? String(position?.definition['Type'] ?? 'State');
  const what = resourceLabel(position?.definition);
  const child = childArnOf(visit);
  const mapRun = visit?.attempts.findLast(({ mapRunArn }) => mapRunArn !== undefined)?.mapRunArn;
  return (
    <div className={css.panel}>
      <PanelHead
        kind={what === undefined ? type : `${type} · ${what}`}
        title={name}
        within={record.arn === arn ? undefined : record.arn}
        isClosable
        opens={child}
      />
      {visit === undefined ? (
        <p className={css.note}>This state was not reached.</p>
      ) : (
        <VisitFacts record={record} visit={visit} />
      )}
      {mapRun !== undefined && mapRunHref !== undefined && (
        <a className={css.link} href={mapRunHref(mapRun)}>
          Map Run <ExternalLink size={12} aria-hidden />
        </a>
      )}
      {visit?.failure !== undefined && <FailureNote error={visit.failure.error} cause={visit.failure.cause} />}
      <Tabs label="About the state" value={tab} tabs={tabs} onChange={(next) => setSearch({ tab: next })}>
        {tab === 'input' && <JsonView label="input" text={visit?.input} empty={notThere(visit, 'input')} />}
        {tab === 'output' && <JsonView label="output" text={visit?.output} empty={notThere(visit, 'output')} />}
        {tab === 'variables' && <Variables visit={visit} />}
        {tab === 'steps' && (
          <Suspense fallback={<Loading rows={3} label="Loading the steps" />}>
            <Steps record={record} visit={visit} position={position} />
          </Suspense>
        )}
        {tab === 'attempts' && <Attempts record={record} visit={visit} />}
        {tab === 'definition' && (
          <JsonView label="definition" text={definitionText} empty="The definition is not known." />
        )}
        {tab === 'events' && <RawEvents record={record} visit={visit} />}
      </Tabs>
    </div>
  );
}

function notThere(visit: Visit | undefined, what: string): string {
  if (visit === undefined) return 'This state was not reached.';
  if (what === 'output' && visit.endMs === undefined)
    return 'Still running: the output comes with the end of the state.';
  return what === 'output' ? 'The state ended without an output.' : `The ${what} was not recorded.`;
}

interface PanelHeadProps {
  readonly kind: string;
  readonly title: string;
  readonly isClosable: boolean;
  /** The execution that the state belongs to, when it is another one. */
  readonly within?: string | undefined;
  readonly arn?: string;
  /** The execution that can be gone to from here. */
  readonly opens: string | undefined;
}

function PanelHead({ kind, title, isClosable, within, arn, opens }: PanelHeadProps) {
  const { openExecution, hrefOf } = useExecution();
  const [, select] = useSelection();
  return (
    <header className={css.head}>
      <div className={css.headText}>
        <p className={css.kind}>{within === undefined ? kind : `${machineOf(within)} · ${kind}`}</p>
        <h2 className={css.title} title={title}>
          {title}
        </h2>
      </div>
      {arn !== undefined && <CopyButton text={arn} what="ARN" />}
      {opens !== undefined && openExecution !== undefined && (
        <a
          className={css.open}
          href={hrefOf?.(opens)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            openExecution(opens);
          }}
          title={`Open ${machineOf(opens)} ${nameOf(opens)}`}
        >
          Open {machineOf(opens) || 'execution'} <ExternalLink size={12} aria-hidden />
        </a>
      )}
      {isClosable && (
        <IconButton label="Close" keys="Esc" onClick={() => select(undefined)}>
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </header>
  );
}

function VisitFacts({ record, visit }: { readonly record: ExecutionRecord; readonly visit: Visit }) {
  const [, select] = useSelection();
  const { history } = record;
  const isRunning = visit.endMs === undefined && history.status === 'RUNNING';
  const now = useNow(isRunning);
  const all = history.visitsOf(visit.name);
  const at = all.indexOf(visit);
  const go = (to: number) => select({ arn: record.arn, state: visit.name, visit: all[to]!.id });
  const failed = all.findIndex(({ status }, i) => i !== at && (status === 'FAILED' || status === 'TIMED_OUT'));
  return (
    <div className={css.facts}>
      <StatusText status={visit.status} />
      <span title="Duration">{formatDuration(endMsOf(visit, history, now) - visit.enterMs)}</span>
      <span className={css.muted}>
        entered <Instant at={visit.enterMs / 1000} />
      </span>
      {visit.scope.container !== undefined && <span className={css.muted}>{pathLabel(visit)}</span>}
      {all.length > 1 && (
        <span className={css.visits}>
          <IconButton label="Previous visit" disabled={at <= 0} onClick={() => go(at - 1)}>
            <ChevronLeft size={14} aria-hidden />
          </IconButton>
          <label>
            visit{' '}
            <select value={at} onChange={(event) => go(Number(event.target.value))} aria-label="Visit">
              {visitChoices(all, at).map((i) => (
                <option key={i} value={i}>
                  {i + 1} · {pathLabel(all[i]!)} · {all[i]!.status.toLowerCase()}
                </option>
              ))}
            </select>{' '}
            of {all.length.toLocaleString('en')}
          </label>
          <IconButton label="Next visit" disabled={at >= all.length - 1} onClick={() => go(at + 1)}>
            <ChevronRight size={14} aria-hidden />
          </IconButton>
          {failed >= 0 && (
            <button type="button" className={css.textButton} onClick={() => go(failed)}>
              failed one
            </button>
          )}
        </span>
      )}
    </div>
  );
}

/** A list of thousands would help nobody: those around the chosen one. */
function visitChoices(all: readonly Visit[], at: number): number[] {
  const from = Math.max(0, Math.min(at - 100, all.length - 200));
  return Array.from({ length: Math.min(200, all.length) }, (_, i) => from + i);
}

function Variables({ visit }: { readonly visit: Visit | undefined }) {
  if (visit === undefined) return <p className={css.note}>This state was not reached.</p>;
  return (
    <div className={css.stack}>
      <h3 className={css.label}>On entry</h3>
      <JsonView
        label="variables on entry"
        text={variablesText(visit.variables)}
        empty="No variables."
        maxHeight={300}
      />
      {visit.assigned !== undefined && (
        <>
          <h3 className={css.label}>Assigned here</h3>
          <JsonView label="assigned variables" text={variablesText(visit.assigned)} maxHeight={300} />
        </>
      )}
    </div>
  );
}
