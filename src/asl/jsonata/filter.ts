/** `[…]`: predicates and positions. Source: JSONata documentation, "Predicate Queries" and "Path Operators". */
import { isFiniteNumber, toBoolean } from './casts.ts';
import type { Compile } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import type { Frame } from './frame.ts';
import type { Node, Stage } from './syntax.ts';
import type { Tuple } from './tuples.ts';
import { frameOf } from './tuples.ts';
import type { Items, Value } from './values.ts';
import { isTupleStream, sequence } from './values.ts';

export type Filter = (input: Value, frame: Frame, evaluation: Evaluation) => Value;

/** Filters, and bindings of positions between them, one after the other. */
export function compileFilters(stages: readonly Stage[], compile: Compile): Filter {
  const filters = stages.map((stage) =>
    stage.type === 'filter' ? compileFilter(stage.expr as Node, compile) : indexTuples(stage.value as string),
  );
  return (input, frame, evaluation) => {
    let result = input;
    for (const filter of filters) result = filter(result, frame, evaluation);
    return result;
  };
}

/** `#$i` after a predicate. */
function indexTuples(name: string): Filter {
  return (stream) => {
    for (const [i, tuple] of ((stream ?? []) as Items).entries()) (tuple as Tuple)[name] = i;
    return stream;
  };
}

function compileFilter(predicate: Node, compile: Compile): Filter {
  if (predicate.type === 'number') return compileIndex(Math.floor(predicate.value as number));
  const evaluate = compile(predicate);
  return (input, frame, evaluation) => {
    const tuples = isTupleStream(input);
    const items = Array.isArray(input) ? input : [input];
    const found = resultFor(input);
    for (const [i, item] of items.entries()) {
      evaluation.step(2);
      const outcome = tuples
        ? evaluate((item as Tuple)['@'], frameOf(item as Tuple, frame), evaluation)
        : evaluate(item, frame, evaluation);
      const times = selects(outcome, i, items.length, evaluation);
      for (let n = 0; n < times; n++) found.push(item);
    }
    evaluation.allocateItems(found.length);
    return found;
  };
}

/** How often the item at `index` is wanted: numbers name positions, anything else is a condition. */
function selects(outcome: Value, index: number, length: number, evaluation: Evaluation): number {
  if (isFiniteNumber(outcome)) return position(outcome, length) === index ? 1 : 0;
  if (!Array.isArray(outcome) || !outcome.every(isFiniteNumber)) return toBoolean(outcome) ? 1 : 0;
  evaluation.step(outcome.length / 4);
  return outcome.filter((number) => position(number as number, length) === index).length;
}

/** Positions count from 0; negative ones from the end. */
function position(number: number, length: number): number {
  const index = Math.floor(number);
  return index < 0 ? length + index : index;
}

function compileIndex(index: number): Filter {
  return (input) => {
    const items = Array.isArray(input) ? input : [input];
    const item = items[position(index, items.length)];
    if (Array.isArray(item)) return item;
    const found = resultFor(input);
    if (item !== undefined) found.push(item);
    return found;
  };
}

function resultFor(input: Value): Items {
  const found = sequence();
  if (isTupleStream(input)) found.tupleStream = true;
  return found;
}
