/** What single steps of a path find in one context value. Source: JSONata documentation, "Path Operators". */
import type { Evaluation } from './evaluation.ts';
import type { Items, Value } from './values.ts';
import { isMembers, memberOf, sequence } from './values.ts';

/** The member `key` of an object, or those of all objects in an array. */
export function lookup(value: Value, key: string, evaluation: Evaluation): Value {
  if (isMembers(value)) return memberOf(value, key);
  if (!Array.isArray(value)) return undefined;
  evaluation.allocateItems(value.length);
  const found = sequence();
  for (const item of value) {
    evaluation.step();
    const result = lookup(item, key, evaluation);
    if (Array.isArray(result)) for (const part of result) found.push(part);
    else if (result !== undefined) found.push(result);
  }
  return found;
}

/**
 * `*`: all members of an object, arrays among them flattened. As soon as there is an array, the result is one too,
 * even of a single item: so it is in the library.
 */
export function wildcard(input: Value, evaluation: Evaluation): Value {
  const whole = Array.isArray(input) && input.outerWrapper === true && input.length > 0 ? input[0] : input;
  const members = Array.isArray(whole) ? whole : isMembers(whole) ? Object.values(whole) : [];
  const found = members.some(Array.isArray) ? [] : sequence();
  for (const member of members) collectFlat(member, found, evaluation);
  return found;
}

function collectFlat(value: Value, found: Items, evaluation: Evaluation): void {
  evaluation.allocateItems(1);
  if (Array.isArray(value)) for (const item of value) collectFlat(item, found, evaluation);
  else found.push(value);
}

/** `**`: the value itself and everything below it but arrays, which stand for their items. */
export function descendants(input: Value, evaluation: Evaluation): Value {
  if (input === undefined) return undefined;
  const found = sequence();
  collectBelow(input, found, evaluation);
  return found.length === 1 ? found[0] : found;
}

function collectBelow(value: Value, found: Items, evaluation: Evaluation): void {
  evaluation.allocateItems(1);
  evaluation.step();
  if (Array.isArray(value)) {
    for (const item of value) collectBelow(item, found, evaluation);
    return;
  }
  found.push(value);
  if (isMembers(value)) for (const key of Object.keys(value)) collectBelow(value[key], found, evaluation);
}
