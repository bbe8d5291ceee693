/** Operators between values, negation, and the array constructor. Source: JSONata documentation, "Numeric Operators" and the following. */
import { equals, isFiniteNumber, toBoolean, toText } from './casts.ts';
import type { Compile, Eval } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault } from './fault.ts';
import type { Node } from './syntax.ts';
import type { Items, Value } from './values.ts';
import { sequence } from './values.ts';

type Operator = (left: Value, right: Value, token: string, evaluation: Evaluation) => Value;

export function compileBinary(node: Node, compile: Compile): Eval {
  const token = String(node.value);
  const left = compile(node.lhs as Node);
  const right = compile(node.rhs as Node);
  if (token === 'and') return (i, f, e) => toBoolean(left(i, f, e)) && toBoolean(right(i, f, e));
  if (token === 'or') return (i, f, e) => toBoolean(left(i, f, e)) || toBoolean(right(i, f, e));
  const operator = OPERATORS.get(token);
  if (operator === undefined) return () => undefined;
  return (input, frame, evaluation) => {
    evaluation.step();
    const a = left(input, frame, evaluation);
    return operator(a, right(input, frame, evaluation), token, evaluation);
  };
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['+', arithmetic((a, b) => a + b)],
  ['-', arithmetic((a, b) => a - b)],
  ['*', arithmetic((a, b) => a * b)],
  ['/', arithmetic((a, b) => a / b)],
  ['%', arithmetic((a, b) => a % b)],
  ['=', (a, b, _, evaluation) => a !== undefined && b !== undefined && equals(a, b, evaluation)],
  ['!=', (a, b, _, evaluation) => a !== undefined && b !== undefined && !equals(a, b, evaluation)],
  ['<', comparison((a, b) => a < b)],
  ['<=', comparison((a, b) => a <= b)],
  ['>', comparison((a, b) => a > b)],
  ['>=', comparison((a, b) => a >= b)],
  ['&', concatenate],
  ['..', (a, b, token, evaluation) => range(a, b, token, evaluation)],
  ['in', includes],
]);

function arithmetic(compute: (a: number, b: number) => number): Operator {
  return (a, b, token) => {
    if (a !== undefined && !isFiniteNumber(a)) throw new Fault('T2001', { token, value: a });
    if (b !== undefined && !isFiniteNumber(b)) throw new Fault('T2002', { token, value: b });
    return a === undefined || b === undefined ? undefined : compute(a, b);
  };
}

function comparison(compare: (a: number | string, b: number | string) => boolean): Operator {
  return (a, b, token) => {
    if (!isComparable(a) || !isComparable(b)) {
      throw new Fault('T2010', { token, value: isComparable(a) && a !== undefined ? b : a });
    }
    if (a === undefined || b === undefined) return undefined;
    if (typeof a !== typeof b) throw new Fault('T2009', { token, value: a, value2: b });
    return compare(a, b);
  };
}

function isComparable(value: Value): value is undefined | string | number {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

function concatenate(a: Value, b: Value, _token: string, evaluation: Evaluation): string {
  const left = a === undefined ? '' : toText(a, evaluation);
  const right = b === undefined ? '' : toText(b, evaluation);
  evaluation.allocateText((left.length + right.length) / 4);
  if (left.length + right.length > 4_000_000) evaluation.allocateText(left.length + right.length);
  return left + right;
}

/** The sequence of integers from `a` to `b`. */
function range(a: Value, b: Value, token: string, evaluation: Evaluation): Value {
  if (a !== undefined && !Number.isInteger(a)) throw new Fault('T2003', { token, value: a });
  if (b !== undefined && !Number.isInteger(b)) throw new Fault('T2004', { token, value: b });
  if (a === undefined || b === undefined || (a as number) > (b as number)) return undefined;
  const size = (b as number) - (a as number) + 1;
  if (size > 1e7) throw new Fault('D2014', { token, value: size });
  evaluation.allocateItems(size);
  const result = sequence();
  for (let i = 0; i < size; i++) result.push((a as number) + i);
  return result;
}

function includes(a: Value, b: Value, _token: string, evaluation: Evaluation): boolean {
  if (a === undefined || b === undefined) return false;
  if (!Array.isArray(b)) return a === b;
  evaluation.step(b.length / 16);
  return b.includes(a);
}

export function compileNegation(node: Node, compile: Compile): Eval {
  const operand = compile(node.expression as Node);
  return (input, frame, evaluation) => {
    const value = operand(input, frame, evaluation);
    if (value === undefined) return undefined;
    if (!isFiniteNumber(value)) throw new Fault('D1002', { token: node.value, value });
    return -value;
  };
}

/** `[a, b]`: arrays among the items are flattened, but not those written as arrays themselves. */
export function compileArray(node: Node, compile: Compile): Eval {
  const parts = (node.expressions ?? []).map((part) => ({ nested: part.value === '[', evaluate: compile(part) }));
  const cons = node.consarray === true;
  return (input, frame, evaluation) => {
    evaluation.allocateItems(parts.length);
    const result: Items = [];
    for (const { nested, evaluate } of parts) {
      const value = evaluate(input, frame, evaluation);
      if (value === undefined) continue;
      if (nested || !Array.isArray(value)) result.push(value);
      else pushAll(result, value, evaluation);
    }
    if (cons) result.cons = true;
    return result;
  };
}

/** Appends in place. */
export function pushAll(target: Items, items: Items, evaluation: Evaluation): void {
  evaluation.allocateItems(items.length);
  for (const item of items) target.push(item);
}

/** Both values as one array, as `$append` makes it. */
export function append(a: Value, b: Value, evaluation: Evaluation): Value {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const result: Items = [];
  for (const part of [a, b]) {
    if (Array.isArray(part)) pushAll(result, part, evaluation);
    else result.push(part);
  }
  return result;
}
