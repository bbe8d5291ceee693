/** The TreeService over the store. */
import type { JsonObject } from '../../asl/json.ts';
import { apiErrors } from '../../aws/api-error.ts';
import { parseStateMachineArn, type Realm } from '../../aws/arn.ts';
import type { ExecutionRow, ExecutionStatus, StateMachineRow, Store } from '../../store/store.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Ports } from '../ports.ts';
import type { TaskTokens } from '../task-tokens.ts';
import { type BulkResult, changeEach } from './bulk.ts';
import { failingPath } from './failing-leaf.ts';
import type { ForkRequest, Forks } from './fork.ts';
import { nestingsOf } from './nesting.ts';
import { Nodes } from './nodes.ts';
import { openTasks } from './open-tasks.ts';
import { figuresOf, scanAll } from './overview.ts';
import type { RedriveTrees } from './redrive-trees.ts';
import { readTree, rollUp } from './rollup.ts';
import { findExecutions } from './search.ts';
import { stopTree, subtree } from './stop-trees.ts';
import type {
  Count,
  ExecutionFilter,
  ExecutionNode,
  NestingEdge,
  NodePage,
  OpenTaskRequest,
  Overview,
  PageRequest,
  StopReason,
  TokenTask,
  TreeService,
  Which,
} from './tree-service.ts';
import { ancestorsOf, walkTree } from './walk.ts';

/** Steps of one search, and how long it may take more of them; see search.ts. */
const SEARCH_STEPS = 20;
const SEARCH_MS = 200;
const OVERVIEW_MS = 5000;
/** Tasks that the overview counts at most. */
const MAX_WAITING = 1000;
const MACHINES_PAGE = 100;
const FAILED: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** What trees need of the engine. */
export interface TreesInit {
  readonly store: Store;
  readonly ports: Ports;
  readonly catalogue: Catalogue;
  readonly tokens: TaskTokens;
  readonly redrives: RedriveTrees;
  readonly forks: Forks;
  readonly stop: (executionArn: string, reason: StopReason) => Promise<unknown>;
  readonly redrive: (executionArn: string) => Promise<unknown>;
}

export class ExecutionTrees implements TreeService {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #init: TreesInit;
  readonly #nodes: Nodes;
  /** By account and Region. */
  readonly #overviews = new Map<string, { readonly madeMs: number; readonly overview: Promise<Overview> }>();

  constructor(init: TreesInit) {
    this.#store = init.store;
    this.#ports = init.ports;
    this.#init = init;
    this.#nodes = new Nodes(init);
  }

  async search(realm: Realm, filter: ExecutionFilter, { fromId, limit }: PageRequest): Promise<NodePage> {
    const parts = { store: this.#store, ports: this.#ports };
    // One more than asked for tells whether there is a next page.
    const found = await findExecutions(parts, realm, filter, {
      beforeId: fromId,
      limit: limit + 1,
      steps: SEARCH_STEPS,
      withinMs: SEARCH_MS,
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

  async count(realm: Realm, filter: ExecutionFilter): Promise<Count> {
    const byStatus = { RUNNING: 0, SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };
    let count = 0;
    const { isCapped } = await scanAll(this.#init, realm, filter, ({ status }) => {
      byStatus[status]++;
      count++;
    });
    return { count, isCapped, byStatus };
  }

  overview(realm: Realm): Promise<Overview> {
    const key = `${realm.account}/${realm.region}`;
    const nowMs = this.#ports.nowMs();
    const known = this.#overviews.get(key);
    if (known !== undefined && nowMs - known.madeMs < OVERVIEW_MS) return known.overview;
    for (const [other, { madeMs }] of this.#overviews) if (nowMs - madeMs >= OVERVIEW_MS) this.#overviews.delete(other);
    const overview = this.#overview(realm);
    this.#overviews.set(key, { madeMs: nowMs, overview });
    overview.catch(() => this.#overviews.delete(key));
    return overview;
  }

  async #overview(realm: Realm): Promise<Overview> {
    const figures = await figuresOf(this.#init, realm);
    const { tasks } = await openTasks(this.#init, realm, { limit: MAX_WAITING, withDetails: false });
    const oldestRunning = await this.#nodes.of(figures.oldestRunning);
    return { ...figures, oldestRunning, waitingTasks: tasks.length };
  }

  async openTasks(
    realm: Realm,
    { kind, executionArn, from, limit }: OpenTaskRequest,
  ): Promise<{ tasks: readonly TokenTask[]; next: string | undefined }> {
    const { id: executionId } = executionArn === undefined ? {} : await this.#execution(executionArn);
    const [id = '', path = ''] = from?.split(' ') ?? [];
    const after = from === undefined ? undefined : { executionId: Number(id), path };
    const { tasks, next } = await openTasks(this.#init, realm, { kind, executionId, after, limit, withDetails: true });
    return {
      tasks: tasks.map((task) => ({ ...task, taskToken: this.#init.tokens.make(task) })),
      next: next && `${next.executionId} ${next.path}`,
    };
  }

  async nesting(realm: Realm, stateMachineArn: string | undefined): Promise<readonly NestingEdge[]> {
    const edges: NestingEdge[] = [];
    const asked = stateMachineArn === undefined ? undefined : await this.#init.catalogue.machineBehind(stateMachineArn);
    for await (const machine of this.#machines(realm)) {
      const { definition } = await this.#init.catalogue.revision(machine.currentRevision);
      for (const nesting of nestingsOf(JSON.parse(definition) as JsonObject)) {
        const target = parseStateMachineArn(nesting.to)?.arn;
        const isMeant = asked === undefined || machine.arn === asked.arn || target === asked.arn;
        if (isMeant) edges.push({ from: machine.arn, ...nesting });
      }
    }
    return edges;
  }

  async *#machines(realm: Realm): AsyncIterable<StateMachineRow> {
    let afterArn = '';
    for (;;) {
      const page = await this.#store.stateMachines(realm, { afterArn, limit: MACHINES_PAGE });
      yield* page;
      if (page.length < MACHINES_PAGE) return;
      afterArn = page.at(-1)?.arn ?? afterArn;
      await new Promise<void>((resolve) => this.#ports.defer(resolve));
    }
  }

  async failingPath(executionArn: string): Promise<readonly ExecutionNode[]> {
    const top = await this.#execution(executionArn);
    const path = failingPath(await subtree(this.#init, top), top.id);
    return this.#nodes.of(await this.#store.executionsById(path.map((row) => row.id)));
  }

  async stopTree(executionArn: string, reason: StopReason, dryRun: boolean): Promise<number> {
    const top = await this.#execution(executionArn);
    return stopTree(this.#init, top, dryRun ? undefined : (arn) => this.#init.stop(arn, reason));
  }

  async redriveTree(executionArn: string, dryRun: boolean): Promise<readonly string[]> {
    return this.#init.redrives.redrive(await this.#execution(executionArn), dryRun);
  }

  async fork(executionArn: string, request: ForkRequest): Promise<{ executionArn: string; startMs: number }> {
    return this.#init.forks.fork(await this.#execution(executionArn), request);
  }

  stopAll(realm: Realm, which: Which, reason: StopReason, dryRun: boolean): Promise<BulkResult> {
    return this.#changeAll(realm, which, ['RUNNING'], dryRun, (arn) => this.#init.stop(arn, reason));
  }

  redriveAll(realm: Realm, which: Which, dryRun: boolean): Promise<BulkResult> {
    return this.#changeAll(realm, which, FAILED, dryRun, (arn) => this.#init.redrive(arn));
  }

  /** Of those that fit a filter, the ones in `statuses`; with `dryRun` all are counted, up to the bound of a count. */
  async #changeAll(
    realm: Realm,
    which: Which,
    statuses: readonly ExecutionStatus[],
    dryRun: boolean,
    change: (executionArn: string) => Promise<unknown>,
  ): Promise<BulkResult> {
    if ('executionArns' in which) {
      const { executionArns } = which;
      const none = { done: 0, failed: [] };
      const changed = dryRun ? none : await changeEach(executionArns, change);
      return { matched: executionArns.length, ...changed, nextId: undefined };
    }
    const { status = statuses } = which.filter;
    const filter = { ...which.filter, status: status.filter((one) => statuses.includes(one)) };
    if (dryRun) {
      const { count } = await this.count(realm, filter);
      return { matched: count, done: 0, failed: [], nextId: undefined };
    }
    const { fromId: beforeId, limit } = which.page;
    const { rows, downToId } = await findExecutions(this.#init, realm, filter, {
      beforeId,
      limit,
      steps: SEARCH_STEPS,
    });
    const arns = rows.map(({ arn }) => arn);
    return { matched: arns.length, ...(await changeEach(arns, change)), nextId: downToId };
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
