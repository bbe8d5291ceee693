/**
 * A WorkflowService for tests of the wire: keeps rows in memory, runs nothing. An execution is RUNNING until it is
 * stopped; its history is what `histories` says. Task token `good` is open, `used` is closed, all others are invalid.
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import { executionArn, parseStateMachineArn, type Realm, stateMachineArn } from '../aws/arn.ts';
import type { MapRunQuery, MapRunRecord, UpdateMapRunRequest } from '../engine/map-runs.ts';
import type {
  CreateStateMachineRequest,
  HistoryPage,
  RegistryService,
  StartExecutionRequest,
  UpdateStateMachineRequest,
  WorkflowService,
} from '../engine/service.ts';
import type { ExecutionQuery, ExecutionRow, RevisionRow, StateMachineRow } from '../store/store.ts';

export const START_MS = 1_700_000_000_123;

export class FakeService implements WorkflowService {
  /** Tests of what is registered use a real engine: operations/in-process-api.fake.ts. */
  get registry(): RegistryService {
    throw new Error('the registry is not faked');
  }
  readonly machines = new Map<string, StateMachineRow>();
  readonly revisions: RevisionRow[] = [];
  readonly executions: ExecutionRow[] = [];
  /** Texts of events by execution ARN. */
  readonly histories = new Map<string, string[]>();
  /** Calls of SendTask*, in order. */
  readonly taskCalls: unknown[][] = [];

  async createStateMachine(realm: Realm, request: CreateStateMachineRequest): Promise<StateMachineRow> {
    const { name, type, ...revision } = request;
    const arn = stateMachineArn(realm, name);
    if (this.machines.has(arn)) throw apiErrors.stateMachineAlreadyExists(arn);
    const id = this.#addRevision({ stateMachineArn: arn, createdMs: START_MS, ...revision });
    const row: StateMachineRow = { arn, name, type, status: 'ACTIVE', createdMs: START_MS, currentRevision: id };
    this.machines.set(arn, row);
    return row;
  }

  async updateStateMachine(request: UpdateStateMachineRequest): Promise<{ revision: RevisionRow; updateMs: number }> {
    const { machine, revision } = await this.describeStateMachine(request.stateMachineArn);
    const configuration = { ...JSON.parse(revision.configuration), ...JSON.parse(request.configuration ?? '{}') };
    const changed = { ...revision, ...request, configuration: JSON.stringify(configuration), revisionId: 'r-2' };
    const id = this.#addRevision(changed);
    this.machines.set(machine.arn, { ...machine, currentRevision: id });
    return { revision: changed, updateMs: START_MS + 1 };
  }

  get trees(): never {
    throw new Error('trees are not faked');
  }

  async deleteStateMachine(arn: string): Promise<void> {
    this.machines.delete(arn);
  }

  async describeStateMachine(arn: string) {
    const machine = this.machines.get(parseStateMachineArn(arn)?.arn ?? arn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    return { machine, revision: this.revisions[machine.currentRevision] as RevisionRow };
  }

  async listStateMachines(realm: Realm, { afterArn = '', limit }: { afterArn?: string; limit: number }) {
    return [...this.machines.values()]
      .filter(({ arn }) => arn > afterArn && arn.includes(`:${realm.region}:${realm.account}:`))
      .sort((a, b) => (a.arn < b.arn ? -1 : 1))
      .slice(0, limit);
  }

  async describeStateMachineForExecution(arn: string) {
    const execution = await this.describeExecution(arn);
    return { ...(await this.describeStateMachine(execution.stateMachineArn)), execution };
  }

  async startExecution(request: StartExecutionRequest) {
    const { machine } = await this.describeStateMachine(request.stateMachineArn);
    const id = this.executions.length + 1;
    const name = request.name ?? `generated-${id}`;
    const arn = executionArn(machine.arn, name);
    const { input = '{}', traceHeader } = request;
    this.executions.push({
      ...{ id, arn, name, input, rootArn: arn, stateMachineArn: machine.arn, revision: machine.currentRevision },
      ...{ status: 'RUNNING', startMs: START_MS, depth: 0, redriveCount: 0 },
      ...(traceHeader !== undefined && { traceHeader }),
    });
    return { executionArn: arn, startMs: START_MS };
  }

  async stopExecution(arn: string, reason: { error?: string; cause?: string }) {
    const row = await this.describeExecution(arn);
    this.executions[row.id - 1] = { ...row, ...reason, status: 'ABORTED', stopMs: START_MS + 2000 };
    return { stopMs: START_MS + 2000 };
  }

  async describeExecution(arn: string): Promise<ExecutionRow> {
    const row = this.executions.find((execution) => execution.arn === arn);
    if (row === undefined) throw apiErrors.executionDoesNotExist(arn);
    return row;
  }

  async listExecutions(query: ExecutionQuery): Promise<ExecutionRow[]> {
    const { stateMachineArn: machine, versionArn, status, beforeId = Infinity, limit } = query;
    if (machine !== undefined) await this.describeStateMachine(machine);
    return this.executions
      .filter((row) => row.stateMachineArn === machine || (versionArn !== undefined && row.versionArn === versionArn))
      .filter((row) => row.id < beforeId && (status === undefined || row.status === status))
      .reverse()
      .slice(0, limit);
  }

  async executionHistory(
    arn: string,
    query: { fromEventId?: number; reverse: boolean; maxResults: number; includeExecutionData: boolean },
  ): Promise<HistoryPage> {
    await this.describeExecution(arn);
    const all = this.histories.get(arn) ?? [];
    const ids = all.map((_, index) => index + 1);
    if (query.reverse) ids.reverse();
    const from = query.fromEventId === undefined ? 0 : ids.indexOf(query.fromEventId);
    const page = ids.slice(from, from + query.maxResults);
    return { events: page.map((id) => all[id - 1] as string), nextEventId: ids[from + query.maxResults] };
  }

  async startSyncExecution(request: StartExecutionRequest): Promise<ExecutionRow> {
    const { executionArn } = await this.startExecution(request);
    const row = await this.describeExecution(executionArn);
    return { ...row, status: 'SUCCEEDED', stopMs: row.startMs + 120, output: row.input };
  }

  async redriveExecution(arn: string): Promise<{ redriveMs: number }> {
    const { startMs } = await this.describeExecution(arn);
    return { redriveMs: startMs + 1000 };
  }

  readonly mapRuns: MapRunRecord[] = [];

  async describeMapRun(arn: string): Promise<MapRunRecord> {
    const run = this.mapRuns.find((candidate) => candidate.arn === arn);
    if (run === undefined) throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
    return run;
  }

  async listMapRuns(executionArn: string, { after, limit }: MapRunQuery): Promise<MapRunRecord[]> {
    const of = this.mapRuns.filter((run) => run.executionArn === executionArn);
    return of.slice(after === undefined ? 0 : of.findIndex((run) => run.arn === after.arn) + 1).slice(0, limit);
  }

  async updateMapRun({ mapRunArn, ...changes }: UpdateMapRunRequest): Promise<void> {
    Object.assign(await this.describeMapRun(mapRunArn), changes);
  }

  /** What GetActivityTask answers with. */
  activityTask: { taskToken: string; input: string } | undefined;

  async getActivityTask(): Promise<{ taskToken: string; input: string } | undefined> {
    return this.activityTask;
  }

  async testState(): Promise<never> {
    throw new Error('tests of states are not faked');
  }

  async sendTaskSuccess(_realm: Realm, taskToken: string, output: string): Promise<void> {
    this.#task(taskToken, ['success', output]);
  }

  async sendTaskFailure(_realm: Realm, taskToken: string, failure: { error?: string; cause?: string }): Promise<void> {
    this.#task(taskToken, ['failure', failure]);
  }

  async sendTaskHeartbeat(_realm: Realm, taskToken: string): Promise<void> {
    this.#task(taskToken, ['heartbeat']);
  }

  #task(taskToken: string, call: unknown[]): void {
    if (taskToken === 'used') throw apiErrors.taskTimedOut();
    if (taskToken !== 'good') throw apiErrors.invalidToken();
    this.taskCalls.push(call);
  }

  #addRevision(revision: Omit<RevisionRow, 'id'>): number {
    this.revisions.push({ ...revision, id: this.revisions.length });
    return this.revisions.length - 1;
  }
}

/** A logger that remembers what it was told at level error. */
export function recordingLog() {
  const errors: object[] = [];
  return {
    errors,
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (fields: object) => void errors.push(fields),
  };
}
