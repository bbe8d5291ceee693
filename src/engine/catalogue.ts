/** State machines: their rows, revisions and compiled programs. */
import { compile } from '../asl/compile.ts';
import type { JsonObject } from '../asl/json.ts';
import type { Program } from '../asl/program.ts';
import { validateDefinition } from '../asl/validate/validate.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn, stateMachineArn } from '../aws/arn.ts';
import type { Counters, RevisionRow, StateMachineRow, StateMachineType, Store } from '../store/store.ts';
import { Cache } from './cache.ts';
import type { Committer } from './committer.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { Ports } from './ports.ts';
import type { CreateStateMachineRequest, DescribedStateMachine, UpdateStateMachineRequest } from './service.ts';

/** A machine that can be started, with the revision that it runs now. */
export interface Startable {
  readonly machine: StateMachineRow;
  readonly revision: RevisionRow;
  readonly program: Program;
}

export class Catalogue {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #ports: Ports;
  /** By ARN; null: known not to exist. Holds what is in batches on their way, too. */
  readonly #machines = new Cache<string, StateMachineRow | null>(10_000);
  readonly #revisions = new Cache<number, RevisionRow>(1000);
  readonly #programs = new Cache<number, Program>(1000);
  readonly #changes = new KeyedLock();
  #nextRevision: number;

  constructor(store: Store, committer: Committer, ports: Ports, counters: Counters) {
    this.#store = store;
    this.#committer = committer;
    this.#ports = ports;
    this.#nextRevision = counters.nextRevision;
  }

  /** Forgets what it knows, as after a lost batch. */
  clear(): void {
    this.#machines.clear();
    this.#revisions.clear();
    this.#programs.clear();
  }

  create(realm: Realm, request: CreateStateMachineRequest): Promise<StateMachineRow> {
    const arn = stateMachineArn(realm, request.name);
    checkDefinition(request.definition, request.type);
    return this.#changes.run(arn, () => this.#create(arn, request));
  }

  async #create(arn: string, request: CreateStateMachineRequest): Promise<StateMachineRow> {
    const existing = await this.machine(arn);
    if (existing !== undefined) return this.#createdAgain(existing, request);
    const nowMs = this.#ports.nowMs();
    const revision: RevisionRow = {
      id: this.#nextRevision++,
      stateMachineArn: arn,
      definition: request.definition,
      roleArn: request.roleArn,
      configuration: request.configuration,
      createdMs: nowMs,
    };
    const machine: StateMachineRow = {
      arn,
      name: request.name,
      type: request.type,
      status: 'ACTIVE',
      createdMs: nowMs,
      currentRevision: revision.id,
    };
    this.#put(machine, revision);
    await this.#committer.barrier();
    return machine;
  }

  /** CreateStateMachine is idempotent on everything but role and tags; a different definition text is a conflict. */
  async #createdAgain(existing: StateMachineRow, request: CreateStateMachineRequest): Promise<StateMachineRow> {
    if (existing.status === 'DELETING') throw apiErrors.stateMachineDeleting(existing.arn);
    const revision = await this.revision(existing.currentRevision);
    const same =
      revision.definition === request.definition &&
      existing.type === request.type &&
      revision.configuration === request.configuration;
    if (!same) throw apiErrors.stateMachineAlreadyExists(existing.arn);
    await this.#committer.barrier();
    return existing;
  }

  update(request: UpdateStateMachineRequest): Promise<{ revision: RevisionRow; updateMs: number }> {
    return this.#changes.run(request.stateMachineArn, () => this.#update(request));
  }

  async #update(request: UpdateStateMachineRequest): Promise<{ revision: RevisionRow; updateMs: number }> {
    const { machine, revision } = await this.describe(request.stateMachineArn);
    if (machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(machine.arn);
    if (request.definition !== undefined) checkDefinition(request.definition, machine.type);
    const updateMs = this.#ports.nowMs();
    const changed: RevisionRow = {
      ...revision,
      id: this.#nextRevision,
      revisionId: this.#ports.uuid(),
      definition: request.definition ?? revision.definition,
      roleArn: request.roleArn ?? revision.roleArn,
      configuration: merged(revision.configuration, request.configuration),
      createdMs: updateMs,
    };
    const differs =
      changed.definition !== revision.definition ||
      changed.roleArn !== revision.roleArn ||
      changed.configuration !== revision.configuration;
    if (!differs) return { revision, updateMs };
    this.#nextRevision++;
    this.#put({ ...machine, currentRevision: changed.id }, changed);
    await this.#committer.barrier();
    return { revision: changed, updateMs };
  }

  /** Marks the machine; it is gone when its last execution has ended.  */
  delete(arn: string, hasRunning: () => Promise<boolean>): Promise<void> {
    return this.#changes.run(arn, () => this.#delete(arn, hasRunning));
  }

  async #delete(arn: string, hasRunning: () => Promise<boolean>): Promise<void> {
    const machine = await this.machine(arn);
    if (machine === undefined) return; // AWS: deleting what is not there succeeds
    if (await hasRunning()) {
      const deleting: StateMachineRow = { ...machine, status: 'DELETING' };
      this.#machines.set(arn, deleting);
      this.#committer.batch.machine(deleting);
    } else this.remove(arn);
    await this.#committer.barrier();
  }

  remove(arn: string): void {
    this.#machines.set(arn, null);
    this.#committer.batch.machineDeleted(arn);
  }

  async describe(arn: string): Promise<DescribedStateMachine> {
    const machine = await this.machine(arn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    return { machine, revision: await this.revision(machine.currentRevision) };
  }

  /** The machine behind a (possibly qualified) ARN, ready to start. */
  async startable(arn: string): Promise<Startable> {
    const ref = parseStateMachineArn(arn);
    if (ref === undefined) throw apiErrors.invalidArn(`Invalid ARN prefix: ${arn}`);
    // Versions and aliases are not there yet, so none can be found.
    if (ref.qualifier !== undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    const { machine, revision } = await this.describe(ref.arn);
    if (machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(arn);
    return { machine, revision, program: this.program(revision) };
  }

  /** False: the machine is known, and known to stay. */
  mayBeDeleting(arn: string): boolean {
    return this.#machines.get(arn)?.status !== 'ACTIVE';
  }

  async machine(arn: string): Promise<StateMachineRow | undefined> {
    const known = this.#machines.get(arn);
    if (known !== undefined) return known ?? undefined;
    const row = (await this.#store.stateMachine(arn)) ?? null;
    // What happened while we read counts more than what we read.
    const meanwhile = this.#machines.get(arn);
    if (meanwhile !== undefined) return meanwhile ?? undefined;
    this.#machines.set(arn, row);
    return row ?? undefined;
  }

  async revision(id: number): Promise<RevisionRow> {
    const known = this.#revisions.get(id);
    if (known !== undefined) return known;
    const row = await this.#store.revision(id);
    if (row === undefined) throw new Error(`revision ${id} is not in the store`);
    this.#revisions.set(id, row);
    return row;
  }

  program(revision: RevisionRow): Program {
    let program = this.#programs.get(revision.id);
    if (program === undefined) {
      program = compile(JSON.parse(revision.definition) as JsonObject);
      this.#programs.set(revision.id, program);
    }
    return program;
  }

  #put(machine: StateMachineRow, revision: RevisionRow): void {
    this.#machines.set(machine.arn, machine);
    this.#revisions.set(revision.id, revision);
    const { batch } = this.#committer;
    batch.revision(revision);
    batch.machine(machine);
  }
}

/** Throws InvalidDefinition with all errors, as AWS joins them. */
function checkDefinition(definition: string, type: StateMachineType): void {
  const errors = validateDefinition(definition, { type }).diagnostics.filter((d) => d.severity === 'ERROR');
  if (errors.length === 0) return;
  const texts = errors.map(
    ({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`,
  );
  throw new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}

/** Members of the configuration that the caller sent replace the stored ones. */
function merged(stored: string, sent: string | undefined): string {
  if (sent === undefined) return stored;
  return JSON.stringify({ ...(JSON.parse(stored) as object), ...(JSON.parse(sent) as object) });
}
