/**
 * States.Format: puts arguments into the `{}` of a template. Escapes in the template: `\'`, `\{`, `\}`, `\\`.
 * Source: ASL "States.Format"; objects and arrays are written as in `{Arg1=1, Arg2=[]}`, as AWS does.
 */
import type { Json } from '../../json.ts';
import type { Intrinsic } from './intrinsic.ts';
import { IntrinsicProblem, stringAt } from './intrinsic.ts';

/** The text may be far larger than template and arguments, since `{}` can occur many times. */
const MAX_LENGTH = 1_048_576;

export const format: Intrinsic = {
  minArguments: 1,
  maxArguments: Number.POSITIVE_INFINITY,
  apply(values) {
    const parts = splitTemplate(stringAt(values, 0));
    if (parts.length !== values.length) {
      throw new IntrinsicProblem('number of arguments do not match the occurrences of {}.');
    }
    let text = parts[0] as string;
    for (let i = 1; i < parts.length; i++) {
      text += render(values[i] as Json) + parts[i];
      if (text.length > MAX_LENGTH) throw new IntrinsicProblem('the result is too long.');
    }
    return text;
  },
};

/** The pieces around the `{}`, with escapes resolved. */
function splitTemplate(template: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < template.length; i++) {
    const char = template.charAt(i);
    const next = template.charAt(i + 1);
    if (char === '\\' && next !== '' && "'{}\\".includes(next)) {
      part += next;
      i++;
    } else if (char === '{') {
      if (next !== '}') throw new IntrinsicProblem("matching '}' not found for '{'.");
      parts.push(part);
      part = '';
      i++;
    } else if (char === '}') {
      throw new IntrinsicProblem("matching '{' not found for '}'.");
    } else {
      part += char;
    }
  }
  return [...parts, part];
}

function render(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${key}=${render(member)}`);
  return `{${members.join(', ')}}`;
}
