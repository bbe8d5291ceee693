/** Tags of resources. Source: API reference, TagResource ("up to 50 tags"). They are checked, and not stored yet. */
import { ApiError } from '../aws/api-error.ts';

const MAX_TAGS = 50;

/** Throws TooManyTags. */
export function requireFewTags(tags: readonly unknown[] | undefined): void {
  if (tags !== undefined && tags.length > MAX_TAGS) {
    throw new ApiError('TooManyTags', `Too many tags: a resource can have ${MAX_TAGS} tags at most`);
  }
}
