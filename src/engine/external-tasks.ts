/**
 * Calls of services outside the process: made when the turn that scheduled them is durable, and again after a crash
 * when their outcome was not recorded (or reported as lost, by configuration). Each call carries the same idempotency
 * key on every delivery.
 */
import type { RunTask } from '../asl/execution.ts';
import type { Resource } from '../asl/resource.ts';
import { realmOf } from '../aws/arn.ts';
import type { Integration, TaskOutcome } from '../integrations/integration.ts';
import type { ExecutionRow } from '../store/store.ts';
import type { LiveExecution } from './live-execution.ts';
import type { TaskRunner } from './runner.ts';

export class ExternalTasks {
  readonly #runner: Pick<TaskRunner, 'post'>;
  readonly #integrationOf: (resource: Resource) => Integration;
  readonly #inFlight = new Map<string, AbortController>();
  #closing = false;
  #idle: (() => void)[] = [];

  constructor(init: { runner: Pick<TaskRunner, 'post'>; integrationOf: (resource: Resource) => Integration }) {
    this.#runner = init.runner;
    this.#integrationOf = init.integrationOf;
  }

  get count(): number {
    return this.#inFlight.size;
  }

  isInFlight(executionId: number, taskId: number): boolean {
    return this.#inFlight.has(key(executionId, taskId));
  }

  /** Makes the call and reports its outcome. */
  async run(live: LiveExecution, { path, taskId, resource, call }: RunTask): Promise<void> {
    const id = key(live.id, taskId);
    if (this.#closing || this.#inFlight.has(id)) return;
    const abort = new AbortController();
    this.#inFlight.set(id, abort);
    const outcome = await this.#integrationOf(resource).run({
      resource,
      parameters: call.parameters,
      ...realmOf(live.row.arn),
      executionArn: live.row.arn,
      idempotencyKey: idempotencyKey(live.row, path, taskId),
      roleArn: call.roleArn ?? live.execution.roleArn,
      signal: abort.signal,
    });
    this.#inFlight.delete(id);
    if (!abort.signal.aborted) this.#report(live.id, { path, taskId }, resource, outcome);
    if (this.#inFlight.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The outcome is not wanted any more. */
  cancel(executionId: number, taskId: number): void {
    this.#inFlight.get(key(executionId, taskId))?.abort();
  }

  /** Makes no new calls, waits a while for those under way, then gives them up; they are made again after a restart. */
  async close(graceMs: (callback: () => void) => { cancel(): void }): Promise<void> {
    this.#closing = true;
    if (this.#inFlight.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = graceMs(resolve);
        this.#idle.push(() => {
          timer.cancel();
          resolve();
        });
      });
    }
    for (const abort of this.#inFlight.values()) abort.abort();
  }

  #report(executionId: number, ref: { path: string; taskId: number }, resource: Resource, outcome: TaskOutcome): void {
    this.#runner.post(executionId, { type: 'stimulus', stimulus: stimulusOf(ref, resource, outcome) });
  }
}

function stimulusOf(ref: { path: string; taskId: number }, resource: Resource, outcome: TaskOutcome) {
  switch (outcome.type) {
    case 'succeeded': {
      const isCallback = resource.kind === 'service' && resource.pattern === 'waitForTaskToken';
      return { type: isCallback ? 'TaskSubmitted' : 'TaskSucceeded', ...ref, output: outcome.result } as const;
    }
    case 'failed':
      return { type: 'TaskFailed', ...ref, error: outcome.error } as const;
    case 'runtime':
      return { type: 'TaskUnusable', ...ref, detail: outcome.detail } as const;
  }
}

function key(executionId: number, taskId: number): string {
  return `${executionId}/${taskId}`;
}

/** Of one attempt. An execution that was deleted may have had the same ARN, so the start is part of it. */
function idempotencyKey({ arn, startMs }: ExecutionRow, path: string, taskId: number): string {
  return `${arn}/${startMs}/${path}/${taskId}`;
}
