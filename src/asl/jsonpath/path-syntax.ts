/**
 * The shape of a parsed path. Source: ASL "Paths" and "Reference Paths"; the dialect is that of Jayway JsonPath,
 * which Step Functions uses: definite paths name one node, all others give a list.
 */
import type { Json } from '../json.ts';
import type { Regex } from './regex.ts';

/** Where a path starts: `$`, `$$` or `$name`. */
export type Root =
  | { readonly kind: 'input' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string };

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: Filter };

export interface Segment {
  readonly selector: Selector;
  /** Behind `..`: applies to the node and all its descendants. */
  readonly deep: boolean;
}

export const PATH_FUNCTIONS = [
  'avg',
  'concat',
  'first',
  'keys',
  'last',
  'length',
  'max',
  'min',
  'size',
  'stddev',
  'sum',
] as const;
export type PathFunction = (typeof PATH_FUNCTIONS)[number];

export interface PathSyntax {
  readonly root: Root;
  readonly segments: readonly Segment[];
  /** A call such as `.length()` at the end. */
  readonly function?: PathFunction;
}

export const FILTER_OPERATORS = [
  '==',
  '!=',
  '<=',
  '<',
  '>=',
  '>',
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'contains',
  'all',
  'size',
  'empty',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** A path below `@` (the node under test) or `$` (the document). */
export interface FilterPath {
  readonly kind: 'path';
  readonly from: '@' | '$';
  readonly segments: readonly Segment[];
  readonly function?: PathFunction;
}

export type Operand = FilterPath | { readonly kind: 'literal'; readonly value: Json };

export type Filter =
  | { readonly kind: 'or' | 'and'; readonly tests: readonly Filter[] }
  | { readonly kind: 'not'; readonly test: Filter }
  | { readonly kind: 'exists'; readonly path: FilterPath }
  | { readonly kind: 'compare'; readonly operator: FilterOperator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'matches'; readonly left: Operand; readonly regex: Regex };

/** Whether the segments name at most one node. Several names at the end make one object, hence one node. */
export function isDefinite(segments: readonly Segment[]): boolean {
  return segments.every(({ selector, deep }, i) => {
    if (deep) return false;
    if (selector.kind === 'names') return i === segments.length - 1;
    return selector.kind === 'name' || selector.kind === 'index';
  });
}
