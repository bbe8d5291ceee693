/**
 * The interface of integrations that leave the process (Lambda and other services). Those that stay inside
 * (`states:startExecution`, `aws-sdk:sfn`) are turns of the engine and stand in engine/.
 */
import type { StatesError } from '../asl/errors.ts';
import type { Payload } from '../asl/payload.ts';
import type { Resource } from '../asl/resource.ts';

export interface TaskRequest {
  readonly resource: Resource;
  /** The task's Parameters or Arguments after evaluation; for a function ARN the task's input. */
  readonly parameters: Payload;
  readonly account: string;
  readonly region: string;
  readonly executionArn: string;
  /** Same for every delivery of one attempt: a call repeated after a crash can be recognised by it. */
  readonly idempotencyKey: string;
  /** Role to use: the state machine's, or the task's Credentials. */
  readonly roleArn: string;
  /** Aborted when the task times out or is cut; the outcome is then ignored. */
  readonly signal: AbortSignal;
}

/** What became of one attempt. `runtime` marks parameters that cannot be used at all (States.Runtime, not catchable). */
export type TaskOutcome =
  | { readonly type: 'succeeded'; readonly result: Payload }
  | { readonly type: 'failed'; readonly error: StatesError }
  | { readonly type: 'runtime'; readonly detail: string };

export interface Integration {
  /** Never rejects: what goes wrong is an outcome. */
  run(request: TaskRequest): Promise<TaskOutcome>;
  /** Releases connections. */
  close?(): void;
}
