/** Line and column of offsets in a text, and the line itself to show. Lines end as JSON, YAML and editors have them. */
import type { Span } from './source-tree.ts';

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as most editors count. */
  readonly column: number;
}

/** Knows where the lines of a text start, so that many offsets can be asked for. */
export class LineIndex {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.#starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
  }

  positionOf(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }

  offsetOf({ line, column }: Position): number {
    const start = this.#starts[Math.min(line, this.#starts.length) - 1] ?? 0;
    return Math.min(start + column - 1, this.text.length);
  }

  /** Where a line stands, without its end. */
  spanOf(line: number): Span {
    const start = this.#starts[line - 1] ?? this.text.length;
    const next = this.#starts[line] ?? this.text.length;
    return { start, end: start + this.text.slice(start, next).replace(/[\r\n]+$/, '').length };
  }
}

export interface Excerpt {
  /** The line, or the part of a long one around the span. */
  readonly text: string;
  /** The part of `text` that is meant, at least one character long; it may stand behind the end of the line. */
  readonly mark: Span;
}

/** The line on which `span` starts, cut to `width` characters; a span over several lines is marked on the first. */
export function excerptOf(index: LineIndex, span: Span, width: number): Excerpt {
  const line = index.spanOf(index.positionOf(span.start).line);
  const end = Math.max(Math.min(span.end, line.end), span.start + 1);
  const length = line.end - line.start;
  if (length <= width) {
    const text = index.text.slice(line.start, line.end);
    return { text, mark: { start: span.start - line.start, end: end - line.start } };
  }
  // A third of the room for what stands before: what follows tells more.
  const from = Math.max(line.start, Math.min(span.start - Math.floor(width / 3), line.end - width));
  const to = Math.min(from + width, line.end);
  const before = from > line.start ? '…' : '';
  const after = to < line.end ? '…' : '';
  const text = before + index.text.slice(from, to) + after;
  const shift = before.length - from;
  return { text, mark: { start: span.start + shift, end: Math.min(end, Math.max(to, span.start + 1)) + shift } };
}
