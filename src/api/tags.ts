/**
 * Tags in requests. Source: API reference, Tag and TagResource ("Unicode letters, digits, white space, or these symbols");
 * the prefix `aws:` is AWS's own. How many a resource can have is the engine's to say.
 */
import { apiErrors } from '../aws/api-error.ts';
import type { Tag } from '../engine/service.ts';

const ALLOWED = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/** Throws ValidationException. A tag without a value has the empty one. */
export function requireTags(tags: readonly { readonly key?: string; readonly value?: string }[]): readonly Tag[] {
  return tags.map(({ key, value = '' }, index) => {
    if (key === undefined) throw violation(` null at 'tags.${index + 1}.member.key'`, 'Member must not be null');
    if (/^aws:/i.test(key)) {
      throw apiErrors.validation('aws: prefixed tag key names are not allowed for external use.');
    }
    requireAllowed(key, `tags.${index + 1}.member.key`);
    requireAllowed(value, `tags.${index + 1}.member.value`);
    return { key, value };
  });
}

function requireAllowed(text: string, path: string): void {
  if (ALLOWED.test(text)) return;
  throw violation(` '${text}' at '${path}'`, `Member must satisfy regular expression pattern: ${ALLOWED.source}`);
}

function violation(what: string, rule: string) {
  return apiErrors.validation(`1 validation error detected: Value${what} failed to satisfy constraint: ${rule}`);
}
