/**
 * Starts an execution: name, input as JSON, version or alias, and inputs of earlier executions to begin with. `from`:
 * an execution whose input is taken over ("start like this").
 */
import { useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { lastPart, unqualified } from '../../api/arns.ts';
import { jsonProblem, prettyJson } from '../../api/json-text.ts';
import type { MachineDescription } from '../../api/operations.ts';
import { useAction, useOperation } from '../../api/queries.ts';
import { formatBytes } from '../../settings/bytes.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { CodeEditor } from '../../ui/code-editor.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectInput, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { RecentInputs } from './recent-inputs.tsx';
import css from './start-dialog.module.css';

/** Source: quota "maximum input or output size". */
const MOST_BYTES = 262_144;

interface StartDialogProps {
  readonly machine: MachineDescription;
  readonly from: string | undefined;
  readonly onClose: () => void;
}

export function StartDialog({ machine, from, onClose }: StartDialogProps) {
  const [name, setName] = useState('');
  const [target, setTarget] = useState(machine.stateMachineArn);
  const [text, setText] = useState('{}\n');
  const start = useAction('StartExecution');
  const navigate = useNavigate();
  const source = useOperation('DescribeExecution', from === undefined ? undefined : { executionArn: from });
  const sourceInput = source.data?.input;
  useEffect(() => {
    if (sourceInput !== undefined) setText(prettyJson(sourceInput));
  }, [sourceInput]);

  const problem = jsonProblem(text);
  const input = {
    stateMachineArn: target,
    ...(name.trim() !== '' && { name: name.trim() }),
    input: problem === undefined ? JSON.stringify(JSON.parse(text)) : text,
  };
  const bytes = new TextEncoder().encode(input.input).length;
  const canStart = problem === undefined && bytes <= MOST_BYTES && !start.isPending;
  const run = async () => {
    const { executionArn } = await start.mutateAsync(input);
    toast('done', 'Execution started', lastPart(executionArn));
    onClose();
    if (machine.type === 'STANDARD') void navigate({ to: '/executions/$executionArn', params: { executionArn } });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Start ${machine.name}`}
      width={760}
      actions={
        <>
          <span className={css.size} data-over={bytes > MOST_BYTES || undefined}>
            {formatBytes(bytes)} of 256 KB
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            icon={<Play size={14} aria-hidden />}
            disabled={!canStart}
            onClick={() => void run().catch(() => {})}
          >
            Start
          </Button>
        </>
      }
    >
      {start.error !== null && (
        <p role="alert" className={css.error}>
          {start.error.message}
        </p>
      )}
      <div className={css.columns}>
        <Field label="Name" help="Made by the server when left empty.">
          <TextInput value={name} onChange={setName} placeholder="order-1001" />
        </Field>
        <TargetField machine={machine} value={target} onChange={setTarget} />
      </div>
      <div className={css.columns}>
        <div className={css.inputColumn}>
          <div className={css.heading}>
            <h3>Input</h3>
            <Button look="quiet" disabled={problem !== undefined} onClick={() => setText(prettyJson(text))}>
              Format
            </Button>
          </div>
          <CodeEditor label="Input" value={text} onChange={setText} minHeight={180} maxHeight={320} />
          <p role="status" className={css.error}>
            {problem}
          </p>
        </div>
        <RecentInputs stateMachineArn={unqualified(machine.stateMachineArn)} onPick={setText} />
      </div>
      <CliLine operation="StartExecution" input={input} />
    </Dialog>
  );
}

interface TargetFieldProps {
  readonly machine: MachineDescription;
  readonly value: string;
  readonly onChange: (stateMachineArn: string) => void;
}

/** The newest revision, an alias or a version. */
function TargetField({ machine, value, onChange }: TargetFieldProps) {
  const stateMachineArn = unqualified(machine.stateMachineArn);
  const versions = useOperation('ListStateMachineVersions', { stateMachineArn, maxResults: 100 });
  const aliases = useOperation('ListStateMachineAliases', { stateMachineArn, maxResults: 100 });
  const choices = [
    { value: stateMachineArn, label: 'Latest revision' },
    ...(aliases.data?.stateMachineAliases ?? []).map(({ stateMachineAliasArn: arn }) => ({
      value: arn,
      label: `Alias ${lastPart(arn)}`,
    })),
    ...(versions.data?.stateMachineVersions ?? []).map(({ stateMachineVersionArn: arn }) => ({
      value: arn,
      label: `Version ${lastPart(arn)}`,
    })),
  ];
  return (
    <Field label="Revision">
      <SelectInput value={value} onChange={onChange} choices={choices} />
    </Field>
  );
}
