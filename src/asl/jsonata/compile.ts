/**
 * Turns a syntax tree into nested functions, once; running them is what evaluates the expression.
 * Source: JSONata documentation, "Processing Model"; semantics of the library's evaluator, case by case, as its test-suite
 * pins them down. Everything that loops charges the Evaluation, which ends what runs away.
 */
import { compileApply, compileCall, compileLambda, compilePartial, compileTailCall } from './call.ts';
import { toBoolean } from './casts.ts';
import type { Eval } from './eval.ts';
import { compileFilters } from './filter.ts';
import { compileGroup } from './group.ts';
import { compileArray, compileBinary, compileNegation } from './operators.ts';
import { compilePath } from './path.ts';
import { compileRegex } from './regex.ts';
import { descendants, wildcard } from './steps.ts';
import type { Grouping, Node } from './syntax.ts';
import { compileTransform } from './transform.ts';
import type { Value } from './values.ts';
import { isSequence, unwrap } from './values.ts';

export function compileNode(node: Node): Eval {
  const core = withPredicates(node, compileCore(node));
  return NEVER_SEQUENCE.has(node.type) ? core : normalised(core, node.keepArray === true);
}

/** Types of nodes whose value is no sequence, or was normalised by a part of theirs. */
const NEVER_SEQUENCE: ReadonlySet<string> = new Set(['string', 'number', 'value', 'lambda', 'regex', 'transform']);

/** Gives the item of a sequence of one, and nothing for an empty one, unless `[]` asks for an array. */
function normalised(core: Eval, keepArray: boolean): Eval {
  if (!keepArray) return (input, frame, evaluation) => unwrap(core(input, frame, evaluation));
  return (input, frame, evaluation) => {
    const result = core(input, frame, evaluation);
    if (isSequence(result)) result.keepSingleton = true;
    return unwrap(result);
  };
}

/** `[…]` and `{…}` after something that is no path. */
function withPredicates(node: Node, core: Eval): Eval {
  const filters = node.predicate === undefined ? undefined : compileFilters(node.predicate, compileNode);
  const group = node.type !== 'path' && node.group !== undefined ? compileGroup(node.group, compileNode) : undefined;
  if (filters === undefined && group === undefined) return core;
  return (input, frame, evaluation) => {
    let result = core(input, frame, evaluation);
    if (filters !== undefined) result = filters(result, frame, evaluation);
    return group === undefined ? result : group(result, frame, evaluation);
  };
}

function compileCore(node: Node): Eval {
  switch (node.type) {
    case 'path':
      return compilePath(node, compileNode);
    case 'binary':
      return compileBinary(node, compileNode);
    case 'unary':
      return compileUnary(node);
    case 'name':
      throw new Error('a name stands in a path only');
    case 'string':
    case 'number':
    case 'value': {
      const value = node.value as Value;
      return () => value;
    }
    case 'wildcard':
      return (input, _frame, evaluation) => wildcard(input, evaluation);
    case 'descendant':
      return (input, _frame, evaluation) => descendants(input, evaluation);
    case 'parent': {
      const label = (node.slot as { label: string }).label;
      return (_input, frame) => frame.lookup(label);
    }
    case 'condition':
      return compileCondition(node);
    case 'block':
      return compileBlock(node);
    case 'bind':
      return compileBind(node);
    case 'regex':
      return compileRegex(node);
    case 'function':
      return compileCall(node, compileNode);
    case 'variable':
      return compileVariable(node.value as string);
    case 'lambda':
      return node.thunk === true ? compileTailCall(node.body as Node, compileNode) : compileLambda(node, compileNode);
    case 'partial':
      return compilePartial(node, compileNode);
    case 'apply':
      return compileApply(node, compileNode);
    case 'transform':
      return compileTransform(node, compileNode);
    default:
      return () => undefined;
  }
}

function compileUnary(node: Node): Eval {
  if (node.value === '[') return compileArray(node, compileNode);
  if (node.value === '{') {
    return compileGroup({ lhs: node.lhs as Grouping['lhs'] }, compileNode);
  }
  return compileNegation(node, compileNode);
}

function compileCondition(node: Node): Eval {
  const condition = compileNode(node.condition as Node);
  const yes = compileNode(node.then as Node);
  const no = node.else === undefined ? () => undefined : compileNode(node.else);
  return (input, frame, evaluation) =>
    toBoolean(condition(input, frame, evaluation)) ? yes(input, frame, evaluation) : no(input, frame, evaluation);
}

/** A block has variables of its own; its value is that of its last expression. */
function compileBlock(node: Node): Eval {
  const parts = (node.expressions ?? []).map(compileNode);
  return (input, frame, evaluation) => {
    const inner = frame.inner();
    let result: Value;
    for (const part of parts) result = part(input, inner, evaluation);
    return result;
  };
}

function compileBind(node: Node): Eval {
  const name = String((node.lhs as Node).value);
  const right = compileNode(node.rhs as Node);
  return (input, frame, evaluation) => {
    const value = right(input, frame, evaluation);
    frame.bind(name, value);
    return value;
  };
}

/** `$name`, or `$` for the context value. */
function compileVariable(name: string): Eval {
  if (name !== '') return (_input, frame) => frame.lookup(name);
  return (input) => (Array.isArray(input) && input.outerWrapper === true ? input[0] : input);
}
