/**
 * Tags of state machines and activities. Source: API reference, TagResource.
 * A resource's tags are one row, in the order in which their keys were first set. Whoever changes them holds the lock
 * of the resource; what was written is read again only when it is durable, so nothing is kept in memory.
 */
import type { Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import { registryErrors } from './registry-errors.ts';
import type { Tag } from './service.ts';

const MAX_TAGS = 50;

export class Tags {
  readonly #store: Store;
  readonly #committer: Committer;

  constructor(store: Store, committer: Committer) {
    this.#store = store;
    this.#committer = committer;
  }

  async of(resourceArn: string): Promise<readonly Tag[]> {
    const row = await this.#store.resource('tags', resourceArn);
    return row === undefined ? [] : (JSON.parse(row.body) as Tag[]);
  }

  put(resourceArn: string, tags: readonly Tag[]): void {
    if (tags.length === 0) return this.delete(resourceArn);
    const row = { kind: 'tags', key: resourceArn, scope: resourceArn, position: 0 } as const;
    this.#committer.batch.resource({ ...row, body: JSON.stringify(tags) });
  }

  delete(resourceArn: string): void {
    this.#committer.batch.resourceDeleted('tags', resourceArn);
  }
}

/** The tags with others added; the same key gets the new value. Throws TooManyTags. */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const values = new Map([...tags, ...added].map(({ key, value }) => [key, value]));
  if (values.size > MAX_TAGS) throw registryErrors.tooManyTags(MAX_TAGS);
  return [...values].map(([key, value]) => ({ key, value }));
}

export function withoutTags(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const gone = new Set(keys);
  return tags.filter(({ key }) => !gone.has(key));
}
