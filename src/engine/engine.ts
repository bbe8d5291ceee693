/**
 * The engine as a whole: wires its parts and offers them as the WorkflowService. See ARCHITECTURE.md, "The engine".
 */
import type { Command, Stimulus, TaskRef } from '../asl/execution.ts';
import { Payload } from '../asl/payload.ts';
import type { Resource } from '../asl/resource.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import type { Integration } from '../integrations/integration.ts';
import { StoreError } from '../store/errors.ts';
import type {
  Counters,
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  RevisionRow,
  StateMachineRow,
  Store,
} from '../store/store.ts';
import { Catalogue } from './catalogue.ts';
import { Committer } from './committer.ts';
import { ExternalTasks } from './external-tasks.ts';
import { readHistory } from './history-reader.ts';
import type { LiveExecution } from './live-execution.ts';
import { isOfAccount } from './live-execution.ts';
import { isUnanswered, NestedExecutions } from './nested-executions.ts';
import type { Logger, Ports } from './ports.ts';
import { recover } from './recovery.ts';
import type { RunnerOptions } from './runner.ts';
import { Runner } from './runner.ts';
import type {
  CreateStateMachineRequest,
  DescribedStateMachine,
  HistoryPage,
  StartExecutionRequest,
  UpdateStateMachineRequest,
  WorkflowService,
} from './service.ts';
import type { ApiCall } from './sfn-tasks.ts';
import { SfnTasks } from './sfn-tasks.ts';
import { Starts } from './starter.ts';
import { TaskTokens } from './task-tokens.ts';

type RunTask = Extract<Command, { type: 'RunTask' }>;

export interface EngineOptions extends RunnerOptions {
  /** RUNNING executions per account and Region; more starts get ExecutionLimitExceeded. */
  readonly maxOpenExecutions: number;
  /** What becomes of calls whose outcome was not recorded when the process ended: made again, or failed. */
  readonly interruptedTasks: 'retry' | 'fail';
  /** How long a closing engine waits for calls that are under way. */
  readonly closeGraceMs: number;
}

export const ENGINE_DEFAULTS: EngineOptions = {
  maxTransitions: 1000,
  maxLive: 20_000,
  maxBacklog: 8000,
  maxOpenExecutions: 1_000_000,
  interruptedTasks: 'retry',
  closeGraceMs: 5000,
};

export interface EngineInit {
  readonly store: Store;
  readonly ports: Ports;
  readonly log: Logger;
  readonly options?: Partial<EngineOptions>;
  readonly integrationOf: (resource: Resource) => Integration;
  /** Answers the requests of `aws-sdk:sfn` tasks. */
  readonly callApi: ApiCall;
}

export class Engine implements WorkflowService {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #log: Logger;
  readonly #options: EngineOptions;
  readonly #committer: Committer;
  readonly #catalogue: Catalogue;
  readonly #runner: Runner;
  readonly #starts: Starts;
  readonly #tokens: TaskTokens;
  readonly #nested: NestedExecutions;
  readonly #sfn: SfnTasks;
  readonly #external: ExternalTasks;
  #nextMessage: number;
  /** Asynchronous pieces of work on executions. */
  #working = 0;
  #closed = false;

  /** Opens the store, reads what was under way and goes on with it. */
  static async open(init: EngineInit): Promise<Engine> {
    const counters = await init.store.open();
    const tokenKey = await init.store.setting('task-token-key', () => init.ports.uuid() + init.ports.uuid());
    const engine = new Engine(init, counters, tokenKey);
    await recover(init.store, engine.#runner);
    return engine;
  }

  private constructor(init: EngineInit, counters: Counters, tokenKey: string) {
    const { store, ports, log } = init;
    this.#store = store;
    this.#ports = ports;
    this.#log = log;
    this.#options = { ...ENGINE_DEFAULTS, ...init.options };
    this.#nextMessage = counters.nextMessage;
    this.#tokens = new TaskTokens(ports, tokenKey);
    this.#committer = new Committer(store, ports, {
      durable: () => this.#runner.trim(),
      failure: (error) => this.#lostBatch(error),
    });
    const committer = this.#committer;
    this.#catalogue = new Catalogue(store, committer, ports, counters);
    const catalogue = this.#catalogue;
    this.#runner = new Runner({
      store,
      committer,
      catalogue,
      ports,
      tokens: this.#tokens,
      log,
      options: this.#options,
      events: {
        command: (live, command) => this.#command(live, command),
        closed: (live) => this.#executionClosed(live),
        childEnded: (live, mail) => this.#background(live, this.#nested.childEnded(live, mail)),
        unanswered: (live, command) => this.#unanswered(live, command),
        adopted: (live, task, childId) => this.#nested.watch(live, task, childId),
      },
    });
    const runner = this.#runner;
    const { maxOpenExecutions } = this.#options;
    this.#starts = new Starts({ store, catalogue, runner, ports, counters, maxOpenExecutions });
    const nextMessageId = () => this.#nextMessage++;
    this.#nested = new NestedExecutions({ runner, starts: this.#starts, store, ports, nextMessageId });
    this.#sfn = new SfnTasks({ runner, tokens: this.#tokens, ports, callApi: init.callApi });
    this.#external = new ExternalTasks({ runner, integrationOf: init.integrationOf });
  }

  /** Finishes what is on its way to the store; calls of services get a while to end. Rejects nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#runner.timers.clear();
    await this.#external.close((callback) => this.#ports.setTimer(this.#options.closeGraceMs, callback));
    await this.#committer.barrier().catch(() => {});
    await this.#store.close();
  }

  /** How many executions are in memory, and calls under way. */
  get load(): { readonly liveExecutions: number; readonly callsInFlight: number; readonly timers: number } {
    const { liveCount, timers } = this.#runner;
    return { liveExecutions: liveCount, callsInFlight: this.#external.count, timers: timers.size };
  }

  /** Nothing is under way: every execution waits for an instant, a token, or nothing at all. */
  get idle(): boolean {
    return this.#committer.idle && this.#runner.idle && this.#external.count === 0 && this.#working === 0;
  }

  // State machines

  createStateMachine(realm: Realm, request: CreateStateMachineRequest): Promise<StateMachineRow> {
    return this.#catalogue.create(realm, request);
  }

  updateStateMachine(request: UpdateStateMachineRequest): Promise<{ revision: RevisionRow; updateMs: number }> {
    return this.#catalogue.update(request);
  }

  deleteStateMachine(arn: string): Promise<void> {
    return this.#catalogue.delete(arn, () => this.#hasRunning(arn));
  }

  describeStateMachine(arn: string): Promise<DescribedStateMachine> {
    return this.#catalogue.describe(arn);
  }

  listStateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]> {
    return this.#store.stateMachines(realm, query);
  }

  async describeStateMachineForExecution(arn: string): Promise<DescribedStateMachine & { execution: ExecutionRow }> {
    const execution = await this.describeExecution(arn);
    const revision = await this.#catalogue.revision(execution.revision);
    const machine = await this.#catalogue.machine(execution.stateMachineArn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(execution.stateMachineArn);
    return { execution, machine, revision };
  }

  // Executions

  async startExecution(request: StartExecutionRequest): Promise<{ executionArn: string; startMs: number }> {
    const durable = await this.#starts.start(request, undefined, (row) => ({
      row,
      barrier: this.#committer.barrier(),
    }));
    if (durable === undefined) throw new Error('a start without conditions was not made');
    await durable.barrier.catch(unavailable);
    return { executionArn: durable.row.arn, startMs: durable.row.startMs };
  }

  async stopExecution(arn: string, { error, cause }: { error?: string; cause?: string }): Promise<{ stopMs: number }> {
    const row = await this.#knownExecution(arn);
    if (row.stopMs !== undefined) return { stopMs: row.stopMs };
    const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    const settled = await this.#runner.ask(row.id, { type: 'Stop', error: reason });
    if (settled.type === 'failed') unavailable(settled.error);
    // Stopping what has just ended succeeds without effect.
    const { stopMs } = await this.describeExecution(arn);
    return { stopMs: stopMs ?? this.#ports.nowMs() };
  }

  async describeExecution(arn: string): Promise<ExecutionRow> {
    const row = await this.#store.execution(arn);
    if (row === undefined) throw apiErrors.executionDoesNotExist(arn);
    return row;
  }

  async listExecutions(query: ExecutionQuery): Promise<ExecutionSummary[]> {
    if (query.stateMachineArn !== undefined) {
      const { machine } = await this.#catalogue.describe(query.stateMachineArn);
      if (machine.type === 'EXPRESS') throw apiErrors.stateMachineTypeNotSupported();
    }
    return this.#store.executions(query);
  }

  async executionHistory(arn: string, query: Parameters<WorkflowService['executionHistory']>[1]): Promise<HistoryPage> {
    return readHistory(this.#store, (await this.describeExecution(arn)).id, query);
  }

  // Tasks

  sendTaskSuccess(realm: Realm, taskToken: string, output: string): Promise<void> {
    return this.#complete(realm, taskToken, (task) => ({
      type: 'TaskSucceeded',
      ...task,
      output: Payload.fromText(output),
    }));
  }

  sendTaskFailure(
    realm: Realm,
    taskToken: string,
    { error, cause }: { error?: string; cause?: string },
  ): Promise<void> {
    const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    return this.#complete(realm, taskToken, (task) => ({ type: 'TaskFailed', ...task, error: failure }));
  }

  sendTaskHeartbeat(realm: Realm, taskToken: string): Promise<void> {
    return this.#complete(realm, taskToken, (task) => ({ type: 'Heartbeat', ...task }));
  }

  async #complete(realm: Realm, taskToken: string, stimulus: (task: TaskRef) => Stimulus): Promise<void> {
    const target = this.#tokens.read(taskToken);
    if (target === undefined) throw apiErrors.invalidToken();
    const { accepted, durable } = await this.#runner
      .visit(target.executionId, (live) => {
        if (live === undefined) throw apiErrors.taskTimedOut();
        if (!isOfAccount(live, realm)) throw apiErrors.invalidToken();
        return { accepted: this.#runner.turn(live, stimulus(target)), durable: this.#committer.barrier() };
      })
      .catch(unlessApiError);
    await durable.catch(unavailable);
    if (!accepted) throw apiErrors.taskTimedOut();
  }

  // What turns ask for

  #command(live: LiveExecution, command: Command): void {
    if (command.type === 'CancelTask') {
      this.#external.cancel(live.id, command.taskId);
      if (command.child !== undefined) this.#nested.stopChild(live, command.child);
      return;
    }
    this.#runTask(live, command);
  }

  /** Calls inside the process are turns themselves and need not wait; what leaves it must be durable first. */
  #runTask(live: LiveExecution, command: RunTask): void {
    if (command.resource.kind === 'activity') return;
    const run = () => {
      if (!this.#runner.has(live) || !isUnanswered(live, command)) return;
      this.#background(live, this.#call(live, command), () => this.#runTask(live, command));
    };
    if (isTurn(command.resource)) run();
    else this.#committer.whenDurable(run);
  }

  #call(live: LiveExecution, command: RunTask): Promise<void> {
    if (isStart(command.resource)) return this.#nested.start(live, command);
    if (isSfn(command.resource)) return this.#sfn.run(live, command);
    return this.#external.run(live, command);
  }

  /** A call whose outcome was not recorded before the process ended. */
  #unanswered(live: LiveExecution, command: RunTask): void {
    const { path, taskId, resource } = command;
    const isRepeated = this.#options.interruptedTasks === 'retry' || isStart(resource) || isSfn(resource);
    if (isRepeated) return this.#runTask(live, command);
    if (this.#external.isInFlight(live.id, taskId)) return;
    const error = {
      error: 'States.TaskFailed',
      cause: 'The server ended while this attempt was in flight; its outcome is unknown.',
    };
    this.#runner.post(live.id, { type: 'stimulus', stimulus: { type: 'TaskFailed', path, taskId, error } });
  }

  #executionClosed(live: LiveExecution): void {
    void this.#starts.ended(live.row.arn);
    this.#nested.childClosed(live);
    this.#committer.whenDurable(() => {
      const { stateMachineArn } = live.row;
      if (this.#catalogue.mayBeDeleting(stateMachineArn))
        this.#background(live, this.#removeIfDeleted(stateMachineArn));
    });
  }

  /** A machine that was deleted while executions ran goes with the last of them. */
  async #removeIfDeleted(arn: string): Promise<void> {
    const machine = await this.#catalogue.machine(arn);
    if (machine?.status !== 'DELETING' || (await this.#hasRunning(arn))) return;
    this.#catalogue.remove(arn);
  }

  async #hasRunning(stateMachineArn: string): Promise<boolean> {
    await this.#committer.barrier();
    return (await this.#store.executions({ stateMachineArn, status: 'RUNNING', limit: 1 })).length > 0;
  }

  async #knownExecution(arn: string): Promise<ExecutionRow> {
    return this.#runner.rowInMemory(arn) ?? (await this.describeExecution(arn));
  }

  /** Lets asynchronous work on an execution go on; meanwhile it stays in memory. `again`: what to do if it breaks off. */
  #background(live: LiveExecution, work: Promise<void>, again?: () => void): void {
    this.#runner.pin(live);
    this.#working++;
    work
      .catch((error: unknown) => {
        if (this.#closed) return;
        this.#log.error({ err: error, executionArn: live.row.arn }, 'work on an execution broke off');
        if (again !== undefined) this.#ports.setTimer(RECOVERY_DELAY_MS, again);
      })
      .finally(() => {
        this.#working--;
        this.#runner.release(live);
      });
  }

  /** The store lost a batch: believe nothing in memory, read everything again. */
  #lostBatch(error: unknown): void {
    if (this.#closed) return;
    this.#log.error({ err: error }, 'the store did not take a batch; executions are read again');
    this.#runner.reset(error);
    this.#catalogue.clear();
    this.#starts.clear();
    this.#nested.clear();
    const mustReopen = error instanceof StoreError && error.code === 'failed';
    this.#ports.setTimer(RECOVERY_DELAY_MS, () => this.#recoverAgain(mustReopen));
  }

  /** `mustReopen`: nobody knows what the store has of the lost batch before it was opened anew. */
  async #recoverAgain(mustReopen: boolean): Promise<void> {
    if (this.#closed) return;
    try {
      if (mustReopen) {
        await this.#store.close();
        await this.#store.open();
      }
      await recover(this.#store, this.#runner);
    } catch (error) {
      this.#log.error({ err: error }, 'the store cannot be read; trying again');
      this.#ports.setTimer(RECOVERY_DELAY_MS, () => this.#recoverAgain(mustReopen));
    }
  }
}

const RECOVERY_DELAY_MS = 250;

function isSfn(resource: Resource): boolean {
  return resource.kind === 'service' && resource.resourceType === 'aws-sdk:sfn';
}

function isStart(resource: Resource): boolean {
  if (resource.kind !== 'service' || resource.action !== 'startExecution') return false;
  return resource.resourceType === 'states' || isSfn(resource);
}

/** Whether the call is made by turns of executions here, and so belongs into their commit. */
function isTurn(resource: Resource): boolean {
  return isStart(resource) || (isSfn(resource) && SfnTasks.completesTasks(resource));
}

function unlessApiError(error: unknown): never {
  if (error instanceof ApiError) throw error;
  unavailable(error);
}

function unavailable(error: unknown): never {
  throw Object.assign(apiErrors.unavailable(), { cause: error });
}
