/** The intrinsic functions on arrays. Source: ASL "Intrinsic Functions"; limits from the AWS developer guide. */
import type { Json } from '../../json.ts';
import { isObject, jsonEquals } from '../../json.ts';
import type { Intrinsic } from './intrinsic.ts';
import { arrayAt, fixed, IntrinsicProblem, integerAt } from './intrinsic.ts';

/** Longest array that ArrayRange makes. */
const MAX_RANGE = 1000;

export const array: Intrinsic = {
  minArguments: 0,
  maxArguments: Number.POSITIVE_INFINITY,
  apply: (values) => [...values],
};

export const arrayLength = fixed(1, (values) => arrayAt(values, 0).length);

export const arrayContains = fixed(2, (values) =>
  arrayAt(values, 0).some((item) => jsonEquals(item, values[1] as Json)),
);

/** Chunks of the given size; the last may be shorter. */
export const arrayPartition = fixed(2, (values) => {
  const items = arrayAt(values, 0);
  const size = integerAt(values, 1);
  if (size < 1) throw new IntrinsicProblem('The chunk size must be a positive integer.');
  const chunks: Json[] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
});

/** From the first number to the second, both inclusive, in steps of the third. */
export const arrayRange = fixed(3, (values) => {
  const [start, end, step] = [integerAt(values, 0), integerAt(values, 1), integerAt(values, 2)];
  if (step === 0) throw new IntrinsicProblem('The step must not be 0.');
  const length = Math.max(0, Math.floor((end - start) / step) + 1);
  if (!(length <= MAX_RANGE)) throw new IntrinsicProblem(`The range has more than ${MAX_RANGE} items.`);
  return Array.from({ length }, (_, i) => start + i * step);
});

export const arrayGetItem = fixed(2, (values) => {
  const items = arrayAt(values, 0);
  const index = integerAt(values, 1);
  const item = index < 0 ? undefined : items[index];
  if (item === undefined) {
    throw new IntrinsicProblem(`Index ${index} is out of bounds for an array of length ${items.length}.`);
  }
  return item;
});

/** The first of each group of equal items. */
export const arrayUnique = fixed(1, (values) => {
  const unique = new Map<string, Json>();
  for (const item of arrayAt(values, 0)) {
    const key = canonical(item);
    if (!unique.has(key)) unique.set(key, item);
  }
  return [...unique.values()];
});

/** A text that equal values share: members are sorted. Keeps ArrayUnique linear. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`).join()}}`;
}
