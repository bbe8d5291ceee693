/** The intrinsic functions on JSON texts and objects. Source: ASL "Intrinsic Functions". */
import type { Json, JsonObject } from '../../json.ts';
import { setOwn } from '../../json.ts';
import { fixed, IntrinsicProblem, objectAt, stringAt } from './intrinsic.ts';

/** As for any JSON that comes in from outside; values nested deeper could not be written again. */
const MAX_DEPTH = 1000;

export const stringToJson = fixed(1, (values) => {
  const text = stringAt(values, 0);
  if (isTooDeep(text)) throw new IntrinsicProblem(`The text is nested more than ${MAX_DEPTH} deep.`);
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new IntrinsicProblem('The text is not valid JSON.');
  }
});

export const jsonToString = fixed(1, (values) => JSON.stringify(values[0]));

/** Members of both objects; the second wins. Only this shallow mode exists, so the third argument must be false. */
export const jsonMerge = fixed(3, (values) => {
  if (values[2] !== false) throw new IntrinsicProblem('Argument 3 must be false: only shallow merging is supported.');
  const merged: JsonObject = { ...objectAt(values, 0) };
  for (const [key, value] of Object.entries(objectAt(values, 1))) setOwn(merged, key, value);
  return merged;
});

/** Counts brackets, also those inside strings: enough for a bound, and needs no parser. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i) | 0x20; // '[' and '{' become '{', ']' and '}' become '}'
    if (unit === 0x7b && ++depth > MAX_DEPTH) return hasDeepStructure(text);
    if (unit === 0x7d && depth > 0) depth--;
  }
  return false;
}

/** The exact count, for the rare text with many brackets. */
function hasDeepStructure(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '[' || char === '{') && ++depth > MAX_DEPTH) return true;
    else if (!quoted && (char === ']' || char === '}')) depth--;
  }
  return false;
}
