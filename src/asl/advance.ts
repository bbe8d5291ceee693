/**
 * The driver: one stimulus in, one turn out. Everything that can run without waiting runs, then every frame parks.
 * Synchronous and pure but for `host`; mutates the execution, which its caller owns. If the turn cannot be committed,
 * the execution must be thrown away and loaded again.
 */
import { branchFailed, branchSucceeded, cancelTask, complete, cutBranches, startBranches } from './branches.ts';
import type { StatesError } from './errors.ts';
import { EvaluationFailure } from './errors.ts';
import type { Execution, Frame, Status, Stimulus, TaskRef, TaskWait, Turn, TurnHost } from './execution.ts';
import type { EventType } from './history-events.ts';
import { Payload, tooLargeTogether } from './payload.ts';
import { parentOf, stateAt } from './position.ts';
import type { MapState, ParallelState, Program, State, TaskState, WaitState } from './program.ts';
import type { Failure } from './retry.ts';
import { findCatcher, findRetry, isFatal } from './retry.ts';
import { dataLimitExceeded, dataTooLarge } from './states/data-limit.ts';
import { enterState } from './states/index.ts';
import type { Step } from './states/state-type.ts';
import { task } from './states/task.ts';
import { wait } from './states/wait.ts';
import { HistoryFull, MAX_EVENTS, retryCount, TurnContext } from './turn.ts';

export function advance(
  program: Program,
  execution: Execution,
  stimulus: Stimulus,
  host: TurnHost,
  /** States entered before the turn is cut, so that a busy loop starves nobody. */
  maxTransitions: number,
): Turn {
  const turn = new TurnContext(program, execution, host);
  if (execution.status !== 'RUNNING') return rejected(turn);
  let more = false;
  try {
    const accepted = accept(turn, stimulus);
    if (!accepted) return rejected(turn);
    more = runReady(turn, maxTransitions);
  } catch (thrown) {
    if (!(thrown instanceof HistoryFull)) throw thrown;
    const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
    close(turn, 'FAILED', MAX_EVENTS - 1, { error: 'States.Runtime', cause });
  }
  const { events, commands, touched, cleared } = turn;
  return { accepted: true, events, commands, touched, cleared, more };
}

function rejected(turn: TurnContext): Turn {
  return { accepted: false, events: [], commands: [], touched: turn.touched, cleared: turn.cleared, more: false };
}

/** When the execution has something to do by itself; undefined: never. 0: now. */
export function nextWakeMs(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  let due = execution.deadlineMs ?? Number.POSITIVE_INFINITY;
  for (const frame of execution.frames.values()) due = Math.min(due, frameDueMs(frame));
  return due === Number.POSITIVE_INFINITY ? undefined : due;
}

function frameDueMs(frame: Frame): number {
  if (frame.wait === null) return 0;
  if (frame.wait.on === 'time') return frame.wait.dueMs;
  if (frame.wait.on === 'children') return Number.POSITIVE_INFINITY;
  const { timeoutMs = Number.POSITIVE_INFINITY, heartbeatMs = Number.POSITIVE_INFINITY } = frame.wait;
  return Math.min(timeoutMs, heartbeatMs);
}

/** Applies the stimulus itself; what it sets in motion stands in `turn.ready` afterwards. */
function accept(turn: TurnContext, stimulus: Stimulus): boolean {
  switch (stimulus.type) {
    case 'Start':
      start(turn);
      return true;
    case 'Continue':
      resumeCut(turn);
      return true;
    case 'Tick':
      return tick(turn);
    case 'Stop':
      close(turn, 'ABORTED', 0, stimulus.error);
      return true;
    case 'Heartbeat':
      return heartbeat(turn, stimulus);
    default: {
      const found = waitingTask(turn, stimulus);
      if (found === undefined) return false;
      const { frame, state, wait } = found;
      if (stimulus.type === 'TaskSubmitted' && wait.request === undefined) return false; // for the second time
      settle(turn, frame, () => task.resume(state, frame, wait, stimulus, turn));
      return true;
    }
  }
}

function start(turn: TurnContext): void {
  const { execution, program } = turn;
  turn.emitAfter(0, 'ExecutionStarted', {
    input: execution.input,
    roleArn: execution.roleArn,
    stateMachineAliasArn: execution.aliasArn,
    stateMachineVersionArn: execution.versionArn,
  });
  const root: Frame = {
    path: '0',
    state: program.scope.startAt,
    wait: null,
    input: execution.input,
    variables: {},
    inherited: {},
    retries: [],
    enteredEventId: 0,
    enteredMs: 0,
    enteredAfterId: 0,
    lastEventId: 0,
  };
  execution.frames.set(root.path, root);
  turn.touched.add(root.path);
  turn.ready.push(root);
}

function resumeCut(turn: TurnContext): void {
  const cut = [...turn.execution.frames.values()].filter((frame) => frame.wait === null);
  turn.ready.push(...cut.sort((a, b) => a.lastEventId - b.lastEventId));
}

/** Fires everything that is due, in the order of the due times. */
function tick(turn: TurnContext): boolean {
  const { execution, nowMs } = turn;
  if (execution.deadlineMs !== undefined && execution.deadlineMs <= nowMs) {
    close(turn, 'TIMED_OUT', 0, { error: 'States.Timeout' });
    return true;
  }
  const due = [...execution.frames.values()].filter((frame) => frame.wait !== null && frameDueMs(frame) <= nowMs);
  due.sort((a, b) => frameDueMs(a) - frameDueMs(b) || a.enteredEventId - b.enteredEventId);
  for (const frame of due) {
    const isThere = execution.frames.get(frame.path) === frame; // an earlier one may have cut it
    if (isThere && frame.wait !== null) fire(turn, frame);
  }
  return due.length > 0;
}

function fire(turn: TurnContext, frame: Frame): void {
  const state = stateOf(turn, frame);
  const waiting = frame.wait as NonNullable<Frame['wait']>;
  if (waiting.on === 'task') settle(turn, frame, () => task.timedOut(state as TaskState, frame, waiting, turn));
  else if (waiting.on === 'time' && waiting.for === 'Wait') {
    settle(turn, frame, () => wait.elapsed(state as WaitState, frame, turn));
  } else settle(turn, frame, () => enterState(state, frame, turn));
}

function heartbeat(turn: TurnContext, ref: TaskRef): boolean {
  const found = waitingTask(turn, ref);
  if (found === undefined) return false;
  const { frame, wait } = found;
  if (wait.heartbeatSeconds !== undefined) {
    frame.wait = { ...wait, heartbeatMs: turn.nowMs + wait.heartbeatSeconds * 1000 };
    turn.touched.add(frame.path);
  }
  return true;
}

/** The frame that waits for just this attempt. */
function waitingTask(turn: TurnContext, ref: TaskRef): { frame: Frame; state: TaskState; wait: TaskWait } | undefined {
  const frame = turn.execution.frames.get(ref.path);
  if (frame?.wait?.on !== 'task' || frame.wait.taskId !== ref.taskId) return undefined;
  return { frame, state: stateOf(turn, frame) as TaskState, wait: frame.wait };
}

/**
 * Runs frames, a state of each in turn, until all wait. Answers whether the turn was cut before. The frames stand in
 * the order of their last events, which is how `resumeCut` finds the same order again.
 */
function runReady(turn: TurnContext, maxTransitions: number): boolean {
  let transitions = 0;
  for (const frame of turn.ready) { // grows meanwhile: every state that is left puts its frame at the end
    if (turn.execution.frames.get(frame.path) !== frame) continue; // cut since
    if (transitions++ >= maxTransitions) return true;
    enter(turn, frame);
  }
  return false;
}

function enter(turn: TurnContext, frame: Frame): void {
  const state = stateOf(turn, frame);
  frame.enteredAfterId = frame.lastEventId;
  turn.emit(frame, `${state.type}StateEntered`, { name: state.name, input: frame.input });
  frame.enteredEventId = frame.lastEventId;
  frame.enteredMs = turn.nowMs;
  settle(turn, frame, () => enterState(state, frame, turn));
}

/** Lets the state act and carries out what comes of it. */
function settle(turn: TurnContext, frame: Frame, act: () => Step): void {
  turn.touched.add(frame.path);
  const state = stateOf(turn, frame);
  frame.wait = null; // what it waited for has come; only a new wait is cancelled if the frame is cut later
  try {
    carryOut(turn, frame, state, act());
  } catch (thrown) {
    if (!(thrown instanceof EvaluationFailure)) throw thrown;
    failState(turn, frame, state, evaluationFailed(turn, frame, thrown));
  }
}

function carryOut(turn: TurnContext, frame: Frame, state: State, step: Step): void {
  switch (step.type) {
    case 'park':
      frame.wait = step.wait;
      if (step.wait.on === 'children') runBranches(turn, frame, state as ParallelState | MapState);
      return;
    case 'exit':
      if (step.exit.output.tooLarge) return failState(turn, frame, state, dataLimitExceeded(state.name));
      return leave(turn, frame, state, step.exit, step.next ?? state.next);
    case 'fail':
      failState(turn, frame, state, step.failure);
  }
}

function runBranches(turn: TurnContext, frame: Frame, state: ParallelState | MapState): void {
  if (frame.children?.total === 0)
    return allBranchesDone(turn, frame, state, complete(turn, frame, state, frame.lastEventId));
  startBranches(turn, frame, state);
}

/** Writes …Exited and goes on to `next`, or ends the branch. */
function leave(
  turn: TurnContext,
  frame: Frame,
  state: State,
  exit: { output: Payload; assign?: Frame['variables'] },
  next: string | undefined,
): void {
  const { output, assign } = exit;
  turn.emit(frame, `${state.type}StateExited` as EventType, {
    name: state.name,
    output,
    assignedVariables: assign === undefined ? undefined : assignedTexts(assign),
  });
  if (assign !== undefined) frame.variables = { ...frame.variables, ...assign };
  frame.retries = [];
  if (next === undefined) return endSucceeded(turn, frame, output);
  frame.state = next;
  frame.input = output;
  frame.wait = null;
  turn.ready.push(frame);
}

/** The texts of the variables by name; together they may be as large as any payload. */
function assignedTexts(assign: Frame['variables']): Record<string, string> {
  const entries = Object.entries(assign).map(([name, value]) => [name, Payload.of(value).text] as const);
  if (tooLargeTogether(entries.map(([, text]) => text))) throw dataTooLarge();
  return Object.fromEntries(entries);
}

/** The state failed: a retrier takes it, or a catcher, or its branch fails. */
function failState(turn: TurnContext, frame: Frame, state: State, failure: Failure): void {
  if (isFatal(failure)) return close(turn, 'FAILED', frame.lastEventId, publicError(failure));
  const ranBranches = frame.children !== undefined;
  if (ranBranches) cutBranches(turn, frame);
  const retry = findRetry(state.retry, frame.retries, failure, turn.host);
  if (retry !== undefined) {
    const retries = state.retry.map((_, index) => frame.retries[index] ?? 0);
    retries[retry.index] = (retries[retry.index] as number) + 1;
    frame.retries = retries;
    frame.wait = { on: 'time', for: 'Retry', dueMs: turn.nowMs + retry.delayMs };
    return;
  }
  if (ranBranches) turn.emit(frame, `${state.type}StateFailed` as EventType);
  const catcher = findCatcher(state.catch, failure);
  if (catcher < 0) return endFailed(turn, frame, failure);
  const errorOutput = Payload.of({ Error: failure.error ?? null, Cause: failure.cause ?? null });
  try {
    const env = turn.env(frame, { retryCount: retryCount(frame) });
    const exit = state.flow.caught(env, catcher, errorOutput);
    if (exit.output.tooLarge) return endFailed(turn, frame, dataLimitExceeded(state.name));
    leave(turn, frame, state, exit, state.catch[catcher]?.next);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationFailure)) throw thrown;
    const second = evaluationFailed(turn, frame, thrown);
    if (isFatal(second)) close(turn, 'FAILED', frame.lastEventId, second);
    else endFailed(turn, frame, second);
  }
}

/** The failure as AWS words it; JSONata leaves an event of its own. */
function evaluationFailed(turn: TurnContext, frame: Frame, failure: EvaluationFailure): StatesError {
  const { error, location } = failure;
  if (error === 'States.DataLimitExceeded') return dataLimitExceeded(frame.state);
  const place = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.enteredEventId}).`;
  const cause = `${place} ${failure.detail}`.slice(0, MAX_CAUSE_LENGTH);
  if (location !== undefined) {
    frame.lastEventId = frame.enteredAfterId;
    turn.emit(frame, 'EvaluationFailed', { error, cause, location, state: frame.state });
  }
  return { error, cause };
}

/** Longest cause that the API's model allows, in characters. */
const MAX_CAUSE_LENGTH = 32_768;

function publicError({ error, cause }: Failure): StatesError {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function endSucceeded(turn: TurnContext, frame: Frame, output: Payload): void {
  const parent = parentOf(turn.execution, frame);
  if (parent === undefined) {
    turn.execution.output = output;
    return closeWith(turn, 'SUCCEEDED', frame.lastEventId, 'ExecutionSucceeded', { output });
  }
  const state = stateOf(turn, parent) as ParallelState | MapState;
  // Not settle(): starting the next iteration may fail for reasons of the Map, not of this iteration.
  try {
    const result = branchSucceeded(turn, parent, state, frame, output);
    if (result !== undefined) allBranchesDone(turn, parent, state, result);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationFailure)) throw thrown;
    turn.touched.add(parent.path);
    failState(turn, parent, state, evaluationFailed(turn, parent, thrown));
  }
}

function allBranchesDone(turn: TurnContext, frame: Frame, state: ParallelState | MapState, result: Payload): void {
  const env = turn.env(frame, { retryCount: retryCount(frame) });
  settle(turn, frame, () => ({ type: 'exit', exit: state.flow.exit(env, result) }));
}

function endFailed(turn: TurnContext, frame: Frame, failure: Failure): void {
  const parent = parentOf(turn.execution, frame);
  if (parent === undefined) return close(turn, 'FAILED', frame.lastEventId, publicError(failure));
  const state = stateOf(turn, parent) as ParallelState | MapState;
  branchFailed(turn, parent, state, frame);
  failState(turn, parent, state, failure);
}

const CLOSING_EVENT = {
  FAILED: 'ExecutionFailed',
  ABORTED: 'ExecutionAborted',
  TIMED_OUT: 'ExecutionTimedOut',
} as const;

function close(
  turn: TurnContext,
  status: keyof typeof CLOSING_EVENT,
  previousEventId: number,
  error: StatesError,
): void {
  // AWS tells of the time-out in the event alone.
  if (status !== 'TIMED_OUT') turn.execution.error = error;
  const { error: name, cause } = error;
  closeWith(turn, status, previousEventId, CLOSING_EVENT[status], { error: name, cause });
}

/** Ends the execution: cancels what still runs, drops all frames, writes the last event. */
function closeWith(
  turn: TurnContext,
  status: Status,
  previousEventId: number,
  type: EventType,
  details: Parameters<TurnContext['emitLast']>[2],
): void {
  const { execution } = turn;
  for (const frame of execution.frames.values()) cancelTask(turn, frame);
  execution.frames.clear();
  execution.status = status;
  execution.stopMs = turn.nowMs;
  turn.emitLast(previousEventId, type, details);
}

function stateOf(turn: TurnContext, frame: Frame): State {
  return stateAt(turn.program, turn.execution, frame);
}
