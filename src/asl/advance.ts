/**
 * The driver: one stimulus in, one turn out. Everything that can run without waiting runs, then every frame parks.
 * Synchronous and pure but for `host`; mutates the execution, which its caller owns. If the turn cannot be committed,
 * the execution must be thrown away and loaded again.
 */
import { EvaluationFailure } from './errors.ts';
import type {
  Adoption,
  Execution,
  Frame,
  StartPoint,
  Stimulus,
  TaskRef,
  TaskWait,
  Turn,
  TurnHost,
} from './execution.ts';
import { ENTERED_EVENT } from './history-events.ts';
import {
  canStartItems,
  isOverTolerance,
  mapRunFailed,
  noteMapRun,
  restartItem,
  takeItem,
  updateMapRun,
} from './map-run.ts';
import { byLastEvent, parentOf } from './position.ts';
import type { MapState, Program, TaskState, WaitState } from './program.ts';
import { redrive } from './redrive.ts';
import { close, evaluationFailed, failState, runItems, settle, stateOf } from './settle.ts';
import { enterState } from './states/index.ts';
import { task } from './states/task.ts';
import { wait } from './states/wait.ts';
import { HistoryFull, MAX_EVENTS, TurnContext } from './turn.ts';

export function advance(
  program: Program,
  execution: Execution,
  stimulus: Stimulus,
  host: TurnHost,
  /** States entered before the turn is cut, so that a busy loop starves nobody. */
  maxTransitions: number,
): Turn {
  const turn = new TurnContext(program, execution, host);
  if (execution.status !== 'RUNNING' && stimulus.type !== 'Redrive') return rejected(turn);
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
  noteMapRuns(turn);
  const mapRuns = [...turn.mapRuns.values()];
  return { accepted: true, events, commands, touched, cleared, mapRuns, more: more || hasRoom(turn) };
}

/** Whether a map run could start more executions than one turn should. */
function hasRoom({ execution, changedRuns }: TurnContext): boolean {
  for (const path of changedRuns) {
    const frame = execution.frames.get(path);
    if (frame !== undefined && canStartItems(frame)) return true;
  }
  return false;
}

function noteMapRuns(turn: TurnContext): void {
  for (const path of turn.changedRuns) {
    const frame = turn.execution.frames.get(path);
    if (frame?.children?.mapRun !== undefined) noteMapRun(turn, frame, 'RUNNING');
  }
}

function rejected(turn: TurnContext): Turn {
  return {
    accepted: false,
    events: [],
    commands: [],
    touched: turn.touched,
    cleared: turn.cleared,
    mapRuns: [],
    more: false,
  };
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
  if (frame.wait.on === 'children' || frame.wait.on === 'item') return Number.POSITIVE_INFINITY;
  const { timeoutMs = Number.POSITIVE_INFINITY, heartbeatMs = Number.POSITIVE_INFINITY } = frame.wait;
  return Math.min(timeoutMs, heartbeatMs);
}

/** Applies the stimulus itself; what it sets in motion stands in `turn.ready` afterwards. */
function accept(turn: TurnContext, stimulus: Stimulus): boolean {
  switch (stimulus.type) {
    case 'Start':
      start(turn, stimulus.at);
      return true;
    case 'Continue':
      resumeCut(turn);
      return true;
    case 'Tick':
      return tick(turn);
    case 'Redrive':
      return redriven(turn, stimulus.adopt);
    case 'Stop':
      if (turn.execution.nextEventId === 1) start(turn); // stopped before it began: its history has a beginning all the same
      close(turn, 'ABORTED', 0, stimulus.error);
      return true;
    case 'Heartbeat':
      return heartbeat(turn, stimulus);
    case 'ItemEnded':
      return itemEnded(turn, stimulus);
    case 'ItemLost':
      return itemLost(turn, stimulus.path);
    case 'UpdateMapRun':
      return updateMapRun(turn, stimulus);
    default: {
      const found = waitingTask(turn, stimulus);
      if (found === undefined) return false;
      const { frame, state, wait } = found;
      if (stimulus.type === 'ActivityStarted' && wait.pickup === undefined) return false; // never two workers
      if (stimulus.type === 'TaskSubmitted' && wait.request === undefined) return false; // for the second time
      settle(turn, frame, () => task.resume(state, frame, wait, stimulus, turn));
      return true;
    }
  }
}

function redriven(turn: TurnContext, adopt: readonly Adoption[] = []): boolean {
  const { execution } = turn;
  if (execution.status === 'RUNNING' || !redrive(turn, turn.program.timeoutSeconds)) return false;
  for (const adoption of adopt) {
    const frame = execution.frames.get(adoption.path); // an earlier one may have ended the execution again
    if (frame !== undefined) {
      settle(turn, frame, () => task.adopt(stateOf(turn, frame) as TaskState, frame, adoption, turn));
    }
  }
  tick(turn);
  resumeCut(turn);
  return true;
}

function start(turn: TurnContext, at?: StartPoint): void {
  const { execution, program } = turn;
  turn.emitAfter(0, 'ExecutionStarted', {
    input: execution.input,
    roleArn: execution.roleArn,
    stateMachineAliasArn: execution.aliasArn,
    stateMachineVersionArn: execution.versionArn,
  });
  const root: Frame = {
    path: '0',
    state: at?.state ?? program.scope.startAt,
    wait: null,
    input: at?.input ?? execution.input,
    variables: at?.variables ?? {},
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

function itemEnded(turn: TurnContext, stimulus: Extract<Stimulus, { type: 'ItemEnded' }>): boolean {
  const parent = takeItem(turn, stimulus);
  if (parent === undefined) return false;
  const state = stateOf(turn, parent) as MapState;
  turn.changedRuns.add(parent.path);
  try {
    if (isOverTolerance(parent)) failState(turn, parent, state, mapRunFailed(turn, parent));
    else runItems(turn, parent, state);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationFailure)) throw thrown;
    failState(turn, parent, state, evaluationFailed(turn, parent, thrown));
  }
  return true;
}

function itemLost(turn: TurnContext, path: string): boolean {
  const frame = turn.execution.frames.get(path);
  const parent = frame && parentOf(turn.execution, frame);
  if (frame?.wait?.on !== 'item' || parent === undefined) return false;
  restartItem(turn, parent, stateOf(turn, parent) as MapState, frame);
  return true;
}

function resumeCut(turn: TurnContext): void {
  for (const frame of [...turn.execution.frames.values()]) {
    if (frame.children?.mapRun !== undefined) settleItems(turn, frame);
  }
  for (const frame of byLastEvent(turn.execution.frames.values())) if (frame.wait === null) turn.ready.push(frame);
}

/** Goes on starting executions of a map run. */
function settleItems(turn: TurnContext, frame: Frame): void {
  const state = stateOf(turn, frame) as MapState;
  try {
    runItems(turn, frame, state);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationFailure)) throw thrown;
    failState(turn, frame, state, evaluationFailed(turn, frame, thrown));
  }
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
  if (wait.heartbeatSeconds !== undefined && wait.pickup === undefined) {
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
  // `ready` grows meanwhile: every state that is left puts its frame at the end.
  for (const frame of turn.ready) {
    if (turn.execution.frames.get(frame.path) !== frame) continue; // cut since
    if (transitions++ >= maxTransitions) return true;
    enter(turn, frame);
  }
  return false;
}

function enter(turn: TurnContext, frame: Frame): void {
  const state = stateOf(turn, frame);
  frame.enteredAfterId = frame.lastEventId;
  turn.emit(frame, ENTERED_EVENT[state.type], { name: state.name, input: frame.input });
  frame.enteredEventId = frame.lastEventId;
  frame.enteredMs = turn.nowMs;
  settle(turn, frame, () => enterState(state, frame, turn));
}
