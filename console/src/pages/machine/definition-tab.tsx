/** The definition as a graph and as code, side by side; what is edited shows in both before it is saved. */
import { Pencil, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { MachineDescription } from '../../api/operations.ts';
import { useAction } from '../../api/queries.ts';
import { DefinitionGraph } from '../../graph/definition-graph.tsx';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DefinitionEditor } from './definition-editor.tsx';
import css from './definition-tab.module.css';

export function DefinitionTab({ machine }: { readonly machine: MachineDescription }) {
  const stored = pretty(machine.definition);
  const [text, setText] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const isEditing = text !== undefined;
  const definition = text ?? stored;
  // A version's definition never changes.
  const isVersion = machine.stateMachineArn.split(':').length > 7;
  return (
    <div className={css.split}>
      <section className={css.graph} aria-label="Graph of the definition">
        <DefinitionGraph definition={definition} />
      </section>
      <section className={css.code} aria-label="Code of the definition">
        <div className={css.bar}>
          <span className={css.size}>
            {definition.split('\n').length.toLocaleString('en')} lines{isEditing ? ', being edited' : ''}
          </span>
          <CopyButton text={definition} what="definition" />
          {isEditing ? (
            <>
              <Button icon={<Undo2 size={14} aria-hidden />} onClick={() => setText(undefined)}>
                Discard
              </Button>
              <Button look="primary" disabled={definition === stored} onClick={() => setSaving(true)}>
                Save…
              </Button>
            </>
          ) : (
            <Button icon={<Pencil size={14} aria-hidden />} disabled={isVersion} onClick={() => setText(stored)}>
              Edit
            </Button>
          )}
        </div>
        <div className={css.editor}>
          <DefinitionEditor value={definition} type={machine.type} fill {...(isEditing && { onChange: setText })} />
        </div>
      </section>
      {isSaving && text !== undefined && (
        <SaveDefinition
          machine={machine}
          definition={text}
          onClose={() => setSaving(false)}
          onSaved={() => setText(undefined)}
        />
      )}
    </div>
  );
}

interface SaveDefinitionProps {
  readonly machine: MachineDescription;
  readonly definition: string;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function SaveDefinition({ machine, definition, onClose, onSaved }: SaveDefinitionProps) {
  const update = useAction('UpdateStateMachine');
  const input = { stateMachineArn: machine.stateMachineArn, definition };
  const run = async () => {
    await update.mutateAsync(input);
    toast('done', `${machine.name} updated`);
    onClose();
    onSaved();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Update ${machine.name}`}
      description="Executions that are running keep the definition with which they began."
      width={620}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={update.isPending} onClick={() => void run().catch(() => {})}>
            Update
          </Button>
        </>
      }
    >
      {update.error !== null && (
        <p role="alert" className={css.error}>
          {update.error.message}
        </p>
      )}
      <CliLine operation="UpdateStateMachine" input={input} />
    </Dialog>
  );
}

/** Indented when it stands on one line; otherwise as its author wrote it. */
function pretty(definition: string): string {
  if (definition.includes('\n')) return definition;
  try {
    return JSON.stringify(JSON.parse(definition), null, 2);
  } catch {
    return definition;
  }
}
