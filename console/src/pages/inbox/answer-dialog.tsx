/** Completes or fails a waiting task by hand. */
import { useState } from 'react';
import { jsonProblem, prettyJson } from '../../api/json-text.ts';
import type { OpenTask } from '../../api/operations.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { CodeEditor } from '../../ui/code-editor.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './answer-dialog.module.css';

export type AnswerKind = 'complete' | 'fail';

interface AnswerDialogProps {
  readonly task: OpenTask;
  readonly kind: AnswerKind;
  readonly onClose: () => void;
}

export function AnswerDialog({ task, kind, onClose }: AnswerDialogProps) {
  return kind === 'complete' ? <Complete task={task} onClose={onClose} /> : <Fail task={task} onClose={onClose} />;
}

type AnswerProps = Omit<AnswerDialogProps, 'kind'>;

function Complete({ task, onClose }: AnswerProps) {
  const [text, setText] = useState('{}\n');
  const send = useAction('SendTaskSuccess');
  const problem = jsonProblem(text);
  const output = problem === undefined ? JSON.stringify(JSON.parse(text)) : text;
  const input = { taskToken: task.taskToken, output };
  const run = async () => {
    await send.mutateAsync(input);
    toast('done', `${task.state} completed`);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Complete ${task.state}`}
      description="The state goes on with this as the task's result."
      width={640}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={problem !== undefined || send.isPending}
            onClick={() => void run().catch(() => {})}
          >
            Complete
          </Button>
        </>
      }
    >
      <TaskInput task={task} />
      <h3 className={css.title}>Output</h3>
      <CodeEditor label="Output" value={text} onChange={setText} minHeight={110} maxHeight={260} />
      <p role="status" className={css.error}>
        {problem ?? send.error?.message}
      </p>
      <CliLine operation="SendTaskSuccess" input={input} />
    </Dialog>
  );
}

function Fail({ task, onClose }: AnswerProps) {
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const send = useAction('SendTaskFailure');
  const input = { taskToken: task.taskToken, ...(error !== '' && { error }), ...(cause !== '' && { cause }) };
  const run = async () => {
    await send.mutateAsync(input);
    toast('done', `${task.state} failed as you said`);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Fail ${task.state}`}
      description="Retriers and Catchers of the state decide what happens then."
      width={640}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" disabled={send.isPending} onClick={() => void run().catch(() => {})}>
            Fail
          </Button>
        </>
      }
    >
      <TaskInput task={task} />
      <Field label="Error" help="The name that Retry and Catch look for.">
        <TextInput value={error} onChange={setError} placeholder="Order.Rejected" mono />
      </Field>
      <Field label="Cause" help="For people to read." error={send.error?.message}>
        <TextInput value={cause} onChange={setCause} placeholder="The customer is unknown" />
      </Field>
      <CliLine operation="SendTaskFailure" input={input} />
    </Dialog>
  );
}

function TaskInput({ task: { input } }: { readonly task: OpenTask }) {
  if (input === undefined) return null;
  return (
    <details className={css.input}>
      <summary>Input of the task</summary>
      <pre>{prettyJson(input).slice(0, 20_000)}</pre>
    </details>
  );
}
