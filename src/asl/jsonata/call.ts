/**
 * Functions: written in the expression, built in, partially applied, chained. Source: JSONata documentation,
 * "Programming constructs" and "Higher order functions". A call in tail position hands back what to call next instead of
 * calling it, so that a loop written as a recursion needs no depth. Errors: T1005 to T1008, T2006, T0410 to T0412.
 */
import type { Compile, Eval } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault, faultFrom } from './fault.ts';
import type { Frame } from './frame.ts';
import type { Node, Signature } from './syntax.ts';
import type { Value } from './values.ts';
import { Fn, isFunction, isSequence } from './values.ts';

/** What a built-in function does with arguments that fit its signature. */
export type Implementation = (args: Value[], evaluation: Evaluation, context: Value, frame: Frame | undefined) => Value;

export class Native extends Fn {
  readonly arity: number;
  readonly signature: Signature | undefined;
  readonly implementation: Implementation;

  constructor(arity: number, signature: Signature | undefined, implementation: Implementation) {
    super();
    this.arity = arity;
    this.signature = signature;
    this.implementation = implementation;
  }
}

class Lambda extends Fn {
  readonly parameters: readonly string[];
  readonly signature: Signature | undefined;
  readonly body: Eval;
  /** Context value and variables of the place where it was written. */
  readonly input: Value;
  readonly frame: Frame;

  constructor(parameters: readonly string[], signature: Signature | undefined, body: Eval, input: Value, frame: Frame) {
    super();
    this.parameters = parameters;
    this.signature = signature;
    this.body = body;
    this.input = input;
    this.frame = frame;
  }

  get arity(): number {
    return this.parameters.length;
  }
}

/** A function with some of its arguments given; `PLACEHOLDER` stands for each that is not. */
class Partial extends Fn {
  readonly callee: Fn;
  readonly given: readonly (Value | typeof PLACEHOLDER)[];
  readonly arity: number;

  constructor(callee: Fn, given: readonly (Value | typeof PLACEHOLDER)[]) {
    super();
    this.callee = callee;
    this.given = given;
    this.arity = given.filter((argument) => argument === PLACEHOLDER).length;
  }
}

const PLACEHOLDER: unique symbol = Symbol('?');

/** The call that the body of a lambda ends with; never seen outside `apply`. */
class TailCall extends Fn {
  readonly arity = 0;
  readonly callee: Value;
  readonly args: Value[];
  readonly name: unknown;

  constructor(callee: Value, args: Value[], name: unknown) {
    super();
    this.callee = callee;
    this.args = args;
    this.name = name;
  }
}

/** Calls a function; `context` is the context value, which some built-in functions take for a missing argument. */
export function apply(callee: Value, args: Value[], context: Value, evaluation: Evaluation, frame?: Frame): Value {
  let result = applyOnce(callee, args, context, evaluation, frame);
  while (result instanceof TailCall) {
    const { callee: next, args: nextArgs, name } = result;
    evaluation.step(2);
    try {
      result = applyOnce(next, nextArgs, context, evaluation, frame);
    } catch (thrown) {
      throw named(thrown, name);
    }
  }
  return result;
}

function applyOnce(callee: Value, args: Value[], context: Value, evaluation: Evaluation, frame?: Frame): Value {
  if (callee instanceof Native) return applyNative(callee, args, context, evaluation, frame);
  if (callee instanceof Lambda) return applyLambda(callee, args, context, evaluation);
  if (callee instanceof Partial) return applyPartial(callee, args, evaluation);
  throw new Fault('T1006');
}

function applyNative(callee: Native, args: Value[], context: Value, evaluation: Evaluation, frame?: Frame): Value {
  evaluation.step(2);
  try {
    const fitting = callee.signature === undefined ? args : fitted(callee.signature, args, context, evaluation);
    return callee.implementation(fitting, evaluation, context, frame);
  } catch (thrown) {
    throw faultFrom(thrown);
  }
}

/** Arguments as the signature wants them; arrays are looked at item by item. */
function fitted(signature: Signature, args: Value[], context: Value, evaluation: Evaluation): Value[] {
  for (const arg of args) if (Array.isArray(arg)) evaluation.step(arg.length / 16);
  try {
    return signature.validate(args, context) as Value[];
  } catch (thrown) {
    throw faultFrom(thrown);
  }
}

function applyLambda(callee: Lambda, args: Value[], context: Value, evaluation: Evaluation): Value {
  evaluation.enterCall();
  const fitting = callee.signature === undefined ? args : fitted(callee.signature, args, context, evaluation);
  const frame = callee.frame.inner();
  for (const [i, parameter] of callee.parameters.entries()) frame.bind(parameter, fitting[i]);
  const result = callee.body(callee.input, frame, evaluation);
  evaluation.leaveCall();
  return result;
}

/** Like the library, without checking the signature of what is called. */
function applyPartial(callee: Partial, args: readonly Value[], evaluation: Evaluation): Value {
  let next = 0;
  const all = callee.given.map((argument) => (argument === PLACEHOLDER ? args[next++] : argument));
  const target = callee.callee;
  if (target instanceof Native) {
    evaluation.step(2);
    const padded = [...all, ...new Array<Value>(Math.max(0, target.arity - all.length))];
    return target.implementation(padded, evaluation, undefined, undefined);
  }
  return apply(target, all, undefined, evaluation);
}

/** A call as an argument of which a function is wanted: as many arguments as it takes, and no context value. */
export function callback(fn: Fn, args: Value[], evaluation: Evaluation): Value {
  return apply(fn, args.slice(0, Math.max(1, fn.arity)), null, evaluation);
}

export function compileLambda(node: Node, compile: Compile): Eval {
  const parameters = (node.arguments ?? []).map((parameter) => String(parameter.value));
  const body = compile(node.body as Node);
  const signature = node.signature;
  return (input, frame, evaluation) => {
    evaluation.allocate(64);
    return new Lambda(parameters, signature, body, input, frame);
  };
}

interface Callee {
  readonly name: unknown;
  evaluate(input: Value, frame: Frame, evaluation: Evaluation): Value;
  evaluateArguments(input: Value, frame: Frame, evaluation: Evaluation): Value[];
}

function compileCallee(node: Node, compile: Compile): Callee {
  const procedure = node.procedure as Node;
  const evaluate = compile(procedure);
  const args = (node.arguments ?? []).map(compile);
  // A name without `$` before it is a path, which mostly finds nothing.
  const bareName = procedure.type === 'path' ? String(procedure.steps?.[0]?.value) : undefined;
  return {
    name: bareName ?? procedure.value,
    evaluate(input, frame, evaluation) {
      const callee = evaluate(input, frame, evaluation);
      if (callee === undefined && bareName !== undefined && frame.lookup(bareName)) {
        throw new Fault(node.type === 'partial' ? 'T1007' : 'T1005', { token: bareName });
      }
      return callee;
    },
    evaluateArguments: (input, frame, evaluation) => args.map((argument) => argument(input, frame, evaluation)),
  };
}

export function compileCall(node: Node, compile: Compile): Eval {
  const call = compileCallWith(node, compile);
  return (input, frame, evaluation) => call(input, frame, evaluation, []);
}

/** A call with arguments in front of those that are written. */
function compileCallWith(
  node: Node,
  compile: Compile,
): (input: Value, frame: Frame, evaluation: Evaluation, before: readonly Value[]) => Value {
  const { name, evaluate, evaluateArguments } = compileCallee(node, compile);
  return (input, frame, evaluation, before) => {
    const callee = evaluate(input, frame, evaluation);
    const args = [...before, ...evaluateArguments(input, frame, evaluation)];
    try {
      return apply(callee, args, input, evaluation, frame);
    } catch (thrown) {
      throw named(thrown, name);
    }
  };
}

/** Tells a fault the name of the function that was called, unless an inner call told its own. */
function named(thrown: unknown, name: unknown): unknown {
  if (thrown instanceof Fault && thrown.details.token === undefined) thrown.details.token = name;
  return thrown;
}

export function compileTailCall(node: Node, compile: Compile): Eval {
  const { name, evaluate, evaluateArguments } = compileCallee(node, compile);
  return (input, frame, evaluation) =>
    new TailCall(evaluate(input, frame, evaluation), evaluateArguments(input, frame, evaluation), name);
}

export function compilePartial(node: Node, compile: Compile): Eval {
  const { name, evaluate } = compileCallee(node, compile);
  const args = (node.arguments ?? []).map((argument) => (argument.type === 'operator' ? undefined : compile(argument)));
  return (input, frame, evaluation) => {
    const given = args.map((argument) => (argument === undefined ? PLACEHOLDER : argument(input, frame, evaluation)));
    const callee = evaluate(input, frame, evaluation);
    if (!isFunction(callee)) throw new Fault('T1008', { token: name });
    evaluation.allocateItems(given.length);
    return new Partial(callee, given);
  };
}

/** `a ~> f` and `a ~> f(b)` call f with a first; `f ~> g` is the function that calls both. */
export function compileApply(node: Node, compile: Compile): Eval {
  const left = compile(node.lhs as Node);
  const right = node.rhs as Node;
  if (right.type === 'function') {
    const call = compileCallWith(right, compile);
    return (input, frame, evaluation) => {
      const result = call(input, frame, evaluation, [left(input, frame, evaluation)]);
      if (right.keepArray === true && isSequence(result)) result.keepSingleton = true;
      return result;
    };
  }
  const evaluateRight = compile(right);
  return (input, frame, evaluation) => {
    const argument = left(input, frame, evaluation);
    const callee = evaluateRight(input, frame, evaluation);
    if (!isFunction(callee)) throw new Fault('T2006', { value: callee });
    if (isFunction(argument)) return chain(argument, callee, evaluation);
    return apply(callee, [argument], null, evaluation, frame);
  };
}

function chain(first: Fn, second: Fn, evaluation: Evaluation): Fn {
  evaluation.allocate(64);
  return new Native(1, undefined, (args) => {
    evaluation.enterCall();
    const result = apply(second, [apply(first, args, null, evaluation)], null, evaluation);
    evaluation.leaveCall();
    return result;
  });
}
