/**
 * Branches of a Parallel and iterations of an inline Map: starting them, taking their results, cutting them.
 * The order of events and their previousEventIds follow recordings of AWS.
 */
import type { Children, Frame, TaskWait } from './execution.ts';
import { mapRunEnded } from './map-run-state.ts';
import { Payload, tooLargeTogether } from './payload.ts';
import { branchScope, indexOf, stateAt } from './position.ts';
import type { MapState, ParallelState, TaskState, WaitState } from './program.ts';
import { dataTooLarge } from './states/data-limit.ts';
import type { TurnContext } from './turn.ts';
import { retryCount, visibleVariables } from './turn.ts';

/** Starts as many branches as may run now. */
export function startBranches(turn: TurnContext, frame: Frame, state: ParallelState | MapState): void {
  const children = frame.children as Children;
  while (children.next < children.total && children.running < children.limit) {
    startBranch(turn, frame, state, frame.lastEventId);
  }
}

/** Starts the next branch; its first event comes after `previousEventId`. */
function startBranch(turn: TurnContext, frame: Frame, state: ParallelState | MapState, previousEventId: number): void {
  const children = frame.children as Children;
  const index = children.next++;
  children.running++;
  let input = children.input;
  let lastEventId = previousEventId;
  if (state.type === 'Map') {
    const value = (children.items as readonly (typeof input.value)[])[index] as typeof input.value;
    const env = turn.env(frame, { mapItem: { index, value }, retryCount: retryCount(frame) });
    input = state.flow.itemInput(env, children.input, value);
    if (input.tooLarge) throw dataTooLarge();
    lastEventId = turn.emitAfter(previousEventId, 'MapIterationStarted', { name: state.name, index });
  }
  const child: Frame = {
    path: `${frame.path}.${index}`,
    state: branchScope(state, index).startAt,
    wait: null,
    input,
    variables: {},
    inherited: visibleVariables(frame),
    retries: [],
    enteredEventId: 0,
    enteredMs: 0,
    enteredAfterId: 0,
    lastEventId,
  };
  turn.execution.frames.set(child.path, child);
  turn.touched.add(child.path);
  turn.ready.push(child);
}

/** Takes the output of a branch that succeeded. Answers with the state's result when it was the last one. */
export function branchSucceeded(
  turn: TurnContext,
  parent: Frame,
  state: ParallelState | MapState,
  child: Frame,
  output: Payload,
): Payload | undefined {
  const children = parent.children as Children;
  const index = indexOf(child);
  const lastInner = child.lastEventId;
  if (state.type === 'Map') turn.emit(child, 'MapIterationSucceeded', { name: state.name, index });
  removeFrame(turn, child);
  children.results[index] = output;
  children.running--;
  // AWS chains a later iteration to the event before the finished one's MapIterationSucceeded.
  if (children.next < children.total) startBranch(turn, parent, state, lastInner);
  else if (children.running === 0) return complete(turn, parent, state, child.lastEventId);
  return undefined;
}

/** All branches are done, or there was none: …Succeeded and the coming …Exited both follow `lastEventId`. May throw. */
export function complete(
  turn: TurnContext,
  frame: Frame,
  state: Pick<ParallelState | MapState, 'type'>,
  lastEventId: number,
): Payload {
  const results = (frame.children as Children).results.map((result) => (result as Payload).text);
  frame.lastEventId = lastEventId;
  if (tooLargeTogether(results)) throw dataTooLarge();
  clearChildren(turn, frame);
  turn.emitAfter(lastEventId, `${state.type}StateSucceeded`);
  turn.succeeded.add(frame.path);
  return Payload.fromText(`[${results.join(',')}]`);
}

/** A branch failed: ends the others. Afterwards the parent's last event is the failing branch's. */
export function branchFailed(turn: TurnContext, parent: Frame, state: ParallelState | MapState, child: Frame): void {
  const failedAt = child.lastEventId;
  const failedIn = stateAt(turn.program, turn.execution, child).type;
  removeFrame(turn, child);
  cutRunning(turn, parent, failedAt);
  if (state.type === 'Map') {
    turn.emitAfter(failedAt, 'MapIterationFailed', { name: state.name, index: indexOf(child) });
  } else if (failedIn === 'Task') {
    // In a Parallel, a failing Task shows a TaskStateAborted of its own.
    turn.emitAfter(failedAt, 'TaskStateAborted');
  }
  parent.lastEventId = failedAt;
}

/** Ends what still runs below a frame whose Parallel or Map failed, and forgets what is done. */
export function cutBranches(turn: TurnContext, frame: Frame, failedAt = frame.lastEventId): void {
  cutRunning(turn, frame, failedAt);
  clearChildren(turn, frame);
}

function cutRunning(turn: TurnContext, frame: Frame, failedAt: number): void {
  for (const child of childrenOf(turn, frame)) {
    if (frame.children?.kind === 'Map') {
      turn.emitAfter(failedAt, 'MapIterationAborted', { name: frame.state, index: indexOf(child) });
    }
    cut(turn, child, failedAt);
  }
}

/** Ends a running branch, innermost states first, and cancels what it waits for. */
function cut(turn: TurnContext, frame: Frame, failedAt: number): void {
  cutBranches(turn, frame, failedAt);
  cancelTask(turn, frame);
  if (frame.wait?.on === 'item') return removeFrame(turn, frame); // its history is its own
  const isEntered = frame.wait !== null; // else the frame is between two states
  if (isEntered) turn.emitAfter(failedAt, `${waitingState(turn, frame).type}StateAborted`);
  removeFrame(turn, frame);
}

/** The state of a frame that waits; the other types never do. */
function waitingState(turn: TurnContext, frame: Frame): TaskState | WaitState | ParallelState | MapState {
  return stateAt(turn.program, turn.execution, frame) as TaskState | WaitState | ParallelState | MapState;
}

/** Asks the engine to forget the task that the frame waits for, if any. */
export function cancelTask(turn: TurnContext, frame: Frame): void {
  if (frame.wait?.on === 'item' && frame.wait.child !== undefined) {
    turn.commands.push({ type: 'CancelTask', path: frame.path, taskId: 0, child: frame.wait.child });
  }
  if (frame.wait?.on !== 'task') return;
  turn.commands.push({ type: 'CancelTask', path: frame.path, taskId: frame.wait.taskId, ...childOf(frame.wait) });
}

/** What else has to be called off with a task: its nested execution, its place in an activity's queue. */
export function childOf(wait: TaskWait): { readonly child?: number; readonly inQueue?: true } {
  return {
    ...(wait.child !== undefined && { child: wait.child }),
    ...(wait.pickup !== undefined && { inQueue: true }),
  };
}

function childrenOf(turn: TurnContext, frame: Frame): Frame[] {
  if (frame.children === undefined || frame.children.running === 0) return [];
  const found: Frame[] = [];
  for (let index = 0; index < frame.children.next; index++) {
    const child = turn.execution.frames.get(`${frame.path}.${index}`);
    if (child !== undefined) found.push(child);
  }
  return found;
}

export function removeFrame(turn: TurnContext, frame: Frame): void {
  turn.execution.frames.delete(frame.path);
  turn.touched.add(frame.path);
}

export function clearChildren(turn: TurnContext, frame: Frame): void {
  if (frame.children === undefined) return;
  if (frame.children.mapRun !== undefined) mapRunEnded(turn, frame, 'ABORTED');
  delete frame.children;
  turn.cleared.add(frame.path);
  turn.touched.add(frame.path);
}
