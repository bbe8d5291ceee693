/** Published versions and the aliases that route to them. */
import { Link } from '@tanstack/react-router';
import { Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { lastPart } from '../../api/arns.ts';
import { useOperation } from '../../api/queries.ts';
import { ActionsHead } from '../../ui/actions-head.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Card, Empty, Failure, Loading } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import { Aliases } from './aliases.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import css from './versions-tab.module.css';

interface Version {
  readonly stateMachineVersionArn: string;
  readonly creationDate: number;
}

export function VersionsTab({ stateMachineArn }: { readonly stateMachineArn: string }) {
  const { data, error, refetch } = useOperation('ListStateMachineVersions', { stateMachineArn, maxResults: 1000 });
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={5} />;
  const versions = data.stateMachineVersions;
  return (
    <div className={css.cards}>
      <Aliases
        stateMachineArn={stateMachineArn}
        versions={versions.map(({ stateMachineVersionArn }) => stateMachineVersionArn)}
      />
      <Versions stateMachineArn={stateMachineArn} versions={versions} />
    </div>
  );
}

interface VersionsProps {
  readonly stateMachineArn: string;
  readonly versions: readonly Version[];
}

function Versions({ stateMachineArn, versions }: VersionsProps) {
  const [isPublishing, setPublishing] = useState(false);
  const [deleted, setDeleted] = useState<string>();
  const publish = (
    <Button icon={<Tag size={14} aria-hidden />} onClick={() => setPublishing(true)}>
      Publish a version…
    </Button>
  );
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
              <ActionsHead />
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
                  <IconButton
                    label={`Delete version ${lastPart(stateMachineVersionArn)}`}
                    onClick={() => setDeleted(stateMachineVersionArn)}
                  >
                    <Trash2 size={14} aria-hidden />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isPublishing && <PublishDialog stateMachineArn={stateMachineArn} onClose={() => setPublishing(false)} />}
      {deleted !== undefined && <DeleteDialog what="version" arn={deleted} onClose={() => setDeleted(undefined)} />}
    </Card>
  );
}
