/**
 * Tasks that start another state machine (`states:startExecution` in its four patterns, `aws-sdk:sfn:startExecution`).
 * The child is created in the same commit that records the parent's TaskSubmitted or TaskSucceeded, and its end tells
 * the parent through the inbox, written in the child's last commit: a child is never started twice for one attempt, and
 * no end is ever missed. Source: spec of nested executions.
 */
import type { RunTask, Stimulus, TaskRef } from '../asl/execution.ts';
import { stateAt } from '../asl/position.ts';
import type { TaskState } from '../asl/program.ts';
import type { Resource } from '../asl/resource.ts';
import { ApiError } from '../aws/api-error.ts';
import type { ChildExecution } from '../integrations/states-start-execution.ts';
import {
  childFailedCause,
  childSucceeded,
  findStartFault,
  parseStartExecution,
  startFailure,
  startResult,
} from '../integrations/states-start-execution.ts';
import { StoreError } from '../store/errors.ts';
import type { ExecutionRow, Store } from '../store/store.ts';
import { currentRow } from './batch-builder.ts';
import type { LiveExecution } from './live-execution.ts';
import type { Mail } from './mail.ts';
import { itemEnded } from './map-runs.ts';
import type { Ports } from './ports.ts';
import type { Runner, TaskRunner } from './runner.ts';
import type { Starts } from './starter.ts';

/** How long to wait before the store is asked again that did not answer. */
const LOOK_AGAIN_MS = 250;

type ChildEnded = Extract<Mail, { type: 'childEnded' }>;
type ServiceResource = Extract<Resource, { kind: 'service' }>;

export class NestedExecutions {
  readonly #runner: Runner;
  readonly #starts: Starts;
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #nextMessageId: () => number;
  /** Tasks that wait for executions which they did not start, by the execution's key. */
  readonly #watchers = new Map<number, readonly ({ readonly id: number } & TaskRef)[]>();

  constructor(init: { runner: Runner; starts: Starts; store: Store; ports: Ports; nextMessageId: () => number }) {
    this.#runner = init.runner;
    this.#starts = init.starts;
    this.#store = init.store;
    this.#ports = init.ports;
    this.#nextMessageId = init.nextMessageId;
  }

  /** Starts the child that the task asks for. */
  async start(live: LiveExecution, command: RunTask, runner: TaskRunner = this.#runner): Promise<void> {
    const { path, taskId, call } = command;
    const resource = command.resource as ServiceResource;
    const style = resource.resourceType === 'states' ? 'optimised' : 'aws-sdk';
    const request = parseStartExecution(call.parameters);
    if ('detail' in request) {
      runner.turn(live, { type: 'TaskUnusable', path, taskId, detail: request.detail });
      return;
    }
    try {
      const fault = findStartFault(request);
      if (fault !== undefined) throw fault;
      const link = {
        id: live.id,
        arn: live.row.arn,
        framePath: path,
        state: call.state,
        attempt: call.attempt,
        taskId,
        sync: resource.pattern === 'sync',
      };
      await null; // the turn that asks for it is to be recorded first
      await this.#starts.start(
        request,
        { row: live.row, link },
        (child) => this.#started(live, command, child, runner),
        () => runner.has(live) && isUnanswered(live, command),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const failure = startFailure(error.code, error.message, this.#ports.uuid(), style);
      runner.turn(live, { type: 'TaskFailed', path, taskId, error: failure });
    }
  }

  #started(live: LiveExecution, { path, taskId, ...command }: RunTask, child: ExecutionRow, runner: TaskRunner): void {
    const resource = command.resource as ServiceResource;
    const style = resource.resourceType === 'states' ? 'optimised' : 'aws-sdk';
    const answer = { requestId: this.#ports.uuid(), nowMs: this.#ports.nowMs() };
    const output = startResult({ executionArn: child.arn, startMs: child.startMs }, style, answer);
    const ref = { path, taskId };
    if (resource.pattern === 'requestResponse') runner.turn(live, { type: 'TaskSucceeded', ...ref, output });
    else if (resource.pattern === 'waitForTaskToken')
      this.#runner.turn(live, { type: 'TaskSubmitted', ...ref, output });
    else {
      if (child.id < 0) return void runner.turn(live, { type: 'TaskFailed', ...ref, error: untracked(child.arn) });
      // Found by its name rather than created: nobody would tell us of its end.
      const adopted = child.parent?.id !== live.id || child.parent.taskId !== taskId;
      this.#runner.turn(live, { type: 'TaskSubmitted', ...ref, output, child: child.id, ...(adopted && { adopted }) });
      if (adopted) this.watch(live, ref, child.id);
    }
  }

  /**
   * Sees to it that the task learns of the end of an execution that another one started. `isStored`: it has been in the
   * store; if it is there no more, nobody can tell how it ended.
   */
  watch(live: LiveExecution, task: TaskRef, childId: number, isStored = false): void {
    const child = this.#runner.rowOf(childId);
    if (child !== undefined && child.status !== 'RUNNING') {
      // Its end is on its way to the store, where it cannot be read yet.
      return this.#runner.post(live.id, { type: 'childEnded', childId, ...task, child });
    }
    const watchers = this.#watchers.get(childId) ?? [];
    this.#watchers.set(childId, [...watchers, { id: live.id, ...task }]);
    this.#lookAt(live.id, task, childId, isStored);
  }

  /** The execution may have ended before it was watched. */
  #lookAt(watcherId: number, task: TaskRef, childId: number, isStored: boolean): void {
    this.#store.load(childId).then(
      (loaded) => {
        if (loaded === undefined && isStored) {
          const error = { error: 'States.TaskFailed', cause: DELETED };
          this.#runner.post(watcherId, { type: 'stimulus', stimulus: { type: 'TaskFailed', ...task, error } });
        }
        if (loaded === undefined || loaded.row.status === 'RUNNING') return;
        this.#watchers.delete(childId);
        this.#runner.post(watcherId, { type: 'childEnded', childId, ...task });
      },
      (error: unknown) => {
        // A store that is opened anew is read anew: then the task watches again.
        if (error instanceof StoreError && error.code === 'closed') return;
        this.#ports.setTimer(LOOK_AGAIN_MS, () => this.#lookAt(watcherId, task, childId, isStored));
      },
    );
  }

  /** Forgets who watches whom, as after a lost batch; reading the executions again restores it. */
  clear(): void {
    this.#watchers.clear();
  }

  /** Tells the parent of a `.sync` child's end, in the commit that records it. */
  childClosed(child: LiveExecution): void {
    const { parent } = child.row;
    if (parent?.sync) {
      const message = { type: 'childEnded', childId: child.id, path: parent.framePath, taskId: parent.taskId } as const;
      const inboxId = this.#nextMessageId();
      this.#runner.send(parent.id, message, inboxId, { ...message, inboxId, child: currentRow(child) });
    }
    for (const { id, ...task } of this.#watchers.get(child.id) ?? []) {
      this.#runner.post(id, { type: 'childEnded', childId: child.id, ...task, child: currentRow(child) });
    }
    this.#watchers.delete(child.id);
  }

  /** The parent learns how its child ended: at once, or when the child has been read from the store. */
  childEnded(live: LiveExecution, mail: ChildEnded): Promise<void> | undefined {
    if (mail.child === undefined) return this.#readEnded(live, mail);
    this.#ended(live, mail, mail.child);
    return undefined;
  }

  async #readEnded(live: LiveExecution, mail: ChildEnded): Promise<void> {
    const loaded = await this.#store.load(mail.childId);
    // Else memory was thrown away; the message is still in the store.
    if (this.#runner.has(live)) this.#ended(live, mail, loaded?.row);
  }

  #ended(live: LiveExecution, mail: ChildEnded, row: ExecutionRow | undefined): void {
    const frame = live.execution.frames.get(mail.path);
    if (row !== undefined && frame?.wait?.on === 'item' && frame.wait.child === row.id) {
      this.#runner.turn(live, itemEnded(mail.path, row.mapRunArn ?? '', row));
    } else if (row !== undefined && frame?.wait?.on === 'task' && frame.wait.taskId === mail.taskId) {
      const { resource } = stateAt(live.program, live.execution, frame) as TaskState;
      this.#runner.turn(live, outcome(mail, row, resource as ServiceResource));
    }
    this.#runner.taken(mail);
  }

  /** Stops the child of a `.sync` task that was cut, as part of the parent's commit. */
  stopChild(parent: LiveExecution, childId: number): void {
    const cause = `The Task state in AWS Step Functions execution [${parent.row.arn}] which was managing this resource was aborted`;
    this.#runner.send(childId, { type: 'stop', error: { cause } }, this.#nextMessageId());
  }
}

function outcome({ path, taskId }: TaskRef, child: ChildExecution, { version2 }: ServiceResource): Stimulus {
  if (child.status === 'SUCCEEDED') {
    return { type: 'TaskSucceeded', path, taskId, output: childSucceeded(child, version2) };
  }
  // Whatever the child's own error: the task's is always this one.
  return { type: 'TaskFailed', path, taskId, error: { error: 'States.TaskFailed', cause: childFailedCause(child) } };
}

const DELETED = 'The execution that this task waited for was deleted before its end was seen.';

/** Whether the frame still waits for the answer to this call. */
export function isUnanswered(live: LiveExecution, { path, taskId }: TaskRef): boolean {
  const wait = live.execution.frames.get(path)?.wait;
  return wait?.on === 'task' && wait.taskId === taskId && wait.request !== undefined;
}

/** AWS follows a job by DescribeExecution, which knows no EXPRESS executions; so the task cannot learn of the end. */
function untracked(arn: string) {
  const cause = `The EXPRESS execution ${arn} was started, but its end cannot be awaited. Call aws-sdk:sfn:startSyncExecution instead.`;
  return { error: 'States.TaskFailed', cause };
}
