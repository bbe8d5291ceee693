/**
 * JSON text of definitions and execution inputs: parsed strictly, refused in the words AWS uses.
 * Source: recorded answers of CreateStateMachine, ValidateStateMachineDefinition and StartExecution.
 *
 * `JSON.parse` does the work; only a text it refuses is read a second time to word the error. Nesting is bounded before
 * anything recursive touches the text, because everything behind (serialising, comparing) would overflow the stack.
 */
import type { Json } from '../json.ts';
import { explainJsonError } from './json-error.ts';

/** Deepest nesting of objects and arrays that is read. */
export const MAX_JSON_DEPTH = 1000;

/** `location` as AWS gives it: `[Source: (String)"not json"; line: 1, column: 4]`. */
export interface JsonSyntaxError {
  readonly message: string;
  readonly location: string;
}

export function parseJson(text: string): { readonly value: Json } | JsonSyntaxError {
  const tooDeep = offsetBeyondDepth(text, MAX_JSON_DEPTH);
  if (tooDeep !== undefined) {
    const message = `Document nesting depth (${MAX_JSON_DEPTH + 1}) exceeds the maximum allowed (${MAX_JSON_DEPTH})`;
    return { message, location: sourceLocation(text, tooDeep) };
  }
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    const { message, offset } = explainJsonError(text, (at) => sourceLocation(text, at));
    return { message, location: sourceLocation(text, offset) };
  }
}

/** The same for the input of an execution, whose errors carry no location. */
export function parseExecutionInput(text: string): { readonly value: Json } | { readonly message: string } {
  if (isBlank(text)) return { message: 'Invalid execution input.' };
  const parsed = parseJson(text);
  return 'value' in parsed ? parsed : { message: parsed.message };
}

/** Only white space, as JSON knows it. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** Whether objects and arrays nest deeper than `limit`. One pass, no recursion; the text need not be valid. */
export function jsonDepthExceeds(text: string, limit: number): boolean {
  return offsetBeyondDepth(text, limit) !== undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Offset behind the first bracket that is nested deeper than `limit`. */
function offsetBeyondDepth(text: string, limit: number): number | undefined {
  if (text.length <= limit) return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = closingQuote(text, i + 1);
    // A square bracket and its curly sister differ in the bit 0x20 alone.
    else if ((unit & ~0x20) === 0x5b && ++depth > limit) return i + 1;
    else if ((unit & ~0x20) === 0x5d) depth--;
  }
  return undefined;
}

/** Offset of the quote that ends a string, or of the end of the text. */
function closingQuote(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

/** Longest part of the text that is repeated in a location. */
const MAX_SNIPPET = 500;

function sourceLocation(text: string, offset: number): string {
  const rest = text.length - MAX_SNIPPET;
  const truncated = rest > 0 ? `[truncated ${rest} chars]` : '';
  const { line, column } = lineAndColumn(text, offset);
  return `[Source: (String)"${text.slice(0, MAX_SNIPPET)}"${truncated}; line: ${line}, column: ${column}]`;
}

/** Both from 1; `\r\n` is one line end. */
function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (const end of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line++;
    start = end.index + end[0].length;
  }
  return { line, column: offset - start + 1 };
}
