/** `^(…)`, and the merge sort that `$sort` shares with it. Source: JSONata documentation, "Sorting". Stable. */
import type { Compile } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault } from './fault.ts';
import type { Frame } from './frame.ts';
import type { Term } from './syntax.ts';
import type { Tuple } from './tuples.ts';
import { frameOf, tupleStream } from './tuples.ts';
import type { Items, Value } from './values.ts';
import { isTupleStream } from './values.ts';

/** Whether `a` has to stand after `b`. */
export type After = (a: Value, b: Value) => boolean;

type Sort = (items: Items, frame: Frame, evaluation: Evaluation) => Items;

export function compileSort(terms: readonly Term[], compile: Compile): Sort {
  const compiled = terms.map(({ descending, expression }) => ({
    descending: descending === true,
    evaluate: compile(expression),
  }));
  return (items, frame, evaluation) => {
    const tuples = isTupleStream(items);
    // The keys of an item are computed once, and only those that are needed.
    const keys = new Map<Value, Value[]>();
    const keyOf = (item: Value, index: number): Value => {
      const known = keys.get(item) ?? [];
      if (known.length <= index) {
        keys.set(item, known);
        const context = tuples ? (item as Tuple)['@'] : item;
        const scope = tuples ? frameOf(item as Tuple, frame) : frame;
        known[index] = compiled[index]?.evaluate(context, scope, evaluation);
      }
      return known[index];
    };
    const after: After = (a, b) => {
      for (const [i, { descending }] of compiled.entries()) {
        const order = compareKeys(keyOf(a, i), keyOf(b, i));
        if (order.comparable !== 0) return (descending ? -order.comparable : order.comparable) > 0;
        if (order.missing !== 0) return order.missing > 0;
      }
      return false;
    };
    if (items.length <= 1) return items;
    const sorted = mergeSort(items, after, evaluation);
    return tuples ? asStream(sorted) : sorted;
  };
}

function asStream(tuples: Items): Items {
  const stream = tupleStream();
  for (const tuple of tuples) stream.push(tuple);
  return stream;
}

/** Missing keys come last, whatever the direction. */
function compareKeys(a: Value, b: Value): { comparable: number; missing: number } {
  if (a === undefined || b === undefined) {
    return { comparable: 0, missing: Number(a === undefined) - Number(b === undefined) };
  }
  if (!isKey(a) || !isKey(b)) throw new Fault('T2008', { value: isKey(a) ? b : a });
  if (typeof a !== typeof b) throw new Fault('T2007', { value: a, value2: b });
  return { comparable: a === b ? 0 : a < b ? -1 : 1, missing: 0 };
}

function isKey(value: Value): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** A new array. Compares in the order of the library, which shows when a comparison fails. */
export function mergeSort(items: readonly Value[], after: After, evaluation: Evaluation): Items {
  if (items.length <= 1) return [...items];
  evaluation.step(items.length);
  evaluation.allocateItems(items.length);
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), after, evaluation);
  const right = mergeSort(items.slice(middle), after, evaluation);
  return merge(left, right, after);
}

function merge(left: Items, right: Items, after: After): Items {
  const merged: Items = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) merged.push(after(left[l], right[r]) ? right[r++] : left[l++]);
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}
