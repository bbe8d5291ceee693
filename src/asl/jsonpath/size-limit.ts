/**
 * Stops values that would explode as text: a template of 10,000 fields `"x.$": "$"` shares one value in memory, yet
 * is 10,000 inputs long when written. Source: quota "Maximum input or output size" (262,144 bytes); the limit here is
 * far above it, since the exact check is made on the text. Errors: States.DataLimitExceeded.
 */
import { EvaluationFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { MAX_PAYLOAD_BYTES } from '../payload.ts';

const LIMIT = 8 * MAX_PAYLOAD_BYTES;

/** Up to this many copies of stored data stay small enough to be written without a look first. */
export const HARMLESS_COPIES = 16;

/** Returns `value`, unless its JSON text is hopelessly long. */
export function limitSize<T extends Json>(value: T): T {
  if (isHuge(value)) {
    throw new EvaluationFailure(
      'States.DataLimitExceeded',
      'The evaluated data has a size exceeding the maximum number of bytes service limit.',
    );
  }
  return value;
}

/** Counts characters at least needed, and stops as soon as they are too many. */
export function isHuge(value: Json): boolean {
  let left = LIMIT;
  const stack: Json[] = [value];
  for (let node = stack.pop(); node !== undefined && left >= 0; node = stack.pop()) {
    left -= 2;
    if (typeof node === 'string') left -= node.length;
    else if (Array.isArray(node)) {
      left -= node.length;
      if (left >= 0) for (const item of node) stack.push(item);
    } else if (node !== null && typeof node === 'object') {
      for (const key of Object.keys(node)) {
        left -= key.length + 3;
        stack.push(node[key] as Json);
      }
    }
  }
  return left < 0;
}
