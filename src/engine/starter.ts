/**
 * Creates executions, for the API and for tasks alike: names are unique per state machine, a repeated start with the
 * same input is answered with the first one (spec of nested executions, "StartExecution idempotency").
 */
import { getOwn, isObject } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import { apiErrors } from '../aws/api-error.ts';
import { executionArn } from '../aws/arn.ts';
import type { ExecutionRow, ParentLink, Store } from '../store/store.ts';
import type { Catalogue, Startable } from './catalogue.ts';
import type { ExpressExecutions } from './express.ts';
import { generatedName } from './generated-name.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { LiveExecution } from './live-execution.ts';
import { executionOf } from './live-execution.ts';
import { type OpenCount, OpenExecutions } from './open-executions.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';
import type { StartExecutionRequest } from './service.ts';

/** Who starts, when an execution does. */
export interface Starter {
  readonly row: ExecutionRow;
  readonly link: ParentLink;
}

/** A start with all that it takes. */
interface Start<T> {
  readonly request: StartExecutionRequest;
  readonly starter: Starter | undefined;
  readonly use: (row: ExecutionRow) => T;
  readonly stillWanted: () => boolean;
  readonly startable: Startable;
  readonly open: OpenCount;
}

const STARTED_BY = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';

export class Starts {
  readonly #store: Store;
  readonly #catalogue: Catalogue;
  readonly #runner: Runner;
  readonly #ports: Ports;
  readonly #express: ExpressExecutions;
  readonly #newExecutionId: () => number;
  readonly #names = new KeyedLock();
  readonly #open: OpenExecutions;

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
    this.#open = new OpenExecutions(init.store, init.maxOpenExecutions);
    this.#newExecutionId = init.newExecutionId;
  }

  /** Forgets what it counted, as after a lost batch. */
  clear(): void {
    this.#open.clear();
  }

  /**
   * Starts an execution, or finds the one that a repeated request means: at once when memory has all that it takes, or
   * when the store has answered. `use` runs in the same step of the event loop as the creation, so that what it adds to
   * the batch is durable together with the new execution or not at all. `stillWanted` is asked just before; when it
   * answers false nothing happens. What is wrong with the request is thrown, or rejected with.
   */
  start<T>(
    request: StartExecutionRequest,
    starter: Starter | undefined,
    use: (row: ExecutionRow) => T,
    stillWanted: () => boolean = () => true,
  ): T | undefined | Promise<T | undefined> {
    const startable = this.#catalogue.startableInMemory(request.stateMachineArn);
    const open = this.#open.inMemory(request.stateMachineArn);
    if (startable?.machine.type !== 'STANDARD' || open === undefined) {
      return this.#ask({ request, starter, use, stillWanted });
    }
    const start = { request, starter, use, stillWanted, startable, open };
    const { name } = request;
    if (name === undefined) return this.#begin(start, generatedName(this.#ports));
    const arn = executionArn(startable.machine.arn, name);
    return this.#isFree(arn) ? this.#begin(start, name) : this.#startNamed(start, name, arn);
  }

  /** The same with questions to the store. */
  async #ask<T>(init: Omit<Start<T>, 'startable' | 'open'>): Promise<T | undefined> {
    const { request, starter, use, stillWanted } = init;
    const startable = await this.#catalogue.startable(request.stateMachineArn);
    const { arn: machineArn, type } = startable.machine;
    if (type === 'EXPRESS') {
      return stillWanted() ? this.#express.startAsync(startable, request, starter?.row, use) : undefined;
    }
    const start = { ...init, startable, open: await this.#open.of(machineArn) };
    const { name } = request;
    if (name === undefined) return this.#begin(start, generatedName(this.#ports));
    return this.#startNamed(start, name, executionArn(machineArn, name));
  }

  /** The name may be taken: one after the other. */
  #startNamed<T>(start: Start<T>, name: string, arn: string): Promise<T | undefined> {
    const { request, use, stillWanted } = start;
    return this.#names.run(arn, async () => {
      const existing = this.#runner.rowInMemory(arn) ?? (await this.#store.execution(arn));
      if (existing === undefined) return this.#begin(start, name);
      if (existing.status !== 'RUNNING' || existing.input !== (request.input ?? '{}')) {
        throw apiErrors.executionAlreadyExists(arn);
      }
      return stillWanted() ? use(existing) : undefined;
    });
  }

  /** Whether surely nobody has the name, or is about to take it. */
  #isFree(arn: string): boolean {
    return (
      !this.#names.isHeld(arn) && this.#runner.rowInMemory(arn) === undefined && !this.#store.mayHaveExecution(arn)
    );
  }

  #begin<T>({ request, starter, use, stillWanted, startable, open }: Start<T>, name: string): T | undefined {
    if (!stillWanted()) return undefined;
    this.#open.countIn(open);
    const live = this.#create(startable, { ...request, name }, starter);
    const result = use(live.row);
    // Only now: a child that ends in its first turn must find its parent waiting.
    this.#runner.post(live.id, { type: 'stimulus', stimulus: { type: 'Start' } });
    return result;
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
    const open = await this.#open.of(startable.machine.arn);
    const create = (chosen: string) => {
      this.#open.countIn(open);
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
  ended(arn: string): void {
    this.#open.add(arn, -1);
  }

  /** To be called when an execution that had ended goes on. */
  reopened(arn: string): void {
    this.#open.add(arn, +1);
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
}

/** The association that the caller asked for by the special key of its input. */
function startedBy(input: string): string | undefined {
  if (!input.includes(STARTED_BY)) return undefined;
  const { value } = Payload.fromText(input);
  const arn = isObject(value) ? getOwn(value, STARTED_BY) : undefined;
  return typeof arn === 'string' ? arn : undefined;
}
