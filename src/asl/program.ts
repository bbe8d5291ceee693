/** A compiled definition: made once per revision, shared by all its executions, never changed. */
import type { ChoiceFlow, FailFlow, Flow, MapFlow, TaskFlow, WaitFlow } from './flow.ts';
import type { Payload } from './payload.ts';
import type { Resource } from './resource.ts';

export interface Program {
  readonly scope: Scope;
  /** TimeoutSeconds of the whole execution. */
  readonly timeoutSeconds?: number;
}

/** One set of States: the machine's, a branch's, or a Map processor's. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

interface StateBase {
  readonly name: string;
  /** Undefined: End, or a type without Next. */
  readonly next?: string;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends StateBase {
  readonly type: 'Pass';
  readonly flow: Flow;
  readonly result?: Payload;
}
export interface TaskState extends StateBase {
  readonly type: 'Task';
  readonly flow: TaskFlow;
  readonly resource: Resource;
}
export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly flow: ChoiceFlow;
}
export interface WaitState extends StateBase {
  readonly type: 'Wait';
  readonly flow: WaitFlow;
}
export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
  readonly flow: Flow;
}
export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly flow: FailFlow;
}
export interface ParallelState extends StateBase {
  readonly type: 'Parallel';
  readonly flow: Flow;
  readonly branches: readonly Scope[];
}
export interface MapState extends StateBase {
  readonly type: 'Map';
  readonly flow: MapFlow;
  readonly processor: Scope;
  readonly distributed?: Distributed;
}

/** Mode DISTRIBUTED of a Map's ProcessorConfig. */
export interface Distributed {
  /** Names the map run and its executions; unique in the machine. */
  readonly label: string;
  readonly express: boolean;
  /** The state reads its items from elsewhere (ItemReader) or writes its results there (ResultWriter). */
  readonly reader: boolean;
  readonly writer: boolean;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
}
