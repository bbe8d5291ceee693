/** What can be done with the selected executions, and how many they are. */
import { CircleStop, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import type { ExecutionFilters, Status } from '../../api/operations.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import type { BulkOperation } from './bulk.ts';
import css from './bulk-bar.module.css';
import { BulkDialog } from './bulk-dialog.tsx';

interface BulkBarProps {
  readonly selected: ReadonlySet<string>;
  /** Of the executions that are in the list. */
  readonly statuses: ReadonlyMap<string, Status>;
  /** The search itself, when everything that it finds is selected. */
  readonly everything: ExecutionFilters | undefined;
  readonly canSelectEverything: boolean;
  readonly onSelectEverything: () => void;
  readonly onClear: () => void;
}

export function BulkBar({
  selected,
  statuses,
  everything,
  canSelectEverything,
  onSelectEverything,
  onClear,
}: BulkBarProps) {
  const [operation, setOperation] = useState<BulkOperation>();
  if (selected.size === 0 && everything === undefined) return null;
  const selection =
    everything === undefined
      ? { chosen: new Map([...selected].map((arn) => [arn, statuses.get(arn)])) }
      : { filters: everything };
  return (
    <section className={css.bar} aria-label="Selected executions">
      <span className={css.count} role="status">
        {everything === undefined
          ? `${selected.size.toLocaleString('en')} selected`
          : 'Everything that this search finds is selected'}
      </span>
      {everything === undefined && canSelectEverything && (
        <Button look="quiet" onClick={onSelectEverything}>
          Select everything that matches
        </Button>
      )}
      <span className={css.actions}>
        <Button icon={<RotateCcw size={14} aria-hidden />} onClick={() => setOperation('RedriveExecutions')}>
          Redrive…
        </Button>
        <Button
          look="danger"
          icon={<CircleStop size={14} aria-hidden />}
          onClick={() => setOperation('StopExecutions')}
        >
          Stop…
        </Button>
        <IconButton label="Clear the selection" onClick={onClear}>
          <X size={15} aria-hidden />
        </IconButton>
      </span>
      {operation !== undefined && (
        <BulkDialog
          operation={operation}
          selection={selection}
          onClose={() => setOperation(undefined)}
          onDone={() => {
            setOperation(undefined);
            onClear();
          }}
        />
      )}
    </section>
  );
}
