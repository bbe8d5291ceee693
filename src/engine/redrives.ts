/**
 * RedriveExecution: which executions may be redriven, and that a repeated request is one redrive.
 * Source: API reference "RedriveExecution"; spec of the API, "Redrive".
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { ExecutionRow } from '../store/store.ts';
import { Cache } from './cache.ts';
import type { Committer } from './committer.ts';
import type { LiveExecution } from './live-execution.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';

const DAY_MS = 86_400_000;
const MAX_CLOSED_MS = 14 * DAY_MS;
const MAX_OPEN_MS = 365 * DAY_MS;
const MAX_EVENTS = 24_999;
/** A client token is remembered for this long, and the last ten of an execution. */
const TOKEN_MS = 15 * 60_000;
const TOKENS = 10;

interface Redriven {
  readonly clientToken: string;
  readonly redriveMs: number;
}

export class Redrives {
  readonly #runner: Runner;
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #reopened: (row: ExecutionRow) => void;
  readonly #maxClosedMs: number;
  /** By execution ARN. Kept in memory: after a restart a repeated request finds the execution RUNNING. */
  readonly #tokens = new Cache<string, readonly Redriven[]>(10_000);

  /** `retentionMs`: when closed executions are deleted; what may be under deletion must not go on. */
  constructor(init: {
    runner: Runner;
    committer: Committer;
    ports: Ports;
    reopened: (row: ExecutionRow) => void;
    retentionMs: number | undefined;
  }) {
    this.#runner = init.runner;
    this.#committer = init.committer;
    this.#ports = init.ports;
    this.#reopened = init.reopened;
    this.#maxClosedMs = Math.min(MAX_CLOSED_MS, init.retentionMs ?? MAX_CLOSED_MS);
  }

  /** Why the execution cannot be redriven; undefined: it can. */
  whyNot(live: LiveExecution, nowMs: number): string | undefined {
    return whyNot(live, nowMs, this.#maxClosedMs);
  }

  async redrive(
    row: ExecutionRow,
    isDeleting: boolean,
    clientToken: string | undefined,
  ): Promise<{ redriveMs: number }> {
    const nowMs = this.#ports.nowMs();
    const known = (this.#tokens.get(row.arn) ?? []).filter((redriven) => nowMs - redriven.redriveMs < TOKEN_MS);
    const repeated = known.find((redriven) => redriven.clientToken === clientToken);
    if (repeated !== undefined) return { redriveMs: repeated.redriveMs };
    const { redriveMs, durable } = await this.#runner.visit(row.id, (live) => {
      if (live === undefined) throw apiErrors.executionDoesNotExist(row.arn);
      const reason = isDeleting ? 'State machine is in DELETING status' : this.whyNot(live, nowMs);
      if (reason !== undefined || !this.#runner.turn(live, { type: 'Redrive' })) {
        throw new ApiError('ExecutionNotRedrivable', reason ?? 'Execution cannot be redriven');
      }
      this.#reopened(row);
      return { redriveMs: live.execution.redriveMs ?? nowMs, durable: this.#committer.barrier() };
    });
    await durable;
    if (clientToken !== undefined) this.#tokens.set(row.arn, [...known, { clientToken, redriveMs }].slice(-TOKENS));
    return { redriveMs };
  }
}

function whyNot({ execution, row }: LiveExecution, nowMs: number, maxClosedMs: number): string | undefined {
  const { status, stopMs = nowMs, startMs, nextEventId, standing } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (row.mapRunArn !== undefined) return 'Execution is redrivable by its Map Run only';
  if (nextEventId > MAX_EVENTS) return 'Execution history event limit exceeded';
  if (nowMs - startMs > MAX_OPEN_MS) return 'Execution has exceeded the max execution time';
  if (nowMs - stopMs > maxClosedMs) return 'Execution redrivable period exceeded';
  return standing === undefined ? 'Execution holds too much data to be redriven' : undefined;
}
