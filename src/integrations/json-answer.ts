/**
 * JSON text that comes from outside, such as a function's result: checked (also for depth), and made compact without
 * touching numbers and strings, so that `0.0` and large integers stay what the function wrote.
 */
import { Payload } from '../asl/payload.ts';
import { parseJson } from '../asl/validate/json-text.ts';

/** The payload, or undefined when `text` is not JSON or is nested too deeply. */
export function parseAnswer(text: string): Payload | undefined {
  const parsed = parseJson(text);
  return 'value' in parsed ? Payload.parsed(parsed.value, compactJson(text)) : undefined;
}

export function isJsonText(text: string): boolean {
  return 'value' in parseJson(text);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Valid JSON without white space between tokens: outside strings nothing else is as low as a space. */
function compactJson(text: string): string {
  let compact = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = closingQuote(text, i + 1);
    else if (unit <= SPACE) {
      compact += text.slice(copied, i);
      copied = i + 1;
    }
  }
  return copied === 0 ? text : compact + text.slice(copied);
}

function closingQuote(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) !== QUOTE && i < text.length) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}
