/** Carries out what turns ask for: sends each task's call to those who make such calls, and cancels it. */
import type { Command, RunTask } from '../asl/execution.ts';
import type { ActivityTasks } from './activity-tasks.ts';
import type { BackgroundWork } from './background-work.ts';
import type { Committer } from './committer.ts';
import type { ExpressExecutions } from './express.ts';
import type { ExternalTasks } from './external-tasks.ts';
import type { LiveExecution } from './live-execution.ts';
import type { MapRuns } from './map-runs.ts';
import { isUnanswered, type NestedExecutions } from './nested-executions.ts';
import type { Logger } from './ports.ts';
import type { Runner } from './runner.ts';
import type { SfnTasks } from './sfn-tasks.ts';
import { isSfn, isStart, isTurn } from './task-kinds.ts';

export interface TaskCallsInit {
  readonly runner: Runner;
  readonly committer: Committer;
  readonly background: BackgroundWork;
  readonly nested: NestedExecutions;
  readonly sfn: SfnTasks;
  readonly external: ExternalTasks;
  readonly activityTasks: ActivityTasks;
  readonly mapRuns: MapRuns;
  readonly express: ExpressExecutions;
  readonly expressExternal: ExternalTasks;
  readonly log: Logger;
  /** What becomes of calls whose outcome was not recorded when the process ended: made again, or failed. */
  readonly interruptedTasks: 'retry' | 'fail';
}

export class TaskCalls {
  readonly #to: TaskCallsInit;

  constructor(init: TaskCallsInit) {
    this.#to = init;
  }

  command(live: LiveExecution, command: Command): void {
    const { committer, external, activityTasks, nested, mapRuns } = this.#to;
    if (command.type === 'CancelTask') {
      // If the batch is lost, the task waits for its outcome as before.
      committer.whenDurable(() => external.cancel(live.id, command.taskId));
      if (command.inQueue) activityTasks.remove(live.id, command);
      if (command.child !== undefined) nested.stopChild(live, command.child);
      return;
    }
    if (command.type === 'StartItem') return mapRuns.start(live, command);
    this.#run(live, command);
  }

  /** Nothing of an EXPRESS execution is recorded, so nothing has to be durable first. */
  runExpress(live: LiveExecution, command: RunTask): void {
    const { express, nested, sfn, expressExternal, log } = this.#to;
    const { path, taskId, resource } = command;
    const work = isStart(resource)
      ? nested.start(live, command, express)
      : isSfn(resource)
        ? sfn.run(live, command, express)
        : expressExternal.run(live, command);
    work.catch((error: unknown) => {
      log.error({ err: error, executionArn: live.row.arn }, 'a call of an EXPRESS execution broke off');
      const failure = { error: 'States.TaskFailed', cause: 'The call broke off.' };
      express.turn(live, { type: 'TaskFailed', path, taskId, error: failure });
    });
  }

  /** A call whose outcome was not recorded before the process ended. */
  unanswered(live: LiveExecution, command: RunTask): void {
    const { interruptedTasks, external, runner } = this.#to;
    const { path, taskId, resource } = command;
    if (resource.kind === 'activity') return; // its queue is stored
    const isRepeated = interruptedTasks === 'retry' || isStart(resource) || isSfn(resource);
    if (isRepeated) return this.#run(live, command);
    if (external.isInFlight(live.id, taskId)) return;
    const error = {
      error: 'States.TaskFailed',
      cause: 'The server ended while this attempt was in flight; its outcome is unknown.',
    };
    runner.post(live.id, { type: 'stimulus', stimulus: { type: 'TaskFailed', path, taskId, error } });
  }

  /** Calls inside the process are turns themselves and need not wait; what leaves it must be durable first. */
  #run(live: LiveExecution, command: RunTask): void {
    const { activityTasks, runner, background, committer } = this.#to;
    if (command.resource.kind === 'activity') return activityTasks.enqueue(live, command);
    const run = () => {
      if (!runner.has(live) || !isUnanswered(live, command)) return;
      background.add(live, this.#call(live, command), () => this.#run(live, command));
    };
    if (isTurn(command.resource)) run();
    else committer.whenDurable(run);
  }

  #call(live: LiveExecution, command: RunTask): Promise<void> {
    const { nested, sfn, external } = this.#to;
    if (isStart(command.resource)) return nested.start(live, command);
    if (isSfn(command.resource)) return sfn.run(live, command);
    return external.run(live, command);
  }
}
