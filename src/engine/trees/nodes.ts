/** Makes nodes of rows: counts their children, and says how their parents started them. */
import { findState } from '../../asl/position.ts';
import type { Resource } from '../../asl/resource.ts';
import type { ExecutionSummary, Store } from '../../store/store.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ExecutionNode, NestingPattern } from './tree-service.ts';

export class Nodes {
  readonly #store: Store;
  readonly #catalogue: Catalogue;

  constructor(init: { store: Store; catalogue: Catalogue }) {
    this.#store = init.store;
    this.#catalogue = init.catalogue;
  }

  /** `counts`: numbers of children, when they are known already. */
  async of(rows: readonly ExecutionSummary[], counts?: readonly number[]): Promise<ExecutionNode[]> {
    const childCounts = counts ?? (await this.#store.childCounts(rows.map((row) => row.arn)));
    const parents = await this.#parents(rows);
    const nodes: ExecutionNode[] = [];
    for (const [index, row] of rows.entries()) {
      const pattern = await this.#pattern(row, parents);
      nodes.push({ row, childCount: childCounts[index] ?? 0, ...(pattern !== undefined && { pattern }) });
    }
    return nodes;
  }

  async #parents(rows: readonly ExecutionSummary[]): Promise<ReadonlyMap<number, ExecutionSummary>> {
    const ids = new Set(
      rows.flatMap(({ parent, mapRunArn }) => (parent && mapRunArn === undefined ? [parent.id] : [])),
    );
    const parents = ids.size === 0 ? [] : await this.#store.executionsById([...ids]);
    return new Map(parents.map((parent) => [parent.id, parent]));
  }

  async #pattern(
    { parent, mapRunArn }: ExecutionSummary,
    parents: ReadonlyMap<number, ExecutionSummary>,
  ): Promise<NestingPattern | undefined> {
    if (parent === undefined) return undefined;
    if (mapRunArn !== undefined) return 'map';
    const row = parents.get(parent.id);
    if (row === undefined) return undefined;
    const program = this.#catalogue.programOf(row, await this.#catalogue.revision(row.revision));
    const state = findState(program.scope, ({ name }) => name === parent.state);
    return state?.type === 'Task' ? patternOf(state.resource) : undefined;
  }
}

export function patternOf(resource: Resource): NestingPattern | undefined {
  if (resource.kind !== 'service') return undefined;
  if (resource.resourceType.startsWith('aws-sdk:')) return 'aws-sdk';
  if (resource.pattern === 'sync') return resource.version2 ? '.sync:2' : '.sync';
  return resource.pattern === 'waitForTaskToken' ? '.waitForTaskToken' : 'startExecution';
}
