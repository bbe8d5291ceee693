/**
 * Where the values of a JSON text stand in it, and which value a location of a finding means. Offsets are UTF-16 units.
 * A tree of the same shape can be made of another notation.
 */

export interface Span {
  readonly start: number;
  /** Behind the last character. */
  readonly end: number;
}

export interface SourceNode extends Span {
  /** Of an object, by key; the last one where a key is repeated, as `JSON.parse` has it. */
  readonly members?: ReadonlyMap<string, SourceMember>;
  /** Keys that stand more than once in the object. */
  readonly repeated?: readonly string[];
  /** Of an array. */
  readonly items?: readonly SourceNode[];
}

export interface SourceMember {
  readonly key: Span;
  readonly value: SourceNode;
}

/** What a location means: the value, and its key when it is a member of an object. */
export interface Located {
  readonly node: SourceNode;
  readonly key?: Span;
}

/** `text` must be one that `parseJson` takes, which bounds the depth of the recursion. */
export function readJson(text: string): SourceNode {
  return new Reader(text).value();
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): SourceNode {
    const next = this.#skipSpace();
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    return next === '"' ? this.#string() : this.#word();
  }

  #object(): SourceNode {
    const start = this.#at++;
    const members = new Map<string, SourceMember>();
    const repeated: string[] = [];
    while (this.#skipSpace() !== '}') {
      if (this.#text[this.#at] === ',') this.#at++;
      this.#skipSpace();
      const key = this.#string();
      const name = JSON.parse(this.#text.slice(key.start, key.end)) as string;
      this.#skipSpace();
      this.#at++;
      if (members.has(name)) repeated.push(name);
      members.set(name, { key, value: this.value() });
    }
    return { start, end: ++this.#at, members, ...(repeated.length > 0 && { repeated }) };
  }

  #array(): SourceNode {
    const start = this.#at++;
    const items: SourceNode[] = [];
    while (this.#skipSpace() !== ']') {
      if (this.#text[this.#at] === ',') this.#at++;
      items.push(this.value());
    }
    return { start, end: ++this.#at, items };
  }

  #string(): Span {
    const start = this.#at++;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    return { start, end: ++this.#at };
  }

  /** A number, `true`, `false` or `null`. */
  #word(): Span {
    const start = this.#at;
    while (/[\w.+-]/.test(this.#text[this.#at] ?? ' ')) this.#at++;
    return { start, end: this.#at };
  }

  #skipSpace(): string | undefined {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '\0')) this.#at++;
    return this.#text[this.#at];
  }
}

/** Most ways of reading one location that are tried: names may hold what separates them, and be made to be confusing. */
const MAX_ATTEMPTS = 10_000;

/**
 * The value at a location such as `/States/A/Choices[0]/Next`; the innermost one around it where it is not there. Names
 * stand unescaped in locations: the longest name that fits is tried first.
 */
export function nodeAt(root: SourceNode, location: string): Located {
  let attempts = 0;
  let nearest: Located = { node: root };
  let nearestRest = location.length;

  const descend = (located: Located, rest: string): Located | undefined => {
    if (rest === '' || rest === '/') return located;
    if (rest.length < nearestRest) [nearest, nearestRest] = [located, rest.length];
    for (const [step, remainder] of stepsOf(located.node, rest)) {
      if (++attempts > MAX_ATTEMPTS) return undefined;
      const found = descend(step, remainder);
      if (found) return found;
    }
    return undefined;
  };

  return descend({ node: root }, location) ?? nearest;
}

/** The values below `node` that the start of `rest` may mean, each with what is left of it. */
function* stepsOf(node: SourceNode, rest: string): Generator<readonly [Located, string]> {
  const index = /^\[(\d+)\]/.exec(rest);
  const item = index && node.items?.[Number(index[1])];
  if (item) yield [{ node: item }, rest.slice(index[0].length)];
  if (!node.members || !rest.startsWith('/')) return;
  const ends = [...rest.matchAll(/[/[]/g)].map((match) => match.index).slice(1);
  for (const end of [rest.length, ...ends.reverse()]) {
    const member = node.members.get(rest.slice(1, end));
    if (member) yield [{ node: member.value, key: member.key }, rest.slice(end)];
  }
}
