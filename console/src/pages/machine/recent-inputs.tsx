/** Inputs of the last executions of a state machine, to begin with. Equal ones are shown once. */
import { useQueries } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { prettyJson } from '../../api/json-text.ts';
import { useOperation } from '../../api/queries.ts';
import { StatusIcon } from '../../ui/status.tsx';
import { Instant } from '../../ui/times.tsx';
import css from './recent-inputs.module.css';

const MOST = 6;

interface RecentInputsProps {
  readonly stateMachineArn: string;
  readonly onPick: (text: string) => void;
}

export function RecentInputs({ stateMachineArn, onPick }: RecentInputsProps) {
  const recent = useOperation('SearchExecutions', { stateMachineArn, maxResults: MOST });
  const described = useQueries({
    queries: (recent.data?.executions ?? []).map(({ executionArn }) => ({
      queryKey: ['DescribeExecution', { executionArn }],
      queryFn: () => call('DescribeExecution', { executionArn }),
    })),
  });
  const seen = new Set<string>();
  const distinct = described.flatMap(({ data }) => {
    if (data?.input === undefined || seen.has(data.input)) return [];
    seen.add(data.input);
    return [{ ...data, input: data.input }];
  });
  return (
    <section className={css.recent} aria-label="Recent inputs">
      <h3 className={css.title}>Recent inputs</h3>
      {distinct.length === 0 && <p className={css.none}>Inputs of earlier executions will be here.</p>}
      <ul className={css.list}>
        {distinct.map(({ executionArn, name, status, startDate, input }) => (
          <li key={executionArn}>
            <button type="button" className={css.item} onClick={() => onPick(prettyJson(input))}>
              <span className={css.head}>
                <StatusIcon status={status} size={13} named />
                <span className={css.name}>{name}</span>
                <Instant at={startDate} />
              </span>
              <code className={css.input}>{input.slice(0, 200)}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
