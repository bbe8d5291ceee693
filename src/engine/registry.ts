/**
 * Everything that is registered: state machines with their versions, aliases and tags, and activities. Wires their
 * parts; what changes versions, aliases or tags is here, under the lock of the resource that they belong to. A change
 * holds the lock until it is durable, so the next one reads from the store what this one did.
 */
import { apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn } from '../aws/arn.ts';
import type { Counters, Store } from '../store/store.ts';
import { Activities } from './activities.ts';
import { Aliases, MAX_ALIASES, requireRouting, sameRouting } from './aliases.ts';
import { Catalogue } from './catalogue.ts';
import type { Committer } from './committer.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { Ports } from './ports.ts';
import { durable, registryErrors } from './registry-errors.ts';
import type {
  Activity,
  CreateActivityRequest,
  CreateAliasRequest,
  PublishVersionRequest,
  RegistryService,
  Route,
  StateMachineAlias,
  StateMachineVersion,
  Tag,
  UpdateAliasRequest,
} from './service.ts';
import { Tags, withoutTags, withTags } from './tags.ts';
import { Versions } from './versions.ts';

/** What stands for the revision of a machine that was never updated. */
const INITIAL = 'INITIAL';

export class Registry implements RegistryService {
  readonly catalogue: Catalogue;
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #changes = new KeyedLock();
  readonly #activities: Activities;
  readonly #aliases: Aliases;
  readonly #tags: Tags;
  readonly #versions: Versions;

  constructor(init: { store: Store; committer: Committer; ports: Ports; counters: Counters }) {
    const { store, committer } = init;
    this.#committer = committer;
    this.#ports = init.ports;
    this.#tags = new Tags(store, committer);
    this.#versions = new Versions(store, committer);
    this.#aliases = new Aliases(store, committer);
    const [tags, versions, aliases, changes] = [this.#tags, this.#versions, this.#aliases, this.#changes];
    this.#activities = new Activities({ ...init, tags, changes });
    this.catalogue = new Catalogue({ ...init, versions, aliases, tags, changes });
  }

  /** Reads what must be in memory: at the start, and after a lost batch. */
  load(): Promise<void> {
    return this.#activities.load();
  }

  // Activities

  activityExists(arn: string): boolean {
    return this.#activities.has(arn);
  }

  createActivity(realm: Realm, request: CreateActivityRequest): Promise<Activity> {
    return this.#activities.create(realm, request);
  }

  async describeActivity(arn: string): Promise<Activity> {
    return this.#activities.get(arn);
  }

  deleteActivity(arn: string): Promise<void> {
    return this.#activities.delete(arn);
  }

  async listActivities(realm: Realm, query: { afterArn?: string; limit: number }): Promise<Activity[]> {
    return this.#activities.list(realm, query);
  }

  // Versions

  publishVersion({ stateMachineArn, revisionId, description }: PublishVersionRequest): Promise<StateMachineVersion> {
    return this.#changes.run(stateMachineArn, async () => {
      const { machine, revision } = await this.catalogue.changeable(stateMachineArn);
      if (revisionId !== undefined && revisionId !== (revision.revisionId ?? INITIAL)) {
        throw registryErrors.staleRevision(revisionId, revision.revisionId);
      }
      const publish = await this.#versions.publisher(machine.arn);
      const publication = description === undefined ? {} : { description };
      const version = publish(revision.id, this.#ports.nowMs(), publication);
      await durable(this.#committer);
      return version;
    });
  }

  deleteVersion(arn: string): Promise<void> {
    const machineArn = machineOf(arn);
    return this.#changes.run(machineArn, async () => {
      if ((await this.#versions.get(arn)) === undefined) return;
      const aliases = (await this.#aliases.list(machineArn)).filter((alias) => leadsTo(alias, arn));
      if (aliases.length > 0) throw registryErrors.versionInUse(aliases.map(({ name }) => name));
      this.#versions.delete(arn);
      await durable(this.#committer);
    });
  }

  async listVersions(arn: string, query: { below?: number; limit: number }): Promise<StateMachineVersion[]> {
    // This operation declares no other error for a machine that is not there.
    if ((await this.catalogue.machine(arn)) === undefined) throw apiErrors.invalidArn(arn);
    return this.#versions.list(arn, query);
  }

  // Aliases

  createAlias({ name, description, routes }: CreateAliasRequest): Promise<StateMachineAlias> {
    const machineArn = requireRouting(routes);
    return this.#changes.run(machineArn, async () => {
      await this.#requireVersions(machineArn, routes);
      const all = await this.#aliases.list(machineArn);
      const existing = all.find((alias) => alias.name === name);
      if (existing !== undefined) {
        if (existing.description === description && sameRouting(existing.routes, routes)) return existing;
        throw registryErrors.aliasExists();
      }
      if (all.length >= MAX_ALIASES) throw registryErrors.quotaExceeded('aliases');
      const nowMs = this.#ports.nowMs();
      const position = Math.max(nowMs, (all.at(-1)?.position ?? 0) + 1);
      return this.#putAlias(machineArn, {
        ...{ arn: `${machineArn}:${name}`, name, routes, createdMs: nowMs, updatedMs: nowMs, position },
        ...(description !== undefined && { description }),
      });
    });
  }

  updateAlias({ aliasArn, description, routes }: UpdateAliasRequest): Promise<StateMachineAlias> {
    const machineArn = machineOf(aliasArn);
    const routed = routes === undefined ? machineArn : requireRouting(routes);
    return this.#changes.run(machineArn, async () => {
      const alias = await this.describeAlias(aliasArn);
      if (routed !== machineArn) {
        throw registryErrors.routing('Routing configuration must contain versions of the state machine of the alias.');
      }
      await this.#requireVersions(machineArn, routes ?? []);
      return this.#putAlias(machineArn, {
        ...alias,
        updatedMs: this.#ports.nowMs(),
        ...(description !== undefined && { description }),
        ...(routes !== undefined && { routes }),
      });
    });
  }

  async describeAlias(arn: string): Promise<StateMachineAlias> {
    const alias = await this.#aliases.get(arn);
    if (alias === undefined) throw registryErrors.referenceNotFound();
    return alias;
  }

  deleteAlias(arn: string): Promise<void> {
    return this.#changes.run(machineOf(arn), async () => {
      this.#aliases.delete(arn);
      await durable(this.#committer);
    });
  }

  async listAliases(arn: string, query: { after?: number; limit: number }): Promise<StateMachineAlias[]> {
    const machine = await this.catalogue.machineBehind(arn);
    if (machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(machine.arn);
    const { after = -1, limit } = query;
    return (await this.#aliases.list(machine.arn))
      .filter((alias) => alias.position > after && (arn === machine.arn || leadsTo(alias, arn)))
      .slice(0, limit);
  }

  async #putAlias(machineArn: string, alias: StateMachineAlias): Promise<StateMachineAlias> {
    this.#aliases.put(machineArn, alias);
    await durable(this.#committer);
    return alias;
  }

  /** Throws ResourceNotFound or StateMachineDeleting. */
  async #requireVersions(machineArn: string, routes: readonly Route[]): Promise<void> {
    const machine = await this.catalogue.machine(machineArn);
    if (machine?.status === 'DELETING') throw apiErrors.stateMachineDeleting(machineArn);
    for (const { versionArn } of routes) {
      const version = await this.#versions.get(versionArn);
      if (machine === undefined || version === undefined) throw registryErrors.referenceNotFound();
    }
  }

  // Tags

  tagResource(arn: string, tags: readonly Tag[]): Promise<void> {
    return this.#changeTags(arn, (old) => withTags(old, tags));
  }

  untagResource(arn: string, tagKeys: readonly string[]): Promise<void> {
    return this.#changeTags(arn, (old) => withoutTags(old, tagKeys));
  }

  async listTags(arn: string): Promise<readonly Tag[]> {
    await this.#requireTaggable(arn);
    return this.#tags.of(arn);
  }

  #changeTags(arn: string, change: (tags: readonly Tag[]) => readonly Tag[]): Promise<void> {
    return this.#changes.run(arn, async () => {
      await this.#requireTaggable(arn);
      this.#tags.put(arn, change(await this.#tags.of(arn)));
      await durable(this.#committer);
    });
  }

  async #requireTaggable(arn: string): Promise<void> {
    if (this.#activities.has(arn) || (await this.catalogue.machine(arn)) !== undefined) return;
    throw registryErrors.resourceNotFound(arn);
  }
}

function machineOf(qualifiedArn: string): string {
  return parseStateMachineArn(qualifiedArn)?.arn ?? qualifiedArn;
}

function leadsTo({ routes }: StateMachineAlias, versionArn: string): boolean {
  return routes.some((route) => route.versionArn === versionArn);
}
