/** Functions that call functions. Source: JSONata documentation, "Higher Order Functions". */
import { callback } from '../call.ts';
import { isFiniteNumber, toBoolean } from '../casts.ts';
import type { Evaluation } from '../evaluation.ts';
import { Fault } from '../fault.ts';
import { mergeSort } from '../sort.ts';
import type { Fn, Items, Members, Value } from '../values.ts';
import { sequence, setMember } from '../values.ts';
import { redefined } from './library.ts';

export const higherOrder = {
  map: redefined('map', ([items, fn], evaluation) =>
    items === undefined ? undefined : map(items as Items, fn as Fn, evaluation),
  ),
  filter: redefined('filter', ([items, fn], evaluation) =>
    items === undefined ? undefined : sequence(...accepted(items as Items, fn as Fn, evaluation)),
  ),
  single: redefined('single', ([items, fn], evaluation) =>
    items === undefined ? undefined : single(items as Items, fn as Fn | undefined, evaluation),
  ),
  reduce: redefined('reduce', ([items, fn, start], evaluation) =>
    items === undefined ? undefined : reduce(items as Items, fn as Fn, start, evaluation),
  ),
  each: redefined('each', ([object, fn], evaluation) => each((object ?? {}) as Members, fn as Fn, evaluation)),
  sift: redefined('sift', ([object, fn], evaluation) => sift((object ?? {}) as Members, fn as Fn, evaluation)),
  sort: redefined('sort', ([items, fn], evaluation) =>
    items === undefined ? undefined : sort(items as Items, fn as Fn | undefined, evaluation),
  ),
};

function map(items: Items, fn: Fn, evaluation: Evaluation): Items {
  const results = sequence();
  for (const [i, item] of items.entries()) {
    evaluation.allocateItems(1);
    const result = callback(fn, [item, i, items], evaluation);
    if (result !== undefined) results.push(result);
  }
  return results;
}

function accepted(items: Items, fn: Fn, evaluation: Evaluation): Items {
  evaluation.allocateItems(items.length);
  return items.filter((item, i) => toBoolean(callback(fn, [item, i, items], evaluation)));
}

function single(items: Items, fn: Fn | undefined, evaluation: Evaluation): Value {
  const found = fn === undefined ? items : accepted(items, fn, evaluation);
  if (found.length > 1) throw new Fault('D3138');
  if (found.length === 0) throw new Fault('D3139');
  return found[0];
}

function reduce(items: Items, fn: Fn, start: Value, evaluation: Evaluation): Value {
  if (fn.arity < 2) throw new Fault('D3050', { index: 1 });
  const first = start === undefined && items.length > 0 ? 1 : 0;
  let result = first === 1 ? items[0] : start;
  for (let i = first; i < items.length; i++) result = callback(fn, [result, items[i], i, items], evaluation);
  return result;
}

function each(object: Members, fn: Fn, evaluation: Evaluation): Items {
  const results = sequence();
  for (const key of Object.keys(object)) {
    evaluation.allocateItems(1);
    const result = callback(fn, [object[key], key, object], evaluation);
    if (result !== undefined) results.push(result);
  }
  return results;
}

/** The members that the function accepts; nothing when it accepts none. */
function sift(object: Members, fn: Fn, evaluation: Evaluation): Value {
  const result: Members = {};
  let found = false;
  for (const key of Object.keys(object)) {
    evaluation.allocateItems(2);
    if (!toBoolean(callback(fn, [object[key], key, object], evaluation))) continue;
    setMember(result, key, object[key]);
    found = true;
  }
  return found ? result : undefined;
}

function sort(items: Items, fn: Fn | undefined, evaluation: Evaluation): Items {
  if (items.length <= 1) return items;
  if (fn !== undefined) {
    // Like the library, by JavaScript's idea of truth: `[]` and `{}` count as true.
    return mergeSort(items, (a, b) => Boolean(callback(fn, [a, b], evaluation)), evaluation);
  }
  if (!items.every(isFiniteNumber) && !items.every((item) => typeof item === 'string')) {
    throw new Fault('D3070', { index: 1 });
  }
  return mergeSort(items, (a, b) => (a as string) > (b as string), evaluation);
}
