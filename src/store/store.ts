/**
 * What the engine needs of a store. Three rules hold for every implementation:
 * `commit` applies one batch in one transaction and resolves only when it is durable; batches are applied in
 * the order of the calls; every read sees all batches whose commit has resolved. One contract suite
 * (store.contract.ts) runs over all of them.
 */
import type { Realm } from '../aws/arn.ts';
import type { TreeQueries } from './tree-queries.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** One state machine; what may change with an update is in its revisions. Times are milliseconds since the epoch. */
export interface StateMachineRow {
  /** Unqualified ARN; the key. */
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly status: 'ACTIVE' | 'DELETING';
  readonly createdMs: number;
  /** Key of the revision that new executions use. */
  readonly currentRevision: number;
}

/** An immutable state of definition, role and configuration; executions are pinned to one. */
export interface RevisionRow {
  /** Key, given out by the engine from `Counters.nextRevision`. */
  readonly id: number;
  readonly stateMachineArn: string;
  /** UUID as the API shows it; absent for a machine that was never updated. */
  readonly revisionId?: string;
  readonly definition: string;
  readonly roleArn: string;
  /** JSON text of loggingConfiguration, tracingConfiguration, encryptionConfiguration as returned by the API. */
  readonly configuration: string;
  readonly createdMs: number;
}

/** Who started an execution, when another execution did. */
export interface ParentLink {
  /** Key of the parent's row. */
  readonly id: number;
  readonly arn: string;
  /** The parent's frame, state and attempt (0 = first) that started this execution. */
  readonly framePath: string;
  readonly state: string;
  readonly attempt: number;
  /** Event id of the parent's TaskScheduled; names the attempt. */
  readonly taskId: number;
  /** Whether the parent waits for this execution's end (`.sync`), and stops it when it is cut itself. */
  readonly sync: boolean;
}

export interface ExecutionRow {
  /** Key, given out by the engine from `Counters.nextExecution`; rises with the start. */
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  /** Unqualified. */
  readonly stateMachineArn: string;
  readonly revision: number;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly status: ExecutionStatus;
  readonly startMs: number;
  readonly stopMs?: number;
  /** JSON text. */
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly traceHeader?: string;
  readonly parent?: ParentLink;
  /** ARN of the topmost execution of the tree; its own for a root. */
  readonly rootArn: string;
  /** 0 for a root. */
  readonly depth: number;
  /** Value of AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID in the input, when it is a string. */
  readonly startedByArn?: string;
  readonly mapRunArn?: string;
  readonly redriveCount: number;
  readonly redriveMs?: number;
  /** The execution, and the state of it, at which this one began. */
  readonly forkedFromArn?: string;
  readonly forkedFromState?: string;
  /** When the whole execution times out. */
  readonly deadlineMs?: number;
  /** When the execution has something to do by itself (timer, timeout, deadline); 0 = at once after a restart. */
  readonly wakeAtMs?: number;
}

/** What listings show: a row without its payloads, so that a page of 1,000 stays small. */
export type ExecutionSummary = Omit<ExecutionRow, 'input' | 'output' | 'cause'>;

/** Columns that a turn may change. A member that is present replaces the column; null clears it. */
export interface ExecutionUpdate {
  readonly id: number;
  readonly status?: ExecutionStatus;
  readonly stopMs?: number | null;
  readonly output?: string | null;
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly deadlineMs?: number | null;
  readonly wakeAtMs?: number | null;
  readonly redriveCount?: number;
  readonly redriveMs?: number;
}

/** The resumable position of one branch, as JSON text. */
export interface FrameRow {
  readonly executionId: number;
  readonly path: string;
  readonly body: string;
}

/** The events of an execution in one batch; what `body` is, the store need not know (asl/history-record.ts). */
export interface HistoryRow {
  readonly executionId: number;
  readonly firstEventId: number;
  readonly lastEventId: number;
  readonly body: string;
}

/** A durable stimulus from one execution to another; removed by the commit of the turn that takes it. */
export interface InboxRow {
  /** Key, given out by the engine from `Counters.nextMessage`. */
  readonly id: number;
  readonly executionId: number;
  readonly body: string;
}

/** What is kept as a resource; see ResourceRow. */
export type ResourceKind =
  | 'activity'
  | 'activityTask'
  | 'alias'
  | 'expressStart'
  | 'fork'
  | 'mapRun'
  | 'redrive'
  | 'statusChange'
  | 'tags'
  | 'version';

/**
 * A small named thing that belongs to something bigger, such as the alias of a state machine or the activities of an
 * account: kept whole, found by its key, listed in the order of `position`. One table serves all kinds, as none is
 * ever asked for by anything else.
 */
export interface ResourceRow {
  readonly kind: ResourceKind;
  /** Unique for the kind; an ARN where it has one. */
  readonly key: string;
  /** What it is listed by: an ARN, or `account/region`. */
  readonly scope: string;
  readonly position: number;
  /** JSON text. */
  readonly body: string;
}

export interface ResourceQuery {
  readonly kind: ResourceKind;
  readonly scope: string;
  /** Exclusive: behind this one in the order asked for. */
  readonly after?: { readonly position: number; readonly key: string };
  readonly reverse?: boolean;
  readonly limit: number;
}

/**
 * Everything that one transaction changes. What contradicts the stored data (a key that is there already, an update of
 * what is not) rejects the whole batch. Lists are applied in this order: machines, machinesDeleted,
 * resourcesDeleted, resourcesPut, revisions, inserts, updates, framesDropped, framesDeleted, framesPut, history, inboxDeleted, inboxPut. Ids are unique over a batch but for
 * `updates`, which may name an execution several times (later ones win), or one inserted in the same batch.
 */
export interface Batch {
  readonly machines: readonly StateMachineRow[];
  readonly machinesDeleted: readonly string[];
  readonly resourcesDeleted: readonly { readonly kind: ResourceKind; readonly key: string }[];
  /** Replaces or inserts. */
  readonly resourcesPut: readonly ResourceRow[];
  readonly revisions: readonly RevisionRow[];
  readonly inserts: readonly ExecutionRow[];
  readonly updates: readonly ExecutionUpdate[];
  /** Executions that lose all their frames (they closed). */
  readonly framesDropped: readonly number[];
  readonly framesDeleted: readonly { readonly executionId: number; readonly path: string }[];
  /** Replaces or inserts. */
  readonly framesPut: readonly FrameRow[];
  /** Inserting an existing (executionId, firstEventId) must fail the whole batch: it fences a stale owner. */
  readonly history: readonly HistoryRow[];
  readonly inboxDeleted: readonly number[];
  readonly inboxPut: readonly InboxRow[];
}

/** First free keys after all that is stored. */
export interface Counters {
  readonly nextExecution: number;
  readonly nextRevision: number;
  readonly nextMessage: number;
  /** When the data were last written, by the clock of that time; absent when there were none, or they do not tell. */
  readonly lastWrittenMs?: number;
}

/** Everything needed to go on with an execution. */
export interface LoadedExecution {
  readonly row: ExecutionRow;
  readonly frames: readonly FrameRow[];
  readonly inbox: readonly InboxRow[];
  /** Id of the last stored event; 0 when none. */
  readonly lastEventId: number;
}

export interface ExecutionQuery {
  /** Unqualified; or a version's or alias's ARN in the fields below. */
  readonly stateMachineArn?: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly mapRunArn?: string;
  readonly parentArn?: string;
  readonly rootArn?: string;
  readonly status?: ExecutionStatus;
  /** Only executions older than this key (exclusive); newest first. */
  readonly beforeId?: number;
  readonly limit: number;
}

export interface HistoryQuery {
  readonly executionId: number;
  /** Rows that hold any event with this id or a larger (reverse: smaller) one. */
  readonly fromEventId: number;
  readonly reverse: boolean;
  /** Enough rows are returned to hold this many events, when there are so many. */
  readonly limitEvents: number;
}

/** A place in the order in which executions closed. */
export interface ClosedPlace {
  readonly stopMs: number;
  readonly id: number;
}

export interface PurgeQuery {
  /** Executions that closed at or after this instant stay. */
  readonly closedBeforeMs: number;
  /** Exclusive: where the last step got to. */
  readonly after?: ClosedPlace;
  /** About how many rows may be deleted or looked at; bounds how long commits wait behind this step. */
  readonly maxRows: number;
}

/** What one step of purging did. */
export interface Purged {
  readonly executions: number;
  /** Where the next step goes on; absent when there is nothing left to do. */
  readonly next?: ClosedPlace;
}

export interface Store extends TreeQueries {
  /** Opens or creates the data, runs migrations. Call once, first. */
  open(): Promise<Counters>;
  /** Rejects with a StoreError (errors.ts), whose code tells whether the store can go on. */
  commit(batch: Batch): Promise<void>;
  /**
   * One step of deleting closed executions, those that closed first at first, each with its history, frames and map
   * runs. Some stay: one whose end is not yet taken in by those who wait for it (its `.sync` parent is RUNNING), and
   * one that has messages itself. Keys are never given out again. The last step also looks at up to `maxRows` revisions,
   * at others each time: those of a deleted state machine of which no execution is left go when they are met so twice,
   * so that a start which was under way in between has its revision. Applied in the order of the calls, between
   * commits; rejects with a StoreError, and unlike `commit` pulls nothing down with it, unless its code is `failed`.
   */
  purge(query: PurgeQuery): Promise<Purged>;
  /** Waits for running commits and releases everything. */
  close(): Promise<void>;

  /** A small value kept with the data, such as the key of the installation; made by `make` the first time. */
  setting(key: string, make: () => string): Promise<string>;

  stateMachine(arn: string): Promise<StateMachineRow | undefined>;
  /** Of one account and Region, in the order of their ARN; `afterArn` is exclusive. */
  stateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]>;
  revision(id: number): Promise<RevisionRow | undefined>;

  resource(kind: ResourceKind, key: string): Promise<ResourceRow | undefined>;
  /** In the order of (position, key). */
  resources(query: ResourceQuery): Promise<ResourceRow[]>;

  execution(arn: string): Promise<ExecutionRow | undefined>;
  /** False: there is surely none, not even in a batch whose outcome is unknown. Costs no look at the disk. */
  mayHaveExecution(arn: string): boolean;
  executions(query: ExecutionQuery): Promise<ExecutionSummary[]>;
  /** RUNNING executions of one account and Region. */
  countRunning(realm: Realm): Promise<number>;
  /** The same for all accounts and Regions that have any. */
  runningRealms(): Promise<{ realm: Realm; count: number }[]>;
  load(executionId: number): Promise<LoadedExecution | undefined>;
  history(query: HistoryQuery): Promise<HistoryRow[]>;

  /** RUNNING executions that have a wake-up, in the order of (wakeAtMs, id), after the given position. */
  wakeUps(query: {
    after?: { wakeAtMs: number; id: number };
    limit: number;
  }): Promise<{ id: number; wakeAtMs: number }[]>;
  /** Executions that have inbox rows; ascending, after the given id. */
  executionsWithInbox(query: { afterId: number; limit: number }): Promise<number[]>;
  /** Keys of the messages to an execution, which need not be there. */
  messagesTo(executionId: number): Promise<number[]>;
}

/** A batch that changes nothing; spread it and set what changes. */
export const EMPTY_BATCH: Batch = Object.freeze({
  machines: [],
  machinesDeleted: [],
  resourcesDeleted: [],
  resourcesPut: [],
  revisions: [],
  inserts: [],
  updates: [],
  framesDropped: [],
  framesDeleted: [],
  framesPut: [],
  history: [],
  inboxDeleted: [],
  inboxPut: [],
});
