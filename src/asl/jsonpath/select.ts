/**
 * Applies the segments of a path to a document. Own members only: `__proto__` and `constructor` are names like others.
 * The work of one evaluation is bounded by a budget, because `$..*..*` visits nodes again and again.
 * Errors: States.Runtime when the budget is spent.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject, setOwn } from '../json.ts';
import { holds } from './filter.ts';
import { applyFunction } from './path-functions.ts';
import type { Filter, FilterPath, Segment, Selector } from './path-syntax.ts';
import { isDefinite } from './path-syntax.ts';

/** Nodes one path may visit; a document of 256 KiB has 131,072 at most. */
const MAX_VISITS = 2_000_000;

/** One evaluation of one path. */
export class Selection {
  readonly #document: Json;
  #visitsLeft = MAX_VISITS;

  constructor(document: Json) {
    this.#document = document;
  }

  readonly spend = (visits: number): void => {
    this.#visitsLeft -= visits;
    if (this.#visitsLeft < 0) throw runtimeFailure('The path visits too many nodes of the input.');
  };

  /** All nodes that the segments name, below the document. */
  all(segments: readonly Segment[]): Json[] {
    return this.#below(this.#document, segments);
  }

  /** What a path in a filter stands for: a value, a list, or undefined when nothing is there. */
  readonly operand = (path: FilterPath, current: Json): Json | undefined => {
    const start = path.from === '@' ? current : this.#document;
    const definite = isDefinite(path.segments);
    const value = definite ? selectOne(start, path.segments) : this.#below(start, path.segments);
    this.spend(1 + path.segments.length);
    return path.function === undefined || value === undefined ? value : applyFunction(path.function, value);
  };

  #below(start: Json, segments: readonly Segment[]): Json[] {
    let nodes: Json[] = [start];
    for (const [i, segment] of segments.entries()) {
      const found: Json[] = [];
      const last = i === segments.length - 1;
      for (const node of nodes) {
        if (segment.deep) this.#deep(node, segment.selector, last, found);
        else this.#select(node, segment.selector, last, found);
      }
      nodes = found;
    }
    return nodes;
  }

  /** The node and its descendants, each before its members, with a stack of our own: data may be nested deeply. */
  #deep(start: Json, selector: Selector, last: boolean, found: Json[]): void {
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node === null || typeof node !== 'object') continue;
      // Items of an array come up by themselves, so a filter tests each object once.
      if (selector.kind === 'filter') this.#keep(node, selector.test, found);
      else this.#select(node, selector, last, found);
      const members = membersOf(node);
      this.spend(members.length + 1);
      for (let i = members.length - 1; i >= 0; i--) stack.push(members[i] as Json);
    }
  }

  #select(node: Json, selector: Selector, last: boolean, found: Json[]): void {
    const before = found.length;
    switch (selector.kind) {
      case 'name':
        if (isObject(node)) push(found, getOwn(node, selector.name));
        break;
      case 'names':
        if (isObject(node)) pickNames(node, selector.names, last, found);
        break;
      case 'index':
        if (Array.isArray(node)) push(found, node.at(selector.index));
        break;
      case 'indexes':
        if (Array.isArray(node)) for (const index of selector.indexes) push(found, node.at(index));
        break;
      case 'slice':
        if (Array.isArray(node)) pickSlice(node, selector, found);
        break;
      case 'wildcard':
        for (const member of membersOf(node)) found.push(member);
        break;
      case 'filter':
        this.#filter(node, selector.test, found);
    }
    this.spend(1 + found.length - before);
  }

  #filter(node: Json, test: Filter, found: Json[]): void {
    if (isObject(node)) this.#keep(node, test, found);
    else if (Array.isArray(node)) for (const item of node) this.#keep(item, test, found);
  }

  #keep(node: Json, test: Filter, found: Json[]): void {
    if (holds(test, node, this)) found.push(node);
  }
}

/** The one node that definite segments name; undefined when it is not there. */
export function selectOne(start: Json, segments: readonly Segment[]): Json | undefined {
  let node: Json | undefined = start;
  for (const { selector } of segments) {
    if (node === undefined) return undefined;
    if (selector.kind === 'name') node = isObject(node) ? getOwn(node, selector.name) : undefined;
    else if (selector.kind === 'index') node = Array.isArray(node) ? node.at(selector.index) : undefined;
    else if (selector.kind === 'names') node = isObject(node) ? subset(node, selector.names) : undefined;
  }
  return node;
}

function push(found: Json[], value: Json | undefined): void {
  if (value !== undefined) found.push(value);
}

function membersOf(node: Json): readonly Json[] {
  if (Array.isArray(node)) return node;
  return isObject(node) ? Object.values(node) : [];
}

/** Several names at the end of a path make one object of these members; else each goes on by itself. */
function pickNames(node: JsonObject, names: readonly string[], last: boolean, found: Json[]): void {
  if (last) found.push(subset(node, names));
  else for (const name of names) push(found, getOwn(node, name));
}

function subset(node: JsonObject, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const value = getOwn(node, name);
    if (value !== undefined) setOwn(picked, name, value);
  }
  return picked;
}

function pickSlice(node: readonly Json[], slice: Extract<Selector, { kind: 'slice' }>, found: Json[]): void {
  const { step } = slice;
  const size = node.length;
  const clamp = (index: number, low: number, high: number): number =>
    Math.min(Math.max(index < 0 ? index + size : index, low), high);
  if (step > 0) {
    const end = clamp(slice.end ?? size, 0, size);
    for (let i = clamp(slice.start ?? 0, 0, size); i < end; i += step) found.push(node[i] as Json);
  } else {
    const end = slice.end === undefined ? -1 : clamp(slice.end, -1, size - 1);
    for (let i = clamp(slice.start ?? size - 1, -1, size - 1); i > end; i += step) found.push(node[i] as Json);
  }
}
