/**
 * Asks before an action changes anything: what it does, how much it touches (asked of the server with `dryRun`), what
 * can be said with it, and the command line that does the same.
 */
import { useEffect, useState } from 'react';
import { call } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useExecution } from '../context.tsx';
import { plural } from '../words.ts';
import css from './action-dialog.module.css';

export type TreeAction = 'stop' | 'stopTree' | 'redrive' | 'redriveTree';

interface ActionDialogProps {
  readonly action: TreeAction;
  readonly executionArn: string;
  readonly onClose: () => void;
}

const WORDS: Readonly<Record<TreeAction, { title: string; description: string; button: string }>> = {
  stop: {
    title: 'Stop this execution',
    description: 'It ends as aborted. Children that it waits for (.sync) are stopped with it, as on AWS.',
    button: 'Stop',
  },
  stopTree: {
    title: 'Stop the whole tree',
    description:
      'This execution and every one below it that still runs end as aborted, whichever way they were started.',
    button: 'Stop all',
  },
  redrive: {
    title: 'Redrive this execution',
    description:
      'It goes on from the states that failed. What has succeeded is not done again; a Task that started a child starts a new one.',
    button: 'Redrive',
  },
  redriveTree: {
    title: 'Redrive the tree',
    description:
      'The failed executions go on from the deepest upwards: the same child resumes where it failed, then its parent goes on from it.',
    button: 'Redrive all',
  },
};

export function ActionDialog({ action, executionArn, onClose }: ActionDialogProps) {
  const { title, description, button } = WORDS[action];
  const { records, tree, arn } = useExecution();
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const stop = useAction('StopExecution');
  const stopTree = useAction('StopExecutionTree');
  const redrive = useAction('RedriveExecution');
  const redriveTree = useAction('RedriveExecutionTree');
  const reach = useReach(action, executionArn);
  const stops = action === 'stop' || action === 'stopTree';
  const said = stops ? { ...(error !== '' && { error }), ...(cause !== '' && { cause }) } : {};
  const input = { executionArn, ...said };
  const mutation = { stop, stopTree, redrive, redriveTree }[action];

  const done = (text: string) => {
    toast('done', text);
    records.refreshAll();
    void tree.load(arn);
    onClose();
  };
  const run = () => {
    if (action === 'stop') stop.mutate(input, { onSuccess: () => done('Stopped') });
    else if (action === 'redrive') redrive.mutate(input, { onSuccess: () => done('Redriven') });
    else if (action === 'stopTree') {
      stopTree.mutate(input, { onSuccess: ({ stopped }) => done(`Stopped ${plural(stopped, 'execution')}`) });
    } else {
      redriveTree.mutate(input, {
        onSuccess: ({ redriven }) => done(`Redrove ${plural(redriven.length, 'execution')}`),
      });
    }
  };
  const operation = (
    {
      stop: 'StopExecution',
      stopTree: 'StopExecutionTree',
      redrive: 'RedriveExecution',
      redriveTree: 'RedriveExecutionTree',
    } as const
  )[action];
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={stops ? 'danger' : 'primary'} onClick={run} disabled={mutation.isPending}>
            {button}
          </Button>
        </>
      }
    >
      <div className={css.body}>
        {reach !== undefined && <p className={css.reach}>{reach}</p>}
        {stops && (
          <div className={css.fields}>
            <label>
              Error
              <input
                value={error}
                maxLength={256}
                placeholder="optional, such as Operator.Stopped"
                onChange={(event) => setError(event.target.value)}
              />
            </label>
            <label>
              Cause
              <input
                value={cause}
                maxLength={32768}
                placeholder="optional: why"
                onChange={(event) => setCause(event.target.value)}
              />
            </label>
          </div>
        )}
        {mutation.error !== null && (
          <p className={css.error} role="alert">
            {mutation.error.message}
          </p>
        )}
        <CliLine operation={operation} input={input} />
      </div>
    </Dialog>
  );
}

/** How many executions the action would touch; asked once, since afterwards the answer is another one. */
function useReach(action: TreeAction, executionArn: string): string | undefined {
  const [reach, setReach] = useState<string>();
  useEffect(() => {
    if (action !== 'stopTree' && action !== 'redriveTree') return;
    const aborting = new AbortController();
    const { signal } = aborting;
    setReach('Counting …');
    countReach(action, executionArn, signal)
      .then(setReach)
      .catch((error: unknown) => !signal.aborted && setReach((error as Error).message));
    return () => aborting.abort();
  }, [action, executionArn]);
  return reach;
}

async function countReach(
  action: 'stopTree' | 'redriveTree',
  executionArn: string,
  signal: AbortSignal,
): Promise<string> {
  const input = { executionArn, dryRun: true };
  if (action === 'stopTree') {
    const { stopped } = await call('StopExecutionTree', input, signal);
    return `${plural(stopped, 'running execution')} will be stopped.`;
  }
  const { redriven } = await call('RedriveExecutionTree', input, signal);
  return `${plural(redriven.length, 'failed execution')} will go on.`;
}
