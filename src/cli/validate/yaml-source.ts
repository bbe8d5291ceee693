/**
 * Definitions in YAML, as SAM and CloudFormation take them: made into JSON text, with the place of every value.
 *
 * Values with a tag of CloudFormation become substitutions: `!GetAtt Child.Arn` is read as `${Child.Arn}`, since its
 * value is not known before the deployment either. Aliases are followed, up to a number of values that no definition
 * has, because a few lines of them can stand for gigabytes.
 */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { SourceMember, SourceNode, Span } from '../../asl/validate/source-tree.ts';
import type { Source, SourceProblem } from './source.ts';

const MAX_VALUES = 200_000;
const MAX_DEPTH = 1000;

export function readYaml(text: string): Source {
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error) return { problem: { message: messageOf(error), offset: error.pos[0] } };
    const { json, node } = new Converter(document).convert(document.contents, { start: 0, end: 0 }, 0);
    return { json, root: node };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    // The parser of the package is recursive, and does not always say so itself.
    if (error instanceof RangeError) return { problem: { message: TOO_DEEP, offset: 0 } };
    throw error;
  }
}

const TOO_DEEP = `Values are nested more than ${MAX_DEPTH} deep`;

function messageOf({ code, message }: { code: string; message: string }): string {
  // The package's words for these two are about the package.
  if (code === 'MULTIPLE_DOCS') return 'The file has several documents; a definition is one';
  return code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : message;
}

class Refusal extends Error {
  readonly problem: SourceProblem;

  constructor(message: string, offset: number) {
    super(message);
    this.problem = { message, offset };
  }
}

interface Converted {
  readonly json: string;
  readonly node: SourceNode;
}

class Converter {
  readonly #document: Document;
  readonly #targets = new Map<Alias, Node>();
  #values = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  /** `place`: where the value stands if it has no text of its own, such as the empty value of `Comment:`. */
  convert(node: Node | null, place: Span, depth: number): Converted {
    const span = spanOf(node) ?? place;
    if (depth > MAX_DEPTH) throw new Refusal(TOO_DEEP, span.start);
    if (++this.#values > MAX_VALUES) throw new Refusal(`There are more than ${MAX_VALUES} values`, span.start);
    if (isAlias(node)) return this.#alias(node, span, depth);
    const substitution = substitutionOf(node);
    if (substitution !== undefined) return { json: JSON.stringify(substitution), node: span };
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], span, depth);
    if (isSeq(node)) return this.#seq(node.items as Node[], span, depth);
    return { json: JSON.stringify((isScalar(node) ? node.value : null) ?? null), node: span };
  }

  /** The value is the other one's, the place is its own. */
  #alias(alias: Alias, span: Span, depth: number): Converted {
    // Looking for a target walks through the document.
    const target = this.#targets.get(alias) ?? alias.resolve(this.#document);
    if (!target) throw new Refusal('Nothing has the name of this alias', span.start);
    this.#targets.set(alias, target);
    const { json, node } = this.convert(target, span, depth + 1);
    return { json, node: { ...node, ...span } };
  }

  #map(pairs: Pair<Node, Node | null>[], span: Span, depth: number): Converted {
    const members = new Map<string, SourceMember>();
    const parts = pairs.map(({ key, value }) => {
      const keySpan = spanOf(key) ?? span;
      if (!isScalar(key)) throw new Refusal('A key must be a text', keySpan.start);
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
      const converted = this.convert(value, keySpan, depth + 1);
      members.set(name, { key: keySpan, value: converted.node });
      return `${JSON.stringify(name)}:${converted.json}`;
    });
    return { json: `{${parts.join()}}`, node: { ...span, members } };
  }

  #seq(nodes: Node[], span: Span, depth: number): Converted {
    const items = nodes.map((node) => this.convert(node, span, depth + 1));
    return {
      json: `[${items.map(({ json }) => json).join()}]`,
      node: { ...span, items: items.map(({ node }) => node) },
    };
  }
}

function spanOf(node: Node | null): Span | undefined {
  return node?.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

/** The text that stands for a value with a local tag; `!Sub` holds such a text itself. */
function substitutionOf(node: Node | null): string | undefined {
  const tag = node?.tag;
  if (!tag?.startsWith('!')) return undefined;
  const text = isScalar(node) ? String(node.value) : tag.slice(1);
  return tag === '!Sub' && isScalar(node) ? text : `\${${text.replace(/[{}]/g, '')}}`;
}
