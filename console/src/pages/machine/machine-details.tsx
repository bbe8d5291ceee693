/** Settings of a state machine: role, logging, tracing, encryption, tags. */
import type { MachineDescription } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import { Card, Fact, Facts } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import css from './machine-details.module.css';

export function MachineDetails({ machine }: { readonly machine: MachineDescription }) {
  const { loggingConfiguration: logging, tracingConfiguration, encryptionConfiguration } = machine;
  const groups = logging?.destinations?.flatMap(
    ({ cloudWatchLogsLogGroup }) => cloudWatchLogsLogGroup?.logGroupArn ?? [],
  );
  return (
    <div className={css.cards}>
      <Card title="State machine">
        <Facts>
          <Fact name="ARN">
            <span className={table.mono}>{machine.stateMachineArn}</span>
          </Fact>
          <Fact name="Role">
            <span className={table.mono}>{machine.roleArn}</span>
          </Fact>
          <Fact name="Created">
            <Instant at={machine.creationDate} full />
          </Fact>
          <Fact name="Status">{machine.status}</Fact>
          <Fact name="Type">{machine.type}</Fact>
          <Fact name="Revision">{machine.revisionId ?? 'Never changed'}</Fact>
          <Fact name="Tracing">{tracingConfiguration?.enabled === true ? 'On' : 'Off'}</Fact>
          <Fact name="Encryption">{encryptionConfiguration?.type ?? 'AWS_OWNED_KEY'}</Fact>
        </Facts>
      </Card>
      <Card title="Logging">
        <Facts>
          <Fact name="Level">{logging?.level ?? 'OFF'}</Fact>
          <Fact name="Execution data">{logging?.includeExecutionData === true ? 'Included' : 'Left out'}</Fact>
          {groups?.map((group) => (
            <Fact key={group} name="Log group">
              <span className={table.mono}>{group}</span>
            </Fact>
          ))}
        </Facts>
      </Card>
      <Tags resourceArn={machine.stateMachineArn} />
    </div>
  );
}

function Tags({ resourceArn }: { readonly resourceArn: string }) {
  const { data } = useOperation('ListTagsForResource', { resourceArn });
  return (
    <Card title="Tags" flush={(data?.tags.length ?? 0) > 0}>
      {data?.tags.length === 0 && <p className={css.none}>No tags.</p>}
      {data !== undefined && data.tags.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Key</th>
              <th>Value</th>
            </tr>
          </thead>
          <tbody>
            {data.tags.map(({ key, value }) => (
              <tr key={key}>
                <td className={table.strong}>{key}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
