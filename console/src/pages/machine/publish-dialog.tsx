/** Publishes the latest revision of a state machine as a version. */
import { useState } from 'react';
import { lastPart } from '../../api/arns.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';

interface PublishDialogProps {
  readonly stateMachineArn: string;
  readonly onClose: () => void;
}

export function PublishDialog({ stateMachineArn, onClose }: PublishDialogProps) {
  const [description, setDescription] = useState('');
  const publish = useAction('PublishStateMachineVersion');
  const input = { stateMachineArn, ...(description !== '' && { description }) };
  const run = async () => {
    const { stateMachineVersionArn } = await publish.mutateAsync(input);
    toast('done', `Version ${lastPart(stateMachineVersionArn)} published`);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish a version"
      description="The latest revision becomes a version that never changes."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={publish.isPending} onClick={() => void run().catch(() => {})}>
            Publish
          </Button>
        </>
      }
    >
      <Field label="Description" error={publish.error?.message}>
        <TextInput value={description} onChange={setDescription} placeholder="What is new" />
      </Field>
      <CliLine operation="PublishStateMachineVersion" input={input} />
    </Dialog>
  );
}
