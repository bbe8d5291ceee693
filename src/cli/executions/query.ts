/**
 * The query of `stairwell ls`: words that must all hold.
 *
 *   status:FAILED,TIMED_OUT   machine:Order*   name:2024-*   error:States.*   root:ARN   parent:ARN
 *   since:2h   before:2026-01-31T12:00   is:root   input.$.customer.id=42   output.$.ok!=true   anything else: a text
 */
import { CommandError } from './endpoint.ts';
import type { SearchInput } from './tree-client.ts';

type Mutable = { -readonly [K in keyof SearchInput]: SearchInput[K] };

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `nowSeconds`: what `since` and `before` count from. Throws CommandError. */
export function parseQuery(words: readonly string[], nowSeconds: number): SearchInput {
  const input: Mutable = {};
  const texts: string[] = [];
  for (const word of words) if (!takeFilter(input, word, nowSeconds)) texts.push(word);
  if (texts.length > 0) input.text = texts.join(' ');
  return input;
}

/** False: the word is a part of a text. */
function takeFilter(input: Mutable, word: string, nowSeconds: number): boolean {
  const condition = /^(input|output)\.(\$.*?)(!=|=|~)(.*)$/s.exec(word);
  if (condition !== null) {
    const [, place = '', path = '', sign = '', value = ''] = condition;
    const op = sign === '~' ? 'contains' : sign;
    input.where = [...(input.where ?? []), { in: place, path, op, value: jsonOrText(value) }];
    return true;
  }
  const [, key = '', value = ''] = /^([a-z]+):(.+)$/s.exec(word) ?? [];
  switch (key) {
    case 'status':
      input.status = value.toUpperCase().split(',');
      return true;
    case 'machine':
      input.stateMachineName = value;
      return true;
    case 'name':
    case 'error':
      input[key] = value;
      return true;
    case 'root':
      input.rootArn = value;
      return true;
    case 'parent':
      input.parentArn = value;
      return true;
    case 'since':
      input.startedAfter = instant(value, nowSeconds);
      return true;
    case 'before':
      input.startedBefore = instant(value, nowSeconds);
      return true;
    case 'is':
      if (value !== 'root') throw new CommandError(`'is:${value}' means nothing; 'is:root' does`);
      input.rootsOnly = true;
      return true;
    default:
      return false;
  }
}

/** `2h` ago, or a date. In seconds since the epoch. */
function instant(text: string, nowSeconds: number): number {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (amount !== undefined) return Math.max(0, nowSeconds - Number(amount) * (UNITS[unit] ?? 0));
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new CommandError(`'${text}' is neither a time such as 90s, 30m, 2h or 7d nor a date`);
  return ms / 1000;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
