/**
 * Regular expressions for the `=~` operator of filters, matched against the whole text in time linear in its length:
 * all alternatives advance together, so no pattern can make a filter run away.
 * Covers literals, `.`, classes, `\d \w \s` and their opposites, groups, alternation, `* + ? {n,m}` (greedy or lazy),
 * `^ $ \b \B`, and the flags `i`, `m`, `s`, `u`. Refused: back-references, look-around, possessive quantifiers.
 * Errors: SyntaxFailure when the pattern is compiled.
 */
import { SyntaxFailure } from './scanner.ts';

type CharTest = (codePoint: number) => boolean;
type Assertion = 'start' | 'end' | 'boundary' | 'inside';

type Node =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'all' | 'any'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number };

type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'split'; readonly targets: readonly number[] }
  | { readonly op: 'match' };

export interface Regex {
  readonly program: readonly Instruction[];
  readonly multiline: boolean;
}

const MAX_INSTRUCTIONS = 2000;
const MAX_NESTING = 100;
const SPECIAL = '()|*+?';
const isDigit: CharTest = (c) => c >= 48 && c <= 57;
const isWord: CharTest = (c) => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
const isSpace: CharTest = (c) => c === 32 || (c >= 9 && c <= 13);
const CLASSES: ReadonlyMap<string, CharTest> = new Map([
  ['d', isDigit],
  ['w', isWord],
  ['s', isSpace],
  ['D', (c: number) => !isDigit(c)],
  ['W', (c: number) => !isWord(c)],
  ['S', (c: number) => !isSpace(c)],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
]);

export function compileRegex(pattern: string, flags: string): Regex {
  if (/[^imsu]/.test(flags)) throw new SyntaxFailure(`unsupported flags '${flags}' of a regular expression`);
  const node = new RegexParser(pattern, flags).parse();
  const program: Instruction[] = [];
  emit(node, program);
  program.push({ op: 'match' });
  return { program, multiline: flags.includes('m') };
}

class RegexParser {
  readonly #chars: readonly string[];
  readonly #ignoreCase: boolean;
  readonly #dotAll: boolean;
  #position = 0;
  #nesting = 0;

  constructor(pattern: string, flags: string) {
    this.#chars = [...pattern];
    this.#ignoreCase = flags.includes('i');
    this.#dotAll = flags.includes('s');
  }

  parse(): Node {
    const node = this.#alternatives();
    if (this.#position < this.#chars.length) throw this.#failure("unmatched ')'");
    return node;
  }

  get #next(): string | undefined {
    return this.#chars[this.#position];
  }

  #accept(char: string): boolean {
    if (this.#next !== char) return false;
    this.#position++;
    return true;
  }

  #take(): string {
    const char = this.#next;
    if (char === undefined) throw this.#failure('unexpected end');
    this.#position++;
    return char;
  }

  #alternatives(): Node {
    if (++this.#nesting > MAX_NESTING) throw this.#failure('nested too deeply');
    const nodes = [this.#sequence()];
    while (this.#accept('|')) nodes.push(this.#sequence());
    this.#nesting--;
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'any', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#next !== undefined && this.#next !== '|' && this.#next !== ')') nodes.push(this.#repeated());
    return { kind: 'all', nodes };
  }

  #repeated(): Node {
    let node = this.#atom();
    for (let range = this.#quantifier(); range !== undefined; range = this.#quantifier()) {
      if (this.#accept('+')) throw this.#failure('possessive quantifiers are not supported');
      this.#accept('?'); // Lazy or greedy is the same when the whole text has to match.
      node = { kind: 'repeat', node, min: range[0], max: range[1] };
    }
    return node;
  }

  #quantifier(): [min: number, max: number] | undefined {
    if (this.#accept('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#accept('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#accept('?')) return [0, 1];
    if (!this.#accept('{')) return undefined;
    const min = this.#count();
    if (min === undefined) throw this.#failure('bad quantifier');
    const max = this.#accept(',') ? (this.#count() ?? Number.POSITIVE_INFINITY) : min;
    if (!this.#accept('}') || max < min) throw this.#failure('bad quantifier');
    return [min, max];
  }

  #count(): number | undefined {
    let digits = '';
    while (this.#next !== undefined && isDigit(this.#next.codePointAt(0) as number)) digits += this.#take();
    return digits === '' ? undefined : Number(digits);
  }

  #atom(): Node {
    const char = this.#take();
    if (char === '(') return this.#group();
    if (char === '[') return { kind: 'char', test: this.#class() };
    if (char === '.') return { kind: 'char', test: this.#dotAll ? () => true : (c) => c !== 10 && c !== 13 };
    if (char === '^') return { kind: 'assert', assertion: 'start' };
    if (char === '$') return { kind: 'assert', assertion: 'end' };
    if (char === '\\') return this.#escapedAtom();
    if (SPECIAL.includes(char)) throw this.#failure(`unexpected '${char}'`);
    return { kind: 'char', test: this.#literal(char.codePointAt(0) as number) };
  }

  #group(): Node {
    if (this.#accept('?') && !this.#accept(':')) throw this.#failure('look-around and named groups are not supported');
    const node = this.#alternatives();
    if (!this.#accept(')')) throw this.#failure("missing ')'");
    return node;
  }

  #escapedAtom(): Node {
    if (this.#accept('b')) return { kind: 'assert', assertion: 'boundary' };
    if (this.#accept('B')) return { kind: 'assert', assertion: 'inside' };
    const escaped = this.#escape();
    return { kind: 'char', test: typeof escaped === 'number' ? this.#literal(escaped) : escaped };
  }

  /** Behind a backslash: a class such as `\d`, or the code point of one character. */
  #escape(): CharTest | number {
    const char = this.#take();
    const known = CLASSES.get(char) ?? CONTROLS.get(char);
    if (known !== undefined) return known;
    if (char === 'u') return this.#hex(4);
    if (char === 'x') return this.#hex(2);
    if (/[a-zA-Z0-9]/.test(char)) throw this.#failure(`'\\${char}' is not supported`);
    return char.codePointAt(0) as number;
  }

  #hex(length: number): number {
    const digits = this.#chars.slice(this.#position, this.#position + length).join('');
    if (digits.length !== length || /[^0-9a-fA-F]/.test(digits)) throw this.#failure('bad escape');
    this.#position += length;
    return Number.parseInt(digits, 16);
  }

  #class(): CharTest {
    const negated = this.#accept('^');
    const tests: CharTest[] = [];
    for (let first = true; first || this.#next !== ']'; first = false) tests.push(this.#classItem());
    this.#position++;
    return negated ? (c) => !tests.some((test) => test(c)) : (c) => tests.some((test) => test(c));
  }

  #classItem(): CharTest {
    const low = this.#classChar();
    if (typeof low !== 'number') return low;
    const isRange = this.#next === '-' && this.#chars[this.#position + 1] !== ']';
    if (!isRange) return this.#literal(low);
    this.#position++;
    const high = this.#classChar();
    if (typeof high !== 'number' || high < low) throw this.#failure('bad range');
    return this.#folded((c) => c >= low && c <= high);
  }

  #classChar(): CharTest | number {
    const char = this.#take();
    return char === '\\' ? this.#escape() : (char.codePointAt(0) as number);
  }

  #literal(wanted: number): CharTest {
    return this.#folded((c) => c === wanted);
  }

  #folded(test: CharTest): CharTest {
    if (!this.#ignoreCase) return test;
    return (c) => {
      const char = String.fromCodePoint(c);
      return test(c) || test(firstCodePoint(char.toLowerCase())) || test(firstCodePoint(char.toUpperCase()));
    };
  }

  #failure(reason: string): SyntaxFailure {
    return new SyntaxFailure(`bad regular expression: ${reason}`);
  }
}

function firstCodePoint(text: string): number {
  return text.codePointAt(0) as number;
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > MAX_INSTRUCTIONS) throw new SyntaxFailure('bad regular expression: too large');
  switch (node.kind) {
    case 'char':
      program.push({ op: 'char', test: node.test });
      return;
    case 'assert':
      program.push({ op: 'assert', assertion: node.assertion });
      return;
    case 'all':
      // Something is always emitted, so that the limit on size also bounds repeats of nothing.
      if (node.nodes.length === 0) program.push({ op: 'split', targets: [program.length + 1] });
      for (const item of node.nodes) emit(item, program);
      return;
    case 'any':
      emitAny(node.nodes, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
  }
}

/** A split to every branch; behind each branch a jump to the common end. */
function emitAny(nodes: readonly Node[], program: Instruction[]): void {
  const starts: number[] = [];
  const ends: number[] = [];
  const at = reserve(program);
  for (const node of nodes) {
    starts.push(program.length);
    emit(node, program);
    ends.push(reserve(program));
  }
  program[at] = { op: 'split', targets: starts };
  for (const end of ends) program[end] = { op: 'split', targets: [program.length] };
}

function emitRepeat(repeat: Extract<Node, { kind: 'repeat' }>, program: Instruction[]): void {
  const { node, min, max } = repeat;
  if (max === 0) program.push({ op: 'split', targets: [program.length + 1] });
  for (let i = 0; i < min; i++) emit(node, program);
  if (max === Number.POSITIVE_INFINITY) {
    const at = reserve(program);
    emit(node, program);
    program.push({ op: 'split', targets: [at] });
    program[at] = { op: 'split', targets: [at + 1, program.length] };
    return;
  }
  const exits: number[] = [];
  for (let i = min; i < max; i++) {
    exits.push(reserve(program));
    emit(node, program);
  }
  for (const exit of exits) program[exit] = { op: 'split', targets: [exit + 1, program.length] };
}

function reserve(program: Instruction[]): number {
  if (program.length > MAX_INSTRUCTIONS) throw new SyntaxFailure('bad regular expression: too large');
  return program.push({ op: 'match' }) - 1;
}

/** Whether `text` as a whole matches; `spend` is told the work of each step. */
export function matchesWhole(regex: Regex, text: string, spend: (steps: number) => void): boolean {
  const { program } = regex;
  let threads = follow(regex, [0], text, 0);
  let position = 0;
  while (position < text.length && threads.length > 0) {
    const codePoint = text.codePointAt(position) as number;
    position += codePoint > 0xffff ? 2 : 1;
    spend(threads.length);
    const survivors = threads.filter((at) => {
      const instruction = program[at] as Instruction;
      return instruction.op === 'char' && instruction.test(codePoint);
    });
    threads = follow(
      regex,
      survivors.map((at) => at + 1),
      text,
      position,
    );
  }
  return position >= text.length && threads.some((at) => (program[at] as Instruction).op === 'match');
}

/** All instructions that consume a character, or match, reachable from `starts` without consuming. */
function follow(regex: Regex, starts: readonly number[], text: string, position: number): number[] {
  const seen = new Set<number>(starts);
  const reached: number[] = [];
  // A set may grow while it is iterated: what is added is visited too.
  for (const at of seen) {
    const instruction = regex.program[at] as Instruction;
    if (instruction.op === 'split') for (const target of instruction.targets) seen.add(target);
    else if (instruction.op !== 'assert') reached.push(at);
    else if (holds(instruction.assertion, text, position, regex.multiline)) seen.add(at + 1);
  }
  return reached;
}

function holds(assertion: Assertion, text: string, position: number, multiline: boolean): boolean {
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  switch (assertion) {
    case 'start':
      return position === 0 || (multiline && before === 10);
    case 'end':
      return position === text.length || (multiline && after === 10);
    case 'boundary':
      return isWord(before) !== isWord(after);
    case 'inside':
      return isWord(before) === isWord(after);
  }
}
