/** `|pattern|update,delete|`: a function that changes a copy. Source: JSONata documentation, "Transform". */
import { apply, Native } from './call.ts';
import { isFiniteNumber, rounded } from './casts.ts';
import type { Compile, Eval } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault } from './fault.ts';
import type { Node, Signature } from './syntax.ts';
import { parse } from './syntax.ts';
import type { Items, Members, Value } from './values.ts';
import { isFunction, isMembers, setMember } from './values.ts';

const SIGNATURE = parse('function($x)<(oa):o>{$x}').signature as Signature;

export function compileTransform(node: Node, compile: Compile): Eval {
  const pattern = compile(node.pattern as Node);
  const update = compile(node.update as Node);
  const remove = node.delete === undefined ? undefined : compile(node.delete);
  return (_input, frame, evaluation) =>
    new Native(1, SIGNATURE, ([value]) => {
      if (value === undefined) return undefined;
      const clone = frame.lookup('clone');
      if (!isFunction(clone)) throw new Fault('T2013');
      const copy = apply(clone, [value], null, evaluation);
      const own = objectsIn(copy);
      const matches = pattern(copy, frame, evaluation);
      for (const match of matches === undefined ? [] : Array.isArray(matches) ? matches : [matches]) {
        evaluation.step(2);
        // A pattern can also find what is no part of the copy, such as `$states.input`: that stays as it is.
        const target = isMembers(match) && own.has(match) ? match : {};
        merge(target, update(match, frame, evaluation), evaluation);
        if (remove !== undefined) removeFrom(target, remove(match, frame, evaluation));
      }
      return copy;
    });
}

/** All objects in a value. */
function objectsIn(value: Value): ReadonlySet<Members> {
  const found = new Set<Members>();
  const stack: Value[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (Array.isArray(next)) for (const item of next) stack.push(item ?? null);
    else if (isMembers(next) && !found.has(next)) {
      found.add(next);
      for (const key of Object.keys(next)) stack.push(next[key] ?? null);
    }
  }
  return found;
}

function merge(target: Members, update: Value, evaluation: Evaluation): void {
  if (update === undefined) return;
  if (!isMembers(update)) throw new Fault('T2011', { value: update });
  const keys = Object.keys(update);
  evaluation.allocateItems(keys.length);
  for (const key of keys) setMember(target, key, update[key]);
}

function removeFrom(target: Members, names: Value): void {
  if (names === undefined) return;
  const list: Items = Array.isArray(names) ? names : [names];
  if (!list.every((name) => typeof name === 'string')) throw new Fault('T2012', { value: names });
  for (const name of list) delete target[name as string];
}

/** `$clone`: a copy that shares nothing, as if through its text. */
export function clone(value: Value, evaluation: Evaluation): Value {
  if (typeof value === 'number') return isFiniteNumber(value) ? rounded(value) : null;
  if (isFunction(value)) return '';
  if (value === null || typeof value !== 'object') return value;
  evaluation.step();
  if (Array.isArray(value)) {
    evaluation.allocateItems(value.length);
    return value.map((item) => clone(item ?? null, evaluation));
  }
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  evaluation.allocateItems(2 * keys.length);
  const copy: Members = {};
  for (const key of keys) setMember(copy, key, clone(value[key], evaluation));
  return copy;
}
