/** The views on a history that is not on the server: imported from AWS, or saved in a file. Nothing is asked of anybody. */
import { useEffect, useMemo, useState } from 'react';
import type { ExecutionDescription } from '../api/operations.ts';
import type { WireEvent } from '../history/event.ts';
import { type ExecutionContextValue, ExecutionProvider } from './context.tsx';
import { ExecutionViews } from './execution-views.tsx';
import { ExecutionHead } from './header.tsx';
import { type ExecutionDocument, importedDocument, offlineBackend } from './offline.ts';
import { Records } from './records.ts';
import type { PageSearch } from './search.ts';
import { TreeModel } from './tree-model.ts';
import { useOfflineKeys } from './use-offline-keys.ts';

interface ImportedExecutionProps {
  readonly events: readonly WireEvent[];
  /** Text of the definition, for the graph. */
  readonly definition?: string | undefined;
  readonly name: string;
  /** What DescribeExecution said, as far as it is known. */
  readonly description?: Partial<ExecutionDescription> | undefined;
}

export function ImportedExecution({ events, definition, name, description }: ImportedExecutionProps) {
  const saved = useMemo(
    () => importedDocument({ events, definition, name, description }),
    [events, definition, name, description],
  );
  return <SavedExecution saved={saved} />;
}

/** A document with an execution and those below it. */
export function SavedExecution({ saved }: { readonly saved: ExecutionDocument }) {
  const [arn, setArn] = useState(saved.executionArn);
  const [search, setSearch] = useState<PageSearch>({});
  const { records, tree } = useMemo(() => {
    const backend = offlineBackend(saved);
    return { records: new Records(backend), tree: new TreeModel(backend) };
  }, [saved]);
  useEffect(() => {
    void tree.load(arn);
  }, [tree, arn]);
  const context = useMemo(
    (): ExecutionContextValue => ({
      arn,
      records,
      tree,
      search,
      setSearch: (change) => setSearch((before) => ({ ...before, ...change })),
      openExecution: (next) => {
        setArn(next);
        setSearch(({ view }) => ({ view }));
      },
      hrefOf: undefined,
      mapRunHref: undefined,
      inboxHref: undefined,
    }),
    [arn, records, tree, search],
  );
  return (
    <ExecutionProvider value={context}>
      <Body />
    </ExecutionProvider>
  );
}

function Body() {
  useOfflineKeys();
  return (
    <ExecutionHead dialog={undefined} setDialog={() => {}}>
      <ExecutionViews />
    </ExecutionHead>
  );
}
