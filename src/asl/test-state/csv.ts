/**
 * CSV as the ItemReader of a Distributed Map reads it: an object of strings per row. Source: Developer Guide, "CSV file in
 * an Amazon S3 bucket" (RFC 4180 quoting, blank lines skipped); spec of ASL, "CSV rows". Linear in the length of the text.
 */
import type { JsonObject } from '../json.ts';
import { setOwn } from '../json.ts';

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

export function delimiterOf(name: string): string {
  return Object.hasOwn(DELIMITERS, name) ? (DELIMITERS[name] as string) : ',';
}

/** The cells of each row that is not blank. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter && at + 1 < text.length) {
      at++;
      continue;
    }
    if (text[at] === delimiter) row.push(''); // the text ends with an empty cell
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows;
}

interface Cell {
  readonly value: string;
  readonly end: number;
}

function bareCell(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return { value: text.slice(from, end), end };
}

/** `""` inside is a quote; what follows the closing quote is kept as it is. */
function quotedCell(text: string, from: number): Cell {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: `${parts.join('')}${text.slice(at)}`, end: text.length };
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return { value: parts.join(''), end: quote + 1 };
    parts.push('"');
    at = quote + 2;
  }
}

/** A cell that is missing is empty; cells without header go when headers were given, else under the name ''. */
export function rowObject(headers: readonly string[], cells: readonly string[], given: boolean): JsonObject {
  const object: JsonObject = {};
  for (const [i, header] of headers.entries()) setOwn(object, header, cells[i] ?? '');
  const extra = cells[headers.length];
  if (!given && extra !== undefined) setOwn(object, '', extra);
  return object;
}
