import { runtimeFailure } from './errors.ts';
import type { Json } from './json.ts';
import { isLongerThan, utf8Length } from './json.ts';
import { jsonDepthExceeds, MAX_JSON_DEPTH } from './validate/json-text.ts';

/** Largest input, output or result of a state, task or execution, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 262_144;

/**
 * A JSON value together with its text, each made from the other at most once: a state that passes its
 * input through parses and serialises nothing, and the event, the row and the size check share one text.
 */
export class Payload {
  #value: Json | undefined;
  #text: string | undefined;
  #quoted: string | undefined;
  #tooLarge: boolean | undefined;

  private constructor(value: Json | undefined, text: string | undefined) {
    this.#value = value;
    this.#text = text;
  }

  /** From a value that nobody changes any more. */
  static of(value: Json): Payload {
    return new Payload(value, undefined);
  }

  /** From text that is known to be valid JSON. */
  static fromText(text: string): Payload {
    return new Payload(undefined, text);
  }

  /** From both, which say the same; nobody changes the value any more. */
  static parsed(value: Json, text: string): Payload {
    return new Payload(value, text);
  }

  static readonly emptyObject = new Payload({}, '{}');

  /** The value; treat it as frozen. */
  get value(): Json {
    if (this.#value === undefined) this.#value = JSON.parse(this.#text as string) as Json;
    return this.#value;
  }

  get text(): string {
    if (this.#text === undefined) this.#text = serialise(this.#value as Json);
    return this.#text;
  }

  /** The text as a JSON string literal, as it stands in history events. */
  get quoted(): string {
    if (this.#quoted === undefined) this.#quoted = JSON.stringify(this.text);
    return this.#quoted;
  }

  /** Whether the UTF-8 text is larger than AWS allows. */
  get tooLarge(): boolean {
    this.#tooLarge ??= isLongerThan(this.text, MAX_PAYLOAD_BYTES);
    return this.#tooLarge;
  }
}

/**
 * Whether these texts, as the items of one array, are larger than AWS allows. Asked before they are joined: the outputs
 * of thousands of iterations can be longer than any string.
 */
export function tooLargeTogether(texts: readonly string[]): boolean {
  let bytes = 1;
  for (const text of texts) {
    if (text.length > MAX_PAYLOAD_BYTES) return true;
    bytes += utf8Length(text) + 1;
    if (bytes > MAX_PAYLOAD_BYTES) return true;
  }
  return false;
}

/**
 * A loop can nest data ever deeper; that is the workflow's fault, not ours. Refused well before the call stack ends,
 * so that what was written down once can be written down again at any other place.
 */
function serialise(value: Json): string {
  const text = textOf(value);
  // Every level takes two brackets: short texts need no look.
  if (text === undefined || (text.length > 2 * MAX_JSON_DEPTH && jsonDepthExceeds(text, MAX_JSON_DEPTH))) {
    throw runtimeFailure('The data is nested too deeply.');
  }
  return text;
}

/** The JSON text; undefined when the value is nested so deeply that the call stack overflows. */
function textOf(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
