/** Which texts of a definition are expressions. Source: Developer Guide, "Transforming data with JSONata". */
import type { Json } from '../json.ts';

/** The text between `{%` and `%}`, trimmed. With anything around the delimiters a text is a literal: undefined. */
export function expressionIn(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value.length < 4 || !value.startsWith('{%') || !value.endsWith('%}')) {
    return undefined;
  }
  return value.slice(2, -2).trim();
}
