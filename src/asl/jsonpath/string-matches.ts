/**
 * StringMatches of Choice: `*` stands for any characters, `\\*` for a star, `\\\\` for a backslash.
 * Source: ASL "Choice State". Linear time for sensible data and never worse than text times pattern: the pieces
 * between stars are looked for from left to right, and the first place found is always good enough.
 */

/** Compiles the pattern into a test. */
export function compileStringMatches(pattern: string): (text: string) => boolean {
  const pieces = splitPattern(pattern);
  const [first = ''] = pieces;
  if (pieces.length === 1) return (text) => text === first;
  const last = pieces.at(-1) as string;
  const inner = pieces.slice(1, -1).filter((piece) => piece !== '');
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let position = first.length;
    for (const piece of inner) {
      const found = text.indexOf(piece, position);
      if (found === -1) return false;
      position = found + piece.length;
    }
    return position <= end;
  };
}

/** The literal pieces around the unescaped stars. */
function splitPattern(pattern: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    const next = pattern.charAt(i + 1);
    if (char === '*') {
      pieces.push(piece);
      piece = '';
    } else if (char === '\\' && (next === '*' || next === '\\')) {
      piece += next;
      i++;
    } else {
      piece += char;
    }
  }
  return [...pieces, piece];
}
