/**
 * What is open in one execution while it runs: the states that were entered and the attempts under way, followed through
 * its events. Events of branches are told apart by the chain of their previousEventIds.
 *
 * After a restart an execution is met in the middle. What was entered before is not known then: it gives no span, and
 * what begins below it hangs from the execution's span.
 */
import type { EventType, HistoryEvent } from '../../asl/history-events.ts';
import type { EndedSpan } from './span.ts';
import { eventSpanId, mapRunSpanId } from './trace-context.ts';

type Open = Omit<EndedSpan, 'endMs' | 'parentSpanId' | 'error'>;

interface OpenState extends Open {
  readonly isContainer: boolean;
  error: string | undefined;
  /** A Parallel or Map that has …Succeeded or …Failed. */
  isOver: boolean;
}

/** The execution itself, or one branch or iteration. */
interface Thread {
  readonly parent: Thread | undefined;
  readonly index: number | undefined;
  readonly branches: Set<Thread>;
  state: OpenState | undefined;
  attempt: Open | undefined;
  lastEventId: number;
  /** Its keys in `#byEvent`. */
  readonly kept: number[];
}

export type EndSpan = (span: EndedSpan) => void;

export class OpenExecution {
  readonly #arn: string;
  readonly #executionSpanId: string;
  readonly #end: EndSpan;
  readonly #root = newThread(undefined);
  /** Whose event this was. */
  readonly #byEvent = new Map<number, Thread>([[0, this.#root]]);

  constructor(arn: string, executionSpanId: string, end: EndSpan) {
    this.#arn = arn;
    this.#executionSpanId = executionSpanId;
    this.#end = end;
  }

  /** A measure of the memory that it takes. */
  get size(): number {
    return this.#byEvent.size;
  }

  take(event: HistoryEvent): void {
    const { type } = event;
    // What goes on from there was entered before the redrive: no thread is known for it.
    if (type === 'ExecutionRedriven') return;
    const thread = this.#byEvent.get(event.previousEventId) ?? branchOf(this.#root, undefined);
    if (type === 'MapIterationStarted') return this.#remember(event, branchOf(ownerOf(thread), indexOf(event)));
    if (type.startsWith('Execution')) return this.#remember(event, this.#root);
    if (type.endsWith('StateEntered')) return this.#entered(event, thread);
    if (type.endsWith('StateExited')) return this.#exited(event, thread);
    if (/^(Parallel|Map)State(Started|Succeeded|Failed)$/.test(type)) return this.#container(event, thread);
    if (ATTEMPT_BEGINS.has(type)) thread.attempt = this.#attempt(event);
    else if (ATTEMPT_SUCCEEDS.has(type)) this.#endAttempt(thread, event.timestampMs);
    else if (ATTEMPT_FAILS.test(type)) this.#attemptFailed(event, thread);
    if (/^MapIteration|Aborted$/.test(type)) this.#keep(event.id, thread);
    else this.#goOn(event, thread);
  }

  /** The execution has ended, or is forgotten: so has all that is open in it. */
  endAll(endMs: number, error?: string): void {
    const { state } = this.#root;
    if (state !== undefined) state.error ??= error;
    this.#endBelow(this.#root, endMs);
    this.#byEvent.clear();
  }

  #entered(event: HistoryEvent, before: Thread): void {
    const thread = before.state?.isContainer === true ? branchOf(before, undefined) : before;
    this.#endBelow(thread, event.timestampMs);
    const { type, details } = event;
    const stateType = type.slice(0, -'StateEntered'.length);
    const name = String(details?.['name']);
    thread.state = {
      name,
      spanId: eventSpanId(this.#arn, event.id),
      startMs: event.timestampMs,
      attributes: {
        'stairwell.state.name': name,
        'stairwell.state.type': stateType,
        ...(thread.index !== undefined && { 'stairwell.map.index': thread.index }),
      },
      isContainer: stateType === 'Parallel' || stateType === 'Map',
      error: undefined,
      isOver: false,
    };
    this.#goOn(event, thread);
  }

  #exited(event: HistoryEvent, last: Thread): void {
    const name = event.details?.['name'];
    let thread: Thread | undefined = last;
    while (thread !== undefined && thread.state?.name !== name) thread = thread.parent;
    if (thread === undefined) return this.#goOn(event, last);
    this.#endBelow(thread, event.timestampMs);
    this.#goOn(event, thread);
  }

  /** …Started, …Succeeded and …Failed of a Parallel or Map: the nearest one around that is not over yet. */
  #container(event: HistoryEvent, last: Thread): void {
    let thread: Thread | undefined = last;
    while (thread !== undefined && (thread.state?.isContainer !== true || thread.state.isOver)) thread = thread.parent;
    if (thread?.state === undefined) return this.#keep(event.id, last);
    if (!event.type.endsWith('Started')) thread.state.isOver = true;
    if (event.type.endsWith('Failed')) {
      thread.state.error ??= last.state?.error ?? 'States.BranchFailed';
      for (const branch of [...thread.branches]) this.#endThread(branch, event.timestampMs);
    }
    this.#remember(event, thread);
  }

  #attempt({ id, timestampMs, type, details }: HistoryEvent): Open {
    const mapRunArn = type === 'MapRunStarted' ? String(details?.['mapRunArn']) : undefined;
    if (mapRunArn !== undefined) {
      const attributes = { 'stairwell.map_run.arn': mapRunArn };
      return { name: 'Map Run', spanId: mapRunSpanId(mapRunArn), startMs: timestampMs, attributes };
    }
    const { resourceType, resource } = details ?? {};
    const name = resourceType === undefined ? String(resource) : `${resourceType}:${resource}`;
    const attributes = { 'stairwell.task.resource': name };
    return { name, spanId: eventSpanId(this.#arn, id), startMs: timestampMs, attributes, isCall: true };
  }

  #attemptFailed(event: HistoryEvent, thread: Thread): void {
    const error = event.details?.['error'];
    const name = typeof error === 'string' ? error : 'States.TaskFailed';
    if (thread.state !== undefined) thread.state.error = name;
    this.#endAttempt(thread, event.timestampMs, name);
  }

  #endAttempt(thread: Thread, endMs: number, error?: string): void {
    const { attempt } = thread;
    if (attempt === undefined) return;
    thread.attempt = undefined;
    // A later attempt may succeed; then the state has not failed.
    if (error === undefined && thread.state !== undefined) thread.state.error = undefined;
    this.#end({ ...attempt, endMs, error, parentSpanId: thread.state?.spanId ?? this.#above(thread) });
  }

  /** Ends what is open in the branches of a thread, and in the thread itself; it may go on. */
  #endBelow(thread: Thread, endMs: number): void {
    for (const branch of [...thread.branches]) this.#endThread(branch, endMs);
    this.#endAttempt(thread, endMs, thread.state?.error);
    const { state } = thread;
    thread.state = undefined;
    if (state === undefined) return;
    const { isContainer: _, isOver: __, ...span } = state;
    this.#end({ ...span, endMs, parentSpanId: this.#above(thread) });
  }

  /** Ends a thread for good. */
  #endThread(thread: Thread, endMs: number): void {
    this.#endBelow(thread, endMs);
    if (thread.parent === undefined) return;
    thread.parent.branches.delete(thread);
    for (const eventId of thread.kept) this.#byEvent.delete(eventId);
  }

  /** The span around a state of this thread. */
  #above({ parent }: Thread): string {
    for (let around = parent; around !== undefined; around = around.parent) {
      if (around.state !== undefined) return around.state.spanId;
    }
    return this.#executionSpanId;
  }

  #remember(event: HistoryEvent, thread: Thread): void {
    thread.lastEventId = event.id;
    this.#keep(event.id, thread);
  }

  #keep(eventId: number, thread: Thread): void {
    thread.kept.push(eventId);
    this.#byEvent.set(eventId, thread);
  }

  /** The thread's next event; nothing else follows its last one. */
  #goOn(event: HistoryEvent, thread: Thread): void {
    const { lastEventId } = thread;
    if (lastEventId > 0 && lastEventId === event.previousEventId) {
      this.#byEvent.delete(lastEventId);
      if (thread.kept.at(-1) === lastEventId) thread.kept.pop();
    }
    this.#remember(event, thread);
  }
}

const ATTEMPT_BEGINS: ReadonlySet<EventType> = new Set([
  'ActivityScheduled',
  'LambdaFunctionScheduled',
  'MapRunStarted',
  'TaskScheduled',
]);
const ATTEMPT_SUCCEEDS: ReadonlySet<EventType> = new Set([
  'ActivitySucceeded',
  'LambdaFunctionSucceeded',
  'MapRunSucceeded',
  'TaskSucceeded',
]);
const ATTEMPT_FAILS =
  /^(Activity|LambdaFunction|Task)(Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$|^MapRun(Failed|Aborted)$/;

function newThread(parent: Thread | undefined, index?: number): Thread {
  return { parent, index, branches: new Set(), state: undefined, attempt: undefined, lastEventId: 0, kept: [] };
}

function branchOf(parent: Thread, index: number | undefined): Thread {
  const branch = newThread(parent, index);
  parent.branches.add(branch);
  return branch;
}

/** The thread whose Map this iteration belongs to: a later one follows an event of an earlier one. */
function ownerOf(thread: Thread): Thread {
  return thread.state?.isContainer === true ? thread : (thread.parent ?? thread);
}

function indexOf({ details }: HistoryEvent): number | undefined {
  const index = details?.['index'];
  return typeof index === 'number' ? index : undefined;
}
