/**
 * Finds in the history of an execution which executions it started: the state that did it, the pattern, the child's
 * ARN, and whether the failure of the child was caught.
 * Source: history events of `states:startExecution`. The ARN stands in the output of TaskSubmitted (`.sync`, `.sync:2`,
 * `.waitForTaskToken`) or of TaskSucceeded (plain `startExecution`).
 */
import type { HistoryEvent } from '../client.ts';

export interface ChildLink {
  readonly executionArn: string;
  /** Name of the Task state in the parent. */
  readonly state: string;
  /** As in the resource: `startExecution`, `startExecution.sync:2`. */
  readonly resource: string;
  /** The task failed and the parent went on by a Catch. */
  readonly caught: boolean;
}

const FAILURES = new Set(['TaskFailed', 'TaskTimedOut']);

/** In the order in which the children were started. */
export function childLinks(events: readonly HistoryEvent[]): ChildLink[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const caughtTasks = new Set(caughtTaskIds(events, byId));
  const links = new Map<number, ChildLink>();
  for (const event of events) {
    const executionArn = startedArn(event);
    const task = executionArn === undefined ? undefined : ancestor(event, byId, isChildTask);
    if (executionArn === undefined || task === undefined || links.has(task.id)) continue;
    links.set(task.id, {
      executionArn,
      state: ancestor(task, byId, isStateEntered)?.stateEnteredEventDetails?.name ?? '',
      resource: task.taskScheduledEventDetails?.resource ?? '',
      caught: caughtTasks.has(task.id),
    });
  }
  return [...links.values()];
}

/** A failed task whose state was left all the same was caught. */
function* caughtTaskIds(events: readonly HistoryEvent[], byId: ReadonlyMap<number, HistoryEvent>): Iterable<number> {
  for (const event of events) {
    const before = byId.get(event.previousEventId ?? 0);
    if (event.type !== 'TaskStateExited' || before === undefined || !FAILURES.has(before.type)) continue;
    const task = ancestor(before, byId, isChildTask);
    if (task !== undefined) yield task.id;
  }
}

function isChildTask(event: HistoryEvent): boolean {
  return event.taskScheduledEventDetails?.resource.startsWith('startExecution') === true;
}

function isStateEntered(event: HistoryEvent): boolean {
  return event.stateEnteredEventDetails !== undefined;
}

function startedArn(event: HistoryEvent): string | undefined {
  const output = event.taskSubmittedEventDetails?.output ?? event.taskSucceededEventDetails?.output;
  if (output === undefined) return undefined;
  const value: unknown = JSON.parse(output);
  const arn = typeof value === 'object' && value !== null ? (value as { ExecutionArn?: unknown }).ExecutionArn : null;
  return typeof arn === 'string' ? arn : undefined;
}

/** Goes back along previousEventId; ids get smaller on the way, so it ends. */
function ancestor(
  event: HistoryEvent,
  byId: ReadonlyMap<number, HistoryEvent>,
  wanted: (event: HistoryEvent) => boolean,
): HistoryEvent | undefined {
  let at: HistoryEvent | undefined = event;
  while (at !== undefined && !wanted(at)) {
    const previous: number = at.previousEventId ?? 0;
    at = previous < at.id ? byId.get(previous) : undefined;
  }
  return at;
}
