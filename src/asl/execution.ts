/**
 * The resumable state of an execution, what may happen to it (stimuli) and what it asks for (commands).
 * All of it is plain data: an execution can be written down after any turn and go on from there.
 */
import type { StatesError } from './errors.ts';
import type { ItemBatcher, Variables } from './flow.ts';
import type { HistoryEvent } from './history-events.ts';
import type { Host } from './host.ts';
import type { Json } from './json.ts';
import type { Payload } from './payload.ts';
import type { Resource } from './resource.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Execution {
  readonly arn: string;
  readonly name: string;
  /** ARN that the context object shows. */
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  /** Shown in ExecutionStarted when the execution was started through them. */
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly region: string;
  readonly startMs: number;
  readonly input: Payload;
  /** Absent for EXPRESS, which cannot be redriven. */
  redriveCount?: number;
  redriveMs?: number;
  status: Status;
  /** Set when the status is SUCCEEDED. */
  output?: Payload;
  /** Set when the status is FAILED, TIMED_OUT or ABORTED; may be empty. */
  error?: StatesError;
  stopMs?: number;
  /** When the whole execution times out. */
  deadlineMs?: number;
  /** Closed without success: where it stood, for a redrive (redrive.ts). */
  standing?: readonly { readonly path: string; readonly body: string }[];
  nextEventId: number;
  lastEventMs: number;
  /** Live branches by path. */
  readonly frames: Map<string, Frame>;
}

/** One running branch: the root, a branch of a Parallel, or an iteration of an inline Map. */
export interface Frame {
  /** "0" is the root; "0.3" its fourth branch or iteration. */
  readonly path: string;
  state: string;
  /** Null: about to enter `state`. */
  wait: Wait | null;
  /** Raw input of the current state. */
  input: Payload;
  /** Variables of this scope, and those visible from the scopes around it. */
  variables: Variables;
  readonly inherited: Variables;
  /** Retries so far in this visit of the state, one number per retrier. */
  retries: number[];
  /** Id and time of the current state's …StateEntered event; 0 before it. */
  enteredEventId: number;
  enteredMs: number;
  /** previousEventId of that event; EvaluationFailed points there too. */
  enteredAfterId: number;
  /** The next event's previousEventId. */
  lastEventId: number;
  /** Present while a Parallel or Map runs its branches. */
  children?: Children;
}

export interface Children {
  readonly kind: 'Parallel' | 'Map' | 'MapRun';
  readonly total: number;
  /** How many may run at once. */
  readonly limit: number;
  /** Effective input of the state: what branches get and ItemSelector sees. */
  readonly input: Payload;
  /** Map: the items. */
  readonly items?: readonly Json[];
  /** First index that was not started yet. */
  next: number;
  running: number;
  /** By index; undefined while not finished. */
  results: (Payload | undefined)[];
  /** Distributed Map: how its executions are run. */
  readonly mapRun?: MapRun;
}

/** A Distributed Map at work: its items are executions of their own. */
export interface MapRun {
  readonly arn: string;
  readonly startMs: number;
  readonly express: boolean;
  /** As the state has it; 0 is "no limit of its own". */
  maxConcurrency: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
  readonly batcher?: ItemBatcher;
  /** First item that no execution was started for; follows from the rows below. */
  nextItem: number;
  /** How the executions that have ended did, by index; follows from the rows below. */
  readonly ended: ItemEnd[];
  /** The sums of `ended`. */
  readonly tally: Tally;
}

export type Tally = Record<ItemEnd['status'], { items: number; executions: number }>;

export function emptyTally(): Tally {
  const none = () => ({ items: 0, executions: 0 });
  return { SUCCEEDED: none(), FAILED: none(), TIMED_OUT: none(), ABORTED: none() };
}

/** Counts the end of an execution in. */
export function countEnd({ ended, tally }: MapRun, index: number, end: ItemEnd): void {
  ended[index] = end;
  tally[end.status].items += end.items;
  tally[end.status].executions++;
}

/** How one execution of a map run ended, and how many items it had. */
export interface ItemEnd {
  readonly status: Exclude<Status, 'RUNNING'>;
  readonly items: number;
}

/** A map run as the API shows it. */
export interface MapRunSnapshot {
  readonly arn: string;
  readonly path: string;
  readonly status: Status;
  readonly startMs: number;
  readonly stopMs?: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly items: MapRunCounts;
  readonly executions: MapRunCounts;
}

export interface MapRunCounts {
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
}

export type Wait = TaskWait | TimeWait | ItemWait | { readonly on: 'children' };

/** One execution of a map run: a branch that runs elsewhere. */
export interface ItemWait {
  readonly on: 'item';
  /** Its items: from this index, up to (exclusive) that one. */
  readonly from: number;
  readonly to: number;
  /** Key of the execution; absent for EXPRESS, which is started anew after a restart. */
  readonly child?: number;
}

export interface TimeWait {
  readonly on: 'time';
  readonly for: 'Wait' | 'Retry';
  readonly dueMs: number;
}

export interface TaskWait {
  readonly on: 'task';
  /** Id of the …Scheduled event; names the attempt. */
  readonly taskId: number;
  /** Absent: no TimeoutSeconds. */
  readonly timeoutMs?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatMs?: number;
  /** What to call; until the call was made and answered (TaskSubmitted), so that it can be made again after a crash. */
  readonly request?: TaskCall;
  /** An activity's task that no worker has taken yet; its clocks start when one does. */
  readonly pickup?: { readonly timeoutSeconds?: number };
  /** `.sync`: key of the execution whose end completes this task. */
  readonly child?: number;
  /** That execution was not started by this task but found by its name; its end must be asked for after a restart. */
  readonly adopted?: true;
}

/** One call of a resource. */
export interface TaskCall {
  readonly state: string;
  /** 0 for the first attempt in this visit of the state. */
  readonly attempt: number;
  readonly parameters: Payload;
  /** From Credentials. */
  readonly roleArn?: string;
}

/** Where a fork begins; else an execution begins at StartAt with its own input. */
export interface StartPoint {
  /** At the top level. */
  readonly state: string;
  readonly input: Payload;
  readonly variables: Variables;
}

/**
 * With a redrive: the task of the frame waits for the nested execution that it had started, which goes on, too, instead
 * of starting another. `taskId` is that of the attempt that started it, as it is by this that its end is told.
 */
export interface Adoption extends TaskRef {
  readonly child: number;
  /** What TaskSubmitted shows. */
  readonly output: Payload;
}

/** Names one attempt of one task. */
export interface TaskRef {
  readonly path: string;
  readonly taskId: number;
}

export type Stimulus =
  | { readonly type: 'Start'; readonly at?: StartPoint }
  /** Goes on with a turn that was cut because it was long. */
  | { readonly type: 'Continue' }
  /** Time has passed: whatever is due happens. */
  | { readonly type: 'Tick' }
  | ({
      readonly type: 'TaskSubmitted';
      readonly output: Payload;
      readonly child?: number;
      readonly adopted?: true;
    } & TaskRef)
  /** A worker took an activity's task. */
  | ({ readonly type: 'ActivityStarted'; readonly workerName?: string } & TaskRef)
  | ({ readonly type: 'TaskSucceeded'; readonly output: Payload } & TaskRef)
  | ({ readonly type: 'TaskFailed'; readonly error: StatesError } & TaskRef)
  /** The parameters cannot be used at all: States.Runtime. */
  | ({ readonly type: 'TaskUnusable'; readonly detail: string } & TaskRef)
  /** An execution of a map run ended. */
  | {
      readonly type: 'ItemEnded';
      readonly path: string;
      readonly mapRunArn: string;
      readonly status: ItemEnd['status'];
      readonly output?: Payload;
      readonly error?: StatesError;
    }
  /** An execution of a map run was lost with the process (EXPRESS). */
  | { readonly type: 'ItemLost'; readonly path: string }
  | {
      readonly type: 'UpdateMapRun';
      readonly mapRunArn: string;
      readonly maxConcurrency?: number;
      readonly toleratedFailureCount?: number;
      readonly toleratedFailurePercentage?: number;
    }
  | ({ readonly type: 'Heartbeat' } & TaskRef)
  | { readonly type: 'Stop'; readonly error: StatesError }
  /** Goes on after an end without success. */
  | { readonly type: 'Redrive'; readonly adopt?: readonly Adoption[] };

export type Command =
  /** Starts an execution of a map run, with the key that the frame waits for. */
  | {
      readonly type: 'StartItem';
      readonly path: string;
      /** The Map state. */
      readonly state: string;
      readonly index: number;
      readonly child?: number;
      readonly mapRunArn: string;
      readonly input: Payload;
    }
  | ({ readonly type: 'RunTask'; readonly resource: Resource; readonly call: TaskCall } & TaskRef)
  /** The task was cut or timed out: its outcome is not wanted, and a `.sync` child is to be stopped. */
  | ({ readonly type: 'CancelTask'; readonly child?: number; readonly inQueue?: true } & TaskRef);

/** A task's call that is to be made. */
export type RunTask = Extract<Command, { type: 'RunTask' }>;

/** What one stimulus led to. */
export interface Turn {
  /** False: the stimulus came too late or names nothing that waits; nothing changed. */
  readonly accepted: boolean;
  readonly events: readonly HistoryEvent[];
  readonly commands: readonly Command[];
  /** Paths of frames that were made, changed, or have ended. */
  readonly touched: ReadonlySet<string>;
  /** Paths of frames whose finished branches are no longer needed. */
  readonly cleared: ReadonlySet<string>;
  /** Map runs that began, went on or ended. */
  readonly mapRuns: readonly MapRunSnapshot[];
  /** The turn was cut; a Continue must follow. */
  readonly more: boolean;
}

/** What a turn needs of the engine, beside what expressions may use. */
export interface TurnHost extends Host {
  /** Opaque token that completes this attempt. */
  taskToken(task: TaskRef): string;
  activityExists(arn: string): boolean;
  /** Key for an execution that this turn starts. */
  newExecution(): number;
}
