/**
 * Finds what is wrong with a text that `JSON.parse` refused and says it in AWS's words.
 * Source: recorded answers of AWS, whose texts are those of its JSON reader; the unrecorded ones follow the same reader.
 *
 * Open brackets stand on a list instead of the call stack: no nesting can overflow it. Offsets are UTF-16 units; the
 * offset of an error is the one behind the last character read, which makes AWS's columns.
 */

export interface JsonError {
  readonly message: string;
  readonly offset: number;
}

/** `locate` renders the place of an opening bracket, which some messages name. */
export function explainJsonError(text: string, locate: (offset: number) => string): JsonError {
  try {
    new Reader(text, locate).document();
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, offset: error.offset };
    throw error;
  }
  return { message: 'Invalid JSON', offset: text.length };
}

class Refusal {
  readonly message: string;
  readonly offset: number;

  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/** A bracket that is still open. */
interface Open {
  readonly close: ']' | '}';
  readonly offset: number;
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const MAX_TOKEN_LENGTH = 256;
const IDENTIFIER_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const IDENTIFIER_PART = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]/u;

class Reader {
  readonly #text: string;
  readonly #locate: (offset: number) => string;
  readonly #open: Open[] = [];
  #at = 0;

  constructor(text: string, locate: (offset: number) => string) {
    this.#text = text;
    this.#locate = locate;
  }

  /** Throws the Refusal of the first error. */
  document(): void {
    this.#value();
    while (this.#open.length > 0) this.#nextEntry();
    this.#space();
    if (this.#at < this.#text.length) {
      this.#value();
      this.#refuse('Trailing token found after value: only one value is allowed');
    }
  }

  /** What follows an opening bracket or a complete entry. */
  #nextEntry(): void {
    const open = this.#open.at(-1) as Open;
    const first = this.#at === open.offset + 1;
    this.#space();
    if (this.#peek() === undefined) this.#endInside(open);
    if (this.#closes(open)) return;
    if (!first) {
      const char = this.#take();
      if (char !== ',') this.#unexpected(char, `was expecting comma to separate ${entries(open)}`);
      this.#space();
      this.#requireMore(open);
    }
    if (open.close === '}') this.#name(open);
    this.#value();
  }

  /** Takes the closing bracket of `open` when it is next. */
  #closes(open: Open): boolean {
    const char = this.#peek();
    if (char !== ']' && char !== '}') return false;
    this.#at++;
    if (char !== open.close) {
      const start = `for ${kind(open)} starting at ${this.#locate(open.offset)}`;
      this.#refuse(`Unexpected close marker '${char}': expected '${open.close}' (${start})`);
    }
    this.#open.pop();
    return true;
  }

  #name(open: Open): void {
    const char = this.#take();
    if (char !== '"') this.#unexpected(char, 'was expecting double-quote to start field name');
    this.#string('name', ' in field name');
    this.#space();
    this.#requireMore(open);
    const colon = this.#take();
    if (colon !== ':') this.#unexpected(colon, 'was expecting a colon to separate field name and value');
    this.#space();
    this.#requireMore(open);
  }

  /** A scalar, or the opening bracket of an object or array. */
  #value(): void {
    this.#space();
    const char = this.#take();
    if (char === '') this.#refuse('No content to map due to end-of-input');
    if (char === '{' || char === '[') this.#open.push({ close: char === '{' ? '}' : ']', offset: this.#at - 1 });
    else if (char === '"') this.#string('string value', ': was expecting closing quote for a string value');
    else if (char === '-' || isDigit(char)) this.#number(char);
    else this.#word(char);
  }

  #word(char: string): void {
    const literal = LITERALS.find((word) => word.startsWith(char));
    if (literal === undefined) {
      if (IDENTIFIER_START.test(char)) this.#unknownToken(char);
      this.#unexpected(char, `expected a valid value ${VALUES}`);
    }
    this.#expect(literal);
    if (literal === 'NaN' || literal === 'Infinity') this.#nonStandard(literal);
  }

  /** The rest of a literal whose first character was taken. */
  #expect(literal: string): void {
    let matched = literal[0] as string;
    while (matched.length < literal.length && this.#peek() === literal[matched.length]) matched += this.#take();
    const next = this.#peek();
    if (matched.length < literal.length || (next !== undefined && IDENTIFIER_PART.test(next))) {
      this.#unknownToken(matched);
    }
  }

  #unknownToken(start: string): never {
    let token = start;
    for (let next = this.#peek(); next !== undefined && IDENTIFIER_PART.test(next); next = this.#peek()) {
      token += this.#take();
      if (token.length < MAX_TOKEN_LENGTH) continue;
      token += '...';
      break;
    }
    this.#refuse(`Unrecognized token '${token}': was expecting ${VALUES}`);
  }

  #string(what: string, unfinished: string): void {
    for (;;) {
      const char = this.#take();
      if (char === '"') return;
      if (char === '') this.#refuse(`Unexpected end-of-input${unfinished}`);
      if (char === '\\') this.#escape();
      else if (char < ' ') {
        const why = `has to be escaped using backslash to be included in ${what}`;
        this.#refuse(`Illegal unquoted character (${describe(char)}): ${why}`);
      }
    }
  }

  #escape(): void {
    const char = this.#take();
    if (char === '') this.#refuse('Unexpected end-of-input in character escape sequence');
    if (char !== 'u' && !'"\\/bfnrt'.includes(char)) this.#refuse(`Unrecognized character escape ${describe(char)}`);
    for (let left = char === 'u' ? 4 : 0; left > 0; left--) {
      const digit = this.#take();
      if (digit === '') this.#refuse('Unexpected end-of-input in character escape sequence');
      if (!/[0-9a-fA-F]/.test(digit)) {
        this.#unexpected(digit, 'expected a hex-digit for character escape sequence');
      }
    }
  }

  #number(start: string): void {
    let first = start;
    if (start === '-') {
      first = this.#take();
      if (first === 'I') {
        this.#expect('Infinity');
        this.#nonStandard('-Infinity');
      }
      if (!isDigit(first)) this.#badNumber(first, 'expected digit (0-9) to follow minus sign, for valid numeric value');
    }
    if (first === '0' && isDigit(this.#peek())) this.#refuse('Invalid numeric value: Leading zeroes not allowed');
    this.#digits();
    if (this.#peek() === '.') this.#someDigits('', 'Decimal point not followed by a digit');
    if (this.#peek() === 'e' || this.#peek() === 'E') {
      this.#someDigits('+-', 'Exponent indicator not followed by a digit');
    }
    const next = this.#peek();
    if (this.#open.length > 0 || next === undefined || ' \t\r\n'.includes(next)) return;
    this.#unexpected(this.#take(), 'Expected space separating root-level values');
  }

  /** The part behind a point or an exponent indicator, after one optional sign. */
  #someDigits(signs: string, complaint: string): void {
    this.#at++;
    const sign = this.#peek();
    if (sign !== undefined && signs.includes(sign)) this.#at++;
    if (!isDigit(this.#peek())) this.#badNumber(this.#take(), complaint);
    this.#digits();
  }

  #digits(): void {
    while (isDigit(this.#peek())) this.#at++;
  }

  #space(): void {
    for (let char = this.#peek(); char !== undefined && char <= ' '; char = this.#peek()) {
      this.#at++;
      if (' \t\r\n'.includes(char)) continue;
      const allowed = 'only regular white space (\\r, \\n, \\t) is allowed between tokens';
      this.#refuse(`Illegal character (${describe(char)}): ${allowed}`);
    }
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** The next character, or '' at the end. */
  #take(): string {
    const char = this.#text[this.#at] ?? '';
    if (char !== '') this.#at++;
    return char;
  }

  #requireMore(open: Open): void {
    if (this.#peek() === undefined) this.#refuse(`Unexpected end-of-input within/between ${entries(open)}`);
  }

  #endInside(open: Open): never {
    const start = `start marker at ${this.#locate(open.offset)}`;
    this.#refuse(`Unexpected end-of-input: expected close marker for ${kind(open)} (${start})`);
  }

  #unexpected(char: string, expectation: string): never {
    this.#refuse(`Unexpected character (${describe(char)}): ${expectation}`);
  }

  #badNumber(char: string, complaint: string): never {
    if (char === '') this.#refuse(`Unexpected end-of-input in numeric value: ${complaint}`);
    this.#refuse(`Unexpected character (${describe(char)}) in numeric value: ${complaint}`);
  }

  #nonStandard(token: string): never {
    this.#refuse(`Non-standard token '${token}': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow`);
  }

  #refuse(message: string): never {
    throw new Refusal(message, this.#at);
  }
}

/** Tokens that are matched letter by letter; the last two only to be refused by name. */
const LITERALS = ['true', 'false', 'null', 'NaN', 'Infinity'];

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function kind(open: Open): string {
  return open.close === '}' ? 'Object' : 'Array';
}

function entries(open: Open): string {
  return `${kind(open)} entries`;
}

function describe(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return `(CTRL-CHAR, code ${code})`;
  return code > 0xff ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}
