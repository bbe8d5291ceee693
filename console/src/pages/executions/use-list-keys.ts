/** The keys of the list of executions: j/k or arrows, Home/End, Enter, x, e or ←/→, c. */
import { useNavigate } from '@tanstack/react-router';
import { useKeys } from '../../shell/keyboard.ts';
import { copyText } from '../../ui/copy-button.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { ExecutionRow, ListRow } from './list-rows.ts';

interface ListKeys {
  readonly rows: readonly ListRow[];
  readonly activeIndex: number;
  readonly focusRow: (index: number) => void;
  readonly toggle: (executionArn: string, to?: boolean) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (executionArn: string, to: boolean) => void;
}

export function useListKeys({ rows, activeIndex, focusRow, toggle, selected, onSelect }: ListKeys): void {
  const navigate = useNavigate();
  const onRow = (run: (row: ExecutionRow) => void) => (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    if (row?.kind !== 'execution') return;
    event.preventDefault();
    run(row);
  };
  const onFocused = (run: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest('[role=treegrid]') === null) return;
    event.preventDefault();
    run(event);
  };
  const open = ({ node: { executionArn } }: ExecutionRow) =>
    void navigate({ to: '/executions/$executionArn', params: { executionArn } });
  const close = (row: ExecutionRow) => {
    if (row.isExpanded) return toggle(row.node.executionArn, false);
    const parent = rows.slice(0, activeIndex).findLastIndex(({ level }) => level < row.level);
    if (parent >= 0) focusRow(parent);
  };
  const down = () => focusRow(activeIndex + 1);
  const up = () => focusRow(activeIndex - 1);
  useKeys({
    j: down,
    k: up,
    ArrowDown: onFocused(down),
    ArrowUp: onFocused(up),
    Home: onFocused(() => focusRow(0)),
    End: onFocused(() => focusRow(rows.length - 1)),
    Enter: onFocused(onRow(open)),
    x: onRow(({ node: { executionArn } }) => onSelect(executionArn, !selected.has(executionArn))),
    e: onRow(({ node }) => node.childCount > 0 && toggle(node.executionArn)),
    ArrowRight: onFocused(onRow(({ node }) => node.childCount > 0 && toggle(node.executionArn, true))),
    ArrowLeft: onFocused(onRow(close)),
    c: onRow(({ node }) => void copyArn(node.executionArn)),
  });
}

export async function copyArn(executionArn: string): Promise<void> {
  if (await copyText(executionArn)) toast('done', 'ARN copied');
}
