/** "Go to failure": opens the tree down to the execution that made this one fail, and selects the state that failed. */
import { failingLeaf } from '../history/failing-leaf.ts';
import { toast, toastFailure } from '../ui/toasts.tsx';
import { useExecution } from './context.tsx';
import type { ExecutionRecord } from './records.ts';
import { searchOf } from './search.ts';

export function useGoToFailure(): () => void {
  const { arn, records, tree, search, setSearch } = useExecution();
  return () => {
    records.backend
      .failingPath(arn)
      .then(async (path) => {
        const leaf = path.at(-1);
        if (leaf === undefined) return toast('info', 'Nothing failed here');
        tree.reveal(path);
        const view = search.view === 'tree' || path.length > 1 ? 'tree' : search.view;
        setSearch({ view, tab: undefined, ...searchOf({ arn: leaf.executionArn }, arn) });
        const record = await loaded(records.get(leaf.executionArn));
        const state = failingLeaf(record.history);
        if (state === undefined) return;
        setSearch({ view, ...searchOf({ arn: leaf.executionArn, state: state.name, visit: state.id }, arn) });
      })
      .catch((error: unknown) => toastFailure('Could not find the failure', error));
  };
}

function loaded(record: ExecutionRecord): Promise<ExecutionRecord> {
  if (record.isComplete) return Promise.resolve(record);
  return new Promise((resolve) => {
    const stop = record.subscribe(() => {
      if (!record.isComplete) return;
      stop();
      resolve(record);
    });
  });
}
