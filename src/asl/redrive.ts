/**
 * Redrive: an execution that ended without success goes on where it stood. Source: "Restarting state machine executions
 * with redrive". States that were at work are tried again (without a new …StateEntered, as after a retry, and with all
 * their retries), waits keep their instant, finished branches keep their results.
 */
import type { Execution, Frame } from './execution.ts';
import type { StoredFrame } from './frame-codec.ts';
import { frameBody, restoreFrames } from './frame-codec.ts';
import type { TurnContext } from './turn.ts';

/** Largest standing that is kept, in characters; what is larger cannot be redriven. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** Where an execution stands: the rows of its frames and of its finished branches; undefined when it is too large. */
export function standingOf(execution: Execution): readonly StoredFrame[] | undefined {
  const rows: StoredFrame[] = [];
  let characters = 0;
  for (const frame of execution.frames.values()) {
    for (const path of [frame.path, ...finishedBranches(frame)]) {
      const body = frameBody(execution, path) ?? '';
      characters += body.length;
      if (characters > MAX_CHARACTERS) return undefined;
      rows.push({ path, body });
    }
  }
  return rows;
}

function finishedBranches({ path, children }: Frame): string[] {
  return (children?.results ?? []).flatMap((result, index) => (result === undefined ? [] : [`${path}.${index}`]));
}

/** Opens the execution again; what it stood at is due at once. Answers whether it could be. */
export function redrive(turn: TurnContext, timeoutSeconds: number | undefined): boolean {
  const { execution, nowMs } = turn;
  if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED' || execution.standing === undefined)
    return false;
  const rows = execution.standing;
  for (const member of ['standing', 'error', 'stopMs', 'deadlineMs'] as const) delete execution[member];
  execution.status = 'RUNNING';
  execution.redriveCount = (execution.redriveCount ?? 0) + 1;
  execution.redriveMs = nowMs;
  if (timeoutSeconds !== undefined) execution.deadlineMs = nowMs + timeoutSeconds * 1000;
  restoreFrames(execution, rows);
  const event = turn.emitAfter(execution.nextEventId - 1, 'ExecutionRedriven', {
    redriveCount: execution.redriveCount,
  });
  for (const frame of execution.frames.values()) {
    turn.touched.add(frame.path);
    tryAgain(frame, event, nowMs);
  }
  for (const { path } of rows) turn.touched.add(path);
  return true;
}

function tryAgain(frame: Frame, event: number, nowMs: number): void {
  frame.retries = [];
  frame.lastEventId = event;
  if (frame.wait === null && frame.enteredEventId === 0) return; // has yet to enter its state
  if (frame.wait?.on === 'children' && frame.children?.mapRun === undefined) return; // its branches try again
  if (frame.wait?.on === 'time' && frame.wait.for === 'Wait') return;
  delete frame.children; // a map run begins anew
  frame.wait = { on: 'time', for: 'Retry', dueMs: nowMs };
}
