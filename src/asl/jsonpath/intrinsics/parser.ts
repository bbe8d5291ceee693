/**
 * Parses calls such as `States.Format('{} of {}', $.n, States.ArrayLength($.all))`. Arguments are strings in single
 * quotes, numbers, true, false, null, paths and calls, nested 10 deep at most. Source: ASL "Intrinsic Functions".
 * Errors: SyntaxFailure, also for unknown functions and wrong numbers of arguments.
 */
import type { Json } from '../../json.ts';
import { Path } from '../path.ts';
import { readPath } from '../path-parser.ts';
import { Scanner } from '../scanner.ts';
import { format } from './format.ts';
import { INTRINSICS } from './index.ts';
import type { Intrinsic } from './intrinsic.ts';

export type Argument =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'call'; readonly call: Call };

export interface Call {
  readonly intrinsic: Intrinsic;
  readonly arguments: readonly Argument[];
}

const MAX_NESTING = 10;
const FUNCTION_NAME = /States\.[A-Za-z0-9]+/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS: readonly (readonly [word: string, value: Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Whether a text is meant as a call, well-formed or not. */
export function looksLikeCall(text: string): boolean {
  return text.startsWith('States.');
}

export function parseCall(text: string): Call {
  const scanner = new Scanner(text);
  const call = readCall(scanner, 1);
  if (!scanner.done) throw scanner.failure('unexpected character');
  return call;
}

function readCall(scanner: Scanner, nesting: number): Call {
  if (nesting > MAX_NESTING) throw scanner.failure(`more than ${MAX_NESTING} nested calls`);
  const intrinsic = INTRINSICS.get(scanner.match(FUNCTION_NAME) ?? '');
  if (intrinsic === undefined) throw scanner.failure('no such function');
  scanner.expect('(');
  const values = readArguments(scanner, intrinsic, nesting);
  if (values.length < intrinsic.minArguments || values.length > intrinsic.maxArguments) {
    throw scanner.failure('wrong number of arguments');
  }
  return { intrinsic, arguments: values };
}

function readArguments(scanner: Scanner, intrinsic: Intrinsic, nesting: number): Argument[] {
  const values: Argument[] = [];
  scanner.skipSpace();
  if (scanner.accept(')')) return values;
  do {
    scanner.skipSpace();
    // Format resolves the escapes of its template itself: only there `\{` and `{` differ.
    const keepEscapes = intrinsic === format && values.length === 0;
    values.push(readArgument(scanner, nesting, keepEscapes));
    scanner.skipSpace();
  } while (scanner.accept(','));
  scanner.expect(')');
  return values;
}

function readArgument(scanner: Scanner, nesting: number, keepEscapes: boolean): Argument {
  if (scanner.next === '$') return { kind: 'path', path: readPathArgument(scanner) };
  if (scanner.at('States.')) return { kind: 'call', call: readCall(scanner, nesting + 1) };
  if (scanner.accept("'")) return { kind: 'literal', value: readString(scanner, keepEscapes) };
  const number = scanner.match(NUMBER);
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  const literal = LITERALS.find(([word]) => scanner.accept(word));
  if (literal === undefined) throw scanner.failure('expected an argument');
  return { kind: 'literal', value: literal[1] };
}

function readPathArgument(scanner: Scanner): Path {
  const start = scanner.position;
  const syntax = readPath(scanner);
  return new Path(scanner.text.slice(start, scanner.position), syntax);
}

function readString(scanner: Scanner, keepEscapes: boolean): string {
  let text = '';
  while (!scanner.accept("'")) {
    if (scanner.done) throw scanner.failure('string is not closed');
    const isEscape = scanner.accept('\\');
    const char = scanner.next;
    if (isEscape && (char === '' || !"'{}\\".includes(char))) throw scanner.failure('unknown escape');
    text += isEscape && keepEscapes ? `\\${char}` : char;
    scanner.position++;
  }
  return text;
}
