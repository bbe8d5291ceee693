/**
 * What a history says about the states of an execution: a visit is one entry of one state, an attempt is one try of
 * its task (or one round of its branches), a scope is a row of states: the machine, a branch, or an iteration.
 * Times are milliseconds since the epoch; payloads are JSON text as recorded.
 */

export type VisitStatus = 'RUNNING' | 'RETRYING' | 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly scheduledMs: number;
  startedMs?: number;
  /** When a .sync or .waitForTaskToken task began to wait for its end. */
  submittedMs?: number;
  endMs?: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** `states` + `startExecution.sync:2`, or the ARN of a function or activity. */
  resourceType?: string;
  resource?: string;
  parameters?: string;
  timeoutSeconds?: number;
  heartbeatSeconds?: number;
  workerName?: string;
  submitOutput?: string;
  output?: string;
  failure?: Failure;
  /** The execution that this attempt started. */
  childArn?: string;
  mapRunArn?: string;
}

export interface Scope {
  /** Unique in the execution: `` for the machine, then `/<entry id>.<round>.<index>` for each level. */
  readonly key: string;
  readonly kind: 'machine' | 'branch' | 'iteration';
  /** Of the branch or the item. */
  readonly index: number;
  /** Which attempt of the container this belongs to, from 1; 0 for the machine. */
  readonly round: number;
  readonly container: Visit | undefined;
  readonly depth: number;
  readonly visits: Visit[];
  startMs: number;
  endMs?: number;
  status: VisitStatus;
  /** JSON text of each variable as it is now; replaced, never changed, so that visits can keep what they saw. */
  variables: Readonly<Record<string, string>>;
}

export interface Visit {
  /** Id of the …StateEntered event, which also identifies the visit. */
  readonly id: number;
  /** `Task`, `Pass`, …: the event's type without `StateEntered`. */
  readonly type: string;
  readonly name: string;
  readonly scope: Scope;
  /** How many times this state was entered before in the same scope. */
  readonly repeat: number;
  readonly enterMs: number;
  endMs?: number;
  status: VisitStatus;
  readonly input: string | undefined;
  output?: string;
  /** Variables on entry, with those of the scopes around. */
  readonly variables: Readonly<Record<string, string>>;
  assigned?: Readonly<Record<string, string>>;
  readonly attempts: Attempt[];
  failure?: Failure;
  /** Branches or iterations, by round and index; in order of their start. */
  readonly scopes: Scope[];
  /** How many items a Map said it has. */
  length?: number;
  /** The last event that belongs to it, and all their ids in order. */
  readonly eventIds: number[];
}

export function lastAttempt(visit: Visit): Attempt | undefined {
  return visit.attempts[visit.attempts.length - 1];
}

/** Whether the visit has not ended. */
export function isOpen(visit: Visit): boolean {
  return visit.status === 'RUNNING' || visit.status === 'RETRYING';
}

/** The visits around this one, outermost first. */
export function containersOf(visit: Visit): Visit[] {
  const containers: Visit[] = [];
  for (let at = visit.scope.container; at !== undefined; at = at.scope.container) containers.unshift(at);
  return containers;
}

/** `Orders[3] › Ship`: where the visit stands, for people. */
export function pathLabel(visit: Visit): string {
  const steps: string[] = [];
  for (let { scope } = visit; scope.container !== undefined; scope = scope.container.scope) {
    steps.unshift(`${scope.container.name}[${scope.index}]`);
  }
  return [...steps, visit.name].join(' › ');
}
