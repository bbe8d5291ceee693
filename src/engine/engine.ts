/**
 * The engine as a whole: wires its parts and offers them as the WorkflowService. See ARCHITECTURE.md, "The engine".
 */
import type { Stimulus, TaskRef } from '../asl/execution.ts';
import type { HistoryEvent } from '../asl/history-events.ts';
import { Payload } from '../asl/payload.ts';
import type { StateTest, StateTestResult } from '../asl/test-state/state-test.ts';
import { apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { StoreError } from '../store/errors.ts';
import type {
  Counters,
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  ResourceKind,
  StateMachineRow,
  Store,
} from '../store/store.ts';
import type { ActivityTask } from './activity-tasks.ts';
import { ActivityTasks } from './activity-tasks.ts';
import { BackgroundWork } from './background-work.ts';
import { currentRow } from './batch-builder.ts';
import type { Catalogue } from './catalogue.ts';
import { Committer } from './committer.ts';
import type { EngineLoad } from './counters.ts';
import { ExpressExecutions } from './express.ts';
import { ExternalTasks } from './external-tasks.ts';
import { Feed } from './feed.ts';
import { readHistory } from './history-reader.ts';
import type { LiveExecution } from './live-execution.ts';
import { isOfAccount } from './live-execution.ts';
import type { MapRunQuery, MapRunRecord, UpdateMapRunRequest } from './map-runs.ts';
import { MapRuns } from './map-runs.ts';
import { NestedExecutions } from './nested-executions.ts';
import { ENGINE_DEFAULTS, type EngineInit, type EngineOptions } from './options.ts';
import type { Logger, Ports } from './ports.ts';
import { Recoveries } from './recoveries.ts';
import { recover } from './recovery.ts';
import { Redrives } from './redrives.ts';
import { Registry } from './registry.ts';
import { Retention } from './retention.ts';
import { Runner } from './runner.ts';
import type {
  CreatedStateMachine,
  CreateStateMachineRequest,
  DescribedStateMachine,
  HistoryPage,
  StartExecutionRequest,
  UpdatedStateMachine,
  UpdateStateMachineRequest,
  WorkflowService,
} from './service.ts';
import { SfnTasks } from './sfn-tasks.ts';
import { Starts } from './starter.ts';
import { StateTester } from './state-tester.ts';
import { TaskCalls } from './task-calls.ts';
import { TaskTokens } from './task-tokens.ts';
import { ExecutionTrees } from './trees/execution-trees.ts';
import { Forks } from './trees/fork.ts';
import { RedriveTrees } from './trees/redrive-trees.ts';
import { throwAfter, unavailable, unlessApiError } from './unavailable.ts';

export type { EngineOptions } from './options.ts';

export class Engine implements WorkflowService {
  readonly #store: Store;
  readonly #ports: Ports;
  readonly #log: Logger;
  readonly #options: EngineOptions;
  readonly #committer: Committer;
  /** What happens to executions, for those who watch. */
  readonly feed: Feed;
  /** Versions, aliases, activities and tags. */
  readonly registry: Registry;
  readonly trees: ExecutionTrees;
  readonly #catalogue: Catalogue;
  readonly #runner: Runner;
  readonly #starts: Starts;
  readonly #tokens: TaskTokens;
  readonly #nested: NestedExecutions;
  readonly #redrives: Redrives;
  readonly #retention: Retention;
  readonly #recoveries: Recoveries;
  readonly #mapRuns: MapRuns;
  readonly #external: ExternalTasks;
  readonly #express: ExpressExecutions;
  readonly #expressExternal: ExternalTasks;
  readonly #taskCalls: TaskCalls;
  readonly #background: BackgroundWork;
  readonly #activityTasks: ActivityTasks;
  readonly #stateTester: StateTester;
  #nextMessage: number;
  #closed = false;

  /** Opens the store, reads what was under way and goes on with it. */
  static async open(init: EngineInit): Promise<Engine> {
    const counters = await init.store.open();
    const tokenKey = await init.store.setting('task-token-key', () => init.ports.uuid() + init.ports.uuid());
    const engine = new Engine(init, counters, tokenKey);
    await engine.registry.load();
    await recover(init.store, engine.#runner);
    await engine.#express.recover();
    engine.#retention.start();
    return engine;
  }

  private constructor(init: EngineInit, counters: Counters, tokenKey: string) {
    const { store, ports, log } = init;
    this.#store = store;
    this.#ports = ports;
    this.#log = log;
    this.feed = init.feed ?? new Feed();
    this.#options = { ...ENGINE_DEFAULTS, ...init.options };
    this.#nextMessage = counters.nextMessage;
    this.#tokens = new TaskTokens(ports, tokenKey);
    this.#committer = new Committer(store, ports, this.feed, {
      durable: () => this.#runner.trim(),
      failure: (error) => this.#lostBatch(error),
    });
    const committer = this.#committer;
    this.registry = new Registry({ store, committer, ports, counters });
    const { catalogue } = this.registry;
    this.#catalogue = catalogue;
    let nextExecution = counters.nextExecution;
    const newExecutionId = () => nextExecution++;
    this.#runner = new Runner({
      store,
      committer,
      catalogue,
      ports,
      tokens: this.#tokens,
      log,
      options: this.#options,
      activityExists: (arn) => this.registry.activityExists(arn),
      events: {
        command: (live, command) => this.#taskCalls.command(live, command),
        mapRuns: (live, mapRuns) => this.#mapRuns.record(live, mapRuns),
        closed: (live) => this.#executionClosed(live),
        closedDurably: (live) => this.#executionClosedDurably(live),
        childEnded: (live, mail) => {
          const work = this.#nested.childEnded(live, mail);
          if (work !== undefined) this.#background.add(live, work, () => this.#runner.post(live.id, mail));
        },
        unanswered: (live, command) => this.#taskCalls.unanswered(live, command),
        adopted: (live, task, childId) => this.#nested.watch(live, task, childId, true),
      },
      newExecutionId,
      lastWrittenMs: counters.lastWrittenMs ?? 0,
    });
    const runner = this.#runner;
    const { maxOpenExecutions } = this.#options;
    this.#express = new ExpressExecutions({
      store,
      committer,
      catalogue,
      ports,
      tokens: this.#tokens,
      log,
      events: {
        runTask: (live, command) => this.#taskCalls.runExpress(live, command),
        cancelTask: (live, taskId) => this.#expressExternal.cancel(live.id, taskId),
        record: (live, events, isNew) => this.#publishExpress(live, events, isNew),
      },
    });
    this.#expressExternal = new ExternalTasks({ runner: this.#express, integrationOf: init.integrationOf });
    const express = this.#express;
    this.#mapRuns = new MapRuns({ store, committer, runner, express, ports });
    this.#starts = new Starts({ store, catalogue, runner, ports, newExecutionId, express, maxOpenExecutions });
    const { retentionMs, recoveryDelayMs: delayMs } = this.#options;
    this.#recoveries = new Recoveries({ ports, log, delayMs, recover: (reopen) => this.#recoverAgain(reopen) });
    const lost = (error: StoreError) => this.#lostBatch(error);
    this.#retention = new Retention({ store, committer, ports, log, lost, retentionMs });
    const reopened = (row: ExecutionRow) => this.#starts.reopened(row.arn);
    this.#redrives = new Redrives({ store, runner, committer, ports, reopened, retentionMs });
    const nextMessageId = () => this.#nextMessage++;
    this.#nested = new NestedExecutions({ runner, starts: this.#starts, store, ports, nextMessageId });
    this.#external = new ExternalTasks({ runner, integrationOf: init.integrationOf });
    this.#activityTasks = new ActivityTasks({ store, committer, runner, tokens: this.#tokens, ports });
    this.#background = new BackgroundWork({ runner, ports, log, againAfterMs: delayMs });
    this.#taskCalls = new TaskCalls({
      ...{ runner, committer, log, express, interruptedTasks: this.#options.interruptedTasks },
      background: this.#background,
      nested: this.#nested,
      sfn: new SfnTasks({ runner, tokens: this.#tokens, ports, callApi: init.callApi }),
      external: this.#external,
      activityTasks: this.#activityTasks,
      mapRuns: this.#mapRuns,
      expressExternal: this.#expressExternal,
    });
    this.#stateTester = new StateTester({ ports, integrationOf: init.integrationOf, callApi: init.callApi });
    this.trees = new ExecutionTrees({
      ...{ store, ports, catalogue, tokens: this.#tokens },
      redrives: new RedriveTrees({
        ...{ store, runner, committer, catalogue, ports, reopened, nextMessageId },
        redrives: this.#redrives,
      }),
      forks: new Forks({ store, catalogue, committer, runner, starts: this.#starts }),
      stop: (arn, reason) => this.stopExecution(arn, reason),
      redrive: (arn) => this.redriveExecution(arn),
    });
  }

  /** Lets callers go that wait for something to happen; to be called before the API stops answering. */
  releaseWaiters(): void {
    this.#activityTasks.close();
    this.#stateTester.close();
  }

  /** Finishes what is on its way to the store; calls of services get a while to end. Rejects nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#background.close();
    this.#runner.timers.clear();
    this.#retention.close();
    await this.#external.close((callback) => this.#ports.setTimer(this.#options.closeGraceMs, callback));
    this.#express.close();
    await this.#committer.barrier().catch(() => {});
    await this.#store.close();
  }

  get load(): EngineLoad {
    const { liveCount: liveExecutions, lineLength: executionsInLine, timers } = this.#runner;
    const { backlog, counters } = this.#committer;
    const load = { callsInFlight: this.#external.count, expressRunning: this.#express.count, backlog, counters };
    return { ...load, liveExecutions, executionsInLine, timers: timers.size, timerLateness: timers.lateness };
  }

  /** How full what is on its way is: 1 when nobody should start more. Asked for with every start. */
  get fullness(): number {
    const { maxBacklog, maxInLine } = this.#options;
    // The runner itself rests when the backlog is full, so what comes from it alone does not keep starts out.
    return Math.max(this.#committer.backlog / (2 * maxBacklog), this.#runner.lineLength / maxInLine);
  }

  /** A timer is set for the execution, or something is being done for it right now. */
  isBusy(executionId: number): boolean {
    return this.#runner.isBusy(executionId);
  }

  /** Nothing is under way: every execution waits for an instant, a token, or nothing at all. */
  get idle(): boolean {
    return this.#committer.idle && this.#runner.idle && this.#external.count === 0 && this.#background.count === 0;
  }

  /** Takes away what a recorder of the feed has recorded; resolves when that is durable. */
  forget(kind: ResourceKind, keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#committer.batch.resourceDeleted(kind, key);
    return this.#committer.barrier();
  }

  // State machines

  createStateMachine(realm: Realm, request: CreateStateMachineRequest): Promise<CreatedStateMachine> {
    return this.#catalogue.create(realm, request);
  }

  updateStateMachine(request: UpdateStateMachineRequest): Promise<UpdatedStateMachine> {
    return this.#catalogue.update(request);
  }

  deleteStateMachine(arn: string): Promise<void> {
    return this.#catalogue.delete(arn);
  }

  describeStateMachine(arn: string): Promise<DescribedStateMachine> {
    return this.#catalogue.describe(arn);
  }

  listStateMachines(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]> {
    return this.#catalogue.list(realm, query);
  }

  async describeStateMachineForExecution(arn: string): Promise<DescribedStateMachine & { execution: ExecutionRow }> {
    const execution = await this.describeExecution(arn);
    const revision = await this.#catalogue.revision(execution.revision);
    // The machine of an item of a Distributed Map is that of its Map Run.
    const machine = await this.#catalogue.machine(revision.stateMachineArn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(execution.stateMachineArn);
    return { execution, machine, revision };
  }

  // Executions

  async startExecution(request: StartExecutionRequest): Promise<{ executionArn: string; startMs: number }> {
    const use = (row: ExecutionRow) => ({ row, barrier: this.#committer.barrier() });
    let started: ReturnType<typeof use> | undefined;
    try {
      const starting = this.#starts.start(request, undefined, use);
      started = starting instanceof Promise ? await starting : starting;
    } catch (error) {
      return throwAfter(this.#committer.barrier(), error);
    }
    if (started === undefined) throw new Error('a start without conditions was not made');
    await started.barrier.catch(unavailable);
    return { executionArn: started.row.arn, startMs: started.row.startMs };
  }

  /** EXPRESS only; resolves at the end. */
  async startSyncExecution(request: StartExecutionRequest): Promise<ExecutionRow> {
    const startable = await this.#catalogue.startable(request.stateMachineArn);
    if (startable.machine.type !== 'EXPRESS') throw apiErrors.stateMachineTypeNotSupported();
    return this.#express.startSync(startable, request);
  }

  async stopExecution(arn: string, { error, cause }: { error?: string; cause?: string }): Promise<{ stopMs: number }> {
    const row = await this.#knownExecution(arn);
    if (row.stopMs !== undefined) await this.#committer.barrier().catch(unavailable); // a moment ago, perhaps
    if (row.stopMs !== undefined) return { stopMs: row.stopMs };
    const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    const settled = await this.#runner.ask(row.id, { type: 'Stop', error: reason });
    if (settled.type === 'failed') unavailable(settled.error);
    // Stopping what has just ended succeeds without effect.
    const { stopMs } = await this.describeExecution(arn);
    return { stopMs: stopMs ?? this.#ports.nowMs() };
  }

  async redriveExecution(arn: string, clientToken?: string): Promise<{ redriveMs: number }> {
    const row = await this.describeExecution(arn);
    const machine = await this.#catalogue.machine(row.stateMachineArn);
    return this.#redrives.redrive(row, machine?.status === 'DELETING', clientToken);
  }

  async describeExecution(arn: string): Promise<ExecutionRow> {
    const row = await this.#store.execution(arn);
    if (row === undefined) throw apiErrors.executionDoesNotExist(arn);
    return row;
  }

  async listExecutions(query: ExecutionQuery): Promise<ExecutionSummary[]> {
    if (query.mapRunArn !== undefined) await this.#mapRuns.describe(query.mapRunArn);
    return this.#catalogue.executions(query);
  }

  async executionHistory(arn: string, query: Parameters<WorkflowService['executionHistory']>[1]): Promise<HistoryPage> {
    return readHistory(this.#store, (await this.describeExecution(arn)).id, query);
  }

  describeMapRun(mapRunArn: string): Promise<MapRunRecord> {
    return this.#mapRuns.describe(mapRunArn);
  }

  async listMapRuns(executionArn: string, query: MapRunQuery): Promise<MapRunRecord[]> {
    await this.describeExecution(executionArn);
    return this.#mapRuns.list(executionArn, query);
  }

  updateMapRun(request: UpdateMapRunRequest): Promise<void> {
    return this.#mapRuns.update(request);
  }

  testState(realm: Realm, test: StateTest, gone?: AbortSignal): Promise<StateTestResult> {
    return this.#stateTester.test(realm, test, gone);
  }

  // Tasks

  async getActivityTask(
    activityArn: string,
    workerName?: string,
    signal?: AbortSignal,
  ): Promise<ActivityTask | undefined> {
    await this.registry.describeActivity(activityArn);
    return this.#activityTasks.poll(activityArn, workerName, signal);
  }

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

  #publishExpress(live: LiveExecution, events: readonly HistoryEvent[], isNew: boolean): void {
    if (this.feed.wants(live.row)) this.feed.publish([{ row: currentRow(live), events, isNew }]);
  }

  #executionClosed(live: LiveExecution): void {
    this.#starts.ended(live.row.arn);
    this.#nested.childClosed(live);
  }

  /** A machine that was deleted while executions ran goes with the last of them. */
  #executionClosedDurably(live: LiveExecution): void {
    const { stateMachineArn } = live.row;
    if (!this.#catalogue.mayBeDeleting(stateMachineArn)) return;
    const finish = () => this.#background.add(live, this.#catalogue.finishDeleting(stateMachineArn), finish);
    finish();
  }

  async #knownExecution(arn: string): Promise<ExecutionRow> {
    return this.#runner.rowInMemory(arn) ?? (await this.describeExecution(arn));
  }

  /** The store lost a batch: believe nothing in memory, read everything again. */
  #lostBatch(error: unknown): void {
    if (this.#closed) return;
    this.#log.error({ err: error }, 'the store did not take a batch; executions are read again');
    this.#runner.reset(error);
    this.#catalogue.clear();
    this.#starts.clear();
    this.#nested.clear();
    this.#activityTasks.clear();
    this.#recoveries.begin(error instanceof StoreError && error.code === 'failed');
  }

  async #recoverAgain(mustReopen: boolean): Promise<void> {
    if (this.#closed) return;
    if (mustReopen) {
      await this.#store.close();
      await this.#store.open();
    }
    await this.registry.load();
    await recover(this.#store, this.#runner).then(() => this.#express.recover());
  }
}
