/**
 * RedriveExecutionTree: an execution that failed because a nested one did goes on inside the nested one. Its `.sync`
 * task waits for that same child again instead of starting another, and so on down to where the failure began.
 *
 * All of it is one step and so one commit: a parent waits for its child before the child goes on, and after a crash
 * either all of them go on or none does. A child that somebody has redriven by itself meanwhile is waited for as well,
 * so that asking again after a part has been done leads on.
 */
import type { Adoption } from '../../asl/execution.ts';
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import { startResult } from '../../integrations/states-start-execution.ts';
import type { ExecutionRow, ExecutionSummary, Store } from '../../store/store.ts';
import { currentRow } from '../batch-builder.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Committer } from '../committer.ts';
import type { LiveExecution } from '../live-execution.ts';
import type { Ports } from '../ports.ts';
import type { Redrives } from '../redrives.ts';
import type { Runner } from '../runner.ts';
import { unavailable, unlessApiError } from '../unavailable.ts';

/** Executions that one request opens again, as all of them are in memory at once. */
const MAX_EXECUTIONS = 1000;
const PAGE = 1000;

/** One execution to be opened again. */
interface Plan {
  readonly live: LiveExecution;
  readonly adopted: readonly AdoptedChild[];
}

/** `plan`: absent when the child goes on already, or has succeeded since. */
interface AdoptedChild {
  readonly path: string;
  readonly taskId: number;
  readonly live: LiveExecution;
  readonly plan?: Plan;
}

/** What one request holds on to. */
interface Session {
  readonly pinned: LiveExecution[];
  readonly nowMs: number;
}

export class RedriveTrees {
  readonly #store: Store;
  readonly #runner: Runner;
  readonly #committer: Committer;
  readonly #catalogue: Catalogue;
  readonly #ports: Ports;
  readonly #redrives: Redrives;
  readonly #reopened: (row: ExecutionRow) => void;
  readonly #nextMessageId: () => number;

  constructor(init: {
    store: Store;
    runner: Runner;
    committer: Committer;
    catalogue: Catalogue;
    ports: Ports;
    redrives: Redrives;
    reopened: (row: ExecutionRow) => void;
    nextMessageId: () => number;
  }) {
    this.#store = init.store;
    this.#runner = init.runner;
    this.#committer = init.committer;
    this.#catalogue = init.catalogue;
    this.#ports = init.ports;
    this.#redrives = init.redrives;
    this.#reopened = init.reopened;
    this.#nextMessageId = init.nextMessageId;
  }

  /** ARNs of the executions that go on (or would, with `dryRun`), the deepest first. */
  async redrive(top: ExecutionRow, dryRun: boolean): Promise<readonly string[]> {
    const session: Session = { pinned: [], nowMs: this.#ports.nowMs() };
    try {
      const live = await this.#pinned(top.id, session);
      const reason = await this.#reason(live, session);
      if (reason !== undefined) throw new ApiError('ExecutionNotRedrivable', reason);
      const plan = await this.#plan(live, session);
      if (dryRun) return arnsOf(plan).reverse();
      const { redriven, durable } = await this.#runner
        .visit(live.id, () => ({ redriven: this.#carryOut(plan), durable: this.#committer.barrier() }))
        .catch(unlessApiError);
      await durable.catch(unavailable);
      return redriven.reverse();
    } finally {
      for (const live of session.pinned) this.#runner.release(live);
    }
  }

  #pinned(id: number, session: Session): Promise<LiveExecution> {
    return this.#runner
      .visit(id, (live) => {
        if (live === undefined) throw apiErrors.unavailable();
        this.#runner.pin(live);
        session.pinned.push(live);
        return live;
      })
      .catch(unlessApiError);
  }

  async #reason(live: LiveExecution, { nowMs }: Session): Promise<string | undefined> {
    const machine = await this.#catalogue.machine(live.row.stateMachineArn);
    return machine?.status === 'DELETING' ? 'State machine is in DELETING status' : this.#redrives.whyNot(live, nowMs);
  }

  async #plan(live: LiveExecution, session: Session): Promise<Plan> {
    if (session.pinned.length > MAX_EXECUTIONS) {
      throw apiErrors.validation(`More than ${MAX_EXECUTIONS} executions would be redriven; redrive parts of the tree`);
    }
    const adopted: AdoptedChild[] = [];
    for (const { id, parent } of await this.#failedChildren(live)) {
      const child = await this.#pinned(id, session);
      const { framePath: path, taskId } = parent as NonNullable<typeof parent>;
      const { status, redriveCount = 0 } = child.execution;
      if (status === 'RUNNING' || (status === 'SUCCEEDED' && redriveCount > 0)) {
        adopted.push({ path, taskId, live: child });
      } else if ((await this.#reason(child, session)) === undefined) {
        adopted.push({ path, taskId, live: child, plan: await this.#plan(child, session) });
      }
      // One that cannot go on any more is started anew, as by RedriveExecution.
    }
    return { live, adopted };
  }

  /** The nested executions that the states which will be tried again had waited for last. */
  async #failedChildren({ row, execution }: LiveExecution): Promise<readonly ExecutionSummary[]> {
    const standing = (execution.standing ?? []).flatMap(({ path, body }) => {
      const { state, enteredEventId } = JSON.parse(body) as { state?: string; enteredEventId?: number };
      return state === undefined || enteredEventId === undefined ? [] : [[path, { state, enteredEventId }] as const];
    });
    const places = new Map(standing);
    const latest = new Map<string, ExecutionSummary>();
    let afterId = 0;
    for (;;) {
      const children = await this.#store.children({ parentArn: row.arn, afterId, limit: PAGE });
      for (const child of children) {
        const { parent, mapRunArn } = child;
        const place = parent?.sync && mapRunArn === undefined ? places.get(parent.framePath) : undefined;
        // Of this visit of the state; children come in the order of their start.
        if (parent && place?.state === parent.state && parent.taskId > place.enteredEventId) {
          latest.set(parent.framePath, child);
        }
      }
      if (children.length < PAGE) return [...latest.values()];
      afterId = children.at(-1)?.id ?? afterId;
    }
  }

  /** In one step of the event loop. Gives the ARNs of the executions that go on, parents first. */
  #carryOut(plan: Plan): string[] {
    const { live, adopted } = plan;
    if (!this.#runner.has(live)) throw apiErrors.unavailable();
    const adopt = adopted.map((child) => this.#adoption(child));
    if (!this.#runner.turn(live, { type: 'Redrive', adopt })) {
      throw new ApiError('ExecutionNotRedrivable', 'Execution cannot be redriven');
    }
    this.#reopened(live.row);
    const redriven = [live.row.arn];
    for (const child of adopted) {
      const wait = live.execution.frames.get(child.path)?.wait;
      if (wait?.on !== 'task' || wait.child !== child.live.id) continue; // the parent has failed again already
      if (child.plan !== undefined && isClosedBadly(child.live)) redriven.push(...this.#carryOut(child.plan));
      else if (child.live.execution.status !== 'RUNNING') this.#tellEnd(live, child);
    }
    return redriven;
  }

  #adoption({ path, taskId, live: { id, row } }: AdoptedChild): Adoption {
    const answer = { requestId: this.#ports.uuid(), nowMs: this.#ports.nowMs() };
    const output = startResult({ executionArn: row.arn, startMs: row.startMs }, 'optimised', answer);
    return { path, taskId, child: id, output };
  }

  /** The child has ended already, and nobody would tell the parent. */
  #tellEnd(parent: LiveExecution, { path, taskId, live }: AdoptedChild): void {
    const message = { type: 'childEnded', childId: live.id, path, taskId } as const;
    const inboxId = this.#nextMessageId();
    this.#runner.send(parent.id, message, inboxId, { ...message, inboxId, child: currentRow(live) });
  }
}

function isClosedBadly({ execution: { status } }: LiveExecution): boolean {
  return status !== 'RUNNING' && status !== 'SUCCEEDED';
}

function arnsOf({ live, adopted }: Plan): string[] {
  return [live.row.arn, ...adopted.flatMap(({ plan }) => (plan === undefined ? [] : arnsOf(plan)))];
}
