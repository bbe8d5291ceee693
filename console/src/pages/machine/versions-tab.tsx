/** Published versions and the aliases that route to them. */
import { Link } from '@tanstack/react-router';
import { GitBranch, Tag } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { lastPart } from '../../api/arns.ts';
import { useAction, useOperation } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Card, Empty, Failure, Loading } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './versions-tab.module.css';

export function VersionsTab({ stateMachineArn }: { readonly stateMachineArn: string }) {
  const [isPublishing, setPublishing] = useState(false);
  const publish = (
    <Button icon={<Tag size={14} aria-hidden />} onClick={() => setPublishing(true)}>
      Publish a version…
    </Button>
  );
  return (
    <div className={css.cards}>
      <Aliases stateMachineArn={stateMachineArn} />
      <Versions stateMachineArn={stateMachineArn} publish={publish} />
      {isPublishing && <Publish stateMachineArn={stateMachineArn} onClose={() => setPublishing(false)} />}
    </div>
  );
}

interface VersionsProps {
  readonly stateMachineArn: string;
  readonly publish: ReactNode;
}

function Versions({ stateMachineArn, publish }: VersionsProps) {
  const { data, error } = useOperation('ListStateMachineVersions', { stateMachineArn, maxResults: 1000 });
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Loading rows={3} />;
  const versions = data.stateMachineVersions;
  return (
    <Card title="Versions" flush actions={publish}>
      {versions.length === 0 && (
        <Empty icon={<Tag size={22} aria-hidden />} title="No versions yet">
          <p>A version is a definition that never changes. Nested executions that name one are not surprised.</p>
        </Empty>
      )}
      {versions.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Version</th>
              <th>Published</th>
              <th>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ stateMachineVersionArn, creationDate }) => (
              <tr key={stateMachineVersionArn}>
                <td>
                  <Link
                    to="/machines/$stateMachineArn"
                    params={{ stateMachineArn: stateMachineVersionArn }}
                    search={{ tab: 'definition' }}
                    className={table.strong}
                  >
                    {lastPart(stateMachineVersionArn)}
                  </Link>
                </td>
                <td>
                  <Instant at={creationDate} full />
                </td>
                <td className={css.end}>
                  <CopyButton text={stateMachineVersionArn} what="ARN of the version" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Aliases({ stateMachineArn }: { readonly stateMachineArn: string }) {
  const { data } = useOperation('ListStateMachineAliases', { stateMachineArn, maxResults: 1000 });
  const aliases = data?.stateMachineAliases ?? [];
  if (data === undefined) return <Loading rows={2} />;
  return (
    <Card title="Aliases" flush>
      {aliases.length === 0 && (
        <Empty icon={<GitBranch size={22} aria-hidden />} title="No aliases yet">
          <p>An alias sends starts to one version, or to two by weight: to try a new version on a part of the work.</p>
          <p>
            <code>aws stepfunctions create-state-machine-alias --endpoint-url {location.origin} …</code>
          </p>
        </Empty>
      )}
      {aliases.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Alias</th>
              <th className={css.routes}>Routes to</th>
              <th>Updated</th>
              <th>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {aliases.map(({ stateMachineAliasArn }) => (
              <Alias key={stateMachineAliasArn} stateMachineAliasArn={stateMachineAliasArn} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Alias({ stateMachineAliasArn }: { readonly stateMachineAliasArn: string }) {
  const { data } = useOperation('DescribeStateMachineAlias', { stateMachineAliasArn });
  return (
    <tr>
      <td className={table.strong}>{lastPart(stateMachineAliasArn)}</td>
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
        <CopyButton text={stateMachineAliasArn} what="ARN of the alias" />
      </td>
    </tr>
  );
}

function Publish({ stateMachineArn, onClose }: { readonly stateMachineArn: string; readonly onClose: () => void }) {
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
