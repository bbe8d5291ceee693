/** Functions on strings. Source: JSONata documentation, "String Functions". Positions count Unicode characters. */
import { apply } from '../call.ts';
import { toText } from '../casts.ts';
import type { Evaluation } from '../evaluation.ts';
import { Fault } from '../fault.ts';
import type { Fn, Items, Members, Value } from '../values.ts';
import { isFunction, isMembers, memberOf, sequence } from '../values.ts';
import { adopted, redefined } from './library.ts';

export const strings = {
  string: redefined('string', ([value, prettify], evaluation) =>
    value === undefined ? undefined : toText(value, evaluation, prettify === true ? 2 : 0),
  ),
  substring: redefined('substring', ([text, start, length], evaluation) =>
    text === undefined
      ? undefined
      : substring(text as string, start as number, length as number | undefined, evaluation),
  ),
  length: redefined('length', ([text], evaluation) => {
    if (text === undefined) return undefined;
    evaluation.step((text as string).length / 256);
    return countCharacters(text as string);
  }),
  pad: redefined('pad', ([text, width, char], evaluation) =>
    text === undefined ? undefined : pad(text as string, width as number, (char as string) || ' ', evaluation),
  ),
  contains: redefined('contains', ([text, token], evaluation) => {
    if (text === undefined) return undefined;
    if (!isFunction(token)) return search(text as string, token as string, 0, evaluation) >= 0;
    return firstMatch(token, text as string, evaluation) !== undefined;
  }),
  match: redefined('match', ([text, pattern, limit], evaluation) =>
    text === undefined ? undefined : match(text as string, pattern as Fn, limit as number | undefined, evaluation),
  ),
  replace: redefined('replace', ([text, pattern, replacement, limit], evaluation) =>
    text === undefined
      ? undefined
      : replace(text as string, pattern, replacement, limit as number | undefined, evaluation),
  ),
  split: redefined('split', ([text, separator, limit], evaluation) =>
    text === undefined ? undefined : split(text as string, separator, limit as number | undefined, evaluation),
  ),
  join: redefined('join', ([texts, separator], evaluation) =>
    texts === undefined ? undefined : join(texts as string[], (separator as string | undefined) ?? '', evaluation),
  ),
  substringBefore: adopted('substringBefore'),
  substringAfter: adopted('substringAfter'),
  lowercase: adopted('lowercase'),
  uppercase: adopted('uppercase'),
  trim: adopted('trim'),
  base64encode: adopted('base64encode'),
  base64decode: adopted('base64decode'),
  encodeUrlComponent: adopted('encodeUrlComponent'),
  encodeUrl: adopted('encodeUrl'),
  decodeUrlComponent: adopted('decodeUrlComponent'),
  decodeUrl: adopted('decodeUrl'),
};

const SURROGATE = /[\uD800-\uDBFF]/;

function countCharacters(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function substring(text: string, start: number, length: number | undefined, evaluation: Evaluation): string {
  evaluation.step(text.length / 256);
  const characters = SURROGATE.test(text) ? charactersOf(text, evaluation) : text;
  const size = characters.length;
  const from = size + start < 0 ? 0 : start;
  if (length !== undefined && length <= 0) return '';
  const end = length === undefined ? undefined : from >= 0 ? from + length : size + from + length;
  const part = characters.slice(from, end);
  return typeof part === 'string' ? part : part.join('');
}

function charactersOf(text: string, evaluation: Evaluation): string[] {
  evaluation.allocateItems(text.length);
  return [...text];
}

/** A positive width pads at the end, a negative one at the start. */
function pad(text: string, width: number, char: string, evaluation: Evaluation): string {
  const missing = Math.abs(width) - countCharacters(text);
  if (!(missing > 0)) return text;
  evaluation.allocateText(text.length + missing * 2);
  const unit = [...char];
  const padding = unit.length === 1 ? char.repeat(missing) : cycle(unit, missing);
  return width > 0 ? text + padding : padding + text;
}

function cycle(unit: readonly string[], count: number): string {
  let result = '';
  for (let i = 0; i < count; i++) result += unit[i % unit.length];
  return result;
}

function search(text: string, token: string, from: number, evaluation: Evaluation): number {
  const found = text.indexOf(token, from);
  evaluation.step(1 + ((found < 0 ? text.length : found) - from) / 64);
  return found;
}

/** What a matcher found: a regular expression, or a function that behaves like one. */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly Value[];
  readonly whole: Members;
}

function firstMatch(matcher: Fn, text: string, evaluation: Evaluation): Match | undefined {
  return asMatch(apply(matcher, [text], null, evaluation));
}

function nextMatch(previous: Match, evaluation: Evaluation): Match | undefined {
  return asMatch(apply(memberOf(previous.whole, 'next'), [], null, evaluation));
}

function asMatch(found: Value): Match | undefined {
  if (found === undefined || found === null) return undefined;
  const whole: Members = isMembers(found) ? found : {};
  const [start, groups] = [memberOf(whole, 'start'), memberOf(whole, 'groups')];
  const valid = typeof start === 'number' || Array.isArray(groups) || isFunction(memberOf(whole, 'next'));
  if (!valid) throw new Fault('T1010');
  return {
    match: String(memberOf(whole, 'match') ?? ''),
    start: Number(start),
    end: Number(memberOf(whole, 'end')),
    groups: Array.isArray(groups) ? groups : [],
    whole,
  };
}

/** All matches, or the first `limit`. */
function* matches(text: string, matcher: Fn, limit: number | undefined, evaluation: Evaluation): Generator<Match> {
  if (limit === 0) return;
  let found = firstMatch(matcher, text, evaluation);
  for (let count = 1; found !== undefined; count++) {
    evaluation.allocate(64);
    yield found;
    if (limit !== undefined && count >= limit) return;
    found = nextMatch(found, evaluation);
  }
}

function match(text: string, matcher: Fn, limit: number | undefined, evaluation: Evaluation): Value {
  if (limit !== undefined && limit < 0) throw new Fault('D3040', { value: limit, index: 3 });
  const found = sequence();
  for (const { whole } of matches(text, matcher, limit, evaluation)) {
    found.push({ match: memberOf(whole, 'match'), index: memberOf(whole, 'start'), groups: memberOf(whole, 'groups') });
  }
  return found;
}

function replace(
  text: string,
  pattern: Value,
  replacement: Value,
  limit: number | undefined,
  evaluation: Evaluation,
): Value {
  if (pattern === '') throw new Fault('D3010', { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw new Fault('D3011', { value: limit, index: 4 });
  const pieces: string[] = [];
  let position = 0;
  for (const { start, length, text: substitute } of replacements(text, pattern, replacement, limit, evaluation)) {
    pieces.push(text.substring(position, start), substitute);
    evaluation.allocateText(start - position + substitute.length);
    position = start + length;
  }
  pieces.push(text.substring(position));
  evaluation.allocateText(text.length - position);
  return pieces.join('');
}

interface Replacement {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

function* replacements(
  text: string,
  pattern: Value,
  replacement: Value,
  limit: number | undefined,
  evaluation: Evaluation,
): Generator<Replacement> {
  if (isFunction(pattern)) {
    for (const found of matches(text, pattern, limit, evaluation)) {
      const substitute = isFunction(replacement)
        ? apply(replacement, [found.whole], null, evaluation)
        : substituteGroups(String(replacement), found, evaluation);
      if (typeof substitute !== 'string') throw new Fault('D3012', { value: substitute });
      yield { start: found.start, length: found.match.length, text: substitute };
    }
    return;
  }
  const token = String(pattern);
  let start = search(text, token, 0, evaluation);
  for (let count = 0; start >= 0 && count < (limit ?? Number.POSITIVE_INFINITY); count++) {
    yield { start, length: token.length, text: String(replacement) };
    start = search(text, token, start + token.length, evaluation);
  }
}

/** `$1` stands for the first group, `$0` for the whole match, `$$` for a dollar sign. */
function substituteGroups(template: string, { match: whole, groups }: Match, evaluation: Evaluation): string {
  evaluation.step(template.length / 16);
  const digits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1;
  const reference = new RegExp(`\\$(?:\\$|0|\\d{1,${digits}})`, 'g');
  return template.replace(reference, (found) => {
    if (found === '$$') return '$';
    if (found === '$0') return whole;
    return groupText(found.slice(1), groups);
  });
}

/** A number with too many digits for a group is a shorter number followed by a digit. */
function groupText(digits: string, groups: readonly Value[]): string {
  const number = Number(digits);
  if (number > groups.length && digits.length > 1) return groupText(digits.slice(0, -1), groups) + digits.at(-1);
  const group = groups[number - 1];
  return group === undefined ? '' : String(group);
}

function split(text: string, separator: Value, limit: number | undefined, evaluation: Evaluation): Value {
  if (limit !== undefined && limit < 0) throw new Fault('D3020', { value: limit, index: 3 });
  if (!isFunction(separator)) return splitAt(text, String(separator), limit, evaluation);
  const parts: Items = [];
  if (limit === 0) return parts;
  let position = 0;
  let ended = false;
  for (const { start, end } of matches(text, separator, limit, evaluation)) {
    parts.push(text.substring(position, start));
    position = end;
    ended = parts.length === limit;
  }
  if (!ended) parts.push(text.substring(position));
  evaluation.allocateText(text.length);
  return parts;
}

function splitAt(text: string, separator: string, limit: number | undefined, evaluation: Evaluation): Items {
  evaluation.allocateText(text.length);
  const most = limit === undefined ? text.length : Math.min(limit, text.length);
  evaluation.allocateItems(separator === '' ? most : Math.min(most, text.length / separator.length / 4));
  return text.split(separator, limit);
}

function join(texts: readonly string[], separator: string, evaluation: Evaluation): string {
  let length = 0;
  for (const text of texts) length += text.length + separator.length;
  evaluation.step(texts.length / 4);
  evaluation.allocateText(length);
  return texts.join(separator);
}
