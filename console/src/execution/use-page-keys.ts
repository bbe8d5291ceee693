/** Keys of the page of an execution. */
import { copyText } from '../ui/copy-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { useExecution, useSelection } from './context.tsx';
import type { OpenDialog } from './header.tsx';
import { VIEWS } from './search.ts';
import { useGoToFailure } from './use-go-to-failure.ts';
import { childArnOf } from './words.ts';

/** The field of the view that is shown. */
const FIELD = '[data-search]';
/** How long a view may take to be loaded. */
const FIELD_MS = 5_000;

function focusField(untilMs: number): void {
  const field = document.querySelector<HTMLInputElement>(FIELD);
  if (field !== null) field.focus();
  else if (performance.now() < untilMs) requestAnimationFrame(() => focusField(untilMs));
}

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

export function usePageKeys(setDialog: (dialog: OpenDialog) => void): Keys {
  const { arn, records, tree, setSearch, openExecution } = useExecution();
  const [selection, select] = useSelection();
  const goToFailure = useGoToFailure();
  const views = VIEWS.map((view, i) => [String(i + 1), () => setSearch({ view })] as const);
  const { isOffline } = records.backend;
  return {
    ...Object.fromEntries(views),
    '[': () => {
      const parent = tree.ancestors.at(-1)?.executionArn;
      if (parent !== undefined) openExecution?.(parent);
    },
    ']': () => {
      const child = childToOpen();
      if (child !== undefined) openExecution?.(child);
    },
    c: () => {
      const copied = selection?.arn ?? arn;
      void copyText(copied).then((isDone) => isDone && toast('done', 'Copied the ARN', copied));
    },
    f: goToFailure,
    r: () => {
      if (!isOffline && records.get(arn).history.status !== 'RUNNING') setDialog('redrive');
    },
    '/': (event) => {
      event.preventDefault();
      if (document.querySelector(FIELD) === null) setSearch({ view: 'events' });
      focusField(performance.now() + FIELD_MS);
    },
    Escape: () => select(undefined),
  };

  /** The child of the selected state; else the one that failed; else the first. */
  function childToOpen(): string | undefined {
    if (selection !== undefined && selection.arn !== arn) return selection.arn;
    const { history } = records.get(arn);
    if (selection?.state !== undefined) {
      const child = childArnOf(history.visit(selection.visit) ?? history.visitsOf(selection.state).at(-1));
      if (child !== undefined) return child;
    }
    const started = history.visits.filter((visit) => childArnOf(visit) !== undefined);
    const failed = started.findLast(({ status }) => status === 'FAILED' || status === 'TIMED_OUT');
    return childArnOf(failed ?? started[0]) ?? tree.childrenOf(arn)?.[0];
  }
}
