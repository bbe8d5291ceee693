/**
 * Parses paths: `$`, `$$` or `$name`, then `.name`, `['name']`, `[0]`, `[0,1]`, `[1:5]`, `[*]`, `.*`, `..name` and
 * `[?(filter)]`, and at the end perhaps a call such as `.length()`. A dot before a bracket is allowed, as on AWS.
 * Source: ASL "Paths"; names may hold hyphens and any Unicode. Errors: SyntaxFailure.
 */
import { parseFilter } from './filter-parser.ts';
import type { FilterPath, PathFunction, PathSyntax, Root, Segment, Selector } from './path-syntax.ts';
import { PATH_FUNCTIONS } from './path-syntax.ts';
import { Scanner } from './scanner.ts';

const NAME = /[^\s.[\](){},'"*?]+/uy;
/** Inside a filter a name also ends at an operator. */
const NAME_IN_FILTER = /[^\s.[\](){},'"*?=<>!~&|]+/uy;
const VARIABLE = /[\p{ID_Start}_]\p{ID_Continue}*/uy;
const INTEGER = /-?\d{1,10}/y;

/** The whole text as one path. */
export function parsePath(text: string): PathSyntax {
  const scanner = new Scanner(text);
  const path = readPath(scanner);
  if (!scanner.done) throw scanner.failure('unexpected character');
  return path;
}

/** The path that starts at the cursor, which is left behind it. */
export function readPath(scanner: Scanner): PathSyntax {
  const root = readRoot(scanner);
  return { root, ...readSegments(scanner, NAME) };
}

function readRoot(scanner: Scanner): Root {
  if (!scanner.accept('$')) throw scanner.failure("path does not start with '$'");
  if (scanner.accept('$')) return { kind: 'context' };
  const name = scanner.match(VARIABLE);
  return name === undefined ? { kind: 'input' } : { kind: 'variable', name };
}

function readFilterPath(scanner: Scanner): FilterPath {
  const from = scanner.next === '@' ? '@' : '$';
  scanner.expect(from);
  return { kind: 'path', from, ...readSegments(scanner, NAME_IN_FILTER) };
}

function readSegments(scanner: Scanner, name: RegExp): { segments: Segment[]; function?: PathFunction } {
  const segments: Segment[] = [];
  for (;;) {
    const deep = scanner.accept('..');
    const dotted = deep || scanner.accept('.');
    if (scanner.at('[')) {
      segments.push({ selector: readBracket(scanner), deep });
    } else if (!dotted) {
      return { segments };
    } else if (scanner.accept('*')) {
      segments.push({ selector: { kind: 'wildcard' }, deep });
    } else {
      const word = scanner.match(name);
      if (word === undefined) throw scanner.failure('expected a name');
      if (scanner.accept('(')) return { segments, function: endOfCall(scanner, word, deep) };
      segments.push({ selector: { kind: 'name', name: word }, deep });
    }
  }
}

function endOfCall(scanner: Scanner, word: string, deep: boolean): PathFunction {
  const called = PATH_FUNCTIONS.find((name) => name === word);
  if (called === undefined || deep) throw scanner.failure(`no function '${word}'`);
  scanner.skipSpace();
  scanner.expect(')');
  return called;
}

function readBracket(scanner: Scanner): Selector {
  scanner.expect('[');
  scanner.skipSpace();
  const selector = readInBracket(scanner);
  scanner.skipSpace();
  scanner.expect(']');
  return selector;
}

function readInBracket(scanner: Scanner): Selector {
  if (scanner.accept('*')) return { kind: 'wildcard' };
  if (scanner.next === "'" || scanner.next === '"') return readNames(scanner);
  if (scanner.accept('?')) return { kind: 'filter', test: readFilter(scanner) };
  return readNumbers(scanner);
}

function readFilter(scanner: Scanner): ReturnType<typeof parseFilter> {
  scanner.skipSpace();
  scanner.expect('(');
  const test = parseFilter(scanner, readFilterPath);
  scanner.expect(')');
  return test;
}

function readNames(scanner: Scanner): Selector {
  const names = readList(scanner, () => {
    if (scanner.next !== "'" && scanner.next !== '"') throw scanner.failure('expected a quoted name');
    return scanner.quoted();
  });
  const [name = ''] = names;
  return names.length === 1 ? { kind: 'name', name } : { kind: 'names', names };
}

function readNumbers(scanner: Scanner): Selector {
  const start = readInteger(scanner);
  scanner.skipSpace();
  if (scanner.accept(':')) return readSlice(scanner, start);
  if (start === undefined) throw scanner.failure("'[' must be followed by a quoted name, a number, '*' or '?('");
  if (!scanner.accept(',')) return { kind: 'index', index: start };
  scanner.skipSpace();
  const rest = readList(scanner, () => {
    const index = readInteger(scanner);
    if (index === undefined) throw scanner.failure('expected a number');
    return index;
  });
  return { kind: 'indexes', indexes: [start, ...rest] };
}

function readSlice(scanner: Scanner, start: number | undefined): Selector {
  scanner.skipSpace();
  const end = readInteger(scanner);
  scanner.skipSpace();
  let step: number | undefined;
  if (scanner.accept(':')) {
    scanner.skipSpace();
    step = readInteger(scanner);
  }
  if (step === 0) throw scanner.failure('the step of a slice must not be 0');
  return { kind: 'slice', ...(start !== undefined && { start }), ...(end !== undefined && { end }), step: step ?? 1 };
}

function readInteger(scanner: Scanner): number | undefined {
  const digits = scanner.match(INTEGER);
  return digits === undefined ? undefined : Number(digits);
}

function readList<T>(scanner: Scanner, readItem: () => T): T[] {
  const items: T[] = [];
  do {
    scanner.skipSpace();
    items.push(readItem());
    scanner.skipSpace();
  } while (scanner.accept(','));
  return items;
}
