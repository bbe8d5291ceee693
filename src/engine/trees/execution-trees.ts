/** The TreeService over the store. */
import { apiErrors } from '../../aws/api-error.ts';
import type { Realm } from '../../aws/arn.ts';
import type { ExecutionRow, ExecutionStatus, Store } from '../../store/store.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Ports } from '../ports.ts';
import { Nodes } from './nodes.ts';
import { readTree, rollUp } from './rollup.ts';
import { findExecutions } from './search.ts';
import type { ExecutionFilter, ExecutionNode, NodePage, PageRequest, TreeService } from './tree-service.ts';
import { ancestorsOf, walkTree } from './walk.ts';

/** Steps of one search; see search.ts. */
const SEARCH_STEPS = 20;

export class ExecutionTrees implements TreeService {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #nodes: Nodes;

  constructor(init: { store: Store; ports: Ports; catalogue: Catalogue }) {
    this.#store = init.store;
    this.#ports = init.ports;
    this.#nodes = new Nodes(init);
  }

  async search(realm: Realm, filter: ExecutionFilter, { fromId, limit }: PageRequest): Promise<NodePage> {
    const parts = { store: this.#store, ports: this.#ports };
    // One more than asked for tells whether there is a next page.
    const found = await findExecutions(parts, realm, filter, {
      beforeId: fromId,
      limit: limit + 1,
      steps: SEARCH_STEPS,
    });
    const page = found.rows.slice(0, limit);
    const nextId = found.rows.length > limit ? page.at(-1)?.id : found.downToId;
    const rows = await this.#store.executionsById(page.map((row) => row.id));
    return { nodes: await this.#nodes.of(rows.reverse()), nextId };
  }

  async tree(
    executionArn: string,
    page: PageRequest & { maxDepth?: number | undefined; withRollup: boolean },
  ): Promise<NodePage & { root: ExecutionNode }> {
    const top = await this.#execution(executionArn);
    const { fromId: afterId, maxDepth, limit } = page;
    const walked = await walkTree(this.#store, top, { afterId, maxDepth, limit: limit + 1 });
    const shown = walked.slice(0, limit);
    const below = await this.#nodes.of(
      shown.map(({ row }) => row),
      shown.map(({ childCount }) => childCount),
    );
    const [root, ...nodes] = await this.#rolledUp([...(await this.#nodes.of([top])), ...below], page.withRollup);
    return { root: root as ExecutionNode, nodes, nextId: walked.length > limit ? shown.at(-1)?.row.id : undefined };
  }

  async children(
    executionArn: string,
    page: PageRequest & { status?: ExecutionStatus | undefined; withRollup: boolean },
  ): Promise<NodePage> {
    const { arn: parentArn } = await this.#execution(executionArn);
    const { fromId: afterId = 0, limit, status, withRollup } = page;
    const wanted = status === undefined ? {} : { status };
    const rows = await this.#store.children({ parentArn, afterId, limit: limit + 1, ...wanted });
    const shown = rows.slice(0, limit);
    const nodes = await this.#rolledUp(await this.#nodes.of(shown), withRollup);
    return { nodes, nextId: rows.length > limit ? shown.at(-1)?.id : undefined };
  }

  async ancestors(executionArn: string): Promise<readonly ExecutionNode[]> {
    return this.#nodes.of(await ancestorsOf(this.#store, await this.#execution(executionArn)));
  }

  /** Nodes of one tree. */
  async #rolledUp(nodes: readonly ExecutionNode[], withRollup: boolean): Promise<readonly ExecutionNode[]> {
    const [first] = nodes;
    if (!withRollup || first === undefined) return nodes;
    const { rows, isCapped } = await readTree({ store: this.#store, ports: this.#ports }, first.row.rootArn);
    const rollups = rollUp(rows, isCapped, new Set(nodes.map(({ row }) => row.id)));
    return nodes.map((node) => {
      const rollup = rollups.get(node.row.id);
      return rollup === undefined ? node : { ...node, rollup };
    });
  }

  async #execution(arn: string): Promise<ExecutionRow> {
    const row = await this.#store.execution(arn);
    if (row === undefined) throw apiErrors.executionDoesNotExist(arn);
    return row;
  }
}
