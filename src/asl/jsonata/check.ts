/**
 * What the validator asks about expressions. Source: API "ValidateStateMachineDefinition" (codes and texts in the spec of
 * the API, "Definition diagnostics"). At the top of an expression there is no context value, so that a field's name or
 * `$$` can find nothing there; AWS refuses them. Below a path's first step, in predicates and groups, names are fine.
 */
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { expressionIn } from './expression-text.ts';
import { FUNCTIONS } from './functions/index.ts';
import type { Node } from './syntax.ts';
import { childrenOf, isPairs, parse, SyntaxFault } from './syntax.ts';

export interface ExpressionFinding {
  readonly code: 'INVALID_JSONATA_EXPRESSION' | 'UNSUPPORTED_JSONATA_EXPRESSION';
  readonly message: string;
}

/** `available`: members of `$states` that are there beside `input` and `context`. */
export function checkExpression(text: string, available: readonly string[]): ExpressionFinding[] {
  let tree: Node;
  try {
    tree = parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFault)) throw thrown;
    return [{ code: 'INVALID_JSONATA_EXPRESSION', message: thrown.message }];
  }
  const messages = new Set<string>();
  collectTopLevelNames(tree, messages);
  collectReferences(tree, new Set(available), messages);
  return [...messages].map((message) => ({ code: 'UNSUPPORTED_JSONATA_EXPRESSION', message }));
}

/** `$$` anywhere, and members of `$states` that are not there. */
function collectReferences(node: Node, available: ReadonlySet<string>, messages: Set<string>): void {
  if (node.type === 'variable' && node.value === '$') messages.add(notSupported('$$'));
  if (node.type === 'path') {
    const [first, second] = node.steps ?? [];
    const member = first?.type === 'variable' && first.value === 'states' && second?.type === 'name' && second.value;
    if ((member === 'result' || member === 'errorOutput') && !available.has(member)) {
      messages.add(notSupported(`$states.${member}`));
    }
  }
  for (const child of childrenOf(node)) collectReferences(child, available, messages);
}

function notSupported(reference: string): string {
  return `Reference to '${reference}' is not supported.`;
}

/** Names of fields that are looked for in the context value of the top level, which there is none. */
function collectTopLevelNames(node: Node, messages: Set<string>): void {
  for (const part of topLevelParts(node)) collectTopLevelNames(part, messages);
  const first = node.type === 'path' ? node.steps?.[0] : undefined;
  if (first?.type === 'name') messages.add(`Reference to '${String(first.value)}' at the top level is not supported.`);
}

/** Parts that are evaluated with the same context value; bodies of functions may be called elsewhere and are left out. */
function topLevelParts(node: Node): Node[] {
  switch (node.type) {
    case 'path': {
      const first = node.steps?.[0];
      return first === undefined || first.type === 'name' ? [] : [first];
    }
    case 'lambda':
    case 'transform':
      return [];
    case 'function':
    case 'partial':
      // `f(x)` without `$` gets a better message when it is evaluated.
      return [...(node.arguments ?? []), ...(node.procedure?.type === 'path' ? [] : [node.procedure as Node])];
    default:
      return [
        ...(node.expressions ?? []),
        ...[node.expression, node.rhs, node.condition, node.then, node.else].filter((part) => part !== undefined),
        ...(isPairs(node.lhs) ? node.lhs.flat() : node.lhs === undefined ? [] : [node.lhs as Node]),
      ];
  }
}

/** Names of the variables that expressions in `value` refer to and do not bind themselves; each once. */
export function referencedVariables(value: Json): string[] {
  const names = new Set<string>();
  collectVariables(value, names);
  return [...names];
}

function collectVariables(value: Json, names: Set<string>): void {
  const text = expressionIn(value);
  if (text !== undefined) {
    for (const name of variablesIn(text)) names.add(name);
  } else if (Array.isArray(value)) {
    for (const item of value) collectVariables(item, names);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) collectVariables(value[key] as Json, names);
  }
}

function variablesIn(text: string): string[] {
  const read = new Set<string>();
  const bound = new Set<string>();
  try {
    collectNames(parse(text), read, bound);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFault)) throw thrown;
  }
  return [...read].filter((name) => !bound.has(name));
}

function collectNames(node: Node, read: Set<string>, bound: Set<string>): void {
  if (node.type === 'bind') bound.add(String((node.lhs as Node).value));
  if (node.type === 'lambda') for (const parameter of node.arguments ?? []) bound.add(String(parameter.value));
  for (const name of [node.focus, node.index]) if (name !== undefined) bound.add(name);
  const isName = node.type === 'variable' && node.value !== '' && node.value !== '$';
  if (isName && !FUNCTIONS.has(String(node.value))) read.add(String(node.value));
  for (const child of childrenOf(node)) collectNames(child, read, bound);
}
