/**
 * Compiled paths. Source: ASL "Paths"; spec "JSONPath order" and "Cause prefix for interpreter failures" for the texts.
 * A definite path gives the value it names, or undefined; an indefinite one (`..`, `*`, slices, filters, unions)
 * always a list, even when its first steps lead nowhere.
 * Errors: States.Runtime, from `required` and for a text that is not a path (the validator refuses those before).
 */
import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { getOwn, isObject, typeName } from '../json.ts';
import { applyFunction } from './path-functions.ts';
import { parsePath } from './path-parser.ts';
import type { PathFunction, PathSyntax, Root, Segment } from './path-syntax.ts';
import { isDefinite } from './path-syntax.ts';
import { SyntaxFailure } from './scanner.ts';
import type { Scope } from './scope.ts';
import { Selection, selectOne } from './select.ts';

/** Parses a path once; `text` must be valid, else every evaluation fails. */
export function compilePath(text: string): Path {
  try {
    return new Path(text, parsePath(text));
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return new Path(text, { root: { kind: 'input' }, segments: [] }, failure);
    throw failure;
  }
}

export class Path {
  readonly text: string;
  /** Whether the path is just `$`. */
  readonly isInput: boolean;
  /** Whether the value may be larger than the document, since it can hold nodes more than once. */
  readonly multiplies: boolean;
  readonly root: Root;
  readonly #segments: readonly Segment[];
  readonly #function: PathFunction | undefined;
  readonly #definite: boolean;
  readonly #invalid: SyntaxFailure | undefined;

  constructor(text: string, syntax: PathSyntax, invalid?: SyntaxFailure) {
    this.text = text;
    this.root = syntax.root;
    this.#segments = syntax.segments;
    this.#function = syntax.function;
    this.#definite = isDefinite(syntax.segments);
    this.#invalid = invalid;
    this.multiplies = !this.#definite;
    this.isInput = syntax.root.kind === 'input' && syntax.segments.length === 0 && syntax.function === undefined;
  }

  /** The value named, or undefined when there is none. */
  read(scope: Scope): Json | undefined {
    if (this.#invalid !== undefined) throw runtimeFailure(`Invalid path '${this.text}' : ${this.#invalid.reason}`);
    const document = this.#document(scope);
    if (document === undefined) return undefined;
    const value = this.#definite ? selectOne(document, this.#segments) : new Selection(document).all(this.#segments);
    return this.#function === undefined || value === undefined ? value : applyFunction(this.#function, value);
  }

  /** The value named, else the failure that InputPath, OutputPath and other fields report. */
  required(scope: Scope): Json {
    const value = this.read(scope);
    if (value === undefined) throw this.notFound(scope);
    return value;
  }

  notFound(scope: Scope): ReturnType<typeof runtimeFailure> {
    if (this.#document(scope) === null) {
      return runtimeFailure('Unable to apply Path transformation to null or empty input.');
    }
    return runtimeFailure(`Invalid path '${this.text}' : ${this.whyMissing(scope)}`);
  }

  /** Whether the path failed only because its last index is past the end of an array. */
  endsPastArray(scope: Scope): boolean {
    const last = this.#segments.at(-1)?.selector;
    if (!this.#definite || last?.kind !== 'index' || this.#function !== undefined) return false;
    const document = this.#document(scope);
    return document !== undefined && Array.isArray(selectOne(document, this.#segments.slice(0, -1)));
  }

  /** The reason in the words of the path library behind Step Functions, such as `No results for path: $['a']`. */
  whyMissing(scope: Scope): string {
    let node = this.#document(scope);
    let at = '$';
    for (const [i, { selector }] of this.#segments.entries()) {
      const rest = this.#segments.slice(i);
      if (selector.kind === 'index') {
        if (node === null) return `The path ${at} is null`;
        if (!Array.isArray(node)) {
          return `Filter: ${fragments(rest)} can only be applied to arrays. Current context is: ${JSON.stringify(node)}`;
        }
        if (node.at(selector.index) === undefined) return `No results for path: ${at}${fragments(rest)}`;
        node = node.at(selector.index);
      } else if (selector.kind === 'name') {
        if (node === undefined || !isObject(node)) return notAnObject(selector.name, at, node);
        const member = getOwn(node, selector.name);
        if (member === undefined && rest.length > 1) return `Missing property in path ${at}${fragment(rest[0])}`;
        node = member;
      }
      at += fragment(rest[0]);
    }
    return `No results for path: ${at}`;
  }

  #document(scope: Scope): Json | undefined {
    switch (this.root.kind) {
      case 'input':
        return scope.root.value;
      case 'context':
        return scope.env.context();
      case 'variable': {
        const { variables } = scope.env;
        return Object.hasOwn(variables, this.root.name) ? variables[this.root.name] : undefined;
      }
    }
  }
}

function notAnObject(name: string, at: string, node: Json | undefined): string {
  const found = node === undefined ? 'null' : typeName(node);
  return `Expected to find an object with property ['${name}'] in path ${at} but found '${found}'.`;
}

function fragments(segments: readonly Segment[]): string {
  return segments.map(fragment).join('');
}

function fragment(segment: Segment | undefined): string {
  const selector = segment?.selector;
  if (selector?.kind === 'name') return `['${selector.name}']`;
  if (selector?.kind === 'names') return `[${selector.names.map((name) => `'${name}'`).join(',')}]`;
  return selector?.kind === 'index' ? `[${selector.index}]` : '';
}
