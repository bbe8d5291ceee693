/**
 * Location paths: each step is evaluated for every item that the step before found. Source: JSONata documentation,
 * "Navigating JSON Arrays", "Path Operators", "Sorting".
 */
import type { Compile, Eval } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import type { Filter } from './filter.ts';
import { compileFilters } from './filter.ts';
import type { Frame } from './frame.ts';
import { compileGroup } from './group.ts';
import { compileSort } from './sort.ts';
import { lookup } from './steps.ts';
import type { Node } from './syntax.ts';
import type { Tuple } from './tuples.ts';
import { frameOf, newTuple, tupleStream } from './tuples.ts';
import type { Items, Value } from './values.ts';
import { isMembers, isSequence, isTupleStream, memberOf, sequence, unwrap } from './values.ts';

export function compilePath(node: Node, compile: Compile): Eval {
  const general = compileGeneralPath(node, compile);
  const names = plainNames(node);
  const first = node.steps?.[0] as Node;
  if (names === undefined || first.type !== 'variable' || first.value === '') return general;
  return compileMemberPath(String(first.value), names, general);
}

/** Names of the steps after the first, when the path is made of nothing else. */
function plainNames(node: Node): string[] | undefined {
  const steps = node.steps as readonly Node[];
  if (node.group !== undefined || node.tuple === true || node.keepSingletonArray === true) return undefined;
  if (steps.some(hasExtras)) return undefined;
  const rest = steps.slice(1);
  return rest.every((step) => step.type === 'name') ? rest.map((step) => String(step.value)) : undefined;
}

function hasExtras(step: Node): boolean {
  return [
    step.stages,
    step.predicate,
    step.group,
    step.focus,
    step.index,
    step.ancestor,
    step.tuple,
    step.keepArray,
  ].some((extra) => extra !== undefined);
}

/** `$variable.a.b` through objects, which is what most expressions are; arrays on the way need the general rule. */
function compileMemberPath(variable: string, names: readonly string[], general: Eval): Eval {
  return (input, frame, evaluation) => {
    evaluation.step();
    let value = frame.lookup(variable);
    for (const name of names) {
      if (Array.isArray(value)) return general(input, frame, evaluation);
      if (!isMembers(value)) return undefined;
      value = memberOf(value, name);
    }
    return isSequence(value) ? general(input, frame, evaluation) : value;
  };
}

function compileGeneralPath(node: Node, compile: Compile): Eval {
  const steps = (node.steps ?? []).map((step) => compileStep(step, compile));
  const startsAnew = node.steps?.[0]?.type === 'variable';
  const group = node.group === undefined ? undefined : compileGroup(node.group, compile);
  return (input, frame, evaluation) => {
    const start: Items = Array.isArray(input) && !startsAnew ? input : sequence(input);
    const found = walk(steps, start, frame, evaluation);
    let result = isTupleStream(found) && node.tuple !== true ? itemsOf(found) : found;
    if (node.keepSingletonArray === true) result = keepingArray(result);
    if (group === undefined) return result;
    // Groups see the variables that were bound on the way.
    return group(isTupleStream(found) ? found : result, frame, evaluation);
  };
}

/** Runs the steps; gives a stream of tuples when one of them binds something. */
function walk(steps: readonly Step[], start: Items, frame: Frame, evaluation: Evaluation): Value {
  let input: Items = start;
  let result: Value;
  let tuples: Items | undefined;
  let inTuples = false;
  for (const [i, step] of steps.entries()) {
    inTuples ||= step.node.tuple === true;
    if (i === 0 && step.node.consarray === true) result = step.evaluate(input, frame, evaluation);
    else if (inTuples) result = tuples = step.tuples(input, tuples, frame, evaluation);
    else result = step.items(input, frame, evaluation, i === steps.length - 1);
    if (!inTuples && (result === undefined || (Array.isArray(result) && result.length === 0))) break;
    if (step.node.focus === undefined) input = itemsIn(result);
  }
  return inTuples ? tuples : result;
}

/** What the next step goes through. Only an array written at the start can give something else, by its own predicates. */
function itemsIn(result: Value): Items {
  if (Array.isArray(result)) return result;
  return typeof result === 'string' ? result.split('') : [];
}

function itemsOf(stream: Items): Items {
  const result = sequence();
  for (const tuple of stream) result.push((tuple as Tuple)['@']);
  return result;
}

/** `[]` somewhere in the path: its result stays an array. */
function keepingArray(value: Value): Value {
  if (!Array.isArray(value)) return value;
  const result = value.cons === true && value.sequence !== true ? sequence(value) : value;
  if (result.sequence === true) result.keepSingleton = true;
  return result;
}

interface Step {
  readonly node: Node;
  readonly evaluate: Eval;
  items(input: Items, frame: Frame, evaluation: Evaluation, last: boolean): Value;
  tuples(input: Items, bindings: Items | undefined, frame: Frame, evaluation: Evaluation): Items;
}

function compileStep(node: Node, compile: Compile): Step {
  const filters = node.stages === undefined ? undefined : compileFilters(node.stages, compile);
  if (node.type === 'sort') return compileSortStep(node, filters, compile);
  const evaluate = node.type === 'name' ? compileName(node) : compile(node);
  return {
    node,
    evaluate,
    items: (input, frame, evaluation, last) => stepItems(evaluate, filters, input, frame, evaluation, last),
    tuples: (input, bindings, frame, evaluation) => {
      const stream = stepTuples(node, evaluate, bindings ?? asTuples(input), frame, evaluation);
      return filters === undefined ? stream : (filters(stream, frame, evaluation) as Items);
    },
  };
}

function compileName(node: Node): Eval {
  const name = String(node.value);
  const keepArray = node.keepArray === true;
  return (input, _frame, evaluation) => {
    const result = lookup(input, name, evaluation);
    if (keepArray && isSequence(result)) result.keepSingleton = true;
    return unwrap(result);
  };
}

function stepItems(
  evaluate: Eval,
  filters: Filter | undefined,
  input: Items,
  frame: Frame,
  evaluation: Evaluation,
  last: boolean,
): Value {
  const results: Value[] = [];
  for (const item of input) {
    evaluation.step(2);
    let result = evaluate(item, frame, evaluation);
    if (filters !== undefined) result = filters(result, frame, evaluation);
    if (result !== undefined) results.push(result);
  }
  const only = results[0];
  if (last && results.length === 1 && Array.isArray(only) && !isSequence(only)) return only;
  return flattened(results, evaluation);
}

/** One sequence of everything found; arrays written as such in the expression stay whole. */
function flattened(results: readonly Value[], evaluation: Evaluation): Items {
  evaluation.allocateItems(results.length);
  const found = sequence();
  for (const result of results) {
    if (!Array.isArray(result) || result.cons === true) found.push(result);
    else {
      evaluation.allocateItems(result.length);
      for (const item of result) found.push(item);
    }
  }
  return found;
}

function asTuples(input: Items): Items {
  return input.map((item) => newTuple({ '@': item }));
}

function stepTuples(node: Node, evaluate: Eval, bindings: Items, frame: Frame, evaluation: Evaluation): Items {
  const stream = tupleStream();
  for (const binding of bindings as Tuple[]) {
    evaluation.step(2);
    const context = binding['@'];
    const result = evaluate(context, frameOf(binding, frame), evaluation);
    if (result === undefined) continue;
    const nested = isTupleStream(result);
    for (const [i, item] of (Array.isArray(result) ? result : [result]).entries()) {
      evaluation.step(2);
      evaluation.allocate(64);
      const tuple = newTuple(binding);
      if (nested) Object.assign(tuple, item);
      else bindItem(tuple, node, item, context, i);
      stream.push(tuple);
    }
  }
  return stream;
}

function bindItem(tuple: Tuple, node: Node, item: Value, context: Value, position: number): void {
  if (node.focus === undefined) tuple['@'] = item;
  else {
    tuple[node.focus] = item;
    tuple['@'] = context;
  }
  if (node.index !== undefined) tuple[node.index] = position;
  if (node.ancestor !== undefined) tuple[node.ancestor.label] = context;
}

function compileSortStep(node: Node, filters: Filter | undefined, compile: Compile): Step {
  const sort = compileSort(node.terms ?? [], compile);
  const filtered: Filter = (value, frame, evaluation) =>
    filters === undefined ? value : filters(value, frame, evaluation);
  return {
    node,
    evaluate: (input) => input,
    items: (input, frame, evaluation) => filtered(sort(input, frame, evaluation), frame, evaluation),
    tuples: (input, bindings, frame, evaluation) => {
      const sorted = sort(bindings ?? input, frame, evaluation);
      const stream = bindings === undefined ? numbered(sorted, node.index) : sorted;
      return filtered(stream, frame, evaluation) as Items;
    },
  };
}

function numbered(items: Items, name: string | undefined): Items {
  const stream = tupleStream();
  for (const [i, item] of items.entries()) {
    const tuple = newTuple({ '@': item });
    if (name !== undefined) tuple[name] = i;
    stream.push(tuple);
  }
  return stream;
}
