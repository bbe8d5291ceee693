/** The executions of one state machine, nested ones included. */
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Status } from '../../api/operations.ts';
import { SelectInput, Toggle } from '../../ui/field.tsx';
import { EXECUTION_STATUSES, lookOf } from '../../ui/status-look.ts';
import { SearchResults } from '../executions/search-results.tsx';
import tools from './machine-executions.module.css';
import css from './machine-page.module.css';

const STATUS_CHOICES = [
  { value: '', label: 'Any status' },
  ...EXECUTION_STATUSES.map((value) => ({ value, label: lookOf(value).word })),
];

export function MachineExecutions({ stateMachineArn }: { readonly stateMachineArn: string }) {
  const [status, setStatus] = useState('');
  const [follow, setFollow] = useState(true);
  const filters = useMemo(
    () => ({ stateMachineArn, ...(status !== '' && { status: [status as Status] }) }),
    [stateMachineArn, status],
  );
  const q = `machine:${stateMachineArn}${status === '' ? '' : ` status:${status}`}`;
  return (
    <div className={css.list}>
      <div className={tools.tools}>
        <div className={tools.status}>
          <SelectInput label="Status" value={status} onChange={setStatus} choices={STATUS_CHOICES} />
        </div>
        <Toggle checked={follow} onChange={setFollow}>
          Live tail
        </Toggle>
        <Link to="/executions" search={{ q, roots: false }} className={tools.more}>
          Search these
        </Link>
      </div>
      <SearchResults filters={filters} follow={follow} isFiltered={status !== ''} hideMachine />
    </div>
  );
}
