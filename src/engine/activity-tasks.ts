/**
 * Tasks of activities, from the state that schedules them to the worker that takes them. Every activity has a queue:
 * rows of the store, written with the turn that schedules a task and deleted with the turn that gives it to a worker,
 * so that waiting tasks need neither memory nor their executions in memory. A window of the oldest ones is kept here.
 * Source: API reference "GetActivityTask"; spec of nested executions, "Task token rules".
 */
import type { RunTask, TaskRef } from '../asl/execution.ts';
import { ApiError } from '../aws/api-error.ts';
import type { ResourceRow, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { LiveExecution } from './live-execution.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';
import type { TaskTokens } from './task-tokens.ts';

export interface ActivityTask {
  readonly taskToken: string;
  /** JSON text. */
  readonly input: string;
}

/** Where a task waits: the body of its row. */
interface Place extends TaskRef {
  readonly executionId: number;
}

interface Poller {
  readonly workerName: string | undefined;
  readonly give: (task: ActivityTask | undefined) => void;
  /** Has its answer, or does not want one any more. */
  isGone: boolean;
}

interface Queue {
  readonly pollers: Poller[];
  /** The oldest tasks, in order. */
  window: ResourceRow[];
  /** Whether the window holds all tasks there are. */
  complete: boolean;
  /** The last task that left the window. */
  last: { position: number; key: string } | undefined;
  serving: boolean;
}

/** AWS's bounds. */
const POLL_MS = 60_000;
const MAX_POLLERS = 1000;
const WINDOW = 1000;
/** How long to wait before the store is asked again that did not answer. */
const ASK_AGAIN_MS = 250;

export class ActivityTasks {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #runner: Runner;
  readonly #tokens: TaskTokens;
  readonly #ports: Ports;
  readonly #queues = new Map<string, Queue>();
  #lastPosition = 0;
  #closed = false;

  constructor(init: { store: Store; committer: Committer; runner: Runner; tokens: TaskTokens; ports: Ports }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#runner = init.runner;
    this.#tokens = init.tokens;
    this.#ports = init.ports;
  }

  /** Forgets the windows, as after a lost batch; pollers go on waiting. */
  clear(): void {
    for (const queue of this.#queues.values()) forgetWindow(queue);
  }

  /** Puts a scheduled task at the end of its activity's queue, as part of the batch that is being built. */
  enqueue(live: LiveExecution, { path, taskId, resource }: RunTask): void {
    const place: Place = { executionId: live.id, path, taskId };
    const row: ResourceRow = {
      kind: 'activityTask',
      key: keyOf(place),
      scope: resource.arn,
      position: this.#nextPosition(),
      body: JSON.stringify(place),
    };
    this.#committer.batch.resource(row);
    const queue = this.#queues.get(resource.arn);
    if (queue === undefined) return; // nobody has asked for its tasks since the start
    if (queue.complete && queue.window.length < WINDOW) queue.window.push(row);
    else queue.complete = false;
    void this.#serve(resource.arn, queue);
  }

  /** The task was cut before a worker took it. */
  remove(executionId: number, ref: TaskRef): void {
    this.#committer.batch.resourceDeleted('activityTask', keyOf({ executionId, ...ref }));
  }

  /** The next task of an activity; undefined when there was none for 60 seconds, or the caller went away. */
  poll(activityArn: string, workerName: string | undefined, signal?: AbortSignal): Promise<ActivityTask | undefined> {
    if (this.#closed || signal?.aborted) return Promise.resolve(undefined);
    const queue = this.#queue(activityArn);
    if (queue.pollers.length >= MAX_POLLERS) {
      throw new ApiError('ActivityWorkerLimitExceeded', 'Too many workers are polling this activity.');
    }
    return new Promise((resolve) => {
      const leave = () => poller.give(undefined);
      const timer = this.#ports.setTimer(POLL_MS, leave);
      const poller: Poller = {
        workerName,
        isGone: false,
        give: (task) => {
          poller.isGone = true;
          const at = queue.pollers.indexOf(poller);
          if (at >= 0) queue.pollers.splice(at, 1);
          timer.cancel();
          signal?.removeEventListener('abort', leave);
          resolve(task);
        },
      };
      signal?.addEventListener('abort', leave);
      queue.pollers.push(poller);
      void this.#serve(activityArn, queue);
    });
  }

  /** Lets all who poll go, as at the end of the process. */
  close(): void {
    this.#closed = true;
    for (const { pollers } of this.#queues.values()) for (const poller of [...pollers]) poller.give(undefined);
  }

  #queue(activityArn: string): Queue {
    let queue = this.#queues.get(activityArn);
    if (queue === undefined) {
      queue = { pollers: [], window: [], complete: false, last: undefined, serving: false };
      this.#queues.set(activityArn, queue);
    }
    return queue;
  }

  /** Gives tasks to those who poll until there are no more of either. */
  async #serve(activityArn: string, queue: Queue): Promise<void> {
    if (queue.serving) return;
    queue.serving = true;
    try {
      while (queue.pollers.length > 0) {
        if (queue.window.length === 0 && !(await this.#fill(activityArn, queue))) return;
        const row = queue.window.shift();
        const poller = queue.pollers[0];
        if (row === undefined || poller === undefined) continue;
        queue.last = row;
        queue.pollers.shift();
        const task = await this.#take(row, poller).catch((error: unknown) => {
          if (!poller.isGone) queue.pollers.unshift(poller);
          throw error;
        });
        if (task !== undefined) this.#handOver(poller, task);
        else if (!poller.isGone) queue.pollers.unshift(poller);
      }
    } catch {
      // The store did not answer or lost a batch. The tasks are still there, and so are those who wait for them.
      forgetWindow(queue);
      this.#ports.setTimer(ASK_AGAIN_MS, () => void this.#serve(activityArn, queue));
    } finally {
      queue.serving = false;
    }
  }

  /** Reads the next tasks; answers whether there are any. */
  async #fill(activityArn: string, queue: Queue): Promise<boolean> {
    if (queue.complete) return false;
    queue.complete = true; // what is enqueued from now on, in batches that the read may miss, goes into the window itself
    await this.#committer.barrier();
    const { last } = queue;
    const rows = await this.#store.resources({
      kind: 'activityTask',
      scope: activityArn,
      limit: WINDOW,
      ...(last !== undefined && { after: last }),
    });
    const known = new Set(rows.map((row) => row.key));
    queue.window = [...rows, ...queue.window.filter((row) => !known.has(row.key))];
    if (rows.length === WINDOW) queue.complete = false;
    return queue.window.length > 0;
  }

  /** Starts the task in its execution; undefined when it does not wait any more. */
  #take(row: ResourceRow, { workerName }: Poller): Promise<ActivityTask | undefined> {
    const place = JSON.parse(row.body) as Place;
    const { executionId, path, taskId } = place;
    return this.#runner.visit(executionId, (live) => {
      this.#committer.batch.resourceDeleted('activityTask', row.key);
      const wait = live?.execution.frames.get(path)?.wait;
      if (live === undefined || wait?.on !== 'task' || wait.taskId !== taskId) return undefined;
      const input = wait.request?.parameters.text ?? '{}';
      const name = workerName === undefined ? {} : { workerName };
      if (!this.#runner.turn(live, { type: 'ActivityStarted', path, taskId, ...name })) return undefined;
      return { taskToken: this.#tokens.make(place), input };
    });
  }

  /** The worker gets the task when it is durable that it has it. */
  #handOver(poller: Poller, task: ActivityTask): void {
    this.#committer.whenDurable(
      () => poller.give(task),
      () => poller.give(undefined),
    );
  }

  /** Rises with time, also over restarts. */
  #nextPosition(): number {
    this.#lastPosition = Math.max(this.#lastPosition + 1, this.#ports.nowMs() * 1000);
    return this.#lastPosition;
  }
}

function forgetWindow(queue: Queue): void {
  Object.assign(queue, { window: [], complete: false, last: undefined });
}

function keyOf({ executionId, path, taskId }: Place): string {
  return `${executionId}/${path}/${taskId}`;
}
