/**
 * The compact form in which the outputs of AWS operations are written down here, and how it is read.
 *
 * A structure is one text: `Name: type; Name!: type`, where `!` marks a required member. Names are PascalCase, as in
 * results of tasks. Types: `s` string, `n` number, `b` boolean, `t` timestamp (a string in results), `|A|B` a string of
 * an enumeration, `[type]` list, `{type}` map by any keys, `#Name` structure, `*` anything. Bounds of the value or
 * length follow `s`, `n` and `]`: `s(1..256)`, `n(0..)`.
 */

/** The operations and structures of one service, by name. */
export interface ServiceShapes {
  /** Name of the output structure of each operation; '' when it has no output. */
  readonly operations: Readonly<Record<string, string>>;
  readonly structures: Readonly<Record<string, string>>;
}

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export type Type =
  | { readonly kind: 'any' | 'boolean' | 'timestamp' }
  | ({ readonly kind: 'string' | 'number' } & Bounds)
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | ({ readonly kind: 'list'; readonly item: Type } & Bounds)
  | { readonly kind: 'map'; readonly value: Type }
  | { readonly kind: 'structure'; readonly name: string };

export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly type: Type;
}

const parsed = new Map<string, readonly Member[]>();

/** The members of a structure; reads each text once. */
export function membersOf(shapes: ServiceShapes, structure: string): readonly Member[] {
  const text = shapes.structures[structure] ?? '';
  let members = parsed.get(text);
  if (members === undefined) {
    members = text === '' ? [] : text.split('; ').map(parseMember);
    parsed.set(text, members);
  }
  return members;
}

function parseMember(text: string): Member {
  const [label = '', type = ''] = text.split(': ', 2);
  const required = label.endsWith('!');
  return { name: required ? label.slice(0, -1) : label, required, type: parseType(type) };
}

const BOUNDS = /\((\d*)\.\.(\d*)\)$/;

export function parseType(text: string): Type {
  switch (text[0]) {
    case 's':
      return { kind: 'string', ...boundsOf(text) };
    case 'n':
      return { kind: 'number', ...boundsOf(text) };
    case 'b':
      return { kind: 'boolean' };
    case 't':
      return { kind: 'timestamp' };
    case '|':
      return { kind: 'enum', values: text.slice(1).split('|') };
    case '[':
      return { kind: 'list', item: parseType(text.slice(1, text.lastIndexOf(']'))), ...boundsOf(text) };
    case '{':
      return { kind: 'map', value: parseType(text.slice(1, -1)) };
    case '#':
      return { kind: 'structure', name: text.slice(1) };
    default:
      return { kind: 'any' };
  }
}

function boundsOf(text: string): Bounds {
  const [, min, max] = BOUNDS.exec(text) ?? [];
  return { ...(min && { min: Number(min) }), ...(max && { max: Number(max) }) };
}
