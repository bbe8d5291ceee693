/**
 * Where in a JSON text a finding is: locations of ValidateStateMachineDefinition are paths such as `/States/A/Next`, or
 * `[Source: …; line: 3, column: 7]` for texts that are no JSON. The whole first line when it cannot be told.
 */
import { parser } from '@lezer/json';

type Tree = ReturnType<typeof parser.parse>;
type Node = Tree['topNode'];

export interface Place {
  readonly from: number;
  readonly to: number;
}

export function placeOf(text: string, location: string | undefined): Place {
  const position = /line: (\d+), column: (\d+)\]$/.exec(location ?? '');
  if (position !== null) return placeAt(text, Number(position[1]), Number(position[2]));
  const found = location?.startsWith('/') ? findPath(text, location) : undefined;
  return found ?? firstLine(text);
}

/** One character; `line` and `column` count from 1, the column is the one behind what is wrong. */
function placeAt(text: string, line: number, column: number): Place {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const to = Math.min(text.length, Math.max(start + 1, start + column - 1));
  return { from: Math.max(0, to - 1), to };
}

function firstLine(text: string): Place {
  const end = text.indexOf('\n');
  return { from: 0, to: end < 0 ? text.length : end };
}

/** The deepest part of the path that the text has: its property's name, or the value of an array's item. */
function findPath(text: string, path: string): Place | undefined {
  let value = parser.parse(text).topNode.firstChild;
  let found: Place | undefined;
  let rest = path.slice(1);
  while (rest !== '' && value !== null) {
    const step = value.name === 'Array' ? arrayItem(value, rest) : property(text, value, rest);
    if (step === undefined) break;
    found = step.place;
    value = step.value;
    rest = rest.slice(step.length).replace(/^\//, '');
  }
  return found;
}

interface Step {
  readonly place: Place;
  readonly value: Node | null;
  /** Characters of the path that it took. */
  readonly length: number;
}

/** Names of states may have slashes: the longest name that the path begins with is meant. */
function property(text: string, object: Node, path: string): Step | undefined {
  let best: Step | undefined;
  for (const child of object.getChildren('Property')) {
    const name = child.getChild('PropertyName');
    if (name === null) continue;
    const key = unquoted(text.slice(name.from, name.to));
    const fits = path === key || path.startsWith(`${key}/`) || path.startsWith(`${key}[`);
    if (!fits || (best !== undefined && key.length <= best.length)) continue;
    best = { place: { from: name.from, to: name.to }, value: child.lastChild, length: key.length };
  }
  return best;
}

function arrayItem(array: Node, path: string): Step | undefined {
  const index = /^\[?(\d+)\]?/.exec(path);
  if (index === null) return undefined;
  let at = Number(index[1]);
  for (let item = array.firstChild; item !== null; item = item.nextSibling) {
    if (/^[[\],]$/.test(item.name)) continue;
    if (at === 0) return { place: { from: item.from, to: item.to }, value: item, length: index[0].length };
    at -= 1;
  }
  return undefined;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
