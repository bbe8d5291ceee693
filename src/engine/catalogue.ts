/**
 * State machines: their rows, revisions and compiled programs. Every change holds the lock of the machine until it is
 * durable, and so do changes of its versions, aliases and tags (registry.ts).
 */
import { compile } from '../asl/compile.ts';
import type { JsonObject } from '../asl/json.ts';
import { mapStateOfLabel } from '../asl/position.ts';
import type { Program } from '../asl/program.ts';
import { validateDefinition } from '../asl/validate/validate.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn, stateMachineArn } from '../aws/arn.ts';
import { StoreError } from '../store/errors.ts';
import type {
  Counters,
  ExecutionQuery,
  ExecutionRow,
  ExecutionSummary,
  RevisionRow,
  StateMachineRow,
  StateMachineType,
  Store,
} from '../store/store.ts';
import type { Aliases } from './aliases.ts';
import { routedTo } from './aliases.ts';
import { Cache } from './cache.ts';
import type { Committer } from './committer.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { Ports } from './ports.ts';
import { durable } from './registry-errors.ts';
import type {
  CreatedStateMachine,
  CreateStateMachineRequest,
  DescribedStateMachine,
  StateMachineVersion,
  UpdatedStateMachine,
  UpdateStateMachineRequest,
} from './service.ts';
import type { Tags } from './tags.ts';
import { withTags } from './tags.ts';
import type { Publication, Versions } from './versions.ts';
import { isVersionNumber } from './versions.ts';

/** How long to wait before a deletion is tried again that the store did not take. */
const FINISH_AGAIN_MS = 250;

/** A machine that can be started, with the revision that it runs now. */
export interface Startable {
  readonly machine: StateMachineRow;
  readonly revision: RevisionRow;
  readonly program: Program;
  /** Set when the machine was asked for by them. */
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

export class Catalogue {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #versions: Versions;
  readonly #aliases: Aliases;
  readonly #tags: Tags;
  /** By ARN; null: known not to exist. Holds what is in batches on their way, too. */
  readonly #machines = new Cache<string, StateMachineRow | null>(10_000);
  readonly #revisions = new Cache<number, RevisionRow>(1000);
  readonly #programs = new Cache<number, Program>(1000);
  readonly #changes: KeyedLock;
  #nextRevision: number;

  constructor(init: {
    store: Store;
    committer: Committer;
    ports: Ports;
    counters: Counters;
    versions: Versions;
    aliases: Aliases;
    tags: Tags;
    changes: KeyedLock;
  }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#ports = init.ports;
    this.#versions = init.versions;
    this.#aliases = init.aliases;
    this.#tags = init.tags;
    this.#changes = init.changes;
    this.#nextRevision = init.counters.nextRevision;
  }

  /** Forgets what it knows, as after a lost batch. */
  clear(): void {
    this.#machines.clear();
    this.#revisions.clear();
    this.#programs.clear();
  }

  create(realm: Realm, request: CreateStateMachineRequest): Promise<CreatedStateMachine> {
    const arn = stateMachineArn(realm, request.name);
    checkDefinition(request.definition, request.type);
    const tags = withTags([], request.tags ?? []);
    return this.#changes.run(arn, async () => {
      const existing = await this.machine(arn);
      if (existing !== undefined) return this.#createdAgain(existing, request);
      const publish = request.publish ? await this.#versions.publisher(arn) : undefined;
      const { machine, revision } = this.#newMachine(arn, request);
      this.#put(machine, revision);
      if (tags.length > 0) this.#tags.put(arn, tags);
      const version = publish?.(revision.id, machine.createdMs, publication(request), true);
      await durable(this.#committer);
      return { ...machine, ...(version !== undefined && { versionArn: version.arn }) };
    });
  }

  #newMachine(arn: string, request: CreateStateMachineRequest): DescribedStateMachine {
    const createdMs = this.#ports.nowMs();
    const { definition, roleArn, configuration, name, type } = request;
    const id = this.#nextRevision++;
    const revision: RevisionRow = { id, stateMachineArn: arn, definition, roleArn, configuration, createdMs };
    return { revision, machine: { arn, name, type, status: 'ACTIVE', createdMs, currentRevision: id } };
  }

  /** CreateStateMachine is idempotent on everything but role and tags; a different definition text is a conflict. */
  async #createdAgain(existing: StateMachineRow, request: CreateStateMachineRequest): Promise<CreatedStateMachine> {
    if (existing.status === 'DELETING') throw apiErrors.stateMachineDeleting(existing.arn);
    const revision = await this.revision(existing.currentRevision);
    const creation = await this.#versions.creation(existing.arn);
    const same =
      revision.definition === request.definition &&
      existing.type === request.type &&
      revision.configuration === request.configuration &&
      (creation !== undefined) === (request.publish ?? false) &&
      creation?.description === request.versionDescription;
    if (!same) throw apiErrors.stateMachineAlreadyExists(existing.arn);
    const first = creation && (await this.#versions.get(`${existing.arn}:1`));
    return { ...existing, ...(first !== undefined && { versionArn: first.arn }) };
  }

  update(request: UpdateStateMachineRequest): Promise<UpdatedStateMachine> {
    return this.#changes.run(request.stateMachineArn, () => this.#update(request));
  }

  async #update(request: UpdateStateMachineRequest): Promise<UpdatedStateMachine> {
    const { machine, revision } = await this.changeable(request.stateMachineArn);
    if (request.definition !== undefined) checkDefinition(request.definition, machine.type);
    const publish = request.publish ? await this.#versions.publisher(machine.arn) : undefined;
    const updateMs = this.#ports.nowMs();
    const changed = this.#changed(revision, request, updateMs);
    const version = publish?.((changed ?? revision).id, updateMs, publication(request));
    if (changed !== undefined) {
      this.#nextRevision++;
      this.#put({ ...machine, currentRevision: changed.id }, changed);
    }
    await durable(this.#committer);
    return { revision: changed ?? revision, updateMs, ...(version !== undefined && { versionArn: version.arn }) };
  }

  /** The revision that the update makes; undefined when nothing differs. */
  #changed(revision: RevisionRow, request: UpdateStateMachineRequest, createdMs: number): RevisionRow | undefined {
    const { definition = revision.definition, roleArn = revision.roleArn } = request;
    const configuration = merged(revision.configuration, request.configuration);
    const differs =
      definition !== revision.definition || roleArn !== revision.roleArn || configuration !== revision.configuration;
    if (!differs) return undefined;
    const id = this.#nextRevision;
    return { ...revision, id, revisionId: this.#ports.uuid(), definition, roleArn, configuration, createdMs };
  }

  /** Marks the machine; it is gone when its last execution has ended. */
  delete(arn: string): Promise<void> {
    return this.#changes.run(arn, async () => {
      const machine = await this.machine(arn);
      if (machine === undefined) return; // AWS: deleting what is not there succeeds
      const keys = await this.#keysOf(arn);
      if (await this.#hasRunning(arn)) {
        const deleting: StateMachineRow = { ...machine, status: 'DELETING' };
        this.#machines.set(arn, deleting);
        this.#committer.batch.machine(deleting);
      } else this.#remove(arn, keys);
      await durable(this.#committer);
    });
  }

  /** Removes a machine that was deleted while executions ran, when there are none any more. */
  finishDeleting(arn: string): Promise<void> {
    return this.#changes.run(arn, async () => {
      const machine = await this.#read(arn);
      if (machine?.status !== 'DELETING') return;
      const keys = await this.#keysOf(arn);
      if (await this.#hasRunning(arn)) return;
      this.#remove(arn, keys);
      await durable(this.#committer);
    });
  }

  async #hasRunning(stateMachineArn: string): Promise<boolean> {
    await durable(this.#committer);
    return (await this.#store.executions({ stateMachineArn, status: 'RUNNING', limit: 1 })).length > 0;
  }

  /** ARNs of what goes with the machine. */
  async #keysOf(arn: string): Promise<{ versions: readonly string[]; aliases: readonly string[] }> {
    const aliases = await this.#aliases.list(arn);
    return { versions: await this.#versions.keys(arn), aliases: aliases.map((alias) => alias.arn) };
  }

  #remove(arn: string, { versions, aliases }: { versions: readonly string[]; aliases: readonly string[] }): void {
    this.#machines.set(arn, null);
    this.#committer.batch.machineDeleted(arn);
    for (const version of versions) this.#versions.delete(version);
    for (const alias of aliases) this.#aliases.delete(alias);
    this.#tags.delete(arn);
  }

  /** A machine with its current revision, or a version with the one that it names. */
  async describe(arn: string): Promise<DescribedStateMachine> {
    const { arn: machineArn, qualifier } = parseStateMachineArn(arn) ?? { arn };
    const machine = await this.machine(machineArn);
    const version = qualifier === undefined ? undefined : await this.#versions.get(arn);
    if (machine === undefined || (qualifier !== undefined && version === undefined)) {
      throw apiErrors.stateMachineDoesNotExist(arn);
    }
    const revision = await this.revision(version?.revision ?? machine.currentRevision);
    return { machine, revision, ...(version !== undefined && { version }) };
  }

  /** The unqualified machine, unless it is being deleted. */
  async changeable(arn: string): Promise<DescribedStateMachine> {
    const described = await this.describe(arn);
    if (described.version !== undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    if (described.machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(arn);
    return described;
  }

  /** The machine behind an ARN, whose version or alias must exist, too. */
  async machineBehind(arn: string): Promise<StateMachineRow> {
    const { arn: machineArn, qualifier } = parseStateMachineArn(arn) ?? { arn };
    const machine = await this.machine(machineArn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    if (qualifier !== undefined) await this.#qualified(arn, qualifier);
    return machine;
  }

  /** A listing; that of an EXPRESS machine is refused. */
  async executions(query: ExecutionQuery): Promise<ExecutionSummary[]> {
    const asked = query.stateMachineArn ?? query.versionArn ?? query.aliasArn;
    if (asked === undefined) return this.#store.executions(query);
    const machine = await this.machineBehind(asked);
    if (machine.type === 'EXPRESS') throw apiErrors.stateMachineTypeNotSupported();
    const rows = await this.#store.executions(query);
    // Those of a deleted machine that had this name are older, so they can only be at the end.
    return rows.filter(({ startMs }) => startMs >= machine.createdMs);
  }

  /** The machine behind a (possibly qualified) ARN, ready to start. An alias throws its dice here. */
  async startable(arn: string): Promise<Startable> {
    const ref = parseStateMachineArn(arn);
    if (ref === undefined) throw apiErrors.invalidArn(`Invalid ARN prefix: ${arn}`);
    if (ref.label !== undefined) throw labelled();
    const machine = await this.machine(ref.arn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    if (machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(arn);
    const { version, aliasArn } = ref.qualifier === undefined ? {} : await this.#qualified(arn, ref.qualifier);
    const revision = await this.revision(version?.revision ?? machine.currentRevision);
    return {
      ...{ machine, revision, program: this.program(revision) },
      ...(version !== undefined && { versionArn: version.arn }),
      ...(aliasArn !== undefined && { aliasArn }),
    };
  }

  /** The same for an unqualified ARN whose machine is in memory with all that belongs to it. */
  startableInMemory(arn: string): Startable | undefined {
    const machine = this.#machines.get(arn);
    if (machine?.status !== 'ACTIVE') return undefined;
    const revision = this.#revisions.get(machine.currentRevision);
    const program = revision === undefined ? undefined : this.#programs.get(revision.id);
    return revision === undefined || program === undefined ? undefined : { machine, revision, program };
  }

  /** The version that a qualified ARN means. */
  async #qualified(arn: string, qualifier: string): Promise<{ version?: StateMachineVersion; aliasArn?: string }> {
    const isVersion = isVersionNumber(qualifier);
    const alias = isVersion ? undefined : await this.#aliases.get(arn);
    const versionArn = alias === undefined ? arn : routedTo(alias.routes, this.#ports.random());
    const version = await this.#versions.get(versionArn);
    if (version === undefined) throw apiErrors.stateMachineDoesNotExist(arn);
    return isVersion ? { version } : { version, aliasArn: arn };
  }

  /** False: the machine is known, and known to stay. */
  mayBeDeleting(arn: string): boolean {
    return this.#machines.get(arn)?.status !== 'ACTIVE';
  }

  async machine(arn: string): Promise<StateMachineRow | undefined> {
    const known = this.#machines.get(arn);
    if (known !== undefined) return known ?? undefined;
    const row = await this.#read(arn);
    if (row?.status === 'DELETING') this.#resumeDeleting(arn);
    return row;
  }

  /** The same, and nothing follows from it. */
  async #read(arn: string): Promise<StateMachineRow | undefined> {
    const known = this.#machines.get(arn);
    if (known !== undefined) return known ?? undefined;
    const row = (await this.#store.stateMachine(arn)) ?? null;
    // What happened while we read counts more than what we read.
    const meanwhile = this.#machines.get(arn);
    if (meanwhile !== undefined) return meanwhile ?? undefined;
    this.#machines.set(arn, row);
    return row ?? undefined;
  }

  async list(realm: Realm, query: { afterArn?: string; limit: number }): Promise<StateMachineRow[]> {
    const rows = await this.#store.stateMachines(realm, query);
    for (const row of rows) if (row.status === 'DELETING') await this.machine(row.arn);
    return rows;
  }

  /** The process may have ended between the end of the machine's last execution and its own. */
  #resumeDeleting(arn: string): void {
    this.finishDeleting(arn).catch((error: unknown) => {
      // A store that is opened anew is read anew, and so is the machine.
      if (error instanceof StoreError && error.code === 'closed') return;
      this.#ports.setTimer(FINISH_AGAIN_MS, () => this.#resumeDeleting(arn));
    });
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

  /** The program of an execution: the machine's, or that of the Distributed Map whose item it is. */
  programOf(row: Pick<ExecutionRow, 'stateMachineArn'>, revision: RevisionRow): Program {
    const program = this.program(revision);
    const label = parseStateMachineArn(row.stateMachineArn)?.label;
    if (label === undefined) return program;
    const state = mapStateOfLabel(program, label);
    if (state === undefined) throw new Error(`no Distributed Map ${label} in revision ${revision.id}`);
    return { scope: state.processor };
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

function publication({ versionDescription }: { readonly versionDescription?: string }): Publication {
  return versionDescription === undefined ? {} : { description: versionDescription };
}

function labelled(): ApiError {
  return apiErrors.validation('This operation does not support labeled ARNs', 'API_DOES_NOT_SUPPORT_LABELED_ARNS');
}
