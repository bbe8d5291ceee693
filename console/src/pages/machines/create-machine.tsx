/** Creates a state machine from a definition that is typed or pasted. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectInput, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DefinitionEditor } from '../machine/definition-editor.tsx';

/** Where nothing checks the role, its form has to be right all the same. */
const ROLE_ARN = 'arn:aws:iam::123456789012:role/stairwell';
const EXAMPLE = `{
  "StartAt": "Hello",
  "States": {
    "Hello": {
      "Type": "Pass",
      "Result": { "greeting": "Hello" },
      "End": true
    }
  }
}
`;
const TYPES = [
  { value: 'STANDARD', label: 'Standard' },
  { value: 'EXPRESS', label: 'Express' },
];

export function CreateMachine({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [type, setType] = useState<'STANDARD' | 'EXPRESS'>('STANDARD');
  const [definition, setDefinition] = useState(EXAMPLE);
  const create = useAction('CreateStateMachine');
  const navigate = useNavigate();
  const input = { name: name.trim(), definition, roleArn: ROLE_ARN, type };
  const run = async () => {
    const { stateMachineArn } = await create.mutateAsync(input);
    toast('done', `${input.name} created`);
    onClose();
    void navigate({ to: '/machines/$stateMachineArn', params: { stateMachineArn } });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create a state machine"
      width={760}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={input.name === '' || create.isPending}
            onClick={() => void run().catch(() => {})}
          >
            Create
          </Button>
        </>
      }
    >
      <Field label="Name" error={create.error?.message}>
        <TextInput value={name} onChange={setName} placeholder="OrderFulfilment" />
      </Field>
      <Field label="Type">
        <SelectInput value={type} onChange={(value) => setType(value as typeof type)} choices={TYPES} />
      </Field>
      <DefinitionEditor value={definition} onChange={setDefinition} type={type} />
      <CliLine operation="CreateStateMachine" input={input} />
    </Dialog>
  );
}
