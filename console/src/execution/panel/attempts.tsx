/** Every try of a Task, or every round of a Map or Parallel: times, parameters, result, error, and the child it started. */
import { useState } from 'react';
import type { Attempt, Visit } from '../../history/visit.ts';
import { formatDuration } from '../../settings/time.ts';
import { JsonView } from '../../ui/json-view.tsx';
import { StatusText } from '../../ui/status.tsx';
import { useNow } from '../../ui/times.tsx';
import { useExecution } from '../context.tsx';
import { FailureNote } from '../failure-note.tsx';
import type { ExecutionRecord } from '../records.ts';
import { attemptResource, machineOf, nameOf } from '../words.ts';
import css from './panel.module.css';

export function Attempts({ record, visit }: { readonly record: ExecutionRecord; readonly visit: Visit | undefined }) {
  const isRunning = record.history.status === 'RUNNING' && visit?.endMs === undefined;
  const now = useNow(isRunning);
  if (visit === undefined) return <p className={css.note}>This state was not reached.</p>;
  if (visit.attempts.length === 0)
    return <p className={css.note}>States of type {visit.type} are not attempted: they just run.</p>;
  return (
    <ol className={css.attempts}>
      {visit.attempts.toReversed().map((attempt) => (
        <AttemptCard
          key={attempt.number}
          attempt={attempt}
          endMs={attempt.endMs ?? record.history.endMs ?? now}
          delayMs={delayBefore(visit, attempt)}
        />
      ))}
    </ol>
  );
}

/** How long was waited before this try. */
function delayBefore(visit: Visit, { number, scheduledMs }: Attempt): number | undefined {
  const before = visit.attempts[number - 2];
  return before?.endMs === undefined ? undefined : scheduledMs - before.endMs;
}

interface AttemptCardProps {
  readonly attempt: Attempt;
  readonly endMs: number;
  readonly delayMs: number | undefined;
}

function AttemptCard({ attempt, endMs, delayMs }: AttemptCardProps) {
  const { openExecution, hrefOf } = useExecution();
  const [shown, setShown] = useState<'parameters' | 'output' | undefined>();
  const { number, status, parameters, output, submitOutput, failure, childArn } = attempt;
  const result = output ?? submitOutput;
  const facts = [
    attemptResource(attempt),
    delayMs === undefined || delayMs === 0 ? '' : `after a wait of ${formatDuration(delayMs)}`,
    attempt.startedMs === undefined ? '' : `started after ${formatDuration(attempt.startedMs - attempt.scheduledMs)}`,
    attempt.timeoutSeconds === undefined ? '' : `times out after ${attempt.timeoutSeconds} s`,
    attempt.heartbeatSeconds === undefined ? '' : `heartbeat within ${attempt.heartbeatSeconds} s`,
    attempt.workerName === undefined ? '' : `worker ${attempt.workerName}`,
  ].filter((fact) => fact !== '');
  return (
    <li className={css.attempt}>
      <div className={css.attemptHead}>
        <strong>Attempt {number}</strong>
        <StatusText status={status} />
        <span className={css.muted}>{formatDuration(endMs - attempt.scheduledMs)}</span>
      </div>
      <p className={css.muted}>{facts.join(' · ')}</p>
      {failure !== undefined && <FailureNote error={failure.error} cause={failure.cause} />}
      {childArn !== undefined && (
        <p>
          Started{' '}
          {openExecution === undefined ? (
            nameOf(childArn)
          ) : (
            <a
              href={hrefOf?.(childArn)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                openExecution(childArn);
              }}
            >
              {machineOf(childArn)} {nameOf(childArn)}
            </a>
          )}
        </p>
      )}
      <div className={css.toggles}>
        {parameters !== undefined && (
          <button
            type="button"
            aria-expanded={shown === 'parameters'}
            onClick={() => setShown(shown === 'parameters' ? undefined : 'parameters')}
          >
            Parameters
          </button>
        )}
        {result !== undefined && (
          <button
            type="button"
            aria-expanded={shown === 'output'}
            onClick={() => setShown(shown === 'output' ? undefined : 'output')}
          >
            {output === undefined ? 'Answer to the call' : 'Result'}
          </button>
        )}
      </div>
      {shown === 'parameters' && (
        <JsonView label={`parameters of attempt ${number}`} text={parameters} maxHeight={300} />
      )}
      {shown === 'output' && <JsonView label={`result of attempt ${number}`} text={result} maxHeight={300} />}
    </li>
  );
}
