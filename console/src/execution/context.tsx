/** What all parts of the page of an execution share. They know no router, so that they also work in a saved file. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Visit } from '../history/visit.ts';
import type { ExecutionRecord, Records } from './records.ts';
import type { PageSearch, Selection } from './search.ts';
import { searchOf, selectionOf } from './search.ts';
import type { TreeModel } from './tree-model.ts';

export interface ExecutionContextValue {
  readonly arn: string;
  readonly records: Records;
  readonly tree: TreeModel;
  readonly search: PageSearch;
  /** Changes the address; `undefined` takes a member out. */
  readonly setSearch: (change: PageSearch) => void;
  /** Goes to the page of another execution; undefined where there is none. */
  readonly openExecution: ((arn: string, search?: PageSearch) => void) | undefined;
  /** Its address, for links. */
  readonly hrefOf: ((arn: string) => string) | undefined;
  readonly mapRunHref: ((arn: string) => string) | undefined;
  /** Where tasks that wait are answered; undefined where they cannot be. */
  readonly inboxHref: string | undefined;
}

const Context = createContext<ExecutionContextValue | undefined>(undefined);

export const ExecutionProvider = Context.Provider;

export function useExecution(): ExecutionContextValue {
  const value = useContext(Context);
  if (value === undefined) throw new Error('there is no ExecutionProvider around this');
  return value;
}

/** The record of an execution, drawn again whenever it changes. */
export function useRecord(arn: string): ExecutionRecord {
  const { records } = useExecution();
  const record = records.get(arn);
  useSyncExternalStore(record.subscribe, () => record.version);
  return record;
}

export function useTree(): TreeModel {
  const { tree } = useExecution();
  useSyncExternalStore(tree.subscribe, () => tree.version);
  return tree;
}

export function useSelection(): [Selection | undefined, (selection: Selection | undefined) => void] {
  const { search, setSearch, arn } = useExecution();
  const selection = useMemo(() => selectionOf(search, arn), [search, arn]);
  return [selection, (next) => setSearch(searchOf(next, arn))];
}

/** The visit that is selected: the one that is named, else the last of its state. */
export function visitOf(record: ExecutionRecord, selection: Selection | undefined): Visit | undefined {
  if (selection?.state === undefined) return undefined;
  const named = record.history.visit(selection.visit);
  if (named?.name === selection.state) return named;
  return record.history.visitsOf(selection.state).at(-1);
}
