/** Stops or redrives many executions: first a dry run that counts them, then, page by page, the deed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiFailure, call } from '../../api/client.ts';
import type { BulkResult, Selection } from '../../api/operations.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, Loading } from '../../ui/layout.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import css from './bulk-dialog.module.css';

export type BulkOperation = 'StopExecutions' | 'RedriveExecutions';

interface BulkDialogProps {
  readonly operation: BulkOperation;
  readonly selection: Selection;
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
  const dryRun = useQuery<BulkResult, ApiFailure>({
    queryKey: [operation, selection, 'dryRun'],
    queryFn: () => total(operation, { ...selection, dryRun: true }, () => {}),
    staleTime: 0,
    gcTime: 0,
  });
  const count = dryRun.data?.done ?? 0;
  const run = async () => {
    setProgress(0);
    try {
      const { done, failed } = await total(operation, selection, setProgress);
      const problems = failed.length === 0 ? undefined : `${failed.length} failed; the first: ${failed[0]?.message}`;
      toast(failed.length === 0 ? 'done' : 'failed', `${done.toLocaleString('en')} ${words.done}`, problems);
      void client.invalidateQueries();
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
      {dryRun.data !== undefined && <Count result={dryRun.data} done={words.done} />}
      <CliLine operation={operation} input={selection} />
    </Dialog>
  );
}

function Count({ result, done }: { readonly result: BulkResult; readonly done: string }) {
  const others = result.matched - result.done;
  return (
    <p className={css.count} role="status">
      <strong>{result.done.toLocaleString('en')}</strong> {result.done === 1 ? 'execution' : 'executions'} will be{' '}
      {done}.
      {others > 0 && (
        <span className={css.others}>
          {' '}
          {others.toLocaleString('en')} of {result.matched.toLocaleString('en')} selected cannot be and{' '}
          {others === 1 ? 'is' : 'are'} left alone.
        </span>
      )}
    </p>
  );
}

/** All pages of the operation added up. */
async function total(
  operation: BulkOperation,
  selection: Selection,
  onProgress: (done: number) => void,
): Promise<BulkResult> {
  let sum: BulkResult = { matched: 0, done: 0, failed: [] };
  let nextToken: string | undefined;
  do {
    const page: BulkResult = await call(operation, { ...selection, ...(nextToken !== undefined && { nextToken }) });
    sum = {
      matched: sum.matched + page.matched,
      done: sum.done + page.done,
      failed: [...sum.failed, ...page.failed].slice(0, 100),
    };
    onProgress(sum.done);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return sum;
}
