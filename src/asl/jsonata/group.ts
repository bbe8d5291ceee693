/** `{key: value}`: objects, and objects made of groups of items. Source: JSONata documentation, "Object constructors", "Grouping". */
import type { Compile } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault } from './fault.ts';
import type { Filter } from './filter.ts';
import type { Frame } from './frame.ts';
import { pushAll } from './operators.ts';
import type { Grouping } from './syntax.ts';
import type { Tuple } from './tuples.ts';
import { frameOf, mergeTuples } from './tuples.ts';
import type { Items, Members, Value } from './values.ts';
import { isTupleStream, setMember } from './values.ts';

interface Group {
  readonly pair: number;
  data: Value;
  /** Whether `data` is an array made here, to which more can be added. */
  collected: boolean;
}

export function compileGroup({ lhs }: Grouping, compile: Compile): Filter {
  const pairs = lhs.map(([key, value]) => ({ key: compile(key), value: compile(value) }));
  return (input, frame, evaluation) => {
    const tuples = isTupleStream(input);
    // Without items there is one group all the same: that of an object written in full.
    const items: Value[] = !Array.isArray(input) ? [input] : input.length === 0 ? [undefined] : input;
    const groups = new Map<string, Group>();
    for (const item of items) {
      const context = tuples && item !== undefined ? (item as Tuple)['@'] : item;
      const scope = tuples && item !== undefined ? frameOf(item as Tuple, frame) : frame;
      for (const [pair, { key }] of pairs.entries()) {
        evaluation.step(2);
        addTo(groups, key(context, scope, evaluation), pair, item, evaluation);
      }
    }
    return objectOf(groups, tuples, pairs, frame, evaluation);
  };
}

function addTo(groups: Map<string, Group>, key: Value, pair: number, item: Value, evaluation: Evaluation): void {
  if (key === undefined) return;
  if (typeof key !== 'string') throw new Fault('T1003', { value: key });
  const group = groups.get(key);
  if (group === undefined) {
    evaluation.allocate(64);
    groups.set(key, { pair, data: item, collected: false });
    return;
  }
  if (group.pair !== pair) throw new Fault('D1009', { value: key });
  if (item === undefined) return;
  collect(group, item, evaluation);
}

function collect(group: Group, item: Value, evaluation: Evaluation): void {
  if (group.data === undefined) {
    group.data = item;
    return;
  }
  if (!group.collected) {
    const items: Items = [];
    if (Array.isArray(group.data)) pushAll(items, group.data, evaluation);
    else items.push(group.data);
    group.data = items;
    group.collected = true;
  }
  pushAll(group.data as Items, Array.isArray(item) ? item : [item], evaluation);
}

type Pair = { readonly value: Filter };

function objectOf(
  groups: ReadonlyMap<string, Group>,
  tuples: boolean,
  pairs: readonly Pair[],
  frame: Frame,
  evaluation: Evaluation,
): Members {
  evaluation.allocate(64);
  const result: Members = {};
  for (const [key, group] of groups) {
    let context = group.data;
    let scope = frame;
    if (tuples && context !== undefined) {
      const { '@': item, ...variables } = mergeTuples(context, evaluation);
      context = item;
      scope = frameOf(variables, frame);
    }
    const value = (pairs[group.pair] as Pair).value(context, scope, evaluation);
    if (value !== undefined) setMember(result, key, value);
  }
  return result;
}
