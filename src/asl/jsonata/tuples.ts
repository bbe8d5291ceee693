/**
 * Tuples: items of a path together with the variables bound on the way (`@$x`, `#$i`, and the parents that `%` asks
 * for). Source: JSONata documentation, "Path Operators". A tuple holds the item under `@`.
 */
import type { Evaluation } from './evaluation.ts';
import type { Frame } from './frame.ts';
import { append } from './operators.ts';
import type { Items, Members, Value } from './values.ts';
import { sequence } from './values.ts';

export type Tuple = Members;

export function newTuple(base?: Tuple): Tuple {
  return Object.assign(Object.create(null) as Tuple, base);
}

export function tupleStream(): Items {
  const stream = sequence();
  stream.tupleStream = true;
  return stream;
}

/** A frame in which the tuple's variables are bound. */
export function frameOf(tuple: Tuple, frame: Frame): Frame {
  const inner = frame.inner();
  for (const name of Object.keys(tuple)) inner.bind(name, tuple[name]);
  return inner;
}

/** Tuples that belong to one group, as one: each variable then holds all its values. */
export function mergeTuples(tuples: Value, evaluation: Evaluation): Tuple {
  if (!Array.isArray(tuples)) return newTuple(tuples as Tuple);
  const merged = newTuple(tuples[0] as Tuple);
  for (const tuple of tuples.slice(1) as Tuple[]) {
    for (const name of Object.keys(tuple)) merged[name] = append(merged[name], tuple[name], evaluation);
  }
  return merged;
}
