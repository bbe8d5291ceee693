/** One row of the list of executions, or a note among them. Rows are drawn again only when something of them changes. */
import { Link } from '@tanstack/react-router';
import { ChevronRight, Copy } from 'lucide-react';
import { memo } from 'react';
import { hrefOfExecution, RowLink } from '../../ui/row-link.tsx';
import type { Column } from './columns.tsx';
import css from './execution-list.module.css';
import type { ExecutionRow, NoteRow } from './list-rows.ts';
import { copyArn } from './use-list-keys.ts';

/** What a row does; the same object for all of them. */
export interface RowActs {
  readonly focused: (key: string) => void;
  readonly select: (executionArn: string, to: boolean) => void;
  readonly toggle: (executionArn: string) => void;
}

interface RowFrame {
  readonly index: number;
  readonly topPx: number;
  readonly isTabStop: boolean;
  readonly acts: RowActs;
}

/** What every row is to the list: its place, and how it is reached by keys. */
function frameOf({ key, level }: ExecutionRow | NoteRow, { index, topPx, isTabStop, acts }: RowFrame) {
  return {
    className: css.row,
    tabIndex: isTabStop ? 0 : -1,
    onFocus: () => acts.focused(key),
    'aria-rowindex': index + 2,
    'aria-level': level + 1,
    'data-key': key,
    style: { top: topPx },
  };
}

interface RowProps extends RowFrame {
  readonly row: ExecutionRow;
  readonly columns: readonly Column[];
  readonly isSelected: boolean;
}

export const Row = memo(
  function Row({ row, index, topPx, isTabStop, acts, columns, isSelected }: RowProps) {
    const { node, level, isExpanded } = row;
    const { executionArn, name, childCount } = node;
    return (
      <div
        role="row"
        {...frameOf(row, { index, topPx, isTabStop, acts })}
        aria-selected={isSelected}
        aria-expanded={childCount > 0 ? isExpanded : undefined}
      >
        <span role="gridcell" className={css.check}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select ${name}`}
            checked={isSelected}
            onChange={(event) => acts.select(executionArn, event.currentTarget.checked)}
          />
        </span>
        <span role="gridcell" className={css.name} style={{ paddingLeft: level * 18 }}>
          <button
            type="button"
            tabIndex={-1}
            className={css.expander}
            aria-label={isExpanded ? `Hide children of ${name}` : `Show children of ${name}`}
            data-open={isExpanded || undefined}
            data-none={childCount === 0 || undefined}
            disabled={childCount === 0}
            onClick={() => acts.toggle(executionArn)}
          >
            {childCount > 0 && <ChevronRight size={14} aria-hidden />}
          </button>
          <RowLink href={hrefOfExecution(executionArn)} className={css.link} title={name}>
            {name}
          </RowLink>
          <button
            type="button"
            tabIndex={-1}
            className={css.copy}
            aria-label={`Copy the ARN of ${name}`}
            title="Copy ARN (c)"
            onClick={() => void copyArn(executionArn)}
          >
            <Copy size={13} aria-hidden />
          </button>
        </span>
        {columns.map(({ id, isNumber, cell }) => (
          <span key={id} role="gridcell" className={isNumber === true ? css.number : css.clip}>
            {cell(node)}
          </span>
        ))}
      </div>
    );
  },
  // The rows of a list are made anew with every page; what they hold is not.
  (before, after) =>
    before.row.node === after.row.node &&
    before.row.key === after.row.key &&
    before.row.isExpanded === after.row.isExpanded &&
    before.index === after.index &&
    before.topPx === after.topPx &&
    before.isTabStop === after.isTabStop &&
    before.isSelected === after.isSelected &&
    before.columns === after.columns &&
    before.acts === after.acts,
);

const NOTES = {
  loading: 'Loading children…',
  failed: 'The children could not be loaded.',
  more: 'There are more children.',
} as const;

export function Note({ row, ...frame }: RowFrame & { readonly row: NoteRow }) {
  return (
    <div role="row" {...frameOf(row, frame)}>
      <span role="gridcell" />
      <span role="gridcell" className={css.note} style={{ paddingLeft: row.level * 18 + 24 }}>
        {NOTES[row.note]}{' '}
        {row.note === 'more' && (
          <Link to="/executions" search={{ q: `parent:${row.parent.executionArn}`, roots: false }}>
            Show all {row.parent.childCount.toLocaleString('en')}
          </Link>
        )}
      </span>
    </div>
  );
}
