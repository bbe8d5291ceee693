/** Stops or redrives many executions: first says how many that would be, then does it, call by call. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiFailure } from '../../api/client.ts';
import { refreshAll } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, Loading } from '../../ui/layout.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { type BulkCount, type BulkOperation, type BulkSelection, countAll, runAll, selectionsOf } from './bulk.ts';
import css from './bulk-dialog.module.css';

interface BulkDialogProps {
  readonly operation: BulkOperation;
  readonly selection: BulkSelection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const WORDS = {
  StopExecutions: {
    title: 'Stop executions',
    verb: 'Stop',
    done: 'stopped',
    about: 'Running executions end as ABORTED; children that they wait for end with them.',
  },
  RedriveExecutions: {
    title: 'Redrive executions',
    verb: 'Redrive',
    done: 'redriven',
    about: 'Failed, timed out and aborted executions go on from the states where they ended, with the same input.',
  },
} as const;

export function BulkDialog({ operation, selection, onClose, onDone }: BulkDialogProps) {
  const words = WORDS[operation];
  const client = useQueryClient();
  const [progress, setProgress] = useState<number>();
  const dryRun = useQuery<BulkCount, ApiFailure>({
    queryKey: [operation, selectionsOf(operation, selection), 'dryRun'],
    queryFn: ({ signal }) => countAll(operation, selection, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const count = dryRun.data?.possible ?? 0;
  const run = async () => {
    setProgress(0);
    try {
      const { done, failed } = await runAll(operation, selection, setProgress);
      const problems = failed.length === 0 ? undefined : `${failed.length} failed; the first: ${failed[0]?.message}`;
      toast(failed.length === 0 ? 'done' : 'failed', `${done.toLocaleString('en')} ${words.done}`, problems);
      refreshAll(client);
      onDone();
    } catch (error) {
      toastFailure(`${words.title}: it did not work`, error);
      setProgress(undefined);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      width={600}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={operation === 'StopExecutions' ? 'danger' : 'primary'}
            disabled={count === 0 || progress !== undefined}
            onClick={run}
          >
            {progress === undefined
              ? `${words.verb} ${count.toLocaleString('en')}`
              : `${progress.toLocaleString('en')} ${words.done}…`}
          </Button>
        </>
      }
    >
      {dryRun.isPending && <Loading rows={2} label="Counting" />}
      {dryRun.isError && <Failure error={dryRun.error} onRetry={() => void dryRun.refetch()} />}
      {dryRun.data !== undefined && <Count count={dryRun.data} done={words.done} />}
      <CliLine operation={operation} input={selectionsOf(operation, selection)[0] ?? {}} />
    </Dialog>
  );
}

function Count({ count, done }: { readonly count: BulkCount; readonly done: string }) {
  const { possible, selected } = count;
  const others = selected === undefined ? 0 : selected - possible;
  return (
    <p className={css.count} role="status">
      <strong>{possible.toLocaleString('en')}</strong> {possible === 1 ? 'execution' : 'executions'} will be {done}.
      {others > 0 && (
        <span className={css.others}>
          {' '}
          {others.toLocaleString('en')} of {selected?.toLocaleString('en')} selected cannot be and{' '}
          {others === 1 ? 'is' : 'are'} left alone.
        </span>
      )}
    </p>
  );
}
