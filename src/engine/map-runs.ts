/**
 * Map runs: the executions of Distributed Maps. The interpreter says which to start and takes their ends in; here they
 * are created, in the commit of the turn that asked for them, and the run is shown to the API.
 * Source: API reference "DescribeMapRun", "ListMapRuns", "UpdateMapRun".
 */

import type { Command, MapRunSnapshot, Stimulus } from '../asl/execution.ts';
import { Payload } from '../asl/payload.ts';
import { mapState } from '../asl/position.ts';
import type { Distributed, MapState, Program } from '../asl/program.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { ExecutionRow, ResourceRow, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { ExpressExecutions } from './express.ts';
import { generatedName } from './generated-name.ts';
import type { LiveExecution } from './live-execution.ts';
import { executionOf } from './live-execution.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';

type StartItem = Extract<Command, { type: 'StartItem' }>;

/** A map run as it is stored: the body of its row. */
export interface MapRunRecord extends MapRunSnapshot {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly redriveCount: number;
}

export interface UpdateMapRunRequest {
  readonly mapRunArn: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

export interface MapRunQuery {
  /** Exclusive. */
  readonly after?: Pick<MapRunRecord, 'arn' | 'startMs'>;
  readonly limit: number;
}

export class MapRuns {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #runner: Runner;
  readonly #express: ExpressExecutions;
  readonly #ports: Ports;

  constructor(init: {
    store: Store;
    committer: Committer;
    runner: Runner;
    express: ExpressExecutions;
    ports: Ports;
  }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#runner = init.runner;
    this.#express = init.express;
    this.#ports = init.ports;
  }

  /** Keeps what a turn says of its map runs, as part of its batch. */
  record(live: LiveExecution, snapshots: readonly MapRunSnapshot[]): void {
    for (const snapshot of snapshots) this.#committer.batch.resource(rowOf(live, snapshot));
  }

  /** Creates the execution of an item, as part of the batch of the turn that asked for it. */
  start(live: LiveExecution, command: StartItem): void {
    const { distributed, processor } = mapState(live.program, command.state) as MapState;
    const row = this.#itemRow(live, command, distributed as Distributed);
    const program: Program = { scope: processor };
    if (command.child === undefined) return this.#startExpress(live, command, row, program);
    const item = this.#runner.create({ row, execution: executionOf(row, live.execution, 0), program });
    // After the present turn: an item that ends at once must not be told to a parent that is still at it.
    queueMicrotask(() => this.#runner.post(item.id, { type: 'stimulus', stimulus: { type: 'Start' } }));
  }

  async describe(mapRunArn: string): Promise<MapRunRecord> {
    const row = await this.#store.resource('mapRun', mapRunArn);
    if (row === undefined) throw new ApiError('ResourceNotFound', `Resource not found: '${mapRunArn}'`);
    return JSON.parse(row.body) as MapRunRecord;
  }

  /** Of one execution, oldest first. */
  async list(executionArn: string, { after, limit }: MapRunQuery): Promise<MapRunRecord[]> {
    const place = after && { position: after.startMs, key: after.arn };
    const query = { kind: 'mapRun', scope: executionArn, limit, ...(place !== undefined && { after: place }) } as const;
    return (await this.#store.resources(query)).map((row) => JSON.parse(row.body) as MapRunRecord);
  }

  async update(request: UpdateMapRunRequest): Promise<void> {
    const { executionArn, status } = await this.describe(request.mapRunArn);
    const execution = await this.#store.execution(executionArn);
    const settled =
      execution === undefined || status !== 'RUNNING'
        ? { type: 'rejected' }
        : await this.#runner.ask(execution.id, { type: 'UpdateMapRun', ...request });
    if (settled.type === 'failed') throw apiErrors.unavailable();
    if (settled.type === 'rejected') {
      throw apiErrors.validation('Map Run is not RUNNING and cannot be updated.', 'CANNOT_UPDATE_COMPLETED_MAP_RUN');
    }
  }

  #itemRow(live: LiveExecution, command: StartItem, { label, express }: Distributed): ExecutionRow {
    const { row } = live;
    const name = generatedName(this.#ports);
    const stateMachineArn = `${row.stateMachineArn}/${label}`;
    const kind = express ? ':express:' : ':execution:';
    const arn = `${stateMachineArn.replace(':stateMachine:', kind)}:${name}${express ? `:${this.#ports.uuid()}` : ''}`;
    return {
      id: command.child ?? 0,
      arn,
      name,
      stateMachineArn,
      revision: row.revision,
      status: 'RUNNING',
      startMs: this.#ports.nowMs(),
      input: command.input.text,
      rootArn: row.rootArn,
      depth: row.depth + 1,
      redriveCount: 0,
      mapRunArn: command.mapRunArn,
      parent: {
        id: live.id,
        arn: row.arn,
        framePath: command.path,
        state: command.state,
        attempt: 0,
        taskId: 0,
        sync: true,
      },
    };
  }

  #startExpress(live: LiveExecution, { path, mapRunArn }: StartItem, row: ExecutionRow, program: Program): void {
    this.#committer.whenDurable(() =>
      this.#express.startItem(row, live.execution, program, (ended) => {
        this.#runner.post(live.id, { type: 'stimulus', stimulus: itemEnded(path, mapRunArn, ended) });
      }),
    );
  }
}

/** What the end of an item's execution means to its map run. */
export function itemEnded(
  path: string,
  mapRunArn: string,
  row: ExecutionRow,
): Extract<Stimulus, { type: 'ItemEnded' }> {
  const { status, output, error, cause } = row;
  return {
    type: 'ItemEnded',
    path,
    mapRunArn,
    status: status === 'RUNNING' ? 'ABORTED' : status,
    ...(output !== undefined && { output: Payload.fromText(output) }),
    error: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
  };
}

function rowOf(live: LiveExecution, snapshot: MapRunSnapshot): ResourceRow {
  const record: MapRunRecord = {
    ...snapshot,
    executionArn: live.row.arn,
    stateMachineArn: `${live.row.stateMachineArn}/${snapshot.arn.split('/')[1]?.split(':')[0] ?? ''}`,
    redriveCount: 0,
  };
  return {
    kind: 'mapRun',
    key: snapshot.arn,
    scope: live.row.arn,
    position: snapshot.startMs,
    body: JSON.stringify(record),
  };
}
