/** Settings of the engine. */
import type { Resource } from '../asl/resource.ts';
import type { Integration } from '../integrations/integration.ts';
import type { Store } from '../store/store.ts';
import type { Feed } from './feed.ts';
import type { Logger, Ports } from './ports.ts';
import type { RunnerOptions } from './runner.ts';
import type { ApiCall } from './sfn-tasks.ts';

export interface EngineOptions extends RunnerOptions {
  /** Executions that wait for their turn at which nobody should start more. */
  readonly maxInLine: number;
  /** RUNNING executions per account and Region; more starts get ExecutionLimitExceeded. */
  readonly maxOpenExecutions: number;
  /** What becomes of calls whose outcome was not recorded when the process ended: made again, or failed. */
  readonly interruptedTasks: 'retry' | 'fail';
  /** How long an execution is kept after its end; undefined: for ever. */
  readonly retentionMs: number | undefined;
  /** How long a closing engine waits for calls that are under way. */
  readonly closeGraceMs: number;
  /** How long to wait after the store has failed before it is asked again. */
  readonly recoveryDelayMs: number;
}

export const ENGINE_DEFAULTS: EngineOptions = {
  maxTransitions: 1000,
  maxLive: 2500,
  maxBacklog: 2000,
  maxInLine: 1000,
  maxOpenExecutions: 1_000_000,
  interruptedTasks: 'retry',
  retentionMs: undefined,
  closeGraceMs: 5000,
  recoveryDelayMs: 250,
};

/** What an engine is made of. */
export interface EngineInit {
  readonly store: Store;
  readonly ports: Ports;
  readonly log: Logger;
  readonly options?: Partial<EngineOptions>;
  readonly integrationOf: (resource: Resource) => Integration;
  /** Answers the requests of `aws-sdk:sfn` tasks. */
  readonly callApi: ApiCall;
  /** For listeners that must not miss what happens while the engine opens. */
  readonly feed?: Feed;
}
