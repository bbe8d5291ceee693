/**
 * What a running execution waits for, down to the innermost executions below it, so that it stands on the page of the
 * root. Only some of them are looked at.
 */
import { Hourglass } from 'lucide-react';
import { useMemo, useSyncExternalStore } from 'react';
import { Duration, Instant } from '../ui/times.tsx';
import { useExecution, useRecord, useTree } from './context.tsx';
import type { ExecutionRecord } from './records.ts';
import { StateLink } from './state-link.tsx';
import type { TreeModel } from './tree-model.ts';
import { openLeaves, type Waiting, waitingFor } from './waiting.ts';
import css from './waiting-note.module.css';
import { machineOf, plural } from './words.ts';

/** Executions whose histories are read for this, and lines that are shown. */
const MOST_EXECUTIONS = 3;
const MOST_LINES = 3;

export function WaitingNote() {
  const { arn, inboxHref } = useExecution();
  const tree = useTree();
  const { lines, others } = useWaiting(arn, tree);
  if (lines.length === 0) return null;
  return (
    <section className={css.note} aria-label="What it waits for">
      <Hourglass size={15} className={css.icon} aria-hidden />
      <ul className={css.lines}>
        {lines.map(({ record, waiting: { visit, what, untilMs, canAnswer } }) => (
          <li key={`${record.arn} ${visit.id}`}>
            <StateLink arn={record.arn} visit={visit}>
              {record.arn === arn ? visit.name : `${machineOf(record.arn)} › ${visit.name}`}
            </StateLink>{' '}
            waits{' '}
            {untilMs === undefined ? (
              `for ${what}`
            ) : (
              <>
                until <Instant at={untilMs / 1000} />
              </>
            )}
            <span className={css.since}>
              for <Duration start={visit.enterMs / 1000} stop={undefined} /> now
            </span>
            {canAnswer && inboxHref !== undefined && <a href={inboxHref}>Answer in the inbox</a>}
          </li>
        ))}
        {others > 0 && <li className={css.since}>and {plural(others, 'other state')}</li>}
      </ul>
    </section>
  );
}

interface Line {
  readonly record: ExecutionRecord;
  readonly waiting: Waiting;
}

function useWaiting(arn: string, tree: TreeModel): { lines: readonly Line[]; others: number } {
  const { records } = useExecution();
  const own = useRecord(arn);
  const key = runningLeaves(tree, arn).slice(0, MOST_EXECUTIONS).join('\n');
  const followed = useMemo(() => (key === '' ? [] : key.split('\n').map((one) => records.get(one))), [key, records]);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const ends = followed.map((record) => record.subscribe(listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [followed],
  );
  useSyncExternalStore(subscribe, () => followed.map(({ version }) => version).join(' '));
  if (own.history.status !== 'RUNNING') return { lines: [], others: 0 };
  const all = followed.flatMap((record) =>
    openLeaves(record.history).map((visit) => ({
      record,
      waiting: waitingFor(visit, record.index.get(visit.name)?.definition),
    })),
  );
  return { lines: all.slice(0, MOST_LINES), others: Math.max(0, all.length - MOST_LINES) };
}

/** Running executions that have none below them, as far as the tree has been read. */
function runningLeaves(tree: TreeModel, arn: string): string[] {
  const running = tree.loadedBelow(arn).filter(({ status }) => status === 'RUNNING');
  const parents = new Set(running.map(({ parent }) => parent?.executionArn));
  return running.map(({ executionArn }) => executionArn).filter((one) => !parents.has(one));
}
