/** Deletes an alias or a version, after saying what that means. */
import { lastPart } from '../../api/arns.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './alias-dialog.module.css';

interface DeleteDialogProps {
  readonly what: 'alias' | 'version';
  readonly arn: string;
  readonly onClose: () => void;
}

const MEANINGS = {
  alias: 'Starts that name it are refused from then on. Its executions go on, and its versions stay.',
  version:
    'Starts that name it are refused from then on. Its executions go on. As long as an alias routes to it, it cannot be deleted.',
} as const;

export function DeleteDialog({ what, arn, onClose }: DeleteDialogProps) {
  const deleteAlias = useAction('DeleteStateMachineAlias');
  const deleteVersion = useAction('DeleteStateMachineVersion');
  const { error, isPending } = what === 'alias' ? deleteAlias : deleteVersion;
  const name = `${what} ${lastPart(arn)}`;
  const run = async () => {
    if (what === 'alias') await deleteAlias.mutateAsync({ stateMachineAliasArn: arn });
    else await deleteVersion.mutateAsync({ stateMachineVersionArn: arn });
    toast('done', `Deleted ${name}`);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete ${name}?`}
      description={MEANINGS[what]}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" disabled={isPending} onClick={() => void run().catch(() => {})}>
            Delete
          </Button>
        </>
      }
    >
      {error !== null && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      {what === 'alias' ? (
        <CliLine operation="DeleteStateMachineAlias" input={{ stateMachineAliasArn: arn }} />
      ) : (
        <CliLine operation="DeleteStateMachineVersion" input={{ stateMachineVersionArn: arn }} />
      )}
    </Dialog>
  );
}
