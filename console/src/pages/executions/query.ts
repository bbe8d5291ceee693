/**
 * The language of the search bar. A query is words separated by spaces; a value with spaces stands in double quotes.
 *
 *   status:FAILED,TIMED_OUT      one of these statuses
 *   machine:Order*               name of the state machine, with * and ?; or its ARN
 *   name:order-1*                name of the execution, with * and ?
 *   error:States.*               name of its error, with * and ?
 *   parent:ARN  root:ARN  maprun:ARN
 *   started:>-24h                started later than 24 hours ago; s, m, h, d; or a date: started:<2026-03-01T12:00Z
 *   input.$.customer=42          a field of the input (or output) is 42; also != and ~ (contains); alone: it is there
 *   anything else                is in the name, the error or its cause
 *
 * `parseQuery` gives the terms with their places in the text, for chips, and the filters for SearchExecutions.
 */
import type { ExecutionFilters, PayloadCondition, Status } from '../../api/operations.ts';

export interface Term {
  /** As typed. */
  readonly text: string;
  /** Offsets in the query. */
  readonly start: number;
  readonly end: number;
  /** What is wrong with it; such a term filters nothing. */
  readonly problem?: string;
}

export interface ParsedQuery {
  readonly terms: readonly Term[];
  readonly filters: ExecutionFilters;
}

const STATUSES: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
/** A word, in which parts may be quoted. */
const WORD = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g;
const FIELD = /^(input|output)\.(\$[^=!~:]*)(?:(!=|=|~|:)(.*))?$/s;
const KEYED = /^(\w+):(.*)$/s;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

type Found = { readonly filters: ExecutionFilters } | { readonly where: PayloadCondition } | { readonly text: string };
type Reading = Found | { readonly problem: string };

/** `nowMs`: what `-24h` counts from. Whole minutes make the same query the same request for a while. */
export function parseQuery(query: string, nowMs: number): ParsedQuery {
  const terms: Term[] = [];
  const texts: string[] = [];
  const where: PayloadCondition[] = [];
  let filters: ExecutionFilters = {};
  for (const match of query.matchAll(WORD)) {
    const reading = readTerm(match[0], nowMs);
    const place = { text: match[0], start: match.index, end: match.index + match[0].length };
    terms.push('problem' in reading ? { ...place, problem: reading.problem } : place);
    if ('filters' in reading) filters = { ...filters, ...reading.filters };
    else if ('where' in reading) where.push(reading.where);
    else if ('text' in reading) texts.push(reading.text);
  }
  return {
    terms,
    filters: {
      ...filters,
      ...(texts.length > 0 && { text: texts.join(' ') }),
      ...(where.length > 0 && { where }),
    },
  };
}

function readTerm(word: string, nowMs: number): Reading {
  const field = FIELD.exec(word);
  if (field !== null) return { where: condition(field) };
  const keyed = KEYED.exec(word);
  if (keyed === null || word.startsWith('"') || word.startsWith('arn:')) return { text: unquote(word) };
  const [, key = '', value = ''] = keyed;
  const read = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
  if (read === undefined) return { problem: `There is no "${key}:". Put the word in quotes to search for it.` };
  if (value === '') return { problem: `Say what ${key} has to be.` };
  return read(unquote(value), nowMs);
}

const READERS: Readonly<Record<string, (value: string, nowMs: number) => Reading>> = {
  status: readStatus,
  machine: (value) => ({
    filters: value.startsWith('arn:') ? { stateMachineArn: value } : { stateMachineName: value },
  }),
  name: (value) => ({ filters: { name: value } }),
  error: (value) => ({ filters: { error: value } }),
  parent: (value) => ({ filters: { parentArn: value } }),
  root: (value) => ({ filters: { rootArn: value } }),
  maprun: (value) => ({ filters: { mapRunArn: value } }),
  started: readStarted,
};

function readStatus(value: string): Reading {
  const wanted = value.toUpperCase().replaceAll('-', '_').split(',').filter(Boolean);
  const unknown = wanted.find((name) => !STATUSES.includes(name as Status));
  if (unknown !== undefined) return { problem: `There is no status ${unknown}. There are ${STATUSES.join(', ')}.` };
  return { filters: { status: wanted as Status[] } };
}

function readStarted(value: string, nowMs: number): Reading {
  const [, sign, when = ''] = /^([<>])=?(.*)$/s.exec(value) ?? [];
  const seconds = sign === undefined ? undefined : readInstant(when, nowMs);
  if (seconds === undefined) return { problem: 'Write started:>-24h or started:<2026-03-01T12:00Z.' };
  return { filters: sign === '>' ? { startedAfter: seconds } : { startedBefore: seconds } };
}

/** Seconds since 1970. */
function readInstant(text: string, nowMs: number): number | undefined {
  const relative = /^-(\d+(?:\.\d+)?)([smhdw])$/.exec(text);
  if (relative !== null) {
    const nowSeconds = Math.floor(nowMs / 60_000) * 60;
    return nowSeconds - Number(relative[1]) * (UNIT_SECONDS[relative[2] as string] as number);
  }
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

function condition([, side, path = '$', sign, value = '']: RegExpExecArray): PayloadCondition {
  const at = { in: side as 'input' | 'output', path };
  if (sign === undefined) return { ...at, op: 'exists' };
  if (sign === '~') return { ...at, op: 'contains', value: unquote(value) };
  return { ...at, op: sign === '!=' ? '!=' : '=', value: readValue(value) };
}

/** JSON where it is JSON (42, true, "42"), else a string. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unquote(text);
  }
}

function unquote(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"?/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'));
}

/** A value as it has to be written in a query. */
export function quoteValue(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

/** The query without one of its terms. */
export function withoutTerm(query: string, { start, end }: Term): string {
  return `${query.slice(0, start)}${query.slice(end)}`.replace(/\s+/g, ' ').trim();
}

/** The query with `key:value` in place of what it said of that key; without it when there is no value. */
export function withTerm(query: string, key: string, value: string | undefined): string {
  const others = parseQuery(query, 0).terms.filter(({ text }) => !text.startsWith(`${key}:`));
  const added = value === undefined ? [] : [`${key}:${quoteValue(value)}`];
  return [...others.map(({ text }) => text), ...added].join(' ');
}

/** What the query says of a key, as typed. */
export function termValue(query: string, key: string): string | undefined {
  const term = parseQuery(query, 0).terms.find(({ text }) => text.startsWith(`${key}:`));
  return term === undefined ? undefined : unquote(term.text.slice(key.length + 1));
}
