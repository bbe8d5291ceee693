/** The aliases of a state machine, and where they lead. */
import { GitBranch, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { lastPart } from '../../api/arns.ts';
import type { OutputOf } from '../../api/client.ts';
import { useOperation } from '../../api/queries.ts';
import { ActionsHead } from '../../ui/actions-head.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Card, Empty, Failure, Loading } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import { AliasDialog } from './alias-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import css from './versions-tab.module.css';

type AliasDescription = OutputOf<'DescribeStateMachineAlias'>;

type Shown =
  | { readonly dialog: 'create' }
  | { readonly dialog: 'edit'; readonly alias: AliasDescription }
  | { readonly dialog: 'delete'; readonly arn: string };

interface AliasesProps {
  readonly stateMachineArn: string;
  /** ARNs, newest first. */
  readonly versions: readonly string[];
}

export function Aliases({ stateMachineArn, versions }: AliasesProps) {
  const { data, error, refetch } = useOperation('ListStateMachineAliases', { stateMachineArn, maxResults: 1000 });
  const [shown, setShown] = useState<Shown>();
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  const aliases = data.stateMachineAliases;
  const close = () => setShown(undefined);
  const create = (
    <Button
      icon={<Plus size={14} aria-hidden />}
      disabled={versions.length === 0}
      title={versions.length === 0 ? 'Publish a version first' : undefined}
      onClick={() => setShown({ dialog: 'create' })}
    >
      Create an alias…
    </Button>
  );
  return (
    <Card title="Aliases" flush actions={create}>
      {aliases.length === 0 && (
        <Empty icon={<GitBranch size={22} aria-hidden />} title="No aliases yet">
          <p>An alias sends starts to one version, or to two by weight: to try a new version on a part of the work.</p>
          {versions.length === 0 && <p>Publish a version first: there is nothing yet that an alias could lead to.</p>}
        </Empty>
      )}
      {aliases.length > 0 && (
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Alias</th>
                <th className={css.routes}>Routes to</th>
                <th>Updated</th>
                <ActionsHead />
              </tr>
            </thead>
            <tbody>
              {aliases.map(({ stateMachineAliasArn }) => (
                <Alias
                  key={stateMachineAliasArn}
                  stateMachineAliasArn={stateMachineAliasArn}
                  onEdit={(alias) => setShown({ dialog: 'edit', alias })}
                  onDelete={() => setShown({ dialog: 'delete', arn: stateMachineAliasArn })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown?.dialog === 'create' && <AliasDialog versions={versions} alias={undefined} onClose={close} />}
      {shown?.dialog === 'edit' && <AliasDialog versions={versions} alias={shown.alias} onClose={close} />}
      {shown?.dialog === 'delete' && <DeleteDialog what="alias" arn={shown.arn} onClose={close} />}
    </Card>
  );
}

interface AliasProps {
  readonly stateMachineAliasArn: string;
  readonly onEdit: (alias: AliasDescription) => void;
  readonly onDelete: () => void;
}

function Alias({ stateMachineAliasArn, onEdit, onDelete }: AliasProps) {
  const { data } = useOperation('DescribeStateMachineAlias', { stateMachineAliasArn });
  const name = lastPart(stateMachineAliasArn);
  return (
    <tr>
      <td className={table.strong} title={data?.description}>
        {name}
      </td>
      <td>
        {data?.routingConfiguration.map(({ stateMachineVersionArn, weight }) => (
          <span key={stateMachineVersionArn} className={css.route}>
            <span className={css.weight} aria-hidden>
              <span style={{ width: `${weight}%` }} />
            </span>
            Version {lastPart(stateMachineVersionArn)}: {weight} %
          </span>
        ))}
      </td>
      <td className={table.nowrap}>{data !== undefined && <Instant at={data.updateDate} full />}</td>
      <td className={css.end}>
        <IconButton
          label={`Change alias ${name}`}
          disabled={data === undefined}
          onClick={() => data !== undefined && onEdit(data)}
        >
          <Pencil size={14} aria-hidden />
        </IconButton>
        <CopyButton text={stateMachineAliasArn} what="ARN of the alias" />
        <IconButton label={`Delete alias ${name}`} onClick={onDelete}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}
