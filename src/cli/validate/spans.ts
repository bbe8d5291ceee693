/** The part of a text that a finding is about: as small as can be told, since it is what a person looks at first. */
import type { Diagnostic } from '../../asl/diagnostics.ts';
import type { LineIndex } from '../../asl/validate/positions.ts';
import type { SourceNode, Span } from '../../asl/validate/source-tree.ts';
import { nodeAt } from '../../asl/validate/source-tree.ts';

/** The key that the message names, else the value if it fits on a line, else the key of the value. */
export function spanOfFinding({ location, message }: Diagnostic, root: SourceNode): Span {
  // A finding about no place is about the states as a whole.
  const { node, key } = nodeAt(root, location ?? '/States');
  const named = namedMember(node, message);
  if (named) return named;
  const isCollection = node.members !== undefined || node.items !== undefined;
  // YAML has values without a text.
  if (isCollection || location === undefined || node.start === node.end)
    return key ?? { start: node.start, end: node.start + 1 };
  return { start: node.start, end: node.end };
}

/** `Field 'Nxt' is not supported` stands at the object, and means its member. */
function namedMember(node: SourceNode, message: string): Span | undefined {
  for (const [, name] of message.matchAll(/'([^']+)'/g)) {
    const key = (node.members?.get(name as string) ?? node.members?.get(`${name}.$`))?.key;
    if (key) return key;
  }
  return undefined;
}

/** AWS names the place behind the last character that was read; that character is the wrong one, or ends the word that is. */
export function spanOfSyntaxError({ location }: Diagnostic, index: LineIndex): Span {
  const found = /; line: (\d+), column: (\d+)\]$/.exec(location ?? '');
  if (!found) return { start: 0, end: 1 };
  const [, line, column] = found.map(Number) as [number, number, number];
  const end = index.offsetOf({ line, column });
  return { start: Math.max(0, end - 1), end };
}
