/**
 * The items in data that an ItemReader has read: JSON, JSON Lines or CSV text, by its ReaderConfig.
 * Source: Developer Guide, "ItemReader (Map)"; failures (States.ItemReaderFailed) as recorded where known.
 */
import type { StatesError } from '../errors.ts';
import type { ItemReader } from '../flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { parseJson } from '../validate/json-text.ts';
import { delimiterOf, parseCsv, rowObject } from './csv.ts';

export interface ReadItems {
  readonly items: readonly Json[];
  /** What ItemsPointer points to, when there is one. */
  readonly pointed?: Json;
}

/** Undefined: a format whose items are not in its text (MANIFEST, PARQUET). */
export function readItems(text: string, reader: ItemReader): ReadItems | { readonly failure: StatesError } | undefined {
  if (reader.maxItems !== undefined && reader.maxItems < 0) return failed('field MaxItems must be positive');
  const read = readAll(text, reader.config);
  if (read === undefined || 'failure' in read || !reader.maxItems) return read;
  return { ...read, items: read.items.slice(0, reader.maxItems) };
}

function readAll(text: string, config: JsonObject): ReturnType<typeof readItems> {
  switch (config['InputType'] ?? 'JSON') {
    case 'JSON':
      return readJson(text, config['ItemsPointer']);
    case 'JSONL':
      return readJsonLines(text);
    case 'CSV':
      return readCsv(text, config);
    default:
      return undefined;
  }
}

function failed(cause: string): { failure: StatesError } {
  return { failure: { error: 'States.ItemReaderFailed', cause } };
}

function readJson(text: string, pointer: Json | undefined): ReturnType<typeof readItems> {
  const parsed = parseJson(text);
  if (!('value' in parsed)) return failed(parsed.message);
  if (typeof pointer !== 'string') return itemsOf(parsed.value);
  const pointed = resolvePointer(parsed.value, pointer);
  if (pointed === undefined) return failed(`The ItemsPointer '${pointer}' does not point to a value.`);
  const read = itemsOf(pointed);
  return 'failure' in read ? read : { ...read, pointed };
}

/** An object's members are items `{Key, Value}`. */
function itemsOf(value: Json): ReadItems | { failure: StatesError } {
  if (Array.isArray(value)) return { items: value };
  if (isObject(value)) return { items: Object.entries(value).map(([key, member]) => ({ Key: key, Value: member })) };
  return failed('Attempting to map over non-iterable node.');
}

/** RFC 6901. */
function resolvePointer(document: Json, pointer: string): Json | undefined {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  let node: Json | undefined = document;
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(node)) node = /^(0|[1-9]\d*)$/.test(key) ? node[Number(key)] : undefined;
    else node = isObject(node) ? getOwn(node, key) : undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

function readJsonLines(text: string): ReturnType<typeof readItems> {
  const items: Json[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if (!('value' in parsed)) return failed(parsed.message);
    items.push(parsed.value);
  }
  return { items };
}

function readCsv(text: string, config: JsonObject): ReturnType<typeof readItems> {
  const rows = parseCsv(text, delimiterOf(String(config['CSVDelimiter'] ?? 'COMMA')));
  const given = config['CSVHeaderLocation'] === 'GIVEN';
  const headers = given ? (config['CSVHeaders'] as string[]) : (rows.shift() ?? []);
  if (new Set(headers).size < headers.length) return failed('CSV headers cannot contain duplicates.');
  return { items: rows.map((cells) => rowObject(headers, cells, given)) };
}
