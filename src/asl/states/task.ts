/**
 * Task: has a resource do one unit of work and parks until its outcome is known. ASL "Task State".
 * Emits the events of the resource's family (task-events.ts) and the command RunTask; cut or timed-out attempts lead
 * to CancelTask. Errors: those of the resource, States.Timeout, States.HeartbeatTimeout, States.DataLimitExceeded.
 */

import { childOf } from '../branches.ts';
import { runtimeFailure } from '../errors.ts';
import type { Adoption, Frame, Stimulus, TaskWait } from '../execution.ts';
import type { Payload } from '../payload.ts';
import type { TaskState } from '../program.ts';
import type { Resource } from '../resource.ts';
import type { Failure } from '../retry.ts';
import type { TurnContext } from '../turn.ts';
import { retryCount } from '../turn.ts';
import { dataLimitExceeded } from './data-limit.ts';
import type { StateType, Step } from './state-type.ts';
import { emitFailed, emitScheduled, emitSubmitted, emitSucceeded, emitTimedOut, sourceName } from './task-events.ts';

type Outcome = Extract<
  Stimulus,
  { type: 'ActivityStarted' | 'TaskSubmitted' | 'TaskSucceeded' | 'TaskFailed' | 'TaskUnusable' }
>;

export const task: StateType<TaskState> & {
  /** Something was heard of the attempt that the frame waits for. */
  resume(state: TaskState, frame: Frame, wait: TaskWait, outcome: Outcome, turn: TurnContext): Step;
  /** Waits for a nested execution that was started before. */
  adopt(state: TaskState, frame: Frame, adoption: Adoption, turn: TurnContext): Step;
  /** The attempt is out of time, or its heartbeat stayed away. */
  timedOut(state: TaskState, frame: Frame, wait: TaskWait, turn: TurnContext): Step;
} = {
  enter(state, frame, turn) {
    const { resource } = state;
    if (resource.kind === 'activity' && !turn.host.activityExists(resource.arn)) {
      throw runtimeFailure(`The activity ${resource.arn} does not exist.`);
    }
    const ref = { path: frame.path, taskId: turn.execution.nextEventId };
    const attempt = retryCount(frame);
    const env = turn.env(frame, {
      retryCount: attempt,
      ...(takesToken(resource) && { taskToken: () => turn.host.taskToken(ref) }),
    });
    const parameters = state.flow.arguments(env);
    if (parameters.tooLarge) return { type: 'fail', failure: dataLimitExceeded(state.name) };
    const timeoutSeconds = state.flow.timeoutSeconds(env);
    const heartbeatSeconds = state.flow.heartbeatSeconds(env);
    const roleArn = state.flow.roleArn(env);
    const call = { state: state.name, attempt, parameters, ...(roleArn !== undefined && { roleArn }) };
    emitScheduled(turn, frame, resource, { parameters, timeoutSeconds, heartbeatSeconds, roleArn });
    turn.commands.push({ type: 'RunTask', ...ref, resource, call });
    const wait = { on: 'task', taskId: ref.taskId, request: call } as const;
    if (resource.kind !== 'activity') {
      return { type: 'park', wait: { ...wait, ...clocks(turn, timeoutSeconds, heartbeatSeconds) } };
    }
    // AWS starts an activity's clocks when a worker takes the task, not before.
    const pickup = timeoutSeconds === undefined ? {} : { timeoutSeconds };
    return { type: 'park', wait: { ...wait, pickup, ...(heartbeatSeconds !== undefined && { heartbeatSeconds }) } };
  },

  resume(state, frame, wait, outcome, turn) {
    const { resource } = state;
    switch (outcome.type) {
      case 'ActivityStarted':
        turn.emit(frame, 'ActivityStarted', { workerName: outcome.workerName });
        return { type: 'park', wait: started(wait, turn) };
      case 'TaskSubmitted':
        emitSubmitted(turn, frame, resource, outcome.output);
        return { type: 'park', wait: submitted(wait, outcome) };
      case 'TaskSucceeded':
        return succeeded(state, frame, outcome.output, turn);
      case 'TaskFailed':
        emitFailed(turn, frame, resource, outcome.error);
        return { type: 'fail', failure: outcome.error };
      case 'TaskUnusable':
        throw runtimeFailure(outcome.detail);
    }
  },

  adopt(state, frame, { taskId, child, output }, turn) {
    const env = turn.env(frame, { retryCount: 0, taskToken: () => turn.host.taskToken({ path: frame.path, taskId }) });
    const parameters = state.flow.arguments(env);
    if (parameters.tooLarge) return { type: 'fail', failure: dataLimitExceeded(state.name) };
    const timeoutSeconds = state.flow.timeoutSeconds(env);
    const heartbeatSeconds = state.flow.heartbeatSeconds(env);
    const roleArn = state.flow.roleArn(env);
    emitScheduled(turn, frame, state.resource, { parameters, timeoutSeconds, heartbeatSeconds, roleArn });
    emitSubmitted(turn, frame, state.resource, output);
    return { type: 'park', wait: { on: 'task', taskId, child, ...clocks(turn, timeoutSeconds, heartbeatSeconds) } };
  },

  timedOut(state, frame, wait, turn) {
    emitTimedOut(turn, frame, state.resource);
    turn.commands.push({ type: 'CancelTask', path: frame.path, taskId: wait.taskId, ...childOf(wait) });
    const { heartbeatMs = Number.POSITIVE_INFINITY, timeoutMs = Number.POSITIVE_INFINITY } = wait;
    const byHeartbeat = heartbeatMs < timeoutMs; // what was due first, however late we notice
    const failure: Failure = { error: 'States.Timeout', ...(byHeartbeat && { alias: 'States.HeartbeatTimeout' }) };
    return { type: 'fail', failure };
  },
};

function succeeded(state: TaskState, frame: Frame, output: Payload, turn: TurnContext): Step {
  if (output.tooLarge) {
    const failure = dataLimitExceeded(sourceName(state.resource));
    emitFailed(turn, frame, state.resource, failure);
    return { type: 'fail', failure };
  }
  emitSucceeded(turn, frame, state.resource, output);
  return { type: 'exit', exit: state.flow.exit(turn.env(frame, { retryCount: retryCount(frame) }), output) };
}

/** Whether a token can complete the task: callbacks, activities, and `.sync` tasks before their job ends. */
function takesToken(resource: Resource): boolean {
  return resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'requestResponse');
}

function clocks(turn: TurnContext, timeoutSeconds: number | undefined, heartbeatSeconds: number | undefined) {
  return {
    ...(timeoutSeconds !== undefined && { timeoutMs: turn.nowMs + timeoutSeconds * 1000 }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds, heartbeatMs: turn.nowMs + heartbeatSeconds * 1000 }),
  };
}

/** The wait once a worker has taken the task. */
function started({ pickup, request: _, ...wait }: TaskWait, turn: TurnContext): TaskWait {
  return { ...wait, ...clocks(turn, pickup?.timeoutSeconds, wait.heartbeatSeconds) };
}

/** The wait once the call was answered: it need not be made again. */
function submitted(wait: TaskWait, { child, adopted }: Extract<Outcome, { type: 'TaskSubmitted' }>): TaskWait {
  const { request: _, ...rest } = wait;
  return { ...rest, ...(child !== undefined && { child }), ...(adopted && { adopted }) };
}
