/**
 * From text to syntax tree, by the parser of the library `jsonata` (grammar of JSONata 2.0.6, without what came later).
 * The tree is the library's; the interfaces here name the parts that are used. Errors: SyntaxFault.
 */
import jsonata from 'jsonata';
import { faultFrom } from './fault.ts';

export interface Signature {
  /** Fits arguments to the signature: fills in the context, makes arrays. Throws when they do not fit. */
  validate(args: unknown[], context: unknown): unknown[];
}

export interface Slot {
  readonly label: string;
}

export interface Stage {
  readonly type: 'filter' | 'index';
  readonly expr?: Node;
  /** Name of the variable, for `index`. */
  readonly value?: string;
}

export interface Grouping {
  readonly lhs: readonly (readonly [Node, Node])[];
  readonly position?: number;
}

export interface Term {
  readonly descending?: boolean;
  readonly expression: Node;
}

export type NodeType =
  | 'apply'
  | 'binary'
  | 'bind'
  | 'block'
  | 'condition'
  | 'descendant'
  | 'function'
  | 'lambda'
  | 'name'
  | 'number'
  | 'operator'
  | 'parent'
  | 'partial'
  | 'path'
  | 'regex'
  | 'sort'
  | 'string'
  | 'transform'
  | 'unary'
  | 'value'
  | 'variable'
  | 'wildcard';

/** A node of the syntax tree. Which members are there depends on `type`. */
export interface Node {
  readonly type: NodeType;
  readonly value?: unknown;
  readonly position?: number;
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly steps?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly expression?: Node;
  readonly lhs?: Node | Grouping['lhs'];
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly body?: Node;
  readonly thunk?: boolean;
  readonly signature?: Signature & { readonly definition: string };
  readonly pattern?: Node;
  readonly update?: Node;
  readonly delete?: Node;
  readonly slot?: Slot;
  readonly terms?: readonly Term[];
  readonly stages?: readonly Stage[];
  readonly predicate?: readonly Stage[];
  readonly group?: Grouping;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: Slot;
}

/** The text is no expression; `message` is the parser's, without its code. */
export class SyntaxFault {
  readonly code: string;
  readonly message: string;

  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** Deeper trees could exhaust the stack of whoever walks them. */
const MAX_DEPTH = 1000;

/** Trees of late: an expression is checked, searched for variables and compiled right after each other. */
const recent = new Map<string, Node>();
let recentLength = 0;
const MAX_RECENT_LENGTH = 200_000;

export function parse(text: string): Node {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const tree = parseText(text);
  checkTree(tree);
  remember(text, tree);
  return tree;
}

function remember(text: string, tree: Node): void {
  recentLength += text.length;
  if (recentLength > MAX_RECENT_LENGTH) {
    recent.clear();
    recentLength = text.length;
  }
  recent.set(text, tree);
}

function parseText(text: string): Node {
  try {
    return jsonata(text).ast() as unknown as Node;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooDeep();
    if (thrown instanceof Error) throw new SyntaxFault('S0300', thrown.message);
    const message = (thrown as { message?: unknown }).message;
    const { code, text: codeAndText } = faultFrom(thrown);
    throw new SyntaxFault(code ?? '', typeof message === 'string' ? message : codeAndText);
  }
}

/** Without recursion, since this is where depth is found out. */
function checkTree(tree: Node): void {
  let level = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw tooDeep();
    for (const node of level) checkSignature(node);
    level = level.flatMap(childrenOf);
  }
}

/** The library matches arguments by a regular expression made of the signature, which must not be able to explode. */
function checkSignature(node: Node): void {
  const definition = node.signature?.definition ?? '';
  if ((definition.match(/\+/g)?.length ?? 0) > 2 || (definition.match(/[-?]/g)?.length ?? 0) > 10) {
    throw new SyntaxFault('S0401', `The signature ${definition} has too many optional or repeated parameters`);
  }
}

function tooDeep(): SyntaxFault {
  return new SyntaxFault('U1001', 'The expression is nested too deeply');
}

/** All nodes directly below. */
export function childrenOf(node: Node): Node[] {
  const children: (Node | undefined)[] = [
    ...(node.arguments ?? []),
    ...(node.steps ?? []),
    ...(node.expressions ?? []),
    ...[node.procedure, node.expression, node.rhs, node.condition, node.then, node.else, node.body],
    ...[node.pattern, node.update, node.delete],
    ...(node.terms ?? []).map((term) => term.expression),
    ...[...(node.stages ?? []), ...(node.predicate ?? [])].map((stage) => stage.expr),
    ...(node.group?.lhs ?? []).flat(),
    ...(isPairs(node.lhs) ? node.lhs.flat() : [node.lhs]),
  ];
  return children.filter((child) => child !== undefined);
}

/** The members of an object constructor stand where other nodes have their left side. */
export function isPairs(lhs: Node['lhs']): lhs is Grouping['lhs'] {
  return Array.isArray(lhs);
}
