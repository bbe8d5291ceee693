/**
 * One event of an execution as a record of its log: the JSON text that Step Functions writes to CloudWatch Logs. Every
 * scalar is a string there, ids and times included; `details` is always there. Source: records that AWS wrote; "Logging
 * using CloudWatch Logs" for the size of payloads.
 */
import type { HistoryEvent } from '../asl/history-events.ts';
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';

/** Longest payload in a record, in bytes of its escaped text; what is longer is cut and said to be truncated. */
export const MAX_LOGGED_BYTES = 248 * 1024;

/** What of an execution stands in its records. */
export interface RecordOf {
  readonly arn: string;
  readonly redriveCount: number;
}

/** `includeExecutionData` false leaves out everything that holds data of the execution; names, errors and causes stay. */
export function recordText(event: HistoryEvent, execution: RecordOf, includeExecutionData: boolean): string {
  return (
    `{"id":"${event.id}","type":"${event.type}","details":${detailsText(event, includeExecutionData)},` +
    `"previous_event_id":"${event.previousEventId}","event_timestamp":"${event.timestampMs}",` +
    `"execution_arn":${JSON.stringify(execution.arn)},"redrive_count":"${execution.redriveCount}"}`
  );
}

/** Payload members that have a `…Details` sibling. */
const WITH_DETAILS = new Set(['input', 'output']);

function detailsText({ details = {} }: HistoryEvent, includeExecutionData: boolean): string {
  let text = '';
  for (const key in details) {
    const value = details[key];
    if (value === undefined || value === null) continue;
    const isData = value instanceof Payload || key === 'assignedVariables';
    if (isData && !includeExecutionData) continue;
    if (text !== '') text += ',';
    text += value instanceof Payload ? payloadText(key, value) : memberText(key, value);
  }
  return `{${text}}`;
}

function payloadText(key: string, payload: Payload): string {
  const { quoted, truncated } = bounded(payload);
  const text = `"${key}":${quoted}`;
  return WITH_DETAILS.has(key) ? `${text},"${key}Details":{"truncated":"${truncated}"}` : text;
}

function memberText(key: string, value: Json): string {
  const text = `"${key}":${JSON.stringify(asTexts(value))}`;
  return key === 'assignedVariables' ? `${text},"assignedVariablesDetails":{"truncated":"false"}` : text;
}

function asTexts(value: Json): Json {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asTexts);
  if (value === null || typeof value === 'string') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asTexts(member)]));
}

function bounded(payload: Payload): { readonly quoted: string; readonly truncated: boolean } {
  const { quoted } = payload;
  const fits = quoted.length * 3 <= MAX_LOGGED_BYTES || Buffer.byteLength(quoted) <= MAX_LOGGED_BYTES;
  return fits ? { quoted, truncated: false } : { quoted: cut(payload.text), truncated: true };
}

/** As much of the text, escaped, as there is room for. */
function cut(text: string): string {
  let bytes = 2;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(JSON.stringify(character)) - 2;
    if (bytes > MAX_LOGGED_BYTES) break;
    end += character.length;
  }
  return JSON.stringify(text.slice(0, end));
}
