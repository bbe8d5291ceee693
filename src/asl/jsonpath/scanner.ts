/**
 * A cursor over the text of a path, filter or intrinsic call, shared by their parsers.
 * Errors: SyntaxFailure, which never leaves this folder: findings and evaluation failures are made from it.
 */

/** The text is not a path or call; `reason` says what is wrong. Not an `Error`: no stack is wanted. */
export class SyntaxFailure {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The next character, or the empty string at the end. */
  get next(): string {
    return this.text.charAt(this.position);
  }

  at(token: string): boolean {
    return this.text.startsWith(token, this.position);
  }

  accept(token: string): boolean {
    if (!this.at(token)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.accept(token)) throw this.failure(`expected '${token}'`);
  }

  skipSpace(): void {
    while (this.next === ' ' || this.next === '\t' || this.next === '\n' || this.next === '\r') this.position++;
  }

  /** What a sticky regular expression matches here, or undefined. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  /** A name in single or double quotes, with the escapes that JSON has and `\'`. */
  quoted(): string {
    const quote = this.next;
    this.position++;
    let value = '';
    while (!this.done) {
      const char = this.next;
      this.position++;
      if (char === quote) return value;
      value += char === '\\' ? this.#escaped() : char;
    }
    throw this.failure('string is not closed');
  }

  #escaped(): string {
    const char = this.next;
    this.position++;
    if (char !== 'u') return ESCAPES[char] ?? char;
    const code = this.match(/[0-9a-fA-F]{4}/y);
    if (code === undefined) throw this.failure('bad escape');
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  failure(reason: string): SyntaxFailure {
    return new SyntaxFailure(`${reason} at position ${this.position}`);
  }
}
