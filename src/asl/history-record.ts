/**
 * How events lie in the store: the events of one batch as one text that says everything once. Histories repeat
 * themselves (a Pass state alone shows the same payload twice), and what is not written costs neither time nor disk:
 * a record is about a fifth of what GetExecutionHistory shows of it.
 *
 * One line of JSON, `{"ms":<time of the first event>,"types":[<name>…],"lengths":[<of a payload>…],"events":[[type, ms
 * after the first, previousEventId, details?]…]}`, then a line end and the payloads' texts one behind the other, as they
 * are. `type` counts in `types`; `input`, `output` and `parameters` in details count in `lengths`. Ids follow from the
 * row's first one.
 *
 * Stores of release 0.1 hold arrays of events as the API shows them; both are read.
 */
import { EVENT_DETAILS, type EventDetails, type EventType, eventText, type HistoryEvent } from './history-events.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { Payload } from './payload.ts';
import { remembered } from './remembered.ts';

/** Members of details that hold payloads, in every type of event. */
const PAYLOADS = new Set(['input', 'output', 'parameters']);

/** The body of a history row. */
export function historyRecord(events: readonly HistoryEvent[]): string {
  const firstMs = events[0]?.timestampMs ?? 0;
  const types = new Table<string>();
  const payloads = new Table<Payload>();
  let list = '';
  for (const { type, timestampMs, previousEventId, details } of events) {
    if (list !== '') list += ',';
    list += `[${types.place(type)},${timestampMs - firstMs},${previousEventId}`;
    list += details === undefined ? ']' : `,${detailsRecord(details, payloads)}]`;
  }
  const names = types.values.map((type) => `"${type}"`).join(',');
  const texts = payloads.values.map((payload) => payload.text);
  const lengths = texts.map((text) => text.length).join(',');
  return `{"ms":${firstMs},"types":[${names}],"lengths":[${lengths}],"events":[${list}]}\n${texts.join('')}`;
}

function detailsRecord(details: EventDetails, payloads: Table<Payload>): string {
  let text = '';
  for (const key in details) {
    const value = details[key];
    if (value === undefined) continue;
    if (text !== '') text += ',';
    text += `"${key}":${value instanceof Payload ? payloads.place(value) : literal(value)}`;
  }
  return `{${text}}`;
}

/** Names of states and resources come again and again; looking one up takes a quarter of the time of quoting it. */
const quotedName = remembered(1000, (text): string => JSON.stringify(text));
const MAX_NAME_LENGTH = 80;

function literal(value: Json): string {
  const isName = typeof value === 'string' && value.length <= MAX_NAME_LENGTH;
  return isName ? quotedName(value) : JSON.stringify(value);
}

/** Values in the order of their first appearance. Most are the same as the one before. */
class Table<T> {
  readonly values: T[] = [];
  #places: Map<T, number> | undefined;
  #last: T | undefined;
  #lastPlace = -1;

  place(value: T): number {
    if (value === this.#last) return this.#lastPlace;
    this.#last = value;
    this.#lastPlace = this.#find(value);
    return this.#lastPlace;
  }

  #find(value: T): number {
    if (this.values.length < FEW) {
      const place = this.values.indexOf(value);
      return place < 0 ? this.values.push(value) - 1 : place;
    }
    this.#places ??= new Map(this.values.map((known, place) => [known, place]));
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.values.push(value) - 1;
      this.#places.set(value, place);
    }
    return place;
  }
}

/** Up to so many values looking along the list is quicker than a map. */
const FEW = 8;

interface Row {
  readonly firstEventId: number;
  readonly body: string;
}

interface HistoryRecord {
  readonly ms: number;
  readonly types: readonly string[];
  readonly lengths: readonly number[];
  readonly events: readonly (readonly [number, number, number, JsonObject?])[];
}

/** Throws when the text is damaged. */
function parseRecord(body: string): { readonly record: HistoryRecord; readonly payloads: readonly Payload[] } {
  const end = body.indexOf('\n');
  const record = JSON.parse(body.slice(0, end < 0 ? undefined : end)) as HistoryRecord;
  let at = end + 1;
  const payloads = record.lengths.map((length) => {
    at += length;
    return Payload.fromText(body.slice(at - length, at));
  });
  if (end < 0 || at !== body.length) throw new Error('a record of history is damaged');
  return { record, payloads };
}

function isShown(body: string): boolean {
  return body.startsWith('[');
}

/** An event as it is read. */
export interface StoredEvent {
  readonly id: number;
  /** As GetExecutionHistory shows it. */
  readonly text: string;
}

/** Ids of events, both inclusive. */
export interface EventRange {
  readonly first: number;
  readonly last: number;
}

const ALL: EventRange = { first: 0, last: Number.POSITIVE_INFINITY };

/**
 * The events of a row, or those in `range`: a row may hold 25,000, and a page shows a hundred of them. Without
 * `withData` the payloads are left out, as `includeExecutionData: false` wants it.
 */
export function storedEvents(row: Row, withData = true, range = ALL): StoredEvent[] {
  if (isShown(row.body)) {
    const events = (JSON.parse(row.body) as JsonObject[]).map((event) => shownEvent(event, withData));
    return events.filter(({ id }) => id >= range.first && id <= range.last);
  }
  return eventsOf(row, withData, range).map((event) => ({
    id: event.id,
    text: eventText(event),
  }));
}

/** The events of a row as the engine made them. */
export function historyEvents(row: Row): HistoryEvent[] {
  return isShown(row.body) ? (JSON.parse(row.body) as JsonObject[]).map(fromShown) : eventsOf(row, true, ALL);
}

function eventsOf({ body, firstEventId: firstId }: Row, withData: boolean, range: EventRange): HistoryEvent[] {
  const { record, payloads } = parseRecord(body);
  const { ms, types, events } = record;
  const from = Math.max(range.first - firstId, 0);
  return events
    .slice(from, Math.max(range.last - firstId + 1, 0))
    .map(([type, afterMs, previousEventId, details], index) => ({
      id: firstId + from + index,
      previousEventId,
      timestampMs: ms + afterMs,
      type: types[type] as EventType,
      ...(details !== undefined && { details: detailsOf(details, payloads, withData) }),
    }));
}

function detailsOf(details: JsonObject, payloads: readonly Payload[], withData: boolean): EventDetails {
  const members: Record<string, Json | Payload> = {};
  for (const [key, value] of Object.entries(details)) {
    const isPayload = typeof value === 'number' && PAYLOADS.has(key);
    if (!withData && isData(key)) continue;
    members[key] = isPayload ? (payloads[value] as Payload) : value;
  }
  return members;
}

function isData(key: string): boolean {
  return key === 'input' || key === 'output' || key === 'inputDetails' || key === 'outputDetails';
}

function shownEvent(event: JsonObject, withData: boolean): StoredEvent {
  return { id: event['id'] as number, text: JSON.stringify(withData ? event : withoutData(event)) };
}

/** The event without its payloads; names, errors and a task's parameters stay. */
function withoutData(event: JsonObject): JsonObject {
  const strip = (member: Json) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).filter(([key]) => !isData(key))) : member;
  return Object.fromEntries(Object.entries(event).map(([name, member]): [string, Json] => [name, strip(member)]));
}

function fromShown(event: JsonObject): HistoryEvent {
  const type = event['type'] as EventType;
  const member = EVENT_DETAILS[type];
  const shown = member === null ? undefined : (event[member] as JsonObject | undefined);
  return {
    id: event['id'] as number,
    previousEventId: event['previousEventId'] as number,
    timestampMs: Math.round((event['timestamp'] as number) * 1000),
    type,
    ...(shown !== undefined && { details: detailsFromShown(shown) }),
  };
}

function detailsFromShown(shown: JsonObject): EventDetails {
  const details: Record<string, Json | Payload> = {};
  for (const [key, value] of Object.entries(shown)) {
    if (key.endsWith('Details')) continue;
    details[key] = PAYLOADS.has(key) ? Payload.fromText(value as string) : value;
  }
  return details;
}
