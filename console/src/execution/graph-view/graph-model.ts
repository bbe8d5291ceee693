/**
 * What the graph of an execution shows: which of its Tasks are open, whose child's definition stands in them, and which
 * visits are behind each node. Ids of nodes are those of the layout: names of states, joined by the separator.
 */
import { ID_SEPARATOR, type LayoutEdge } from '../../graph/layout.ts';
import type { Visit } from '../../history/visit.ts';
import type { ExecutionRecord } from '../records.ts';
import { childArnOf, startsExecution } from '../words.ts';

export interface Resolved {
  readonly record: ExecutionRecord;
  readonly name: string;
  readonly visits: readonly Visit[];
}

/** Follows an id from the page's execution into its children; undefined while a child is not there or not loaded. */
export function resolve(
  root: ExecutionRecord,
  id: string,
  recordOf: (arn: string) => ExecutionRecord,
): Resolved | undefined {
  const names = id.split(ID_SEPARATOR);
  let record = root;
  for (let i = 0; ; i++) {
    const name = names[i]!;
    const visits = record.history.visitsOf(name);
    if (i === names.length - 1) return { record, name, visits };
    const child = childArnOf(visits.at(-1));
    if (child === undefined) return undefined;
    record = recordOf(child);
  }
}

/** The node of a state of an execution, among those that are shown; `arns` are the executions in the graph by id of their host. */
export function nodeIdOf(arns: ReadonlyMap<string, string>, arn: string, state: string): string | undefined {
  const host = arns.get(arn);
  if (host === undefined) return undefined;
  return host === '' ? state : `${host}${ID_SEPARATOR}${state}`;
}

/** Whether the Task has a child that could be shown in it. */
export function canShowChild({ record, name, visits }: Resolved): boolean {
  return childArnOf(visits.at(-1)) !== undefined && startsExecution(record.index.get(name)?.definition);
}

/** Lines that were walked: a visit of the target came right after one of the source. */
export function takenEdges(record: ExecutionRecord): Set<string> {
  const taken = new Set<string>();
  const { history } = record;
  const scopes = new Set([history.root]);
  for (const visit of history.visits) {
    for (const scope of visit.scopes) scopes.add(scope);
  }
  for (const { visits, kind } of scopes) {
    visits.forEach((visit, i) => {
      const next = visits[i + 1];
      if (next !== undefined) taken.add(`${visit.name}\n${next.name}\n${visit.status === 'CAUGHT'}`);
      else if (kind === 'machine' && visit.status === 'SUCCEEDED') taken.add(`${visit.name}\n\tend\nfalse`);
    });
  }
  const first = history.visits[0];
  if (first !== undefined) taken.add(`\tstart\n${first.name}\nfalse`);
  return taken;
}

export function edgeKey({ from, to, kind }: LayoutEdge): string {
  const own = (id: string) => id.slice(id.lastIndexOf(ID_SEPARATOR) + 1);
  return `${own(from)}\n${own(to)}\n${kind === 'catch'}`;
}
