/**
 * Parses what stands in `[?( … )]`: comparisons of `@` paths, `$` paths and literals with `==`, `!=`, `<`, `<=`, `>`,
 * `>=`, `=~`, `in`, `nin`, `size`, `empty` and so on, tests for existence, and `!`, `&&`, `||`, parentheses.
 * Source: the filter operators of Jayway JsonPath, which Step Functions uses. Errors: SyntaxFailure.
 */
import type { Json } from '../json.ts';
import type { Filter, FilterOperator, FilterPath, Operand } from './path-syntax.ts';
import { FILTER_OPERATORS } from './path-syntax.ts';
import { compileRegex } from './regex.ts';
import type { Scanner } from './scanner.ts';

/** Reads a path below `@` or `$`; handed in because paths contain filters and filters contain paths. */
type ReadPath = (scanner: Scanner) => FilterPath;

const MAX_NESTING = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[a-zA-Z]+/y;
const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const SYMBOLS = FILTER_OPERATORS.filter((operator) => !/[a-z]/.test(operator));

export function parseFilter(scanner: Scanner, readPath: ReadPath): Filter {
  return new FilterParser(scanner, readPath).parse();
}

class FilterParser {
  readonly #scanner: Scanner;
  readonly #readPath: ReadPath;
  #nesting = 0;

  constructor(scanner: Scanner, readPath: ReadPath) {
    this.#scanner = scanner;
    this.#readPath = readPath;
  }

  parse(): Filter {
    if (++this.#nesting > MAX_NESTING) throw this.#scanner.failure('filter is nested too deeply');
    const filter = this.#chain('or', '||', () => this.#chain('and', '&&', () => this.#unary()));
    this.#nesting--;
    return filter;
  }

  #chain(kind: 'or' | 'and', symbol: string, readTest: () => Filter): Filter {
    const tests = [readTest()];
    this.#scanner.skipSpace();
    while (this.#scanner.accept(symbol)) {
      tests.push(readTest());
      this.#scanner.skipSpace();
    }
    return tests.length === 1 ? (tests[0] as Filter) : { kind, tests };
  }

  #unary(): Filter {
    const scanner = this.#scanner;
    let negated = false;
    scanner.skipSpace();
    while (scanner.accept('!')) {
      negated = !negated;
      scanner.skipSpace();
    }
    const test = scanner.accept('(') ? this.#parenthesised() : this.#comparison();
    return negated ? { kind: 'not', test } : test;
  }

  #parenthesised(): Filter {
    const filter = this.parse();
    this.#scanner.expect(')');
    return filter;
  }

  #comparison(): Filter {
    const scanner = this.#scanner;
    const left = this.#operand();
    scanner.skipSpace();
    if (scanner.accept('=~')) {
      scanner.skipSpace();
      return { kind: 'matches', left, regex: this.#regex() };
    }
    const operator = this.#operator();
    if (operator !== undefined) return { kind: 'compare', operator, left, right: this.#operand() };
    if (left.kind === 'path') return { kind: 'exists', path: left };
    throw scanner.failure('expected an operator');
  }

  #operator(): FilterOperator | undefined {
    const scanner = this.#scanner;
    const symbol = SYMBOLS.find((candidate) => scanner.accept(candidate));
    if (symbol !== undefined) return symbol;
    const word = scanner.match(WORD)?.toLowerCase();
    if (word === undefined) return undefined;
    const operator = FILTER_OPERATORS.find((candidate) => candidate === word);
    if (operator === undefined) throw scanner.failure(`no operator '${word}'`);
    return operator;
  }

  #operand(): Operand {
    const scanner = this.#scanner;
    scanner.skipSpace();
    switch (scanner.next) {
      case '@':
      case '$':
        return this.#readPath(scanner);
      case "'":
      case '"':
        return { kind: 'literal', value: scanner.quoted() };
      case '[':
        return { kind: 'literal', value: this.#list() };
      default:
        return { kind: 'literal', value: this.#scalar() };
    }
  }

  #scalar(): Json {
    const number = this.#scanner.match(NUMBER);
    if (number !== undefined) return Number(number);
    const value = WORDS.get(this.#scanner.match(WORD) ?? '');
    if (value === undefined) throw this.#scanner.failure('expected a value');
    return value;
  }

  #list(): Json[] {
    const scanner = this.#scanner;
    const items: Json[] = [];
    scanner.expect('[');
    scanner.skipSpace();
    if (scanner.accept(']')) return items;
    do {
      scanner.skipSpace();
      items.push(scanner.next === "'" || scanner.next === '"' ? scanner.quoted() : this.#scalar());
      scanner.skipSpace();
    } while (scanner.accept(','));
    scanner.expect(']');
    return items;
  }

  /** `/pattern/flags`; a slash in the pattern is written `\/`. */
  #regex(): ReturnType<typeof compileRegex> {
    const scanner = this.#scanner;
    scanner.expect('/');
    let pattern = '';
    while (!scanner.at('/')) {
      if (scanner.done) throw scanner.failure('regular expression is not closed');
      if (scanner.accept('\\/')) pattern += '/';
      else {
        // An escape is taken whole, so that the slash behind `\\` still ends the pattern.
        const length = scanner.at('\\') ? 2 : 1;
        pattern += scanner.text.slice(scanner.position, scanner.position + length);
        scanner.position += length;
      }
    }
    scanner.expect('/');
    return compileRegex(pattern, scanner.match(WORD) ?? '');
  }
}
