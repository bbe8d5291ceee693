/**
 * Activities: names under which workers outside ask for tasks. Source: API reference, CreateActivity.
 * All of them are kept in memory (10,000 per account and Region at most, and so many in all), because turns ask
 * whether one exists and cannot wait for the store.
 */
import type { Realm } from '../aws/arn.ts';
import { realmKey, realmKeyOf, stateMachineArn } from '../aws/arn.ts';
import type { ResourceRow, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { Ports } from './ports.ts';
import { durable, registryErrors } from './registry-errors.ts';
import type { Activity, CreateActivityRequest } from './service.ts';
import type { Tags } from './tags.ts';
import { withTags } from './tags.ts';

const MAX_ACTIVITIES = 10_000;
/** Of all accounts and Regions together. */
const MAX_IN_ALL = 200_000;
/** Rows read at a time. */
const PAGE = 1000;
/** All activities are listed by one scope, as they are read all at once. */
const SCOPE = 'activities';

export class Activities {
  readonly #store: Store;
  readonly #committer: Committer;
  readonly #ports: Ports;
  readonly #tags: Tags;
  readonly #changes: KeyedLock;
  #byArn = new Map<string, Activity>();
  /** Of one account and Region, in the order of the ARN. */
  #byRealm = new Map<string, Activity[]>();
  /** ARNs whose change is on its way to the store. */
  readonly #underWay = new Set<string>();
  /** While everything is read: ARNs of which memory knows more than what is being read. */
  #known: Set<string> | undefined;

  constructor(init: { store: Store; committer: Committer; ports: Ports; tags: Tags; changes: KeyedLock }) {
    this.#store = init.store;
    this.#committer = init.committer;
    this.#ports = init.ports;
    this.#tags = init.tags;
    this.#changes = init.changes;
  }

  /** Reads all, at the start and after a lost batch. */
  async load(): Promise<void> {
    const known = new Set(this.#underWay);
    this.#known = known;
    const stored = await this.#readAll();
    for (const arn of this.#byArn.keys()) if (!stored.has(arn) && !known.has(arn)) this.#remember(arn, undefined);
    for (const [arn, activity] of stored) if (!known.has(arn)) this.#remember(arn, activity);
    this.#known = undefined;
  }

  async #readAll(): Promise<Map<string, Activity>> {
    const stored = new Map<string, Activity>();
    for (let after: ResourceRow | undefined; ; ) {
      const page = { limit: PAGE, ...(after !== undefined && { after }) };
      const rows = await this.#store.resources({ kind: 'activity', scope: SCOPE, ...page });
      for (const row of rows) stored.set(row.key, activityOf(row));
      after = rows.at(-1);
      if (after === undefined || rows.length < PAGE) return stored;
    }
  }

  has(arn: string): boolean {
    return this.#byArn.has(arn);
  }

  /** Throws ActivityDoesNotExist. */
  get(arn: string): Activity {
    const activity = this.#byArn.get(arn);
    if (activity === undefined) throw registryErrors.activityDoesNotExist(arn);
    return activity;
  }

  /** In the order of the ARN; `afterArn` is exclusive. */
  list(realm: Realm, { afterArn = '', limit }: { afterArn?: string; limit: number }): Activity[] {
    const all = this.#ofRealm(realm);
    const { index, isThere } = find(all, afterArn);
    const start = isThere ? index + 1 : index;
    return all.slice(start, start + limit);
  }

  /** A repeated request finds the activity that is there, whatever its tags. */
  create(realm: Realm, request: CreateActivityRequest): Promise<Activity> {
    const arn = activityArn(realm, request.name);
    const tags = withTags([], request.tags ?? []);
    return this.#changes.run(arn, async () => {
      const existing = this.#byArn.get(arn);
      if (existing !== undefined && existing.configuration !== request.configuration) {
        throw registryErrors.activityAlreadyExists(arn);
      }
      if (existing !== undefined) return existing;
      if (this.#ofRealm(realm).length >= MAX_ACTIVITIES || this.#byArn.size >= MAX_IN_ALL) {
        throw registryErrors.activityLimitExceeded();
      }
      const { name, configuration } = request;
      const activity: Activity = { arn, name, configuration, createdMs: this.#ports.nowMs() };
      await this.#change(arn, activity, () => {
        this.#committer.batch.resource(rowOf(activity));
        if (tags.length > 0) this.#tags.put(arn, tags);
      });
      return activity;
    });
  }

  /** Deleting what is not there succeeds. */
  delete(arn: string): Promise<void> {
    return this.#changes.run(arn, async () => {
      if (!this.#byArn.has(arn)) return;
      await this.#change(arn, undefined, () => {
        this.#committer.batch.resourceDeleted('activity', arn);
        this.#tags.delete(arn);
      });
    });
  }

  /** Resolves when the change is durable; takes it back when it cannot be. */
  async #change(arn: string, activity: Activity | undefined, write: () => void): Promise<void> {
    const before = this.#byArn.get(arn);
    this.#remember(arn, activity);
    this.#known?.add(arn);
    this.#underWay.add(arn);
    write();
    try {
      await durable(this.#committer);
    } catch (error) {
      this.#remember(arn, before);
      throw error;
    } finally {
      this.#underWay.delete(arn);
    }
  }

  #remember(arn: string, activity: Activity | undefined): void {
    const key = realmKeyOf(arn);
    const all = this.#byRealm.get(key) ?? [];
    this.#byRealm.set(key, all);
    const { index, isThere } = find(all, arn);
    if (activity === undefined) {
      this.#byArn.delete(arn);
      if (isThere) all.splice(index, 1);
    } else {
      this.#byArn.set(arn, activity);
      all.splice(index, isThere ? 1 : 0, activity);
    }
  }

  #ofRealm(realm: Realm): readonly Activity[] {
    return this.#byRealm.get(realmKey(realm)) ?? [];
  }
}

function activityArn(realm: Realm, name: string): string {
  return stateMachineArn(realm, name).replace(':stateMachine:', ':activity:');
}

/** Where the ARN is in a sorted list, or would have to be. */
function find(sorted: readonly Activity[], arn: string): { index: number; isThere: boolean } {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Activity).arn < arn) low = middle + 1;
    else high = middle;
  }
  return { index: low, isThere: sorted[low]?.arn === arn };
}

function rowOf({ arn: key, createdMs: position, ...body }: Activity): ResourceRow {
  return { kind: 'activity', key, scope: SCOPE, position, body: JSON.stringify(body) };
}

function activityOf({ key, position, body }: ResourceRow): Activity {
  return { arn: key, createdMs: position, ...(JSON.parse(body) as Omit<Activity, 'arn' | 'createdMs'>) };
}
