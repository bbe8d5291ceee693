/** What is measured: a server, or a library in a process of its own, that can carry out some of the workloads. */
import type { WorkloadId } from './workloads.ts';

export type LoadKind =
  /** Start as fast as so many callers can, then wait until all that was started has ended. */
  | 'saturate'
  /** Each caller waits for the end of an execution before it starts the next one. */
  | 'complete';

export interface LoadOptions {
  readonly kind: LoadKind;
  readonly concurrency: number;
  readonly seconds: number;
}

export interface Load {
  readonly completed: number;
  /** Until all of them had ended. */
  readonly seconds: number;
  /** `saturate`: of the call that starts; `complete`: until the end of the execution was seen. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The first thing that went wrong; the figures are void then. */
  readonly failure?: string;
}

export interface RunningSystem {
  /** Processes whose CPU time and memory count; with all that they started. */
  readonly pids: readonly number[];
  load(workload: WorkloadId, options: LoadOptions): Promise<Load>;
  stop(): Promise<void>;
}

export interface System {
  readonly name: string;
  readonly workloads: readonly WorkloadId[];
  /** Callers when it is saturated, where not those of the workload. */
  readonly concurrency?: Partial<Record<WorkloadId, number>>;
  /** The run goes on without it when it fails. */
  readonly isOptional?: boolean;
  start(lambdaUrl: string): Promise<RunningSystem>;
}
