/** An execution in memory: the interpreter's state, its mailbox, and what the store already has of it. */
import type { Execution, TaskRef, TurnHost } from '../asl/execution.ts';
import type { HashAlgorithm } from '../asl/host.ts';
import { Payload } from '../asl/payload.ts';
import type { Program } from '../asl/program.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn, realmOf } from '../aws/arn.ts';
import type { ExecutionRow, RevisionRow } from '../store/store.ts';
import type { Mail } from './mail.ts';
import type { Ports } from './ports.ts';
import type { TaskTokens } from './task-tokens.ts';

export class LiveExecution {
  readonly id: number;
  /** The row as it was inserted or loaded; what changes is in `execution`. */
  readonly row: ExecutionRow;
  readonly execution: Execution;
  readonly program: Program;
  readonly host: TurnHost;
  readonly mailbox: Mail[] = [];
  /** Whether the mailbox stands in the line of those with mail. */
  inLine = false;
  /** Reasons (asynchronous work under way) not to drop it from memory. */
  pins = 0;
  /** Whether the store, or a batch on its way there, has the row. */
  stored: boolean;
  /** Paths of frame rows that the store has after all batches built so far. */
  readonly storedFrames: Set<string>;
  /** Was closed and goes on; the store does not know yet. */
  isRedriven = false;
  /** wake_at_ms of the stored row. */
  storedWakeMs: number | undefined;
  /** Number of the batch that holds its latest change. */
  lastBatch = 0;

  constructor(init: {
    row: ExecutionRow;
    execution: Execution;
    program: Program;
    host: TurnHost;
    stored: boolean;
    storedFrames?: Iterable<string>;
  }) {
    this.id = init.row.id;
    this.row = init.row;
    this.execution = init.execution;
    this.program = init.program;
    this.host = init.host;
    this.stored = init.stored;
    this.storedFrames = new Set(init.storedFrames);
    this.storedWakeMs = init.stored ? init.row.wakeAtMs : undefined;
  }
}

export function isOfAccount({ row }: LiveExecution, { account }: Realm): boolean {
  return realmOf(row.arn).account === account;
}

/** The interpreter's view of a row, before frames are restored. */
export function executionOf(row: ExecutionRow, revision: Pick<RevisionRow, 'roleArn'>, lastEventId: number): Execution {
  const machine = parseStateMachineArn(row.stateMachineArn);
  return {
    arn: row.arn,
    name: row.name,
    stateMachineArn: row.stateMachineArn,
    stateMachineName: machine?.name ?? '',
    roleArn: revision.roleArn,
    ...(row.versionArn !== undefined && { versionArn: row.versionArn }),
    ...(row.aliasArn !== undefined && { aliasArn: row.aliasArn }),
    region: machine?.region ?? '',
    startMs: row.startMs,
    input: Payload.fromText(row.input),
    redriveCount: row.redriveCount,
    ...(row.redriveMs !== undefined && { redriveMs: row.redriveMs }),
    status: row.status,
    ...(row.stopMs !== undefined && { stopMs: row.stopMs }),
    ...(row.deadlineMs !== undefined && { deadlineMs: row.deadlineMs }),
    nextEventId: lastEventId + 1,
    lastEventMs: row.startMs,
    frames: new Map(),
  };
}

/** The ports with the tokens of one execution. */
export class ExecutionHost implements TurnHost {
  readonly #ports: Ports;
  readonly #tokens: TaskTokens;
  readonly #executionId: number;
  readonly #newExecution: () => number;
  readonly #activityExists: (arn: string) => boolean;

  constructor(
    ports: Ports,
    tokens: TaskTokens,
    executionId: number,
    newExecution: () => number,
    activityExists: (arn: string) => boolean = () => false,
  ) {
    this.#ports = ports;
    this.#tokens = tokens;
    this.#executionId = executionId;
    this.#newExecution = newExecution;
    this.#activityExists = activityExists;
  }

  nowMs(): number {
    return this.#ports.nowMs();
  }
  random(): number {
    return this.#ports.random();
  }
  uuid(): string {
    return this.#ports.uuid();
  }
  hash(algorithm: HashAlgorithm, text: string): string {
    return this.#ports.hash(algorithm, text);
  }
  base64Encode(text: string): string {
    return this.#ports.base64Encode(text);
  }
  base64Decode(text: string): string | undefined {
    return this.#ports.base64Decode(text);
  }
  newExecution(): number {
    return this.#newExecution();
  }
  taskToken({ path, taskId }: TaskRef): string {
    return this.#tokens.make({ executionId: this.#executionId, path, taskId });
  }
  activityExists(arn: string): boolean {
    return this.#activityExists(arn);
  }
}
