/** A JSON value as the rows of a tree that can be folded: pure, so that large values can be tested without a browser. */

export interface JsonRow {
  /** JSONPath of the value; unique. */
  readonly path: string;
  readonly depth: number;
  /** Member or index; undefined for the whole value. */
  readonly name: string | undefined;
  /** `leaf`: a value in one line; `open`: the head of an object or array; `closed`: the same, folded. */
  readonly kind: 'leaf' | 'open' | 'closed';
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** What stands behind the name: the value of a leaf, the number of members else. */
  readonly text: string;
  readonly value: unknown;
}

/** Rows that are open when nothing was folded: small values wholly, of large ones the first level or two. */
const OPEN_ROWS = 120;
/** Longest text of a string in a row, in characters. */
const MAX_TEXT = 2_000;

export function memberPath(parent: string, name: string | number): string {
  if (typeof name === 'number') return `${parent}[${name}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${parent}.${name}` : `${parent}['${name.replace(/['\\]/g, '\\$&')}']`;
}

export function typeOf(value: unknown): JsonRow['type'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

function entriesOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((item, i) => [i, item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Paths that are open at first: level by level, as long as there is room. */
export function openAtFirst(value: unknown): Set<string> {
  const open = new Set<string>();
  let level: { path: string; value: unknown }[] = [{ path: '$', value }];
  let rows = 1;
  while (level.length > 0) {
    const next: typeof level = [];
    for (const item of level) {
      const size = sizeOf(item.value);
      if (size === 0) continue;
      if (rows + size > OPEN_ROWS && item.path !== '$') continue;
      open.add(item.path);
      rows += size;
      if (size > OPEN_ROWS) continue;
      for (const [name, inner] of entriesOf(item.value)) {
        if (sizeOf(inner) > 0) next.push({ path: memberPath(item.path, name), value: inner });
      }
    }
    level = next;
  }
  return open;
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

export function jsonRows(value: unknown, open: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = [];
  const stack: { path: string; depth: number; name: string | undefined; value: unknown }[] = [
    { path: '$', depth: 0, name: undefined, value },
  ];
  while (stack.length > 0) {
    const at = stack.pop()!;
    const type = typeOf(at.value);
    const size = sizeOf(at.value);
    const isTree = (type === 'object' || type === 'array') && size > 0;
    const isOpen = isTree && open.has(at.path);
    rows.push({
      ...at,
      type,
      kind: isTree ? (isOpen ? 'open' : 'closed') : 'leaf',
      text: textOf(at.value, type, size),
    });
    if (!isOpen) continue;
    const entries = entriesOf(at.value);
    for (let i = entries.length - 1; i >= 0; i--) {
      const [name, inner] = entries[i]!;
      stack.push({ path: memberPath(at.path, name), depth: at.depth + 1, name: String(name), value: inner });
    }
  }
  return rows;
}

function textOf(value: unknown, type: JsonRow['type'], size: number): string {
  if (type === 'array') return size === 0 ? '[]' : `${size} ${size === 1 ? 'item' : 'items'}`;
  if (type === 'object') return size === 0 ? '{}' : `${size} ${size === 1 ? 'member' : 'members'}`;
  const text = JSON.stringify(value) ?? 'null';
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** Most that a search finds. */
const MAX_MATCHES = 1_000;

/** Paths of values whose name or own text has `query` in it, and the paths around them, which have to be open. */
export function findInJson(value: unknown, query: string): { matches: string[]; around: Set<string> } {
  const wanted = query.toLowerCase();
  const matches: string[] = [];
  const around = new Set<string>();
  if (wanted === '') return { matches, around };
  const stack: { path: string; name: string; value: unknown; parents: Parents | undefined }[] = [
    { path: '$', name: '', value, parents: undefined },
  ];
  while (stack.length > 0 && matches.length < MAX_MATCHES) {
    const at = stack.pop()!;
    const isTree = typeof at.value === 'object' && at.value !== null;
    const text = isTree ? '' : String(at.value);
    if (at.name.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted)) {
      matches.push(at.path);
      for (let up = at.parents; up !== undefined; up = up.parents) around.add(up.path);
    }
    const parents: Parents = { path: at.path, parents: at.parents };
    const entries = entriesOf(at.value);
    for (let i = entries.length - 1; i >= 0; i--) {
      const [name, inner] = entries[i]!;
      stack.push({
        path: memberPath(at.path, name),
        name: typeof name === 'number' ? '' : name,
        value: inner,
        parents,
      });
    }
  }
  return { matches, around };
}

interface Parents {
  readonly path: string;
  readonly parents: Parents | undefined;
}
