/** Starts a new execution from a state of this one, with the input that was recorded there or an edited one. */
import { useState } from 'react';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useExecution } from '../context.tsx';
import type { ExecutionRecord } from '../records.ts';
import css from './action-dialog.module.css';

interface ForkDialogProps {
  readonly record: ExecutionRecord;
  /** The state to begin at first; another can be chosen. */
  readonly stateName: string | undefined;
  readonly onClose: () => void;
}

export function ForkDialog({ record, stateName, onClose }: ForkDialogProps) {
  const { openExecution } = useExecution();
  const { history } = record;
  const choices = [...new Set(history.root.visits.map(({ name }) => name))];
  const first =
    stateName !== undefined && choices.includes(stateName) ? stateName : (history.failing?.name ?? choices[0] ?? '');
  const [state, setState] = useState(choices.includes(first) ? first : (choices[0] ?? ''));
  const [name, setName] = useState('');
  const recorded = pretty(history.visitsOf(state).at(-1)?.input);
  const [edited, setEdited] = useState<string>();
  const text = edited ?? recorded;
  const fault = faultOf(text);
  const fork = useAction('ForkExecution');
  const input = {
    executionArn: record.arn,
    stateName: state,
    ...(edited !== undefined && edited !== recorded && { input: edited }),
    ...(name !== '' && { name }),
  };
  const run = () =>
    fork.mutate(input, {
      onSuccess: ({ executionArn }) => {
        toast('done', 'Forked', `A new execution begins at ${state}.`);
        onClose();
        openExecution?.(executionArn);
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      width={640}
      title="Fork from a state"
      description="A new execution of the same definition begins at this state, with the input and the variables that were recorded there. This one stays as it is."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={run} disabled={fork.isPending || fault !== undefined || state === ''}>
            Fork
          </Button>
        </>
      }
    >
      <div className={css.body}>
        <div className={css.fields}>
          <label>
            State
            <select
              value={state}
              onChange={(event) => {
                setState(event.target.value);
                setEdited(undefined);
              }}
            >
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          </label>
          <label>
            Name
            <input
              value={name}
              maxLength={80}
              placeholder="made up when empty"
              onChange={(event) => setName(event.target.value)}
            />
          </label>
        </div>
        <label className={css.field}>
          Input of the state
          <textarea spellCheck={false} value={text} onChange={(event) => setEdited(event.target.value)} />
        </label>
        {fault !== undefined && (
          <p className={css.error} role="alert">
            {fault}
          </p>
        )}
        {fork.error !== null && (
          <p className={css.error} role="alert">
            {fork.error.message}
          </p>
        )}
        <CliLine operation="ForkExecution" input={input} />
      </div>
    </Dialog>
  );
}

function pretty(json: string | undefined): string {
  if (json === undefined) return '{}';
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function faultOf(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return `The input is not JSON: ${(error as Error).message}`;
  }
}
