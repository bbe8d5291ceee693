/**
 * What becomes of a frame after its state did something: it goes on, waits, is retried or caught, ends its branch, or
 * ends the execution. The other half of the driver (advance.ts) says when states act.
 */
import { branchFailed, branchSucceeded, cancelTask, complete, cutBranches, startBranches } from './branches.ts';
import type { StatesError } from './errors.ts';
import { EvaluationFailure } from './errors.ts';
import type { Frame, Status } from './execution.ts';
import { type EventType, EXITED_EVENT } from './history-events.ts';
import { mapRunEnded, mapRunResult, startItems } from './map-run.ts';
import { Payload, tooLargeTogether } from './payload.ts';
import { byLastEvent, parentOf, stateAt } from './position.ts';
import type { MapState, ParallelState, State } from './program.ts';
import { standingOf } from './redrive.ts';
import type { Failure } from './retry.ts';
import { findCatcher, findRetry, isFatal } from './retry.ts';
import { dataLimitExceeded, dataTooLarge } from './states/data-limit.ts';
import type { Step } from './states/state-type.ts';
import type { TurnContext } from './turn.ts';
import { retryCount } from './turn.ts';

/** Starts what may run of a map run, and ends the state when all is done. */
export function runItems(turn: TurnContext, frame: Frame, state: MapState): void {
  startItems(turn, frame, state);
  const result = mapRunResult(turn, frame);
  if (result !== undefined) allBranchesDone(turn, frame, state, result);
}

/** Lets the state act and carries out what comes of it. */
export function settle(turn: TurnContext, frame: Frame, act: () => Step): void {
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
  if (frame.children?.mapRun !== undefined) return runItems(turn, frame, state as MapState);
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
  // A Fail state is never left.
  turn.emit(frame, EXITED_EVENT[state.type as keyof typeof EXITED_EVENT], {
    name: state.name,
    output,
    assignedVariables: assign === undefined ? undefined : assignedTexts(assign),
  });
  if (assign !== undefined) frame.variables = { ...frame.variables, ...assign };
  frame.retries = [];
  turn.succeeded.delete(frame.path);
  if (next === undefined) return endSucceeded(turn, frame, output);
  frame.state = next;
  frame.enteredEventId = 0;
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
export function failState(turn: TurnContext, frame: Frame, state: State, failure: Failure): void {
  if (isFatal(failure)) return close(turn, 'FAILED', frame.lastEventId, publicError(failure));
  const retry = findRetry(state.retry, frame.retries, failure, turn.host);
  const catcher = retry === undefined ? findCatcher(state.catch, failure) : -1;
  if (retry === undefined && catcher < 0) keepForRedrive(turn);
  if (frame.children !== undefined) cutBranches(turn, frame);
  if (retry !== undefined) {
    const retries = state.retry.map((_, index) => frame.retries[index] ?? 0);
    retries[retry.index] = (retries[retry.index] as number) + 1;
    frame.retries = retries;
    frame.wait = { on: 'time', for: 'Retry', dueMs: turn.nowMs + retry.delayMs };
    return;
  }
  if (state.type === 'Map' || state.type === 'Parallel') {
    // Also when none of its branches began; but not after it had succeeded and its output failed.
    if (!turn.succeeded.delete(frame.path)) turn.emit(frame, `${state.type}StateFailed`);
  }
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

/**
 * Keeps where the execution stands, for a redrive: called when something fails and when it is stopped, and kept when
 * the execution closes in this same turn. The first call of a turn counts, before anything is cut.
 */
function keepForRedrive(turn: TurnContext): void {
  if (turn.standing === null) turn.standing = standingOf(turn.execution);
}

/** The failure as AWS words it; JSONata leaves an event of its own. */
export function evaluationFailed(turn: TurnContext, frame: Frame, failure: EvaluationFailure): StatesError {
  const { error, location } = failure;
  if (error === 'States.DataLimitExceeded') return dataLimitExceeded(frame.state);
  const place = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.enteredEventId}).`;
  const cause = `${place} ${failure.detail}`.slice(0, MAX_CAUSE_LENGTH);
  if (error === 'States.QueryEvaluationError') {
    if (failure.found === 'before') frame.lastEventId = frame.enteredAfterId;
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
  keepForRedrive(turn);
  branchFailed(turn, parent, state, frame);
  failState(turn, parent, state, failure);
}

const CLOSING_EVENT = {
  FAILED: 'ExecutionFailed',
  ABORTED: 'ExecutionAborted',
  TIMED_OUT: 'ExecutionTimedOut',
} as const;

export function close(
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
  for (const frame of execution.frames.values()) if (frame.children?.mapRun) mapRunEnded(turn, frame, 'ABORTED');
  for (const frame of byLastEvent(execution.frames.values())) cancelTask(turn, frame);
  if (status !== 'SUCCEEDED') {
    keepForRedrive(turn);
    if (turn.standing) execution.standing = turn.standing;
  }
  execution.frames.clear();
  execution.status = status;
  execution.stopMs = turn.nowMs;
  turn.emitLast(previousEventId, type, details);
}

export function stateOf(turn: TurnContext, frame: Frame): State {
  return stateAt(turn.program, turn.execution, frame);
}
