/**
 * Whether something will move a RUNNING execution: its frames are restored as the server would restore them, and every
 * wait must have what ends it in the same state of the data.
 */
import type { DatabaseSync } from 'node:sqlite';
import { nextWakeMs } from '../../asl/advance.ts';
import type { Execution, Frame, ItemWait, TaskWait } from '../../asl/execution.ts';
import { restoreFrames } from '../../asl/frame-codec.ts';
import { canStartItems } from '../../asl/map-run.ts';
import { mustStayAwake } from '../../engine/batch-builder.ts';
import { executionOf } from '../../engine/live-execution.ts';
import { query } from '../../store/sqlite/query.ts';
import type { ExecutionSummary, FrameRow, RevisionRow } from '../../store/store.ts';
import type { Findings } from './findings.ts';

/** Only the role is asked of a revision, and nothing here depends on it. */
const NO_REVISION = { roleArn: '' } as RevisionRow;

export class WaitsCheck {
  readonly #findings: Findings;
  readonly #statusOf;
  readonly #inbox;
  readonly #activityTask;

  constructor(db: DatabaseSync, findings: Findings) {
    this.#findings = findings;
    this.#statusOf = query<{ status: string }>(db, 'SELECT status FROM executions WHERE id = ?');
    this.#inbox = query<{ body: string }>(db, 'SELECT body FROM inbox WHERE execution_id = ?');
    this.#activityTask = query(db, "SELECT 1 FROM resources WHERE kind = 'activityTask' AND key = ?");
  }

  check(row: ExecutionSummary, frames: readonly FrameRow[], lastEventId: number): void {
    const execution = executionOf({ ...row, input: '{}' }, NO_REVISION, lastEventId);
    try {
      restoreFrames(execution, frames);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.#stuck(row, `its position cannot be read: ${reason}`);
    }
    if (execution.frames.size === 0 && lastEventId > 0) return this.#stuck(row, 'it has no position');
    this.#checkWakeUp(row, execution);
    for (const frame of execution.frames.values()) {
      const reason = this.#whyStuck(row.id, frame);
      if (reason !== undefined) return this.#stuck(row, `in state ${frame.state} (${frame.path}) ${reason}`);
    }
  }

  /** The stored wake-up is what brings an execution back after a restart. */
  #checkWakeUp(row: ExecutionSummary, execution: Execution): void {
    const mustBeAwake = execution.nextEventId === 1 || [...execution.frames.values()].some(mustStayAwake);
    const dueMs = mustBeAwake ? 0 : nextWakeMs(execution);
    if (dueMs === undefined || (row.wakeAtMs !== undefined && row.wakeAtMs <= dueMs)) return;
    const due = dueMs === 0 ? 'at once' : `at ${new Date(dueMs).toISOString()}`;
    const stored = row.wakeAtMs === undefined ? 'never' : `at ${new Date(row.wakeAtMs).toISOString()}`;
    this.#stuck(row, `it has something to do ${due}, but is woken ${stored}`);
  }

  #whyStuck(id: number, frame: Frame): string | undefined {
    const { wait, path, children } = frame;
    switch (wait?.on) {
      case 'task':
        return this.#whyTaskStuck(id, path, wait);
      case 'item':
        return this.#whyItemStuck(id, wait);
      case 'children':
        if ((children?.running ?? 0) > 0 || canStartItems(frame)) return undefined;
        return 'it waits for branches of which none runs';
      default:
        return undefined; // it goes on by itself, or at an instant: see #checkWakeUp
    }
  }

  #whyTaskStuck(id: number, path: string, { taskId, request, pickup, child, adopted }: TaskWait): string | undefined {
    if (child !== undefined && adopted !== true) return this.#whyChildStuck(id, child);
    if (request === undefined || pickup === undefined) return undefined; // a token, or a call that is made again
    const isQueued = this.#activityTask.get(`${id}/${path}/${taskId}`) !== undefined;
    return isQueued ? undefined : 'its task is not in the queue of the activity';
  }

  #whyItemStuck(id: number, { child }: ItemWait): string | undefined {
    return child === undefined ? undefined : this.#whyChildStuck(id, child);
  }

  #whyChildStuck(id: number, child: number): string | undefined {
    const status = this.#statusOf.get(child)?.status;
    if (status === 'RUNNING') return undefined;
    if (status === undefined) return `it waits for execution ${child}, which does not exist`;
    const isTold = this.#inbox.all(id).some(({ body }) => isEndOf(body, child));
    return isTold ? undefined : `it waits for execution ${child}, which is ${status}, and was not told so`;
  }

  #stuck({ arn }: ExecutionSummary, what: string): void {
    this.#findings.add('stuck', what, arn);
  }
}

function isEndOf(body: string, child: number): boolean {
  const { type, childId } = JSON.parse(body) as { type?: string; childId?: number };
  return type === 'childEnded' && childId === child;
}
