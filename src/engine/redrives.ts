/**
 * RedriveExecution: which executions may be redriven, and that a repeated request is one redrive.
 * Source: API reference "RedriveExecution"; spec of the API, "Redrive".
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { ExecutionRow, ResourceRow, Store } from '../store/store.ts';
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
/** More than an execution can have: what is older than the last ten goes with the next redrive. */
const MAX_STORED = 100;

export class Redrives {
  readonly #runner: Runner;
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #reopened: (row: ExecutionRow) => void;
  readonly #maxClosedMs: number;
  readonly #store: Pick<Store, 'resources'>;

  /** `retentionMs`: when closed executions are deleted; what may be under deletion must not go on. */
  constructor(init: {
    store: Pick<Store, 'resources'>;
    runner: Runner;
    committer: Committer;
    ports: Ports;
    reopened: (row: ExecutionRow) => void;
    retentionMs: number | undefined;
  }) {
    this.#store = init.store;
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
    const earlier = clientToken === undefined ? [] : await this.#earlier(row.arn);
    const repeated = earlier.find(({ key }) => key === tokenKey(row.arn, clientToken));
    if (repeated !== undefined && nowMs - repeated.position < TOKEN_MS) return { redriveMs: repeated.position };
    const { redriveMs, durable } = await this.#runner.visit(row.id, (live) => {
      if (live === undefined) throw apiErrors.executionDoesNotExist(row.arn);
      const reason = isDeleting ? 'State machine is in DELETING status' : this.whyNot(live, nowMs);
      if (reason !== undefined || !this.#runner.turn(live, { type: 'Redrive' })) {
        throw new ApiError('ExecutionNotRedrivable', reason ?? 'Execution cannot be redriven');
      }
      this.#reopened(row);
      const at = live.execution.redriveMs ?? nowMs;
      if (clientToken !== undefined) this.#remember(row.arn, clientToken, at, earlier);
      return { redriveMs: at, durable: this.#committer.barrier() };
    });
    await durable;
    return { redriveMs };
  }

  /** Redrives of this execution that had a token, oldest first; their position is when they were made. */
  async #earlier(arn: string): Promise<readonly ResourceRow[]> {
    await this.#committer.barrier(); // a redrive under way may have had the same token
    return this.#store.resources({ kind: 'redrive', scope: arn, limit: MAX_STORED });
  }

  /** In the batch of the redrive itself, so that both are durable or neither. */
  #remember(arn: string, clientToken: string, redriveMs: number, earlier: readonly ResourceRow[]): void {
    const { batch } = this.#committer;
    const isOld = ({ position }: ResourceRow, index: number) =>
      redriveMs - position >= TOKEN_MS || index <= earlier.length - TOKENS;
    for (const { key } of earlier.filter(isOld)) batch.resourceDeleted('redrive', key);
    batch.resource({ kind: 'redrive', key: tokenKey(arn, clientToken), scope: arn, position: redriveMs, body: '{}' });
  }
}

/** No ARN has spaces. */
function tokenKey(arn: string, clientToken: string | undefined): string {
  return `${arn} ${clientToken}`;
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
