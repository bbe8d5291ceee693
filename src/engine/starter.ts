/**
 * Creates executions, for the API and for tasks alike: names are unique per state machine, a repeated start with the
 * same input is answered with the first one (spec of nested executions, "StartExecution idempotency").
 */
import { getOwn, isObject } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import { apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { executionArn, realmOf } from '../aws/arn.ts';
import type { ExecutionRow, ParentLink, Store } from '../store/store.ts';
import type { Catalogue, Startable } from './catalogue.ts';
import type { ExpressExecutions } from './express.ts';
import { generatedName } from './generated-name.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { LiveExecution } from './live-execution.ts';
import { executionOf } from './live-execution.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';
import type { StartExecutionRequest } from './service.ts';

/** Who starts, when an execution does. */
export interface Starter {
  readonly row: ExecutionRow;
  readonly link: ParentLink;
}

const STARTED_BY = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';

export class Starts {
  readonly #store: Store;
  readonly #catalogue: Catalogue;
  readonly #runner: Runner;
  readonly #ports: Ports;
  readonly #express: ExpressExecutions;
  readonly #maxOpenExecutions: number;
  readonly #newExecutionId: () => number;
  readonly #names = new KeyedLock();
  /** RUNNING executions by account and Region; counted by the store at first use. */
  readonly #running = new Map<string, Promise<{ count: number }>>();

  constructor(init: {
    store: Store;
    catalogue: Catalogue;
    runner: Runner;
    ports: Ports;
    newExecutionId: () => number;
    express: ExpressExecutions;
    maxOpenExecutions: number;
  }) {
    this.#store = init.store;
    this.#catalogue = init.catalogue;
    this.#runner = init.runner;
    this.#ports = init.ports;
    this.#express = init.express;
    this.#maxOpenExecutions = init.maxOpenExecutions;
    this.#newExecutionId = init.newExecutionId;
  }

  /** Forgets what it counted, as after a lost batch. */
  clear(): void {
    this.#running.clear();
  }

  /**
   * Starts an execution, or finds the one that a repeated request means. `use` runs in the same step of the event loop
   * as the creation, so that what it adds to the batch is durable together with the new execution or not at all.
   * `stillWanted` is asked just before; when it answers false nothing happens.
   */
  async start<T>(
    request: StartExecutionRequest,
    starter: Starter | undefined,
    use: (row: ExecutionRow) => T,
    stillWanted: () => boolean = () => true,
  ): Promise<T | undefined> {
    const startable = await this.#catalogue.startable(request.stateMachineArn);
    if (startable.machine.type === 'EXPRESS') {
      return stillWanted() ? this.#express.startAsync(startable, request, starter?.row, use) : undefined;
    }
    const running = await this.#runningOf(realmOf(startable.machine.arn));
    const create = (name: string) => {
      if (!stillWanted()) return undefined;
      this.#countIn(running);
      const live = this.#create(startable, { ...request, name }, starter);
      const result = use(live.row);
      // Only now: a child that ends in its first turn must find its parent waiting.
      this.#runner.post(live.id, { type: 'stimulus', stimulus: { type: 'Start' } });
      return result;
    };
    const { name } = request;
    if (name === undefined) return create(generatedName(this.#ports));
    const arn = executionArn(startable.machine.arn, name);
    return this.#names.run(arn, async () => {
      const existing = this.#runner.rowInMemory(arn) ?? (await this.#store.execution(arn));
      if (existing === undefined) return create(name);
      if (existing.status !== 'RUNNING' || existing.input !== (request.input ?? '{}')) {
        throw apiErrors.executionAlreadyExists(arn);
      }
      return stillWanted() ? use(existing) : undefined;
    });
  }

  /**
   * Starts an execution of the same revision as `origin`, to begin at a state of it. `begin` runs in the same step of
   * the event loop as the creation, and makes the first turn.
   */
  async fork<T>(
    startable: Startable,
    { origin, state, name }: { origin: ExecutionRow; state: string; name: string | undefined },
    begin: (live: LiveExecution) => T,
  ): Promise<T> {
    const running = await this.#runningOf(realmOf(startable.machine.arn));
    const create = (chosen: string) => {
      this.#countIn(running);
      const { input, traceHeader } = origin;
      const request = { stateMachineArn: startable.machine.arn, name: chosen, input };
      const from = { forkedFromArn: origin.arn, forkedFromState: state };
      return begin(this.#create(startable, { ...request, ...(traceHeader && { traceHeader }) }, undefined, from));
    };
    if (name === undefined) return create(generatedName(this.#ports));
    const arn = executionArn(startable.machine.arn, name);
    return this.#names.run(arn, async () => {
      const existing = this.#runner.rowInMemory(arn) ?? (await this.#store.execution(arn));
      if (existing !== undefined) throw apiErrors.executionAlreadyExists(arn);
      return create(name);
    });
  }

  /** To be called when an execution has ended. */
  async ended(arn: string): Promise<void> {
    const running = await this.#counted(arn);
    if (running !== undefined) running.count--;
  }

  /** To be called when an execution that had ended goes on. */
  async reopened(arn: string): Promise<void> {
    const running = await this.#counted(arn);
    if (running !== undefined) running.count++;
  }

  /** Undefined when nothing was counted yet, or could not be. */
  #counted(arn: string): Promise<{ count: number } | undefined> | undefined {
    return this.#running.get(realmKey(realmOf(arn)))?.catch(() => undefined);
  }

  #countIn(running: { count: number }): void {
    if (running.count >= this.#maxOpenExecutions) throw apiErrors.executionLimitExceeded();
    running.count++;
  }

  #create(
    { machine, revision, program, versionArn, aliasArn }: Startable,
    request: StartExecutionRequest & { name: string },
    starter: Starter | undefined,
    forkedFrom?: Pick<ExecutionRow, 'forkedFromArn' | 'forkedFromState'>,
  ): LiveExecution {
    const startMs = this.#ports.nowMs();
    const input = request.input ?? '{}';
    const arn = executionArn(machine.arn, request.name);
    const startedByArn = startedBy(input);
    const row: ExecutionRow = {
      id: this.#newExecutionId(),
      arn,
      name: request.name,
      stateMachineArn: machine.arn,
      revision: revision.id,
      status: 'RUNNING',
      startMs,
      input,
      rootArn: starter?.row.rootArn ?? arn,
      depth: starter === undefined ? 0 : starter.row.depth + 1,
      redriveCount: 0,
      ...(versionArn !== undefined && { versionArn }),
      ...(aliasArn !== undefined && { aliasArn }),
      ...(request.traceHeader !== undefined && { traceHeader: request.traceHeader }),
      ...(starter !== undefined && { parent: starter.link }),
      ...(startedByArn !== undefined && { startedByArn }),
      ...forkedFrom,
      ...(program.timeoutSeconds !== undefined && { deadlineMs: startMs + program.timeoutSeconds * 1000 }),
    };
    return this.#runner.create({ row, execution: executionOf(row, revision, 0), program });
  }

  #runningOf(realm: Realm): Promise<{ count: number }> {
    const key = realmKey(realm);
    let running = this.#running.get(key);
    if (running === undefined) {
      running = this.#store.countRunning(realm).then((count) => ({ count }));
      running.catch(() => this.#running.delete(key));
      this.#running.set(key, running);
    }
    return running;
  }
}

function realmKey({ account, region }: Realm): string {
  return `${account}/${region}`;
}

/** The association that the caller asked for by the special key of its input. */
function startedBy(input: string): string | undefined {
  if (!input.includes(STARTED_BY)) return undefined;
  const { value } = Payload.fromText(input);
  const arn = isObject(value) ? getOwn(value, STARTED_BY) : undefined;
  return typeof arn === 'string' ? arn : undefined;
}
