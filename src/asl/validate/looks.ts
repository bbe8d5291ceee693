/**
 * Texts that look as if they were meant to be evaluated, for warnings about places where they are not. Source: API
 * reference, the warning codes NO_DOLLAR, NO_PATH and PASS_RESULT_IS_STATIC.
 */
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { checkIntrinsicOrPath } from '../jsonpath/check.ts';
import { DYNAMIC_SUFFIX } from '../jsonpath/payload-template.ts';

/** A path: `$`, `$.a`, `$['a']`, `$$.a` or a variable. Amounts such as `$5` are none. */
export function looksLikePath(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('$') && checkIntrinsicOrPath(value) === undefined;
}

/** A path, or a call of a function that exists. */
export function looksComputed(value: Json): boolean {
  return (
    typeof value === 'string' &&
    (value.startsWith('$') || value.startsWith('States.')) &&
    checkIntrinsicOrPath(value) === undefined
  );
}

/** Whether an object in `value` has a member that a payload template would evaluate. */
export function hasDynamicMember(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasDynamicMember);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => key.endsWith(DYNAMIC_SUFFIX) || hasDynamicMember(member));
}

/** Calls `found` with each member of a payload template that looks computed but is a constant, and where it stands. */
export function constantsThatLookComputed(
  value: Json,
  location: string,
  found: (key: string, location: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) constantsThatLookComputed(item, `${location}[${i}]`, found);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key] as Json;
      const below = `${location}/${key}`;
      if (looksComputed(member) && !key.endsWith(DYNAMIC_SUFFIX)) found(key, below);
      else constantsThatLookComputed(member, below, found);
    }
  }
}
